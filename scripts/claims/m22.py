"""M22: what large matrix products reached of the peak, both makers."""

from scripts.claims import Check, compare, show
from scripts.computed.spec_sheet import reached_of_peak_huawei, reached_of_peak_nvidia
from scripts.units import quantity


def check() -> Check:
    """The comparison that the verdict rests on."""
    nvidia, huawei = reached_of_peak_nvidia(), reached_of_peak_huawei()
    whole = quantity(100, "percent")
    return Check(
        (
            compare("reached of the peak, GB200", nvidia, "the peak", whole, "percent"),
            compare("reached of the peak, 910C", huawei, "the peak", whole, "percent"),
        ),
        {"less, less": "false", "equal, equal": "true"},
        f"Large matrix products, the easiest of work: GB200 {show(nvidia, 'percent')}, 910C {show(huawei, 'percent')}.",
    )
