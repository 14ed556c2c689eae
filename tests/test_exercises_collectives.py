"""Chapter 9: its answers redone with a pencil, and its figures held to what they say."""

import math

import pytest

from scripts.charts import _theme, expert_exchange_time_by_group, faster_system_by_size_and_group, ring_step_by_step
from scripts.charts import all_reduce_time_by_size as times
from scripts.computed import result

ANSWERS = [
    ("ring_bytes_of_eight", 2 * 7 / 8, "GB"),
    ("ring_bytes_nvl72", 2 * 71 / 72, "GB"),
    ("ring_all_reduce_dgx_h100", 1.75 / 450 * 1000, "ms"),
    ("ring_all_reduce_nvl72", 2 * 71 / 72 / 900 * 1000, "ms"),
    ("ring_all_reduce_cm384", 2 * 383 / 384 / 392 * 1000, "ms"),
    ("in_network_all_reduce_nvl72", 73 / 72 / 900 * 1000, "ms"),
    ("in_network_gain_of_eight", 14 / 9, ""),
    ("in_network_gain_nvl72", 142 / 73, ""),
    ("ring_steps_cm384", 766, ""),
    ("halving_steps_cm384", 2 * 9, ""),
    ("ring_balance_nvl72", 72 * 2e-6 * 900e3, "MB"),
    ("ring_balance_cm384", 384 * 2e-6 * 392e3, "MB"),
    ("ring_of_a_megabyte_nvl72", 142 * (2e-3 + 1e6 / 72 / 900e6), "ms"),
    ("ring_of_a_megabyte_cm384", 766 * (2e-3 + 1e6 / 384 / 392e6), "ms"),
    ("halving_of_a_megabyte_cm384", 18 * 2e-3 + 2 * 383 / 384 * 1e6 / 392e6, "ms"),
    ("h200_sent_bandwidth", 480 * 9 / 14, "GB/s"),
    ("h200_sent_share", 100 * 480 * 9 / 14 / 450, "percent"),
    ("nvl72_large_all_reduce_bound", 2**33 * 73 / 72 / 900e9 * 1000, "ms"),
    ("nvl72_ring_share_to_match", 100 * 2 * 71 / 72 * 2**33 / 900e9 / 20.006e-3, "percent"),
    ("destinations_of_eight", 8 * (1 - (7 / 8) ** 8), ""),
    ("dispatched_token", 7168 + 7168 / 128 * 4, "byte"),
    ("dispatch_of_the_table", 128 * 8 * 7680 * 255 / 256 / 1e6, "MB"),
    ("dispatch_of_the_table_bound", 128 * 8 * 7680 * 255 / 256 / 196e3, "us"),
    ("cm384_ranks_by_die", 768, ""),
    ("ring_by_die_cm384", 2 * 767 / 768 / 196 * 1000, "ms"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_collectives_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-6)


def test_the_drawn_ring_ends_with_all_parts_everywhere() -> None:
    """Catch a drawing of a ring that is none: a part lost, a rank idle, a step too many."""
    states = ring_step_by_step.played()
    ranks = ring_step_by_step.RANKS
    assert len(states) == 1 + 2 * (ranks - 1)
    assert states[-1][1] == [[ranks] * ranks] * ranks
    assert states[ranks - 1][1] != states[-1][1]
    for _, _, arrived in states[1:]:
        assert {rank for rank, _ in arrived} == set(range(ranks)), "every rank gets one part in every step"


def test_small_messages_go_by_size_of_the_group_and_large_ones_by_rate() -> None:
    """Catch the sentence under the figure made wrong by a constant."""
    frame = times.data()
    lines = frame[frame["kind"] == "model"].pivot_table(index="bytes", columns="system", values="us")
    order = ["DGX H100", "GB200 NVL72", "CloudMatrix 384"]
    assert list(lines.iloc[0].sort_values().index) == order
    assert list(lines.iloc[-1].sort_values().index) == ["GB200 NVL72", "DGX H100", "CloudMatrix 384"]


def test_measured_dots_lie_near_their_lines() -> None:
    """Catch a bus bandwidth turned into a time by another factor: no dot twice or half the model."""
    frame = times.data()
    for system in ("DGX H100", "GB200 NVL72"):
        line = frame[(frame["kind"] == "model") & (frame["system"] == system)]
        for dot in _theme.records(frame[(frame["kind"] == "measured") & (frame["system"] == system)]):
            near = min(_theme.records(line), key=lambda at: abs(math.log(at.bytes / dot.bytes)))
            assert 0.5 < dot.us / near.us < 2


def test_the_larger_domain_wins_the_all_to_all_beyond_a_rack_only() -> None:
    """Catch the map saying other than the text: NVIDIA within a rack, Huawei beyond it for large messages, and no all-reduce lost."""
    frame = faster_system_by_size_and_group.data()
    decided = frame[frame["times"] >= faster_system_by_size_and_group.CLOSE]
    assert set(decided[decided["operation"] == "all-reduce"]["maker"]) == {"NVIDIA"}
    exchange = decided[decided["operation"] == "all-to-all"]
    assert set(exchange[exchange["accelerators"] <= 72]["maker"]) == {"NVIDIA"}
    large = exchange[(exchange["accelerators"] > 72) & (exchange["bytes"] >= 1e8)]
    assert set(large["maker"]) == {"Huawei"} and len(large) >= 4


def test_the_model_of_exchange_keeps_to_the_table_that_it_is_drawn_beside() -> None:
    """Catch a figure whose lines leave its dots."""
    frame = expert_exchange_time_by_group.data()
    assert len(frame) == 24
    assert ((frame["model_us"] / frame["us"] - 1).abs() < 0.15).all()
