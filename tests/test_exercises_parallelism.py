"""Chapter 10: its answers redone with a pencil."""

import pytest

from scripts.charts import messages_by_parallelism, state_left_by_cutting
from scripts.computed import result

WEIGHTS = 126 * (2 * 16384 * 16384 + 2 * 16384 * 1024 + 3 * 16384 * 53248) + 2 * 128_256 * 16384

ANSWERS = [
    ("split_devices_of_a_replica", 8 * 16, ""),
    ("split_devices", 8 * 16 * 128, ""),
    ("state_whole", 16 * WEIGHTS / 1e12, "TB"),
    ("state_after_tensors", 16 * WEIGHTS / 8 / 1e9, "GB"),
    ("state_after_stages", 16 * WEIGHTS / 128 / 1e9, "GB"),
    ("state_after_optimiser", (4 + 12 / 128) * WEIGHTS / 128 / 1e9, "GB"),
    ("state_after_everything", 16 * WEIGHTS / 128 / 128 / 1e9, "GB"),
    ("activations_of_a_layer", 34 * 8192 * 16384 / 8 / 1e9, "GB"),
    ("layers_of_the_first_stage", 8, ""),
    ("micro_batches_in_flight", 16, ""),
    ("activations_of_the_first_stage", 8 * 16 * 34 * 8192 * 16384 / 8 / 1e9, "GB"),
    ("vector_of_a_token", 16_384, "byte"),
    ("tensor_sums_of_a_token", 160, ""),
    ("tensor_buffer_of_a_token", 2.62144, "MB"),
    ("tensor_sent_of_a_token", 2.62144 * 14 / 8, "MB"),
    ("tensor_sum_bytes_time", 2.62144 * 14 / 8 / 0.9, "us"),
    ("tensor_sum_wait_time", 160 * 14 * 0.792 / 1000, "ms"),
    ("tensor_message", 8192 * 16384 * 2 / 1e6, "MB"),
    ("tensor_messages_of_a_step", 4 * 8 * 16, ""),
    ("pipeline_message", 8192 * 16384 * 2 / 8 / 1e6, "MB"),
    ("pipeline_messages_of_a_step", 32, ""),
    ("data_message", 4 * WEIGHTS / 128 / 1e9, "GB"),
    ("expert_layers", 58, ""),
    ("expert_messages_of_a_step", 116, ""),
    ("expert_bytes_of_a_token", (7168 + 14336) * 8 * 58 / 1e6, "MB"),
    ("expert_rate", (7168 + 14336) * 8 * 58 * 2000 / 1e9, "GB/s"),
    ("expert_rate_share", 100 * 19.955712 / 392, "percent"),
]


@pytest.mark.parametrize(("name", "value", "unit"), ANSWERS)
def test_an_answer_about_cutting_is_what_a_pencil_gives(name: str, value: float, unit: str) -> None:
    """Catch a changed row or function that makes an answer of the chapter wrong."""
    assert result(name).to(unit) == pytest.approx(
        value, rel=1e-3 if "state" in name or name == "data_message" else 1e-9
    )


def test_each_cut_leaves_less() -> None:
    """Catch a cut that adds memory, or a row out of order."""
    frame = state_left_by_cutting.data()
    held = frame[frame["kind"] == "held"]["gb"].tolist()
    assert held == sorted(held, reverse=True)


def test_training_lies_right_of_the_line_and_decoding_left() -> None:
    """Catch a message whose mark contradicts what the chapter says of latency and bandwidth."""
    frame = messages_by_parallelism.data()
    half = frame[frame["work"] == "link"]["bytes"].item()
    assert frame[frame["work"] == "training"]["bytes"].min() > half > frame[frame["work"] == "decoding"]["bytes"].max()
