"""Chapter 12: where the time of a decode step with experts goes, what imbalance costs, throughput per what; the exercises."""

from pint import Quantity

from scripts.computed.memory_wall import ascend_910c_int8
from scripts.computed.power_and_cooling import machine_power_per_package_estimated, rack_power_per_gpu
from scripts.facts import fact, note, run
from scripts.models import expert_load
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

V3 = "deepseek-v3"
SKEW = 0.3  # assumed, for illustration
SPARE = 32  # as in the published decode set-up


def _count(entity: str, name: str) -> int:
    return int(fact(entity, name).to("1"))


def _setting(case_id: str, name: str) -> float:
    row = run(case_id)
    note(row)
    return float(row.settings[name])


# --- the model and its spread -----------------------------------------------------------------------------------------


def v3_expert_layers() -> Quantity:
    """Layers of DeepSeek-V3 that have experts: all but the first dense ones."""
    return fact(V3, "layers").quantity - fact(V3, "dense-layers").quantity


def v3_active_share() -> Quantity:
    """Weights that one token of DeepSeek-V3 meets, as a share of all."""
    return (fact(V3, "active-parameters").quantity / fact(V3, "parameters").quantity).to("percent")


def v3_experts_times_layers() -> Quantity:
    """Routed experts of DeepSeek-V3 in all its layers."""
    return fact(V3, "routed-experts").quantity * v3_expert_layers()


def ep320_dies_per_package() -> Quantity:
    """Dies a package in the decode set-up on CloudMatrix 384: expert parallelism over its packages."""
    return (run("cm384_setup_decode_ep").quantity / run("cm384_setup_decode_npus").quantity).to("")


def ep320_spares() -> Quantity:
    """Spare experts in that set-up: its dies less one for each routed expert and as many copies of the shared one."""
    return (run("cm384_setup_decode_ep").quantity - fact(V3, "routed-experts").quantity) / 2


def token_bytes_dispatch() -> Quantity:
    """One token as CloudMatrix 384 sends it to an expert, INT8 with its scale, as the record of the run states it."""
    return quantity(_setting("cm384_canep_011", "bytes_per_token"), "byte")


def token_bytes_combine() -> Quantity:
    """One token as an expert sends it back, BF16."""
    return quantity(_setting("cm384_canep_012", "bytes_per_token"), "byte")


# --- communication of a step ------------------------------------------------------------------------------------------


def exchange_of_a_layer() -> Quantity:
    """Dispatch and combine of one layer on CloudMatrix 384, over the largest group of the table."""
    return (run("cm384_canep_011").quantity + run("cm384_canep_012").quantity).to("us")


def exchange_of_a_step() -> Quantity:
    """Dispatch and combine of all layers with experts, if nothing overlaps."""
    return (exchange_of_a_layer() * v3_expert_layers()).to("ms")


def exchange_of_a_layer_h800() -> Quantity:
    """Dispatch and combine of one layer on H800, over as large a group, in DeepSeek's own repository."""
    return (run("deepep_v1_ll_h800_011").quantity + run("deepep_v1_ll_h800_012").quantity).to("us")


def exchange_of_a_layer_nvl72() -> Quantity:
    """Dispatch and combine of one layer on GB200 NVL72, over the largest group measured."""
    return (run("nvl72_onesided_ep64_015").quantity + run("nvl72_onesided_ep64_016").quantity).to("us")


def exchange_of_a_layer_cm384_ep64() -> Quantity:
    """Dispatch and combine of one layer on CloudMatrix 384 over as many ranks as on GB200 NVL72."""
    return (run("cm384_canep_007").quantity + run("cm384_canep_008").quantity).to("us")


def exchange_cm384_over_nvl72() -> Quantity:
    """The former over the latter, over groups of equal size and with as many tokens."""
    return (exchange_of_a_layer_cm384_ep64() / exchange_of_a_layer_nvl72()).to("")


def tokens_per_step() -> Quantity:
    """Tokens that a sequence gains in a step, as the paper on CloudMatrix 384 assumes."""
    return run("cm384_mtp_tokens_per_step").quantity


def step_at_50ms() -> Quantity:
    """Step of the run on CloudMatrix 384 with the largest batch: time of a token times the tokens of a step."""
    return (run("cm384_decode_003").quantity * tokens_per_step().magnitude).to("ms")


def step_at_15ms() -> Quantity:
    """Step of the run that met the tightest target: time of a token times the tokens of a step."""
    return (run("cm384_decode_slo15_tpot").quantity * tokens_per_step().magnitude).to("ms")


def exchange_share_of_50ms_step() -> Quantity:
    """Dispatch and combine without overlap, as a share of the step with the largest batch."""
    return (exchange_of_a_step() / step_at_50ms()).to("percent")


def tight_target() -> Quantity:
    """The tightest target for the time of a token in the paper on CloudMatrix 384."""
    return quantity(_setting("cm384_decode_slo15", "slo_ms"), "ms")


def xds_acceptance() -> Quantity:
    """Share of second tokens that the later paper of Huawei counts as accepted."""
    return quantity(_setting("xds_colocated_throughput", "accept"), "1").to("percent")


def left_of_15ms_step() -> Quantity:
    """What the step at the tightest target would leave for all else, if the exchange took what the table has."""
    return (step_at_15ms() - exchange_of_a_step()).to("ms")


def tokens_of_a_die_at_15ms() -> Quantity:
    """Tokens that a die sends at once at the tightest target: its sequences, each with a guessed token besides."""
    sequences = _setting("cm384_decode_slo15", "batch_per_npu") / float(ep320_dies_per_package().magnitude)
    return quantity(sequences * 2, "token")


def tokens_a_die_in_the_table() -> Quantity:
    """Tokens that a die sends at once in the table of dispatch and combine."""
    return quantity(_setting("cm384_canep_011", "tokens_per_rank"), "token")


def throughput_at_15ms_over_50ms() -> Quantity:
    """Decode throughput at the tightest target over that with the largest batch."""
    return (run("cm384_decode_slo15").quantity / run("cm384_decode_batch96").quantity).to("percent")


def layers_of_a_step() -> Quantity:
    """Measured time of a layer, times the layers of the model."""
    return (run("cm384_layer_002").quantity * fact(V3, "layers").quantity).to("ms")


def beside_layers_of_a_step() -> Quantity:
    """What the step has besides its layers: head, sampling, scheduling."""
    return step_at_50ms() - layers_of_a_step()


def _of_iteration(part: str) -> Quantity:
    share = run(f"xds_time_share_{part}").quantity.to("")
    return (run("xds_colocated_iteration").quantity * share).to("ms")


def xds_attention() -> Quantity:
    """Attention, with its preparation, in one iteration of xDeepServe."""
    return _of_iteration("attention") + _of_iteration("attention_preparation")


def xds_dispatch() -> Quantity:
    """Dispatch in one iteration of xDeepServe."""
    return _of_iteration("dispatch")


def xds_combine() -> Quantity:
    """Combine in one iteration of xDeepServe."""
    return _of_iteration("combine")


def xds_matrices() -> Quantity:
    """Matrix products in one iteration of xDeepServe."""
    return _of_iteration("matmul")


def xds_others() -> Quantity:
    """All else in one iteration of xDeepServe."""
    return _of_iteration("others")


def xds_exchange() -> Quantity:
    """Dispatch and combine in one iteration of xDeepServe."""
    return xds_dispatch() + xds_combine()


def xds_exchange_over_table() -> Quantity:
    """That, over what the table of the paper on CloudMatrix 384 makes of a step."""
    return (xds_exchange() / exchange_of_a_step()).to("")


# --- balance ----------------------------------------------------------------------------------------------------------


def _busiest(spare: int) -> Quantity:
    value = expert_load.busiest_load(routed_experts=_count(V3, "routed-experts"), skew=SKEW, spare_experts=spare)
    return quantity(value, "1")


def busiest_without_spares() -> Quantity:
    """Load of the busiest of DeepSeek-V3's experts over the mean, at an assumed skew."""
    return _busiest(0)


def busiest_with_spares() -> Quantity:
    """The same with as many spare experts as the published decode set-up has."""
    return _busiest(SPARE)


def spares_gain() -> Quantity:
    """What the spares take off the busiest load."""
    return (busiest_without_spares() / busiest_with_spares()).to("")


def prefill_loss_cm384() -> Quantity:
    """What uneven experts cost prefill on CloudMatrix 384: measured against projected for perfect balance."""
    return (1 - run("prefill_cm_table3_003").quantity / run("prefill_cm_table3_cm384_perfect").quantity).to("percent")


def prefill_loss_h100() -> Quantity:
    """What uneven experts cost prefill on H100: as run against under perfect balance."""
    return (1 - run("prefill_cm_table3_002").quantity / run("prefill_cm_table3_h100_perfect").quantity).to("percent")


# --- per what ---------------------------------------------------------------------------------------------------------


def decode_910c() -> Quantity:
    """Decode throughput of an Ascend 910C package on CloudMatrix 384."""
    return run("cm384_decode_batch96").quantity


def decode_h100() -> Quantity:
    """Decode throughput of an H100, as the paper on CloudMatrix 384 quotes SGLang."""
    return run("dsr1_peers_cm_h100_sglang").quantity


def decode_gb200() -> Quantity:
    """Decode throughput of a GPU of GB200 under SGLang, at a shorter context."""
    return run("sglang_gb200_002").quantity


def decode_per_peak_910c() -> Quantity:
    """Decode throughput of an Ascend 910C over its dense INT8 peak of the 752T bin."""
    return (decode_910c() / ascend_910c_int8()).to("token/TFLOP")


def decode_per_peak_h100() -> Quantity:
    """Decode throughput of an H100 over its dense FP8 peak."""
    return (decode_h100() / fact("h100-sxm", "peak-compute", "fp8", "dense").quantity).to("token/TFLOP")


def decode_per_peak_gb200() -> Quantity:
    """Decode throughput of a GPU of GB200 over its dense FP8 peak."""
    return (decode_gb200() / fact("gb200-gpu", "peak-compute", "fp8", "dense").quantity).to("token/TFLOP")


def decode_per_kilowatt_910c() -> Quantity:
    """Decode throughput of an Ascend 910C over its share of the machine's estimated power."""
    return (decode_910c() / machine_power_per_package_estimated()).to("token/s/kW")


def decode_per_kilowatt_h100() -> Quantity:
    """Decode throughput of an H100 over an eighth of the greatest power of a DGX server, the network between servers not counted."""
    eighth = fact("dgx-h100", "system-power").quantity / 8
    return (decode_h100() / eighth).to("token/s/kW")


def decode_per_kilowatt_gb200() -> Range:
    """Decode throughput of a GPU of GB200 over its share of the rack's power, over the published figures."""
    low, high = rack_power_per_gpu()
    return (decode_gb200() / high).to("token/s/kW"), (decode_gb200() / low).to("token/s/kW")


def decode_910c_over_h100_per_peak() -> Quantity:
    """The Ascend 910C over the H100, per peak operation."""
    return (decode_per_peak_910c() / decode_per_peak_h100()).to("")


def decode_910c_over_h100() -> Quantity:
    """The Ascend 910C over the H100, per package."""
    return (decode_910c() / decode_h100()).to("")


def decode_910c_over_h100_per_kilowatt() -> Quantity:
    """The Ascend 910C over the H100, per kilowatt, at boundaries that differ."""
    return (decode_per_kilowatt_910c() / decode_per_kilowatt_h100()).to("")
