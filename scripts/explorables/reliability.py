"""How often to save, when devices fail

The time between two checkpoints to the right on a logarithmic axis, the share of time in which training moves on upwards. The curve has a
top: saving more often costs time by itself, saving less often loses more work with each failure. The ring is the top that Daly's formula
gives, the filled mark the interval that is chosen. With more devices, or devices that fail more often, the whole curve sinks and its top
moves to the left.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset, Taken
from scripts.facts import fact, part
from scripts.models.reliability import (
    availability,
    availability_with_spares,
    bandwidth_left,
    checkpoint_interval_daly,
    effective_training_time,
    mean_time_to_failure,
)

HOUR = 3600
STEPS, LEAST, MOST = 80, 30, 172800  # points of the curve, and the ends of its axis in seconds

FORMULA = (mean_time_to_failure, checkpoint_interval_daly, effective_training_time, availability_with_spares)
NOT_MODELLED = [
    "Failures that come together: a power cut or a bad switch stops many devices at once.",
    "Wear: the failure rate is the same on every day of a device's life.",
    "Checkpoints written beside the work, or kept in the memory of neighbours; here training stands still while it saves.",
    "Devices that are slow or wrong without failing.",
]

INPUTS = [
    Input("devices", default=16384, low=8, high=16384, label="Devices of the job"),
    Input("failure_rate", "1/year", low=0.001, high=5, label="Interruptions of one device in a year"),
    Input("interval", "min", default=1800.0, low=0.5, high=2880, label="Time between checkpoints"),
    Input("checkpoint_time", "s", low=1, high=3600),
    Input("restart_time", "min", default=600.0, low=0, high=240),
    Input("domain", low=1, high=16384, label="Devices of one scale-up domain"),
    Input("needed", low=1, high=16384, label="Of them, needed to go on"),
    Input("repair_time", "hour", default=86400.0, low=0, high=720, label="Time until a device is repaired"),
    Input("planes", default=1, low=1, high=16, label="Network planes of a device"),
]
RESULTS = [
    Output("effective_time", "Training moves on", "%"),
    Output("time_to_failure", "Between interruptions of the job", "s"),
    Output("best_interval", "Best time between checkpoints", "s"),
    Output("best_time", "Then training moves on", "%"),
    Output("domain_whole", "A domain has the devices it needs", "%"),
    Output("lost_hours", "Hours a year in which it has not"),
    Output("bandwidth_left", "Bandwidth left when a plane is down", "%"),
]
YEAR = 8766  # hours
SURE = 1 - 1e-6  # nearer to one than that, a difference from it is dust


def presets() -> list[Preset]:
    """Machines with the rate of interruptions that a published run had; Huawei has published none for its own."""
    rate = fact("h100-sxm", "interruption-rate", "all")
    save = fact("training-software", "checkpoint-time")
    trays, packages = part("gb200-nvl72", "gb200-compute-tray"), fact("gb200-nvl72", "scaleup-domain-size")
    matrix = fact("cloudmatrix-384", "scaleup-domain-size", "zuo2025cloudmatrix")
    box = fact("dgx-h100", "scaleup-domain-size")
    common = {"failure_rate": rate, "checkpoint_time": save}
    return [
        Preset("HGX H100, as Llama 3 was trained", {**common, "domain": box, "needed": box}),
        Preset(
            "GB200 NVL72, two trays spare",
            {**common, "domain": packages, "needed": Taken(packages.value * (1 - 2 / trays.count), packages)},
        ),
        Preset("GB200 NVL72, none spare", {**common, "domain": packages, "needed": packages}),
        Preset(
            "CloudMatrix 384, none spare",
            {**common, "domain": matrix, "needed": matrix, "planes": fact("cloudmatrix-384", "fabric-planes")},
        ),
    ]


def results(
    *,
    devices: float,
    failure_rate: float,
    interval: float,
    checkpoint_time: float,
    restart_time: float,
    domain: int,
    needed: int,
    repair_time: float,
    planes: float,
) -> dict:
    """What is lost to failures and to saving, and how often a domain is whole."""
    between = mean_time_to_failure(devices=devices, failure_rate=failure_rate)
    best = checkpoint_interval_daly(checkpoint_time=checkpoint_time, time_to_failure=between)
    up = availability(time_between_failures=1 / failure_rate, repair_time=repair_time)
    whole = availability_with_spares(devices=domain, needed=needed, device_availability=up)
    return {
        "effective_time": effective_training_time(
            checkpoint_time=checkpoint_time, interval=interval, restart_time=restart_time, time_to_failure=between
        ),
        "time_to_failure": between,
        "best_interval": best,
        "best_time": effective_training_time(
            checkpoint_time=checkpoint_time, interval=best, restart_time=restart_time, time_to_failure=between
        ),
        "domain_whole": whole,
        "lost_hours": (1 - whole) * YEAR if whole < SURE else 0,
        "bandwidth_left": bandwidth_left(planes=planes, failed=1),
    }


def rows(
    *,
    devices: float,
    failure_rate: float,
    interval: float,
    checkpoint_time: float,
    restart_time: float,
    domain: int,
    needed: int,
    repair_time: float,
    planes: float,
) -> list[dict]:
    """The curve, its top, and the chosen interval."""
    between = mean_time_to_failure(devices=devices, failure_rate=failure_rate)
    best = checkpoint_interval_daly(checkpoint_time=checkpoint_time, time_to_failure=between)
    drawn = []
    for place in range(STEPS + 3):
        shown = (
            LEAST * (MOST / LEAST) ** (place / STEPS) if place <= STEPS else best if place == STEPS + 1 else interval
        )
        moving = effective_training_time(
            checkpoint_time=checkpoint_time, interval=shown, restart_time=restart_time, time_to_failure=between
        )
        drawn.append(
            {
                "what": "curve" if place <= STEPS else "best" if place == STEPS + 1 else "chosen",
                "hours": shown / HOUR,
                "share": moving,
            }
        )
    return drawn


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A curve with two marks."""
    axis = alt.Axis(title="hours between checkpoints", values=[0.01, 0.1, 1, 10], format="~g")
    x = alt.X("hours:Q", scale=alt.Scale(type="log", domain=[LEAST / HOUR, MOST / HOUR], nice=False), axis=axis)
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(title="share of time in which training moves on", format="%", tickCount=5),
    )
    base = alt.Chart(_input.drawn(data())).encode(x=x, y=y)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    curve = only("curve").mark_line(color=_theme.INK, strokeWidth=2.5, clip=True)
    best = only("best").mark_point(color=_theme.INK, filled=False, size=150, strokeWidth=2, opacity=1, clip=True)
    name = only("best").mark_text(color=_theme.INK, dy=-15, clip=True).encode(text="what:N")
    chosen = only("chosen").mark_point(color=_theme.ACCENT, size=130, opacity=1, clip=True)
    label = (
        only("chosen")
        .mark_text(color=_theme.ACCENT, fontWeight="bold", dy=19, clip=True)
        .encode(text=alt.Text("share:Q", format=".1%"))
    )
    return alt.layer(curve, best, name, chosen, label).properties(width=width - 68, height=270)
