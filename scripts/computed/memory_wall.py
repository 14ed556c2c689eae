"""Chapter 6: what memory delivers, what a token reads from it, and the chapter's exercises."""

import re
from math import ceil

from pint import Quantity

from scripts.computed.side_by_side import ascend_910c_16bit, nvl72_gpu_bf16_dense
from scripts.facts import Fact, fact, facts, note, part, run
from scripts.models import memory
from scripts.units import quantity

Range = tuple[Quantity, Quantity]

V3, LLAMA = "deepseek-v3", "llama-3.1-70b"
CM384, NVL72 = "cloudmatrix-384", "gb200-nvl72"
HUAWEI_PAPER = "huawei2026atlas900a3wp"


def _number(entity: str, name: str, *words: str) -> float:
    """A value in base units: byte, byte/s, FLOP/s, a count."""
    value = fact(entity, name, *words).quantity
    return float(value.to_base_units().magnitude if not value.check("[information]") else value.to("byte").magnitude)


def _ends(rows: list[Fact]) -> Range:
    return min(row.low for row in rows), max(row.high for row in rows)


# --- stacks -----------------------------------------------------------------------------------------------------------


def _stated(row: Fact, pattern: str) -> float:
    """A number that a record states in its condition."""
    found = re.search(pattern, row.condition or "")
    if not found:
        raise ValueError(f"{row.url} no longer states {pattern}")
    row.low  # noqa: B018  so that the row is noted as used
    return float(found[1])


def hbm4_pins() -> Quantity:
    """Data pins of an HBM4 stack, as the record of its bandwidth states them."""
    return quantity(_stated(fact("hbm4", "hbm-bandwidth"), r"(\d+) bits wide"), "1")


def hbm3e_pins() -> Quantity:
    """Data pins of a stack before HBM4: half of those of HBM4."""
    return hbm4_pins() / 2


def hbm4_layers() -> Quantity:
    """Memory dies in the tallest HBM4 stack of the standard, as the record of its capacity states them."""
    return quantity(_stated(fact("hbm4", "hbm-capacity"), r"(\d+) layers"), "1")


def hbm4_pin_rate_stated() -> Quantity:
    """Rate of one pin of HBM4, as the record of its bandwidth states it."""
    return quantity(_stated(fact("hbm4", "hbm-bandwidth"), r"([\d.]+) gbit/s per pin"), "Gbit/s")


def _pin_rate(generation: str, pins: Quantity) -> Quantity:
    rate = memory.pin_rate(bandwidth=fact(generation, "hbm-bandwidth").to("byte/s"), pins=float(pins.to("").magnitude))
    return quantity(rate, "bit/s").to("Gbit/s")


def hbm2e_pin_rate() -> Quantity:
    """Rate of one pin of HBM2E: a stack's bandwidth over its pins."""
    return _pin_rate("hbm2e", hbm3e_pins())


def hbm3_pin_rate() -> Quantity:
    """Rate of one pin of HBM3: a stack's bandwidth over its pins."""
    return _pin_rate("hbm3", hbm3e_pins())


def hbm3e_pin_rate() -> Quantity:
    """Rate of one pin of HBM3E: a stack's bandwidth over its pins."""
    return _pin_rate("hbm3e", hbm3e_pins())


def hbm4_pin_rate() -> Quantity:
    """Rate of one pin of HBM4: a stack's bandwidth over its pins."""
    return _pin_rate("hbm4", hbm4_pins())


def hbm4_stack_bandwidth() -> Quantity:
    """Bandwidth of an HBM4 stack: its pins times the rate of one."""
    rate = float(hbm4_pin_rate_stated().to("bit/s").magnitude)
    value = memory.memory_bandwidth(stacks=1, pins=float(hbm4_pins().magnitude), rate=rate)
    return quantity(value, "byte/s").to("GB/s")


def _per_stack(package: str, *words: str) -> Quantity:
    return (fact(package, "hbm-bandwidth", *words).quantity / fact(package, "memory-stacks").quantity).to("GB/s")


def ascend_910c_stack_bandwidth() -> Quantity:
    """Bandwidth of one memory stack of an Ascend 910C: the package's over its stacks."""
    return _per_stack("ascend-910c", HUAWEI_PAPER)


def gb200_stacks_at_least() -> Quantity:
    """Fewest HBM3E stacks at the rate of the record that reach the bandwidth of a GB200 GPU."""
    stacks = (_gb200_bandwidth() / fact("hbm3e", "hbm-bandwidth").quantity).to("").magnitude
    return quantity(ceil(stacks), "1")


# --- one token, alone -------------------------------------------------------------------------------------------------


def v3_parameters() -> Quantity:
    """All weights of DeepSeek-V3, as a plain count."""
    return fact(V3, "parameters").quantity.to("")


def v3_active_parameters() -> Quantity:
    """Weights that one token of DeepSeek-V3 meets, as a plain count."""
    return fact(V3, "active-parameters").quantity.to("")


def v3_bytes_of_one_token() -> Quantity:
    """Weights that one token of DeepSeek-V3 reads, at eight bits each."""
    value = memory.weight_bytes(parameters=v3_active_parameters().magnitude, bits=8)
    return quantity(value, "byte").to("GB")


def v3_compute_of_one_token() -> Quantity:
    """Arithmetic of one token of DeepSeek-V3 on its weights: a multiplication and an addition for each it meets."""
    return quantity(2 * v3_active_parameters().magnitude, "FLOP").to("GFLOP")


def _910c_bandwidth() -> Quantity:
    return fact("ascend-910c", "hbm-bandwidth", HUAWEI_PAPER).quantity


def _gb200_bandwidth() -> Quantity:
    return fact("gb200-gpu", "hbm-bandwidth", "nvidia2026dgxcbench").quantity


def ascend_910c_int8() -> Quantity:
    """Dense INT8 rate of an Ascend 910C package of the 752T bin: twice the die's in the vendor's simulator."""
    dies = part("ascend-910c", "ascend-910c-die").quantity
    return dies * fact("ascend-910c-die", "peak-compute", "int8", "bin=752T").quantity


def token_reading_time_gb200() -> Quantity:
    """Time in which a GB200 GPU reads from its memory what one token of DeepSeek-V3 needs at eight bits."""
    return (v3_bytes_of_one_token() / _gb200_bandwidth()).to("ms")


def token_reading_time_910c() -> Quantity:
    """Time in which an Ascend 910C reads from its memory what one token of DeepSeek-V3 needs at eight bits."""
    return (v3_bytes_of_one_token() / _910c_bandwidth()).to("ms")


def token_compute_time_gb200() -> Quantity:
    """Time of the arithmetic of one token of DeepSeek-V3 on a GB200 GPU at its dense FP8 peak."""
    return (v3_compute_of_one_token() / fact("gb200-gpu", "peak-compute", "fp8", "dense").quantity).to("ms")


def token_compute_time_910c() -> Quantity:
    """Time of the arithmetic of one token of DeepSeek-V3 on an Ascend 910C at its dense INT8 peak."""
    return (v3_compute_of_one_token() / ascend_910c_int8()).to("ms")


def token_reading_over_compute_gb200() -> Quantity:
    """How many times longer the reading for one token takes than its arithmetic, GB200 GPU, FP8."""
    return (token_reading_time_gb200() / token_compute_time_gb200()).to("")


def token_reading_over_compute_910c() -> Quantity:
    """How many times longer the reading for one token takes than its arithmetic, Ascend 910C, INT8."""
    return (token_reading_time_910c() / token_compute_time_910c()).to("")


# --- ridge points -----------------------------------------------------------------------------------------------------


def _ridge(package: str, *words: str, compute: Range | None = None) -> Range:
    """Dense 16-bit compute over memory bandwidth, from least to greatest of what the rows of a package allow."""
    peaks = compute or _ends(facts(package, "peak-compute", "dense", "package", *(words or ("bf16",))))
    bandwidths = _ends(facts(package, "hbm-bandwidth", scope="package"))
    low, high = peaks[0] / bandwidths[1], peaks[1] / bandwidths[0]
    return low.to("FLOP/byte"), high.to("FLOP/byte")


def ridge_a100() -> Range:
    """Ridge point of an A100 at dense BF16."""
    return _ridge("a100-sxm")


def ridge_h100() -> Range:
    """Ridge point of an H100 at dense BF16, over the published bandwidths."""
    return _ridge("h100-sxm")


def ridge_h200() -> Range:
    """Ridge point of an H200 at dense BF16."""
    return _ridge("h200-sxm")


def ridge_h20() -> Range:
    """Ridge point of an H20 at dense BF16."""
    return _ridge("h20")


def ridge_b200() -> Range:
    """Ridge point of a B200 at dense BF16, over the published bandwidths."""
    return _ridge("b200-sxm")


def ridge_gb200() -> Range:
    """Ridge point of a GB200 GPU at dense BF16, over the published rates and the one that the rack's figure implies."""
    low, high = _ends(facts("gb200-gpu", "peak-compute", "bf16", "dense", "package"))
    rack = nvl72_gpu_bf16_dense()
    return _ridge("gb200-gpu", compute=(min(low, rack), max(high, rack)))


def ridge_rubin() -> Range:
    """Ridge point of a Rubin GPU at dense BF16, over the published bandwidths."""
    return _ridge("rubin-gpu")


def ridge_910b() -> Range:
    """Ridge point of an Ascend 910B at dense FP16, over the bins of the vendor's white paper."""
    return _ridge("ascend-910b", "fp16", "spec")


def ridge_910c() -> Range:
    """Ridge point of an Ascend 910C at 16 bits, over the bins of the vendor's white paper and all readings of its peak."""
    readings, bins = ascend_910c_16bit(), _ends(facts("ascend-910c", "peak-compute", "fp16", "spec"))
    return _ridge("ascend-910c", compute=(min(readings[0], bins[0]), max(readings[1], bins[1])))


def ridge_950pr() -> Range:
    """Ridge point of an Ascend 950PR at dense BF16, matrix units alone, lower bin and top bin each with its own memory."""
    ends = []
    for cores, memories in (("bin=28-core", "lower-bin"), ("bin=32-core", "top-bin")):
        peak = fact("ascend-950pr", "peak-compute", "bf16", "cores=cube", cores).quantity
        ends.append((peak / fact("ascend-950pr", "hbm-bandwidth", memories).quantity).to("FLOP/byte"))
    return min(ends), max(ends)


def ridge_950dt() -> Range:
    """Ridge point of an Ascend 950DT at dense BF16, matrix units alone, over its bins."""
    return _ridge("ascend-950dt", "bf16", "cores=cube")


def ridge_mi300x() -> Range:
    """Ridge point of an MI300X at dense BF16, over the published peaks."""
    return _ridge("mi300x")


def ridge_mi355x() -> Range:
    """Ridge point of an MI355X at dense BF16."""
    return _ridge("mi355x")


def ridge_tpu_v5p() -> Range:
    """Ridge point of a TPU v5p at dense BF16."""
    return _ridge("tpu-v5p")


def ridge_tpu_v7() -> Range:
    """Ridge point of a TPU7x at dense BF16."""
    return _ridge("tpu-v7")


def ridge_trainium2() -> Range:
    """Ridge point of a Trainium2 at dense BF16."""
    return _ridge("trainium2")


def ridge_trainium3() -> Range:
    """Ridge point of a Trainium3 at dense BF16."""
    return _ridge("trainium3")


def ridge_gb200_over_a100() -> Range:
    """Ridge point of a GB200 GPU over that of an A100, both at dense BF16."""
    (low, high), (old, _) = ridge_gb200(), ridge_a100()
    return (low / old).to(""), (high / old).to("")


def h20_compute_over_h100() -> Quantity:
    """Dense BF16 peak of an H20, as a share of an H100's."""
    ours = fact("h20", "peak-compute", "bf16", "dense").quantity
    return (ours / fact("h100-sxm", "peak-compute", "bf16", "dense").quantity).to("percent")


# --- cache ------------------------------------------------------------------------------------------------------------


def v3_kv_bytes() -> Quantity:
    """Cache that a token of DeepSeek-V3 leaves at 16 bits: latent attention, from the shape of the model."""
    value = memory.kv_bytes_latent(
        layers=_number(V3, "layers"),
        latent_rank=_number(V3, "kv-latent-rank"),
        rope_dimension=_number(V3, "rope-head-dimension"),
        bits=16,
    )
    return quantity(value, "byte")


def llama_kv_bytes() -> Quantity:
    """Cache that a token of Llama 3.1 70B leaves at 16 bits: grouped-query attention, from the shape of the model."""
    value = memory.kv_bytes_grouped(
        layers=_number(LLAMA, "layers"),
        kv_heads=_number(LLAMA, "kv-heads"),
        head_dimension=_number(LLAMA, "head-dimension"),
        bits=16,
    )
    return quantity(value, "byte")


def v3_plain_kv_bytes() -> Quantity:
    """Cache that a token of DeepSeek-V3 would leave at 16 bits if each of its heads kept its own keys and values."""
    value = memory.kv_bytes_grouped(
        layers=_number(V3, "layers"),
        kv_heads=_number(V3, "attention-heads"),
        head_dimension=_number(V3, "head-dimension"),
        bits=16,
    )
    return quantity(value, "byte").to("MB")


def v3_plain_over_latent() -> Quantity:
    """Cache of a token of DeepSeek-V3 with plain attention over that with its latent attention."""
    return (v3_plain_kv_bytes() / v3_kv_bytes()).to("")


def cache_intensity_plain() -> Quantity:
    """Arithmetic on each byte of cache read if each head of DeepSeek-V3 kept its own keys and values, at 16 bits."""
    heads = _number(V3, "attention-heads")
    return quantity(memory.cache_intensity_grouped(heads=heads, kv_heads=heads, bits=16), "FLOP/byte")


def cache_intensity_llama() -> Quantity:
    """Arithmetic on each byte of cache read by Llama 3.1 70B, whose query heads share keys and values, at 16 bits."""
    value = memory.cache_intensity_grouped(
        heads=_number(LLAMA, "attention-heads"), kv_heads=_number(LLAMA, "kv-heads"), bits=16
    )
    return quantity(value, "FLOP/byte")


def cache_intensity_v3() -> Quantity:
    """Arithmetic on each byte of cache read by DeepSeek-V3, whose heads all share one latent vector, at 16 bits."""
    value = memory.cache_intensity_latent(
        heads=_number(V3, "attention-heads"),
        latent_rank=_number(V3, "kv-latent-rank"),
        rope_dimension=_number(V3, "rope-head-dimension"),
        bits=16,
    )
    return quantity(value, "FLOP/byte")


# --- a published run --------------------------------------------------------------------------------------------------

RUN = "cm384_decode_003"  # DeepSeek-R1 on CloudMatrix 384, which has the shape of V3


def _setting(name: str) -> float:
    row = run(RUN)
    note(row)
    return float(row.settings[name])


def cm384_run_sequences_per_package() -> Quantity:
    """Sequences that each package decoded at once in a published run on CloudMatrix 384."""
    return quantity(_setting("batch_per_npu"), "1")


def cm384_run_context() -> Quantity:
    """Mean context in a published run on CloudMatrix 384: its prompt and half of its output."""
    return quantity(_setting("context_mean"), "token")


def cm384_run_packages() -> Quantity:
    """Packages of a published decode run on CloudMatrix 384."""
    note(run(RUN))
    return quantity(float(run(RUN).chips or 0), "1")


def cm384_run_sequences() -> Quantity:
    """Sequences that all packages of a published run on CloudMatrix 384 decoded at once."""
    return cm384_run_packages() * cm384_run_sequences_per_package()


def _shape() -> dict[str, float]:
    """DeepSeek-V3 as the model of weights read by a mixture of experts takes it."""
    return {
        "parameters": float(v3_parameters().magnitude),
        "active_parameters": float(v3_active_parameters().magnitude),
        "share": _number(V3, "experts-per-token") / _number(V3, "routed-experts"),
    }


def _weights_per_token(batch: float) -> float:
    return memory.weight_bytes(parameters=memory.parameters_read(**_shape(), batch=batch), bits=8) / batch


def v3_cache_read_per_token() -> Quantity:
    """Cache that DeepSeek-V3 reads for one token at the mean context of the published run, at 16 bits."""
    return quantity(_setting("context_mean") * v3_kv_bytes().to("byte").magnitude, "byte").to("GB")


def v3_plain_cache_read_per_token() -> Quantity:
    """Cache that DeepSeek-V3 would read for one token at that context with plain attention, at 16 bits."""
    return quantity(_setting("context_mean") * v3_plain_kv_bytes().to("byte").magnitude, "byte").to("GB")


def _batch_of_balance(cache: Quantity) -> Quantity:
    batch = 1
    while _weights_per_token(batch) > cache.to("byte").magnitude:
        batch += 1
    return quantity(batch, "1")


def v3_batch_of_balance() -> Quantity:
    """Smallest batch at which a token's share of DeepSeek-V3's weights is no larger than the cache it reads."""
    return _batch_of_balance(v3_cache_read_per_token())


def v3_plain_batch_of_balance() -> Quantity:
    """Smallest batch at which a token's share of the weights would be no larger than the cache of plain attention."""
    return _batch_of_balance(v3_plain_cache_read_per_token())


def cm384_run_cache() -> Quantity:
    """Cache that a package of the published run holds, and reads in each step, at 16 bits."""
    return (cm384_run_sequences_per_package().magnitude * v3_cache_read_per_token()).to("GB")


def cm384_run_plain_cache() -> Quantity:
    """Cache that a package of the published run would hold with plain attention, at 16 bits."""
    return (cm384_run_sequences_per_package().magnitude * v3_plain_cache_read_per_token()).to("TB")


def cm384_run_weights() -> Quantity:
    """Weights that a package of the published run reads in a step at eight bits: what every token meets, once on each
    die, and its share of the experts."""
    always = memory.parameters_always(**_shape())
    experts = (_shape()["parameters"] - always) / cm384_run_packages().magnitude
    dies = part("ascend-910c", "ascend-910c-die").quantity.magnitude
    return quantity(memory.weight_bytes(parameters=dies * always + experts, bits=8), "byte").to("GB")


def cm384_run_floor() -> Quantity:
    """Time in which a package of the published run reads its weights and cache once, at full memory bandwidth."""
    read = memory.decode_step_bytes(
        weights=float(cm384_run_weights().to("byte").magnitude),
        batch=_setting("batch_per_npu"),
        context=_setting("context_mean"),
        kv_bytes=float(v3_kv_bytes().magnitude),
    )
    return (quantity(read, "byte") / _910c_bandwidth()).to("ms")


def cm384_run_tokens_per_step() -> Quantity:
    """Tokens that a step of the published run yields on average: one, and the second one as often as it is accepted."""
    return quantity(1 + _setting("mtp_tokens") * _setting("accept"), "token")


def cm384_run_step() -> Quantity:
    """Time of one step of the published run: time per output token times the tokens that a step yields on average."""
    return run(RUN).quantity * cm384_run_tokens_per_step().magnitude


def cm384_run_floor_share() -> Quantity:
    """Reading of weights and cache at full bandwidth, as a share of the time of a step in the published run."""
    return (cm384_run_floor() / cm384_run_step()).to("percent")


def gb200_run_sequences() -> Quantity:
    """Sequences that all GPUs of a published run on GB200 NVL72 decoded at once."""
    row = run("sglang_gb200_002")
    note(row)
    return quantity(float(row.chips or 0) * row.settings["batch_per_gpu"], "1")


def gb200_run_sequences_per_gpu() -> Quantity:
    """Sequences that each GPU decoded at once in a published run on GB200 NVL72."""
    row = run("sglang_gb200_002")
    note(row)
    return quantity(row.settings["batch_per_gpu"], "1")


def gb200_run_context() -> Quantity:
    """Mean context in a published run on GB200 NVL72: its prompt and half of its output."""
    row = run("sglang_gb200_002")
    note(row)
    return quantity(row.settings["context_mean"], "token")


def gb200_run_cache() -> Quantity:
    """Cache of a GPU in a published run on GB200, at 16 bits, from the batch and the mean context in its record."""
    row = run("sglang_gb200_002")
    note(row)
    tokens = row.settings["batch_per_gpu"] * row.settings["context_mean"]
    return quantity(tokens * v3_kv_bytes().magnitude, "byte").to("GB")


def gb200_run_cache_at_eight_bits() -> Quantity:
    """The same cache at eight bits a number."""
    return gb200_run_cache() / 2


# --- capacity ---------------------------------------------------------------------------------------------------------


def v3_weights() -> Quantity:
    """All weights of DeepSeek-V3 at eight bits each, scales not counted."""
    parameters = float(v3_parameters().magnitude)
    return quantity(memory.weight_bytes(parameters=parameters, bits=8), "byte").to("GB")


def _to_hold(package: str, *words: str) -> Quantity:
    capacity = fact(package, "hbm-capacity", *words).to("byte")
    return quantity(memory.devices_to_hold(amount=v3_weights().to("byte").magnitude, capacity=capacity), "1")


def v3_packages_910c() -> Quantity:
    """Fewest Ascend 910C packages whose memories hold the weights of DeepSeek-V3 at eight bits, and nothing else."""
    return _to_hold("ascend-910c")


def v3_packages_gb200() -> Quantity:
    """Fewest GB200 GPUs whose memories hold the weights of DeepSeek-V3 at eight bits, and nothing else."""
    return _to_hold("gb200-gpu", "spec")


def v3_reading_time_fewest_910c() -> Quantity:
    """Time in which the fewest Ascend 910C packages that hold DeepSeek-V3 read all of its weights once."""
    return (v3_weights() / (v3_packages_910c() * _910c_bandwidth())).to("ms")


def v3_reading_time_fewest_gb200() -> Quantity:
    """Time in which the fewest GB200 GPUs that hold DeepSeek-V3 read all of its weights once."""
    return (v3_weights() / (v3_packages_gb200() * _gb200_bandwidth())).to("ms")


def cm384_hbm_bandwidth() -> Quantity:
    """Memory bandwidth of all packages of a CloudMatrix 384, added."""
    return (fact(CM384, "scaleup-domain-size").quantity * _910c_bandwidth()).to("TB/s")


def v3_reading_time_cm384() -> Quantity:
    """Time in which a whole CloudMatrix 384 reads all weights of DeepSeek-V3 once."""
    return (v3_weights() / cm384_hbm_bandwidth()).to("ms")


def v3_reading_time_nvl72() -> Quantity:
    """Time in which a whole GB200 NVL72 reads all weights of DeepSeek-V3 once."""
    return (v3_weights() / fact(NVL72, "hbm-bandwidth", "nvidia2024gb200page").quantity).to("ms")


def memory_reading_time_910c() -> Quantity:
    """Time in which an Ascend 910C reads the whole of its memory once."""
    return (fact("ascend-910c", "hbm-capacity").quantity / _910c_bandwidth()).to("ms")


def memory_reading_time_gb200() -> Quantity:
    """Time in which a GB200 GPU reads the whole of its memory once."""
    return (fact("gb200-gpu", "hbm-capacity", "spec").quantity / _gb200_bandwidth()).to("ms")


# --- what was measured ------------------------------------------------------------------------------------------------


def _reached(case_id: str) -> Quantity:
    nominal = quantity(float(run(case_id).settings["hbm_GBps"]), "GB/s")
    return (run(case_id).quantity / nominal).to("percent")


def memory_share_h100() -> Quantity:
    """Share of its nominal memory bandwidth that an H100 reached in BabelStream's triad."""
    return _reached("babelstream_h100_triad")


def memory_share_h200() -> Quantity:
    """Share of its nominal memory bandwidth that an H200 reached in BabelStream's triad."""
    return _reached("babelstream_h200_triad")


def memory_share_tpu_v7() -> Quantity:
    """Share of its nominal memory bandwidth that a TPU7x reached in a copy."""
    return (run("ironwood_micro_hbm_copy").quantity / fact("tpu-v7", "hbm-bandwidth").quantity).to("percent")


# --- energy, growth, stock --------------------------------------------------------------------------------------------


def energy_of_reading_a_number() -> Range:
    """Energy to read one 16-bit number from stacked memory, over the accelerators on which it was measured."""
    rows = [row for row in facts(None, "energy-per-bit", "measured") if row.conditions.get("path") == "hbm access"]
    low, high = _ends(rows)
    bits = quantity(16, "bit")
    return (bits * low).to("pJ"), (bits * high).to("pJ")


def b200_ridge_at_round_bandwidth() -> Quantity:
    """Ridge point of a B200 at dense BF16 with the round figure of its memory bandwidth."""
    peak = fact("b200-sxm", "peak-compute", "bf16").quantity
    return (peak / fact("b200-sxm", "hbm-bandwidth", "semianalysis2026specs").quantity).to("FLOP/byte")


def b200_ridge_at_printed_bandwidth() -> Quantity:
    """Ridge point of a B200 at dense BF16 with the memory bandwidth that its vendor prints."""
    peak = fact("b200-sxm", "peak-compute", "bf16").quantity
    return (peak / fact("b200-sxm", "hbm-bandwidth", "nvidia2026dgxcbench").quantity).to("FLOP/byte")


def b200_loss_of_bandwidth() -> Quantity:
    """By how much the vendor's figure of a B200's memory bandwidth lies below the round one."""
    printed = fact("b200-sxm", "hbm-bandwidth", "nvidia2026dgxcbench").quantity
    return (1 - printed / fact("b200-sxm", "hbm-bandwidth", "semianalysis2026specs").quantity).to("percent")


def packages_from_stacks() -> Quantity:
    """Ascend 910C packages that the stacks of the analysts' estimate can equip."""
    return fact("ascend-910c", "stockpile", "part=hbm-stacks").quantity / fact("ascend-910c", "memory-stacks").quantity


def packages_from_dies() -> Quantity:
    """Ascend 910C packages that the stored dies of the analysts' estimate suffice for."""
    return fact("ascend-910c-die", "stockpile").quantity / part("ascend-910c", "ascend-910c-die").quantity
