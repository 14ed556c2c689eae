"""M12: the power said against every published figure of the machine."""

from scripts.claims import Check, compare, said, show
from scripts.computed.side_by_side import system_power_cloudmatrix


def check() -> Check:
    """The comparison that the verdict rests on."""
    published = system_power_cloudmatrix()
    return Check(
        (compare("power said", said("m12"), "published power of the machine", published, "kW"),),
        {"greater": "false", "equal": "true", "overlapping": "partly true", "less": "false"},
        f"{show(said('m12'))} ÷ {show(published, 'MW')} = {show(((said('m12') / published[1]).to(''), (said('m12') / published[0]).to('')), '1')}",
    )
