"""M2: decode per package and per unit of peak, as the paper that is quoted prints both."""

from scripts.claims import Check, compare, show
from scripts.computed.claims_checked import decode_per_peak_ratio_to_h800
from scripts.computed.power_and_price import decode_ratio_to_h800
from scripts.facts import run


def check() -> Check:
    """The comparison that the verdict rests on."""
    ours, theirs = run("cm384_decode_batch96").quantity, run("dsr1_peers_cm_h800_profile").quantity
    per_peak = [run(f"{name}_per_peak").quantity for name in ("cm384_decode_batch96", "dsr1_peers_cm_h800_profile")]
    return Check(
        (
            compare("decode per 910C", ours, "decode per H800", theirs, "token/s"),
            compare("decode per unit of 8-bit peak, 910C", per_peak[0], "that of an H800", per_peak[1], "token/TFLOP"),
        ),
        {"less, greater": "true only if", "greater, greater": "true", "less, less": "false"},
        f"{show(ours)} ÷ {show(theirs)} = {show(decode_ratio_to_h800(), '1')} per package; "
        f"divided by each one's peak, {show(decode_per_peak_ratio_to_h800(), '1')}.",
    )
