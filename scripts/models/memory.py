"""Memory of an accelerator: its bandwidth, what a model keeps in it, and what one step of decoding reads from it.

Bandwidth of stacked memory is stacks times pins times rate per pin (JEDEC's HBM standards). The cache of keys and values
follows Table 1 of Zhao et al. 2025 ("Insights into DeepSeek-V3"): two vectors a head and layer where heads keep their own
or share them, one compressed vector and one rotary key a layer in latent attention. A step of decoding reads the
weights that its tokens need, once, and the whole cache of every sequence; what it writes is left out.

Units: byte, byte/s, bit/s, FLOP; numbers and tokens are counts.
"""

from math import ceil


def memory_bandwidth(*, stacks: float, pins: float, rate: float) -> float:
    """Bytes a second of all stacks of a package, from data pins a stack and bits a second of one pin."""
    if stacks <= 0 or pins <= 0 or rate <= 0:
        raise ValueError(f"stacks, pins and rate must be above 0, got {stacks:g}, {pins:g} and {rate:g}")
    return stacks * pins * rate / 8


def pin_rate(*, bandwidth: float, pins: float) -> float:
    """Bits a second of one pin, from bytes a second of a stack: the same equation, turned round."""
    if bandwidth <= 0 or pins <= 0:
        raise ValueError(f"bandwidth and pins must be above 0, got {bandwidth:g} and {pins:g}")
    return bandwidth * 8 / pins


def weight_bytes(*, parameters: float, bits: float) -> float:
    """Bytes of the weights of a model, block scales not counted."""
    if parameters <= 0 or bits <= 0:
        raise ValueError(f"parameters and bits must be above 0, got {parameters:g} and {bits:g}")
    return parameters * bits / 8


def kv_bytes_grouped(*, layers: float, kv_heads: float, head_dimension: float, bits: float) -> float:
    """Bytes of cache a token where groups of query heads share a key and a value; plain attention is one head a group.

    The 2 is one key and one value.
    """
    if layers <= 0 or kv_heads <= 0 or head_dimension <= 0 or bits <= 0:
        raise ValueError("layers, kv_heads, head_dimension and bits must be above 0")
    return 2 * layers * kv_heads * head_dimension * bits / 8


def kv_bytes_latent(*, layers: float, latent_rank: float, rope_dimension: float, bits: float) -> float:
    """Bytes of cache a token in latent attention: one compressed vector and one rotary key a layer, for all heads."""
    if layers <= 0 or latent_rank <= 0 or rope_dimension < 0 or bits <= 0:
        raise ValueError("layers, latent_rank and bits must be above 0, rope_dimension not below 0")
    return layers * (latent_rank + rope_dimension) * bits / 8


def cache_intensity_grouped(*, heads: float, kv_heads: float, bits: float) -> float:
    """FLOP a byte of cache read in decoding: each key and each value is used by every query head of its group.

    A use is a multiplication and an addition, hence the 2; the head dimension cancels.
    """
    if kv_heads <= 0 or heads < kv_heads or bits <= 0:
        raise ValueError(f"heads must be at least kv_heads and both above 0, got {heads:g} and {kv_heads:g}")
    return 2 * (heads / kv_heads) / (bits / 8)


def cache_intensity_latent(*, heads: float, latent_rank: float, rope_dimension: float, bits: float) -> float:
    """FLOP a byte of cache read in decoding with latent attention, its projections absorbed into the query and output.

    Every head multiplies and adds (the 2) over latent and rotary part for its scores, and over the latent for its sum.
    """
    if heads <= 0 or latent_rank <= 0 or rope_dimension < 0 or bits <= 0:
        raise ValueError("heads, latent_rank and bits must be above 0, rope_dimension not below 0")
    read = (latent_rank + rope_dimension) * bits / 8
    return 2 * heads * (latent_rank + rope_dimension + latent_rank) / read


def parameters_always(*, parameters: float, active_parameters: float, share: float) -> float:
    """Weights that every token meets, outside the experts among which a router chooses.

    `share` is experts a token over experts of a layer: active = always + share * (parameters - always), solved for always.
    """
    if not 0 < active_parameters <= parameters or not 0 < share < 1:
        raise ValueError(
            f"active_parameters must lie between 0 and parameters, share between 0 and 1, "
            f"got {active_parameters:g} of {parameters:g} and {share:g}"
        )
    if active_parameters < parameters * share:
        raise ValueError(
            f"active_parameters must hold the share of the experts, got {active_parameters:g} and {share:g}"
        )
    return (active_parameters - parameters * share) / (1 - share)


def parameters_read(*, parameters: float, active_parameters: float, share: float, batch: float) -> float:
    """Weights that one step of a mixture of experts reads: those that every token meets, and experts that some token picks.

    Tokens pick evenly and independently, so that an expert stays unread with probability (1 - share) ** batch. One
    token reads its active parameters, many read all.
    """
    if batch < 1:
        raise ValueError(f"batch must be at least 1, got {batch:g}")
    always = parameters_always(parameters=parameters, active_parameters=active_parameters, share=share)
    return always + (parameters - always) * (1 - (1 - share) ** batch)


def decode_step_bytes(*, weights: float, batch: float, context: float, kv_bytes: float) -> float:
    """Bytes that one step of decoding reads: weights once, and for each sequence the cache of all its tokens."""
    if weights < 0 or batch < 1 or context < 0 or kv_bytes < 0:
        raise ValueError("batch must be at least 1; weights, context and kv_bytes not below 0")
    return weights + batch * context * kv_bytes


def devices_to_hold(*, amount: float, capacity: float) -> float:
    """The fewest devices whose memories together hold an amount of bytes."""
    if amount < 0 or capacity <= 0:
        raise ValueError(f"capacity must be above 0 and amount not below 0, got {capacity:g} and {amount:g}")
    return ceil(amount / capacity)
