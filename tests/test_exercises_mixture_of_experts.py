"""Chapter 12: its answers redone with a pencil, its figures held to their runs, and the limits of the model of load."""

import itertools

import pytest

from scripts.charts import decode_step_by_part, decode_throughput_per_what, exchange_by_group, expert_load_by_place
from scripts.computed import result
from scripts.models import expert_load

ANSWERS = [
    ("v3_expert_layers", 61 - 3, ""),
    ("v3_active_share", 100 * 37 / 671, "percent"),
    ("ep320_spares", (320 - 256) / 2, ""),
    ("ep320_dies_per_package", 2, ""),
    ("exchange_of_a_layer", 152 + 149, "us"),
    ("exchange_of_a_step", (152 + 149) * 58 / 1000, "ms"),
    ("exchange_of_a_layer_h800", 194 + 360, "us"),
    ("exchange_of_a_layer_nvl72", 41.6 + 44.5, "us"),
    ("exchange_cm384_over_nvl72", (141 + 150) / (41.6 + 44.5), ""),
    ("step_at_50ms", 49.4 * 1.7, "ms"),
    ("step_at_15ms", 14.9 * 1.7, "ms"),
    ("left_of_15ms_step", 14.9 * 1.7 - 301 * 58 / 1000, "ms"),
    ("exchange_share_of_50ms_step", 100 * 17.458 / (49.4 * 1.7), "percent"),
    ("tokens_of_a_die_at_15ms", 8 / 2 * 2, "token"),
    ("throughput_at_15ms_over_50ms", 100 * 538 / 1943, "percent"),
    ("layers_of_a_step", 61 * 1.26, "ms"),
    ("beside_layers_of_a_step", 49.4 * 1.7 - 61 * 1.26, "ms"),
    ("xds_exchange", 93 * (0.153 + 0.204), "ms"),
    ("prefill_loss_cm384", 100 * (1 - 5655 / 6688), "percent"),
    ("prefill_loss_h100", 100 * (1 - 6288 / 7417), "percent"),
    ("decode_per_peak_910c", 1943 / 1504, "token/TFLOP"),
    ("decode_per_peak_h100", 2172 / 1979, "token/TFLOP"),
    ("decode_per_kilowatt_910c", 1943 / (559 / 384), "token/s/kW"),
    ("decode_per_kilowatt_h100", 2172 / (10.2 / 8), "token/s/kW"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_experts_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row, run or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("ours", "printed"), [("decode_per_peak_910c", 1.29), ("decode_per_peak_h100", 1.10)])
def test_table_3_of_zuo2025cloudmatrix(ours: str, printed: float) -> None:
    """Catch a peak other than the one that the paper divides by."""
    assert result(ours).to("token/TFLOP") == pytest.approx(printed, abs=0.005)


def test_the_shares_of_an_iteration_are_all_of_it() -> None:
    """Catch a part of the measured iteration that is missing or counted twice."""
    frame = decode_step_by_part.data()
    parts = frame[frame["step"].str.startswith("xDeepServe")]
    assert parts["to_ms"].max() == pytest.approx(93, rel=1e-6)
    ends = parts[["from_ms", "to_ms"]].to_numpy().tolist()
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ends))


def test_the_exchange_is_compared_at_one_number_of_tokens() -> None:
    """Catch a line that mixes numbers of tokens, or lacks a phase."""
    frame = exchange_by_group.data()
    assert not frame.duplicated(["machine", "phase", "ranks"]).any()
    counts = frame.groupby(["machine", "phase"]).size()
    assert counts.to_dict() == {
        ("CloudMatrix 384", "combine"): 6, ("CloudMatrix 384", "dispatch"): 6, ("GB200 NVL72", "combine"): 3,
        ("GB200 NVL72", "dispatch"): 3, ("H800 servers", "combine"): 6, ("H800 servers", "dispatch"): 6,
    }  # fmt: skip


def test_each_panel_has_each_machine() -> None:
    """Catch a panel in which one maker's machine is left out."""
    frame = decode_throughput_per_what.data()
    assert (frame.groupby("panel")["package"].nunique() == 3).all()


def test_spares_move_load_and_lose_none() -> None:
    """Catch spares that create or destroy tokens, or copies that are not in the figure."""
    frame = expert_load_by_place.data()
    assert frame["before"].sum() == pytest.approx(256) == frame["with_spares"].sum()
    assert len(frame) == 288


def test_an_even_router_has_no_busiest() -> None:
    """Catch a load that is uneven without skew."""
    assert expert_load.expert_loads(routed_experts=8, skew=0) == [1] * 8
    assert expert_load.busiest_load(routed_experts=1, skew=1, spare_experts=0) == 1


def test_a_spare_halves_the_busiest() -> None:
    """Catch a spare that goes elsewhere."""
    loads = expert_load.expert_loads(routed_experts=4, skew=1)
    spread = expert_load.loads_with_spares(routed_experts=4, skew=1, spare_experts=1)
    assert spread == [loads[0] / 2, loads[0] / 2, *loads[1:]]


@pytest.mark.parametrize(
    "arguments",
    [
        {"routed_experts": 0, "skew": 0, "spare_experts": 0},
        {"routed_experts": 4, "skew": -1, "spare_experts": 0},
        {"routed_experts": 4, "skew": 0, "spare_experts": -1},
    ],
)
def test_the_model_of_load_refuses_what_lies_outside_its_domain(arguments: dict) -> None:
    """Catch a load without experts, or a skew that turns round."""
    with pytest.raises(ValueError, match=r"at least 1|not be below 0"):
        expert_load.busiest_load(**arguments)
