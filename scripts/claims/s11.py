"""S11: what many packages give back, against what the machine takes."""

from scripts.claims import Check, compare, show
from scripts.computed.side_by_side import accelerator_ratio, compute_ratio, power_ratio


def check() -> Check:
    """The comparison that the verdict rests on."""
    gain, packages, power = compute_ratio(), accelerator_ratio(), power_ratio()
    return Check(
        (
            compare("packages, as a multiple of NVL72", packages, "peak 16-bit compute likewise", gain, "1"),
            compare("power, as a multiple of NVL72", power, "peak 16-bit compute likewise", gain, "1"),
        ),
        {"greater, greater": "true only if", "equal, equal": "true", "less, less": "true"},
        f"{show(packages, '1')} the packages and {show(power, '1')} the power make {show(gain, '1')} the peak.",
    )
