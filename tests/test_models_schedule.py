"""Schedules of collectives, played with sets: each keeps its promise, and sends the bytes of its closed form."""

import typing
from collections import Counter

import pytest

from scripts.models import collectives, schedule
from scripts.models.schedule import Algorithm

ALGORITHMS: tuple[Algorithm, ...] = typing.get_args(Algorithm)
RANKS = range(2, 17)
SIZE = 720720.0  # every n up to 16 divides it
BYTES = {
    "ring": collectives.ring_all_reduce_bytes,
    "doubling": collectives.recursive_doubling_bytes,
    "tree": collectives.tree_all_reduce_bytes,
    "in-network": collectives.in_network_all_reduce_bytes,
    "all-to-all": collectives.shard_exchange_bytes,
}
CASES = [(algorithm, ranks) for algorithm in ALGORITHMS for ranks in RANKS]

Buffers = list[list[Counter]]


def steps_of(algorithm: Algorithm, ranks: int) -> range:
    return range(1, schedule.step_count(algorithm=algorithm, ranks=ranks) + 1)


def all_reduced(algorithm: Algorithm, ranks: int) -> list[Buffers]:
    """After each step, whose numbers are in each part of each rank, and how often: the moves, played without `held`."""
    parts = schedule.part_count(algorithm=algorithm, ranks=ranks)
    now = [[Counter([rank]) for _ in range(parts)] for rank in range(ranks)]
    states = [[[Counter(one) for one in row] for row in now]]
    for step in steps_of(algorithm, ranks):
        before = [[Counter(one) for one in row] for row in now]
        switch = [Counter[int]() for _ in range(parts)]
        for move in schedule.moves(algorithm=algorithm, ranks=ranks, step=step):
            source = switch if move["sender"] == ranks else before[move["sender"]]
            target = switch if move["receiver"] == ranks else now[move["receiver"]]
            assert move["place"] == move["first"], "a sum stays the sum of its part"
            for part in range(move["first"], move["first"] + move["count"]):
                sent = Counter(source[part])
                if move["less"]:
                    sent.subtract([move["sender"]])
                target[part] = target[part] + sent if move["adds"] else +sent
        states.append([[Counter(one) for one in row] for row in now])
    return states


@pytest.mark.parametrize(("algorithm", "ranks"), [case for case in CASES if case[0] != "all-to-all"])
def test_an_all_reduce_ends_with_every_rank_once_everywhere(algorithm: Algorithm, ranks: int) -> None:
    """Catch a schedule that adds a rank's numbers twice, leaves one out, or stops too early."""
    last = all_reduced(algorithm, ranks)[-1]
    assert all(part == Counter(range(ranks)) for row in last for part in row)


@pytest.mark.parametrize("ranks", RANKS)
def test_an_all_to_all_brings_each_part_to_the_one_it_is_for(ranks: int) -> None:
    """Catch a part that goes astray, comes twice, or lands in the place of another."""
    landed = {(rank, rank): rank for rank in range(ranks)}
    for step in steps_of("all-to-all", ranks):
        for move in schedule.moves(algorithm="all-to-all", ranks=ranks, step=step):
            assert move["first"] == move["receiver"] and move["count"] == 1 and not move["adds"]
            assert (move["receiver"], move["place"]) not in landed
            landed[move["receiver"], move["place"]] = move["sender"]
    assert landed == {(rank, place): place for rank in range(ranks) for place in range(ranks)}


@pytest.mark.parametrize(("algorithm", "ranks"), CASES)
def test_what_is_said_to_be_held_is_held(algorithm: Algorithm, ranks: int) -> None:
    """Catch a picture that shows other sums than the moves make, or an end that is not what is promised."""
    steps = [0, *steps_of(algorithm, ranks)]
    said = [schedule.held(algorithm=algorithm, ranks=ranks, step=step) for step in steps]
    if algorithm != "all-to-all":
        played = all_reduced(algorithm, ranks)
        assert said == [[[part.total() for part in row] for row in state] for state in played]
    else:
        assert [sum(map(sum, state)) for state in said] == [ranks * (step + 1) for step in steps]
    promise = schedule.promised(algorithm=algorithm, ranks=ranks)
    assert all(part == promise for row in said[-1] for part in row)
    assert said[-1] == schedule.held(algorithm=algorithm, ranks=ranks, step=30)


@pytest.mark.parametrize(("algorithm", "ranks"), CASES)
def test_bytes_are_those_of_the_closed_form(algorithm: Algorithm, ranks: int) -> None:
    """Catch a schedule that sends more or less than scripts/models/collectives.py says of it."""
    steps = schedule.step_count(algorithm=algorithm, ranks=ranks)
    sent = schedule.sent_parts(algorithm=algorithm, ranks=ranks, step=steps)
    whole = BYTES[algorithm](message_size=SIZE, ranks=ranks)
    busiest = schedule.sent_bytes(algorithm=algorithm, ranks=ranks, step=steps, message_size=SIZE)
    if algorithm == "tree":
        assert sum(sent) == 2 * 2 * (ranks - 1), "each half crosses each branch of its tree twice"
        assert busiest == pytest.approx(whole) if ranks > 3 else busiest <= whole
    else:
        assert len(set(sent)) == 1, "all send alike"
        assert busiest == pytest.approx(whole)


@pytest.mark.parametrize(("algorithm", "ranks"), CASES)
def test_steps_are_those_of_the_closed_form(algorithm: Algorithm, ranks: int) -> None:
    """Catch a step in which nothing moves, and a number of steps that the times do not have."""
    timed = {
        "ring": collectives.ring_all_reduce_time,
        "doubling": collectives.recursive_doubling_time,
        "tree": collectives.tree_all_reduce_time,
        "in-network": collectives.in_network_all_reduce_time,
    }
    steps = steps_of(algorithm, ranks)
    assert all(schedule.moves(algorithm=algorithm, ranks=ranks, step=step) for step in steps)
    assert not schedule.moves(algorithm=algorithm, ranks=ranks, step=steps[-1] + 1)
    if algorithm in timed:
        assert timed[algorithm](message_size=0, ranks=ranks, bandwidth=1, latency=1) == len(steps)


@pytest.mark.parametrize(("algorithm", "ranks"), CASES)
def test_nobody_gets_the_same_part_twice_at_once_unless_it_adds(algorithm: Algorithm, ranks: int) -> None:
    """Catch two copies that overwrite each other within a step, and a rank that sends to itself."""
    for step in steps_of(algorithm, ranks):
        found = schedule.moves(algorithm=algorithm, ranks=ranks, step=step)
        assert all(move["sender"] != move["receiver"] for move in found)
        copied = [
            (move["receiver"], move["place"] + part)
            for move in found
            if not move["adds"]
            for part in range(move["count"])
        ]
        assert len(set(copied)) == len(copied)


def test_partners_swap_where_ranks_are_a_power_of_two() -> None:
    """Catch a doubling that goes round the circle where the chapter says that partners swap."""
    for step, distance in ((1, 1), (2, 2), (3, 4)):
        pairs = {
            (move["sender"], move["receiver"]) for move in schedule.moves(algorithm="doubling", ranks=8, step=step)
        }
        assert pairs == {(other, one) for one, other in pairs}
        assert {abs(one - other) for one, other in pairs} == {distance}


@pytest.mark.parametrize("ranks", RANKS)
def test_a_rank_branches_in_one_of_the_two_trees(ranks: int) -> None:
    """Catch a second tree that loads the same ranks as the first."""
    children: Counter = Counter()
    for step in steps_of("tree", ranks):
        for move in schedule.moves(algorithm="tree", ranks=ranks, step=step):
            if move["adds"]:
                children[move["receiver"], move["first"]] += 1
    assert max(children.values(), default=0) <= 2
    branching = [rank for (rank, _), count in children.items() if count == 2]
    assert len(set(branching)) == len(branching)


@pytest.mark.parametrize(("ranks", "step", "words"), [(1, 0, "ranks"), (17, 0, "ranks"), (8, -1, "step")])
def test_what_cannot_be_shown_is_refused(ranks: int, step: int, words: str) -> None:
    """Catch a schedule for one rank, for more than a picture holds, or for a step before the start."""
    with pytest.raises(ValueError, match=f"{words} must be"):
        schedule.moves(algorithm="ring", ranks=ranks, step=step)
