"""Who sends which part to whom, step by step: the schedules whose bytes and steps scripts/models/collectives.py counts.

Ranks are counted from 0. A buffer is cut into equal parts. A step is a list of moves, all at once: a sender, a receiver,
the first part and the number of parts that go, the place where the first one lands, whether it is added there or copied,
and whether the sender's own numbers are left out of what it sends. A switch that adds stands after the last rank.

- ring: reduce-scatter, then all-gather, a part a step (Thakur, Rabenseifner and Gropp 2005, section 4.5).
- doubling: partners swap whole buffers at distances 1, 2, 4 … (the same, recursive doubling). Where ranks are no power of
  two, each sends its sum on round the circle instead, with its own numbers or without, as the binary digits of n−1 say; so
  it takes no step more (Bar-Noy, Bruck, Ho, Kipnis and Schieber 1995, "Computing global combine operations in the multiport
  postal model", IEEE Transactions on Parallel and Distributed Systems 6).
- tree: half of the buffer up and down each of two binary trees, in which nobody but a root branches twice (Sanders, Speck
  and Träff 2009, "Two-tree algorithms for full bandwidth broadcast, reduction and scan", Parallel Computing 35).
- in-network: the switch adds every rank's buffer and hands each rank an n-th of the sum, which it sends to all through the
  switch (Klenk et al. 2020, as in collectives.py).
- all-to-all: in step k every rank sends to the one k places on (Thakur et al. 2005, section 4.4).

Units: byte; ranks, steps and parts are counts.
"""

from math import ceil, floor, log2
from typing import Literal

Algorithm = Literal["ring", "doubling", "tree", "in-network", "all-to-all"]

MOST_RANKS = 16  # a schedule is for looking at


def step_count(*, algorithm: Algorithm, ranks: int) -> int:
    """Steps of a whole operation."""
    _check(ranks, 0)
    if algorithm == "ring":
        return 2 * (ranks - 1)
    if algorithm == "doubling":
        return ceil(log2(ranks))
    if algorithm == "tree":
        return 2 * ceil(log2(ranks))
    if algorithm == "in-network":
        return 2
    return ranks - 1


def part_count(*, algorithm: Algorithm, ranks: int) -> int:
    """Parts into which a buffer is cut."""
    _check(ranks, 0)
    if algorithm == "doubling":
        return 1
    if algorithm == "tree":
        return 2
    return ranks


def moves(*, algorithm: Algorithm, ranks: int, step: int) -> list[dict]:
    """What moves in a step; nothing before the first and after the last."""
    _check(ranks, step)
    if step < 1 or step > step_count(algorithm=algorithm, ranks=ranks):
        return []
    if algorithm == "ring":
        return _ring(ranks, step)
    if algorithm == "doubling":
        return _doubling(ranks, step)
    if algorithm == "tree":
        return _two_trees(ranks, step)
    if algorithm == "in-network":
        return _in_network(ranks, step)
    return _all_to_all(ranks, step)


def held(*, algorithm: Algorithm, ranks: int, step: int) -> list[list[int]]:
    """After a step, for each rank and each place of its buffer, how many ranks' numbers are in it.

    An all-reduce promises all of them everywhere. An all-to-all promises each rank one part from each; its places are
    counted by sender, and hold 0 until that part has come.
    """
    _check(ranks, step)
    parts = part_count(algorithm=algorithm, ranks=ranks)
    now: list = []
    for rank in range(ranks + 1):  # the last one is the switch
        row: list = []
        for part in range(parts):
            row.append(0 if rank == ranks or (algorithm == "all-to-all" and part != rank) else 1)
        now.append(row)
    for past in range(1, min(step, step_count(algorithm=algorithm, ranks=ranks)) + 1):
        before: list = []
        for rank in range(ranks):
            row = []
            for part in range(parts):
                row.append(now[rank][part])
            before.append(row)
        before.append(now[ranks])  # the switch passes on what it gets in the same step
        for part in range(parts):
            now[ranks][part] = 0
        for move in moves(algorithm=algorithm, ranks=ranks, step=past):
            for part in range(move["count"]):
                sent = before[move["sender"]][move["first"] + part] - move["less"]
                if algorithm == "all-to-all":
                    sent = 1
                place = move["place"] + part
                kept = now[move["receiver"]][place] if move["adds"] == 1 else 0
                now[move["receiver"]][place] = kept + sent
    found: list = []
    for rank in range(ranks):
        found.append(now[rank])
    return found


def promised(*, algorithm: Algorithm, ranks: int) -> int:
    """What each place holds in the end, as `held` counts it."""
    _check(ranks, 0)
    return 1 if algorithm == "all-to-all" else ranks


def sent_parts(*, algorithm: Algorithm, ranks: int, step: int) -> list[int]:
    """Parts that each rank has sent up to and with a step."""
    _check(ranks, step)
    sent: list = []
    for _rank in range(ranks + 1):
        sent.append(0)
    for past in range(1, min(step, step_count(algorithm=algorithm, ranks=ranks)) + 1):
        for move in moves(algorithm=algorithm, ranks=ranks, step=past):
            sent[move["sender"]] += move["count"]
    found: list = []
    for rank in range(ranks):
        found.append(sent[rank])
    return found


def sent_bytes(*, algorithm: Algorithm, ranks: int, step: int, message_size: float) -> float:
    """Bytes that the busiest rank has sent up to and with a step."""
    if message_size < 0:
        raise ValueError(f"message_size must not be below 0, got {message_size:g}")
    parts = part_count(algorithm=algorithm, ranks=ranks)
    return max(sent_parts(algorithm=algorithm, ranks=ranks, step=step)) * message_size / parts


def _ring(ranks: int, step: int) -> list[dict]:
    """A part to the right: the one that just came, in the first half with one's own added."""
    adds = step < ranks
    turn = step - 1 if adds else step - ranks - 1
    found: list = []
    for rank in range(ranks):
        part = _round(rank - turn, ranks)
        found.append(_move(rank, _round(rank + 1, ranks), part, 1, part, 1 if adds else 0, 0))
    return found


def _doubling(ranks: int, step: int) -> list[dict]:
    """The whole buffer, to a partner or to one further round the circle."""
    steps = ceil(log2(ranks))
    found: list = []
    if 2**steps == ranks:
        distance = 2 ** (step - 1)
        for rank in range(ranks):
            lower = _round(floor(rank / distance), 2) == 0
            found.append(_move(rank, rank + distance if lower else rank - distance, 0, 1, 0, 1, 0))
        return found
    others = floor((ranks - 1) / 2 ** (steps - step + 1))  # whose numbers one holds besides one's own
    own = _round(floor((ranks - 1) / 2 ** (steps - step)), 2)  # a binary digit of n−1
    for rank in range(ranks):
        found.append(_move(rank, _round(rank + others + own, ranks), 0, 1, 0, 1, 1 - own))
    return found


def _two_trees(ranks: int, step: int) -> list[dict]:
    """Half a buffer from children to parents, level by level, then back; the second tree swaps leaves and branches."""
    levels = ceil(log2(ranks))
    found: list = []
    for half in range(2):
        for child in range(1, ranks):
            width, level = 1, 0
            for _level in range(levels):
                if _round(child, 2 * width) == 0:
                    width = 2 * width
                    level = level + 1
            above = child - width
            if _round(above, 4 * width) == 0 and child + width < ranks:
                above = child + width
            lower = _seat(child, ranks, half)
            upper = _seat(above, ranks, half)
            if step == level + 1:
                found.append(_move(lower, upper, half, 1, half, 1, 0))
            if step == 2 * levels - level:
                found.append(_move(upper, lower, half, 1, half, 0, 0))
    return found


def _seat(place: int, ranks: int, half: int) -> int:
    """The rank at a place of the first or second tree: the second is the first mirrored, or moved by one."""
    if half == 0:
        return place
    return ranks - 1 - place if _round(ranks, 2) == 0 else _round(place + 1, ranks)


def _in_network(ranks: int, step: int) -> list[dict]:
    """Everything up and an n-th of the sum back; then that n-th up and to all."""
    found: list = []
    for rank in range(ranks):
        if step == 1:
            found.append(_move(rank, ranks, 0, ranks, 0, 1, 0))
        else:
            found.append(_move(rank, ranks, rank, 1, rank, 1, 0))
    for rank in range(ranks):
        if step == 1:
            found.append(_move(ranks, rank, rank, 1, rank, 0, 0))
        else:
            found.append(_move(ranks, rank, 0, ranks, 0, 0, 0))
    return found


def _all_to_all(ranks: int, step: int) -> list[dict]:
    """The part that is meant for the one so many places on."""
    found: list = []
    for rank in range(ranks):
        other = _round(rank + step, ranks)
        found.append(_move(rank, other, other, 1, rank, 0, 0))
    return found


def _move(sender: int, receiver: int, first: int, count: int, place: int, adds: int, less: int) -> dict:
    return {
        "sender": sender,
        "receiver": receiver,
        "first": first,
        "count": count,
        "place": place,
        "adds": adds,
        "less": less,
    }


def _round(place: int, size: int) -> int:
    """A place on a circle, counted from 0: the remainder."""
    return place - size * floor(place / size)


def _check(ranks: int, step: int) -> None:
    if ranks < 2 or ranks > MOST_RANKS:
        raise ValueError(f"ranks must be from 2 to {MOST_RANKS:g}, got {ranks:g}")
    if step < 0:
        raise ValueError(f"step must be at least 0, got {step:g}")
