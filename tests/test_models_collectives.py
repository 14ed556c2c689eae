"""Laws of collectives and of the exchange of experts, and published tables that the predictions keep to."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scripts.facts import Run, data
from scripts.models import collectives, moe
from scripts.predict import bounds, collective, moe_a2a
from scripts.predict.case import Case, Unpredicted
from scripts.predict.classes import class_of
from scripts.predict.constants import Constants
from scripts.validate import outcome

SIZES = st.floats(1, 1e12)
RANKS = st.integers(2, 4096)
RATES = st.floats(1e8, 1e13)
LATENCIES = st.floats(1e-8, 1e-3)
TIMED: list[Callable[..., float]] = [
    collectives.ring_all_reduce_time,
    collectives.ring_all_gather_time,
    collectives.recursive_doubling_time,
    collectives.recursive_halving_time,
    collectives.tree_all_reduce_time,
    collectives.in_network_all_reduce_time,
    collectives.all_to_all_time,
]


@pytest.mark.parametrize("time", TIMED)
@given(size=SIZES, ranks=RANKS, rate=RATES, latency=LATENCIES, factor=st.floats(1, 100))
def test_a_faster_link_is_never_slower(
    time: Callable[..., float], size: float, ranks: int, rate: float, latency: float, factor: float
) -> None:
    """Catch a time that grows with bandwidth, or that falls with size."""
    slow = time(message_size=size, ranks=ranks, bandwidth=rate, latency=latency)
    assert time(message_size=size, ranks=ranks, bandwidth=rate * factor, latency=latency) <= slow * (1 + 1e-12)
    assert time(message_size=size * factor, ranks=ranks, bandwidth=rate, latency=latency) >= slow * (1 - 1e-12)


@pytest.mark.parametrize("time", TIMED)
@given(size=SIZES, rate=RATES, latency=LATENCIES)
def test_one_rank_takes_no_time(time: Callable[..., float], size: float, rate: float, latency: float) -> None:
    """Catch a start-up or a byte where nobody is there to talk to."""
    assert time(message_size=size, ranks=1, bandwidth=rate, latency=latency) == 0


@pytest.mark.parametrize("time", TIMED)
@given(size=SIZES, ranks=RANKS, latency=LATENCIES)
def test_only_steps_are_left_on_an_infinite_link(
    time: Callable[..., float], size: float, ranks: int, latency: float
) -> None:
    """Catch bytes that cost something at any rate, or a step that costs nothing."""
    fast = time(message_size=size, ranks=ranks, bandwidth=1e30, latency=latency)
    assert fast == pytest.approx(time(message_size=0, ranks=ranks, bandwidth=1, latency=latency), rel=1e-6)
    assert fast >= latency * (1 - 1e-9)


@given(size=SIZES, ranks=RANKS)
def test_an_all_reduce_is_a_reduce_scatter_and_an_all_gather(size: float, ranks: int) -> None:
    """Catch a lost factor of two."""
    half = collectives.shard_exchange_bytes(message_size=size, ranks=ranks)
    assert collectives.ring_all_reduce_bytes(message_size=size, ranks=ranks) == pytest.approx(2 * half)
    assert half < size


@given(size=SIZES, ranks=st.integers(4, 4096))
def test_a_switch_that_adds_saves_bytes(size: float, ranks: int) -> None:
    """Catch a reduction in the network that sends more than a ring, or less than the buffer."""
    ring = collectives.ring_all_reduce_bytes(message_size=size, ranks=ranks)
    added = collectives.in_network_all_reduce_bytes(message_size=size, ranks=ranks)
    assert size < added < ring
    assert ring / added == pytest.approx(collectives.in_network_gain(ranks=ranks))


def test_with_three_ranks_a_switch_that_adds_saves_nothing() -> None:
    """Catch another crossing of the two lines than the algebra gives."""
    assert collectives.in_network_gain(ranks=3) == 1
    assert collectives.in_network_gain(ranks=2) < 1


@given(ranks=st.integers(2, 12))
def test_a_ring_played_out_moves_what_the_formula_says(ranks: int) -> None:
    """Catch a formula of a ring that the ring itself does not keep to: shards are passed round and added, by hand."""
    held = [[1 << (rank * 4) for _ in range(ranks)] for rank in range(ranks)]  # what each rank has of each shard
    sent = 0
    for step in range(ranks - 1):
        moves = [(rank, (rank - step) % ranks) for rank in range(ranks)]
        values = [held[rank][shard] for rank, shard in moves]
        for (rank, shard), value in zip(moves, values, strict=True):
            held[(rank + 1) % ranks][shard] += value
        sent += 1
    for step in range(ranks - 1):
        moves = [(rank, (rank + 1 - step) % ranks) for rank in range(ranks)]
        values = [held[rank][shard] for rank, shard in moves]
        for (rank, shard), value in zip(moves, values, strict=True):
            held[(rank + 1) % ranks][shard] = value
        sent += 1
    whole = sum(1 << (rank * 4) for rank in range(ranks))
    assert all(value == whole for shards in held for value in shards)
    assert sent / ranks == pytest.approx(collectives.ring_all_reduce_bytes(message_size=1, ranks=ranks))


@given(wire=st.floats(0, 10), start=st.floats(0, 10), sharp=st.floats(0.5, 1))
def test_saturation_lies_between_its_two_textbook_forms(wire: float, start: float, sharp: float) -> None:
    """Catch an exponent turned round: between one after the other, and the best pipeline."""
    time = collectives.saturating_time(wire_time=wire, start_time=start, sharpness=sharp)
    best = (math.sqrt(wire) + math.sqrt(start)) ** 2
    assert wire + start <= time * (1 + 1e-9) and time <= best * (1 + 1e-9) + 1e-12


# --- tori -------------------------------------------------------------------------------------------------------------


def twisted(x: int, y: int, z: int) -> nx.Graph:
    """The twisted torus as a graph: rings close with a shift by their own length along each dimension twice as long."""
    graph = nx.Graph()
    shift = (x if y > x else 0, x if z > x else 0)
    lift = y if z > y else 0
    for a, b, c in itertools.product(range(x), range(y), range(z)):
        right = (a + 1, b, c) if a + 1 < x else (0, (b + shift[0]) % y, (c + shift[1]) % z)
        up = (a, b + 1, c) if b + 1 < y else (a, 0, (c + lift) % z)
        graph.add_edges_from([((a, b, c), right), ((a, b, c), up), ((a, b, c), (a, b, (c + 1) % z))])
    return graph


def mean_distance(graph: nx.Graph) -> float:
    """Steps from one node to all, itself counted; the graphs here look alike from every node."""
    return sum(nx.single_source_shortest_path_length(graph, (0, 0, 0)).values()) / len(graph)


@pytest.mark.parametrize("shape", [(2, 2, 4), (3, 3, 6), (4, 4, 8), (2, 4, 4), (3, 6, 6), (4, 8, 8)])
def test_distances_in_a_twisted_torus_are_those_of_its_graph(shape: tuple[int, int, int]) -> None:
    """Catch a wrap that is forgotten, or a twist the other way."""
    x, y, z = shape
    found = collectives.twisted_torus_distance(size_x=x, size_y=y, size_z=z)
    assert found == pytest.approx(mean_distance(twisted(x, y, z)))
    assert found < collectives.torus_distance(size_x=x, size_y=y, size_z=z)


@given(shape=st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(2, 6)))
def test_distances_in_a_torus_are_those_of_its_graph(shape: tuple[int, int, int]) -> None:
    """Catch a mean that is wrong for odd rings."""
    graph = nx.grid_graph(shape[::-1], periodic=True)
    x, y, z = shape
    assert collectives.torus_distance(size_x=x, size_y=y, size_z=z) == pytest.approx(mean_distance(graph))


@given(k=st.integers(1, 6).map(lambda half: 2 * half), shorter=st.integers(1, 6), middle=st.integers(1, 6))
def test_all_to_all_on_a_torus_is_its_bisection(k: int, shorter: int, middle: int) -> None:
    """Catch a rate above what crosses the middle: 2·X·Y links each way carry half of the traffic of half of the nodes."""
    x, y, z = min(shorter, k), min(middle, k), k
    rate = collectives.torus_all_to_all_bandwidth(size_x=x, size_y=y, size_z=z, bandwidth=1)
    crossing = (x * y * z / 2) * rate / 2
    assert crossing == pytest.approx(2 * x * y)


def test_figure_6_of_jouppi2023tpuv4() -> None:
    """Catch a twisted torus that gains much more, or less, than was measured: within a tenth."""
    run = next(run for run in data().runs if run.group == "tpuv4_twist")
    twist = collectives.twisted_all_to_all_bandwidth(size_x=4, size_y=4, size_z=8, bandwidth=1)
    gain = twist / collectives.torus_all_to_all_bandwidth(size_x=4, size_y=4, size_z=8, bandwidth=1)
    assert gain == pytest.approx(run.measured_value, rel=0.1)


# --- experts ----------------------------------------------------------------------------------------------------------


@given(ranks=RANKS, top_k=st.integers(1, 64))
def test_a_token_goes_to_some_and_at_most_to_all(ranks: int, top_k: int) -> None:
    """Catch more receivers than experts or devices, or none."""
    found = moe.expected_destinations(ranks=ranks, top_k=top_k)
    most = moe.most_destinations(ranks=ranks, top_k=top_k)
    assert 1 - 1e-9 <= found <= most * (1 + 1e-9)


@pytest.mark.parametrize(("ranks", "top_k"), [(2, 2), (3, 2), (2, 4), (3, 3)])
def test_receivers_are_counted_by_trying_all_routes(ranks: int, top_k: int) -> None:
    """Catch a formula of urns that is another one."""
    routes = list(itertools.product(range(ranks), repeat=top_k))
    mean = sum(len(set(route)) for route in routes) / len(routes)
    assert moe.expected_destinations(ranks=ranks, top_k=top_k) == pytest.approx(mean)


@given(
    tokens=st.floats(0, 1e5), copies=st.integers(1, 16), size=st.floats(1, 1e5), domain=st.integers(1, 72),
    domains=st.integers(1, 64),
)  # fmt: skip
def test_bytes_inside_and_outside_are_all_there_are(
    tokens: float, copies: int, size: float, domain: int, domains: int
) -> None:
    """Catch a copy that is counted twice or lost between scale-up and scale-out."""
    ranks = domain * domains
    inner = moe.inner_bytes(tokens=tokens, copies=copies, token_bytes=size, ranks=ranks, domain=domain)
    outer = moe.outer_bytes(tokens=tokens, copies=copies, token_bytes=size, ranks=ranks, domain=domain)
    whole = moe.exchange_bytes(tokens=tokens, copies=copies, token_bytes=size, ranks=ranks)
    assert inner + outer == pytest.approx(whole, rel=1e-9, abs=1e-6)


def test_a_token_of_deepseek_in_fp8_is_as_long_as_its_library_says() -> None:
    """Catch scales that are left out: 7,168 numbers of a byte, and 56 scales of four."""
    found = moe.quantised_token_bytes(hidden=7168, bits=8, block=moe.SCALE_BLOCK, scale_bits=32)
    assert found == 7168 + 56 * 4


# --- predictions ------------------------------------------------------------------------------------------------------


def case_of(run: Run, **inputs: Any) -> Case:
    """A run as a case."""
    names = ("case_id", "category", "system", "chips", "workload", "metric", "unit", "group", "kind")
    return Case(**{name: getattr(run, name) for name in names}, inputs={**run.settings, **inputs})


def runs(*groups: str) -> list[tuple[Case, float]]:
    """Measured runs of these groups, or of all."""
    wire = ("collective", "p2p", "moe_a2a")
    return [
        (case_of(run), run.measured_value)
        for run in data().runs
        if run.category in wire and run.kind == "measured" and (not groups or run.group in groups)
    ]


def test_no_measurement_beats_the_wire() -> None:
    """Catch bytes counted too high, a rate of both ways taken for one, or a run misread: wire time is never above it."""
    held = 0
    for case, measured in runs():
        try:
            kept = bounds.holds(case, measured)
        except (Unpredicted, ValueError):
            continue
        held += 1
        assert kept, f"{case.case_id}: {measured} {case.unit} against a bound of {bounds.bound(case):.3g}"
    assert held > 500


@pytest.mark.parametrize("category", ["collective", "moe_a2a"])
def test_a_prediction_never_beats_the_wire(category: str) -> None:
    """Catch an efficiency above one, or a model that sends less than the bound counts."""
    constants = Constants()
    for case, _ in runs():
        if case.category != category:
            continue
        one = outcome(case, 1.0, constants)
        try:
            kept = one.predicted is None or bounds.holds(case, one.predicted)
        except (Unpredicted, ValueError):
            continue
        assert kept, case.case_id


TABLES = {  # rows of one exhibit, and within how many per cent the half of them lie
    "cm384_ub_p2p": ("table 1 of zuo2025cloudmatrix", 3),
    "cm384_canep": ("table 7 of zuo2025cloudmatrix, CloudMatrix", 5),
    "deepep_h800_cmtable": ("table 7 of zuo2025cloudmatrix, H800", 6),
    "nccl_h100_ar": ("sample output of nvidia2026dgxcnccl", 8),
    "nvl72_onesided_ep8": ("expert parallelism over 8 of nvidia2026onesided", 7),
    "deepep_v1_ll_h800": ("low-latency kernels of deepseek2025deepep", 7),
}


@pytest.mark.parametrize("group", TABLES)
def test_a_published_table(group: str) -> None:
    """Catch a change of model or constant that loses a table which the predictions had."""
    _, within = TABLES[group]
    errors = sorted(abs(outcome(case, value, Constants()).error or 0) for case, value in runs(group))
    assert errors and errors[len(errors) // 2] <= within


def made(category: str = "collective", metric: str = "time", unit: str = "us", **inputs: Any) -> Case:
    """A case of one's own."""
    return Case("made", category, "", None, "", dict(inputs), metric, unit, "", "measured")


H100: dict[str, Any] = {
    "chip": "H100-SXM",
    "link_GBps_unidir": 450,
    "library": "NCCL",
    "ranks": 8,
    "message_bytes": 2**30,
}


def test_metrics_of_one_run_agree() -> None:
    """Catch a busbw, an algbw and a time that are of three different runs."""
    time, bus, algorithm = (
        collective.predict(made(metric=metric, unit=unit, collective="all_reduce", **H100), Constants())
        for metric, unit in (("time", "s"), ("busbw", "GB/s"), ("algbw", "GB/s"))
    )
    assert algorithm * 1e9 * time == pytest.approx(2**30)
    assert bus / algorithm == pytest.approx(2 * 7 / 8)


def test_a_library_that_may_choose_is_never_slower_than_one_that_may_not() -> None:
    """Catch a tuner that picks the slower algorithm."""
    named = [
        collective.predict(made(collective="all_reduce", algorithm=name, **H100), Constants())
        for name in ("ring", "nvls")
    ]
    free = collective.predict(made(collective="all_reduce", **H100), Constants())
    assert free <= min(named)


@given(size=st.floats(0, 1e10), ranks=st.integers(1, 512))
def test_a_map_needs_no_case(size: float, ranks: int) -> None:
    """Catch a size or a number of accelerators for which a system has no time."""
    for system in ("dgx-h100", "gb200-nvl72", "cloudmatrix-384"):
        found = collective.time_on(
            system=system, operation="all_reduce", size=size, accelerators=ranks, constants=Constants()
        )
        assert found >= 0 and math.isfinite(found)


ODD: dict[str, dict[str, Any]] = {
    "large": {"message_bytes": "large", "ranks": 8},
    "ranks are nothing": {"ranks": None, "message_bytes": 1024},
    "numbers are text": {"ranks": "8", "message_bytes": "1048576"},
    "an unknown chip": {"chip": "Foo 9", "ranks": 8, "message_bytes": 1024},
    "nothing": {},
    "lists": {"ranks": [8], "message_bytes": {}},
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("category", ["collective", "moe_a2a", "p2p"])
@pytest.mark.parametrize(
    ("metric", "unit"), [("time", "us"), ("busbw", "GB/s"), ("latency", "GB/s"), ("joy", "furlong")]
)
def test_an_odd_case_is_predicted_or_refused(name: str, category: str, metric: str, unit: str) -> None:
    """Catch a traceback where a sentence would do."""
    one = outcome(made(category, metric, unit, collective="all_reduce", **ODD[name]), 1.0, Constants())
    assert one.predicted is not None or one.reason


CLASSES = {
    "DeepEP V1 low-latency": "hardware", "DeepEP low_latency": "hardware", "DeepEP V2": "hardware", "DeepEP V2 high-throughput": "hardware",
    "TensorRT-LLM NVLinkOneSided": "hardware", "CANN EP (FusedDispatch/FusedCombine)": "hardware",
    "DeepEP-Ascend low-latency": "hardware", "HybridEP": "hardware",
    "UCCL-EP": "software", "UCCL-EP low-latency (EFA)": "software", "pplx-kernels": "software", "DeepEP V1 normal": "software",
    "DeepEP high-throughput": "software", "DeepEP-Ascend normal": "software", "xDS (in situ)": "software", "xDeepServe": "software",
}  # fmt: skip


@pytest.mark.parametrize("library", CLASSES)
def test_who_paces_an_exchange_is_told_by_words(library: str) -> None:
    """Catch a library in the wrong class, however it is spelt."""
    assert class_of(made("moe_a2a", library=library)) == f"moe_a2a/{CLASSES[library]}-bound"


def test_a_library_ported_to_another_makers_chip_takes_that_makers_constants() -> None:
    """Catch DeepEP on Ascend that is given the start-up time of DeepEP on NVIDIA's GPUs."""
    shape: dict[str, Any] = {
        "ep": 64,
        "tokens_per_rank": 128,
        "link_GBps_unidir": 196,
        "chip": "Ascend-910C-die",
        "phase": "dispatch",
    }
    ported = made("moe_a2a", "latency", library="DeepEP-Ascend low-latency", **shape)
    own = made("moe_a2a", "latency", library="CANN EP", **shape)
    assert moe_a2a.predict(ported, Constants()) == moe_a2a.predict(own, Constants())


@given(tokens=st.integers(1, 4096), more=st.integers(1, 4096))
def test_more_tokens_take_no_less_time(tokens: int, more: int) -> None:
    """Catch a switch of kernels that makes a larger batch faster by more than the copy loop that it leaves."""
    assume((tokens <= moe.SMALL_BATCH) == (tokens + more <= moe.SMALL_BATCH))
    shape: dict[str, Any] = {
        "ep": 64,
        "gpus_per_node": 8,
        "chip": "H800",
        "nvlink_GBps_unidir": 160,
        "nic_GBps_unidir": 50,
    }
    few, many = (
        moe_a2a.predict(made("moe_a2a", "latency", library="DeepEP", tokens_per_rank=count, **shape), Constants())
        for count in (tokens, tokens + more)
    )
    assert many >= few
