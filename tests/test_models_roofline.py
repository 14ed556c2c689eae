"""The roofline and the kernels under it: laws, limits, and published kernels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.models import roofline

rates = st.floats(1e9, 1e16)
bandwidths = st.floats(1e6, 1e14)
intensities = st.floats(1e-2, 1e5)
shares = st.floats(0.05, 1)
sizes = st.integers(1, 32768)


@given(rates, bandwidths, intensities, bandwidths, intensities)
def test_no_rate_lies_above_a_roof(peak: float, memory: float, reuse: float, network: float, sent: float) -> None:
    """Catch an attainable rate above the peak, or above what memory or network feeds."""
    rate = roofline.attainable_compute(
        peak_compute=peak, memory_bandwidth=memory, arithmetic_intensity=reuse, network_bandwidth=network,
        network_intensity=sent,
    )  # fmt: skip
    assert rate <= peak and rate <= memory * reuse and rate <= network * sent
    assert rate in (peak, memory * reuse, network * sent)


@given(rates, bandwidths)
def test_at_the_ridge_point_both_roofs_meet(peak: float, memory: float) -> None:
    """Catch a ridge point that is not where arithmetic and traffic take equally long."""
    ridge = roofline.ridge_point(peak_compute=peak, bandwidth=memory)
    assert ridge * memory == pytest.approx(peak)


def product(**changed: float) -> float:
    """A matrix product on a made-up chip, with some arguments changed."""
    given_ = {
        "rows": 64, "columns": 4096, "depth": 7168, "bits": 8, "output_bits": 16, "peak_compute": 1e15,
        "memory_bandwidth": 3e12, "compute_efficiency": 0.8, "memory_efficiency": 0.8, "latency": 2e-6, "prologue": 200,
        "tile_rows": 128, "tile_columns": 128, "least_columns": 64, "cores": 132, "core_bandwidth": 8e10,
    }  # fmt: skip
    return roofline.matrix_time(**(given_ | changed))


@given(sizes, sizes, sizes, bandwidths, st.floats(1, 10))
def test_more_bandwidth_is_never_slower(rows: int, columns: int, depth: int, memory: float, more: float) -> None:
    """Catch a product that takes longer on a faster memory or a faster chip."""
    slow = product(rows=rows, columns=columns, depth=depth, memory_bandwidth=memory)
    assert product(rows=rows, columns=columns, depth=depth, memory_bandwidth=memory * more) <= slow * (1 + 1e-12)
    assert product(
        rows=rows, columns=columns, depth=depth, memory_bandwidth=memory, peak_compute=1e15 * more
    ) <= slow * (1 + 1e-12)


@given(sizes, sizes, sizes)
def test_a_product_is_never_faster_than_its_roofs(rows: int, columns: int, depth: int) -> None:
    """Catch a time below that of the arithmetic at peak, or of the bytes at full bandwidth."""
    time = product(rows=rows, columns=columns, depth=depth)
    assert time >= roofline.matrix_operations(rows=rows, columns=columns, depth=depth) / 1e15
    moved = roofline.matrix_bytes(rows=rows, columns=columns, depth=depth, bits=8, output_bits=16)
    assert time >= moved / 3e12


@given(st.integers(1, 4096), st.integers(1, 512))
def test_rounds_cost_at_least_nothing_and_less_than_twice(tiles: int, cores: int) -> None:
    """Catch rounds that make work faster, or that cost more than one whole round."""
    factor = roofline.rounds_over_ideal(tiles=tiles, cores=cores)
    assert 1 <= factor < 2
    if tiles % cores == 0:
        assert factor == 1


def test_without_memory_or_start_only_arithmetic_is_left() -> None:
    """Catch a limit that is none: infinite bandwidth, no start, no prologue, even rounds."""
    time = product(
        rows=128 * 132,
        columns=128,
        memory_bandwidth=1e30,
        core_bandwidth=1e30,
        latency=0,
        prologue=0,
        compute_efficiency=1,
    )
    assert time == pytest.approx(2 * 128 * 132 * 128 * 7168 / 1e15)


def test_one_group_is_a_plain_product() -> None:
    """Catch grouped products that disagree with a single one, or that do not share the cores."""
    plain = {
        "columns": 1024, "depth": 7168, "bits": 8, "output_bits": 16, "peak_compute": 1e15, "memory_bandwidth": 3e12,
        "compute_efficiency": 0.8, "memory_efficiency": 0.8, "latency": 0, "prologue": 0, "tile_rows": 128,
        "tile_columns": 128, "least_columns": 128, "cores": 132, "core_bandwidth": 8e10,
    }  # fmt: skip
    one = roofline.grouped_matrix_time(products=1, rows=64, **plain)
    assert one == roofline.matrix_time(rows=64, **plain)
    assert roofline.grouped_matrix_time(products=4, rows=64, **plain) < 4 * one


BAD = [
    ("attainable_compute", {"peak_compute": 0, "memory_bandwidth": 1, "arithmetic_intensity": 1, "network_bandwidth": 1, "network_intensity": 1}),
    ("ridge_point", {"peak_compute": 1, "bandwidth": 0}),
    ("matrix_operations", {"rows": 0, "columns": 1, "depth": 1}),
    ("rounds_over_ideal", {"tiles": 1, "cores": 0}),
    ("bandwidth_of_cores", {"tiles": 1, "cores": 1, "core_bandwidth": 0, "memory_bandwidth": 1}),
    ("kernel_time", {"operations": 1, "moved": 1, "peak_compute": 1, "memory_bandwidth": 1, "compute_efficiency": 2, "memory_efficiency": 1, "latency": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments"), BAD)
def test_what_makes_no_sense_is_refused(name: str, arguments: dict[str, float]) -> None:
    """Catch a domain that is not checked: a browser would say NaN."""
    with pytest.raises(ValueError, match="must"):
        getattr(roofline, name)(**arguments)
