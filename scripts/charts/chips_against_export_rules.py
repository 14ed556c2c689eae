"""Chips against the lines of three rules, by the day from which each rule holds

Three panels, one below the other, with one axis to the right: total processing performance, logarithmic. Upwards stands what
else the rule of that day looks at: in the first the transfer rate to other chips, in the second the performance density, in the
third the memory bandwidth. The shaded area is what the rule reaches, or, in the third, what it admits to a judgement case by
case. Marks are chips, coloured by maker; a line sideways joins bins or sources that differ; lighter marks take a value from a sister chip, or an
estimated area. From panel to panel the lines turn: the versions for China left the first area by slower links, the second caught
them, and the next version left that one by less compute.
"""

from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, facts, rule, sources_of, traced
from scripts.processing import SAME_COMPUTE_AS, density, processing, transfer

DIES = {"a100-sxm": ("ga100", 1), "h100-sxm": ("gh100", 1), "h20": ("gh100", 1), "ascend-910b": ("ascend-910b-die", 1), "ascend-910c": ("ascend-910b-die", 2)}  # fmt: skip
LINKED = ("a100-sxm", "a800-sxm", "h100-sxm", "h800-sxm", "ascend-910b")
MEMORY = ("h20", "h100-sxm", "h200-sxm", "mi325x", "gb200-gpu", "ascend-910c")
PANELS = {
    "chips-2022-processing": "links, GB/s, both ways",
    "chips-2023-a1-processing": "density, TPP/mm²",
    "licence-2026-processing": "memory bandwidth, GB/s",
}
X = (1500, 70_000)
Y = {
    "chips-2022-processing": (250, 1500),
    "chips-2023-a1-processing": (1, 30),
    "licence-2026-processing": (2500, 12_000),
}
TICKS = {"chips-2022-processing": [300, 600, 1200], "chips-2023-a1-processing": [1, 3, 10, 30], "licence-2026-processing": [3000, 6000, 12_000]}  # fmt: skip
# Where the name of a chip stands, where the free side is not above to the right: left or right, pixels downwards.
SIDE = {
    ("chips-2022-processing", "a100-sxm"): ("left", -9), ("chips-2022-processing", "a800-sxm"): ("left", 13),
    ("chips-2022-processing", "ascend-910b"): ("right", 13), ("chips-2023-a1-processing", "ascend-910b"): ("left", -9),
    ("chips-2023-a1-processing", "a100-sxm"): ("right", 13), ("licence-2026-processing", "mi325x"): ("left", -9),
    ("licence-2026-processing", "gb200-gpu"): ("left", -9), ("licence-2026-processing", "ascend-910c"): ("right", 13),
}  # fmt: skip


def _row(panel: str, chip: str, upwards: tuple[float, float], used: list, light: bool) -> dict:
    low, high = (float(end.magnitude) for end in processing(chip))
    thing = entity(chip)
    label = thing["label"].replace(" SXM", "").replace("Blackwell GPU of GB200", "GPU of GB200")
    return {
        "panel": panel, "from": rule(panel).date, "chip": label, "maker": thing["maker"], "least_tpp": low, "greatest_tpp": high,
        "measure": PANELS[panel], "least": upwards[0], "greatest": upwards[1], "light": light, "id": chip, "source": sources_of(used),
    }  # fmt: skip


def data() -> pd.DataFrame:
    """One row a chip and panel: processing, and what else the rule looks at, from least to greatest."""
    rows = []
    for chip in LINKED:
        with traced() as used:
            processing(chip)
            rate = float(transfer(chip).to("GB/s").magnitude)
        rows.append(_row("chips-2022-processing", chip, (rate, rate), used, chip in SAME_COMPUTE_AS))
    for chip, (die, dies) in DIES.items():
        with traced() as used:
            ends = tuple(float(end.magnitude) for end in density(chip, die, dies))
        rows.append(_row("chips-2023-a1-processing", chip, (ends[0], ends[1]), used, die == "ascend-910b-die"))
    for chip in MEMORY:
        with traced() as used:
            processing(chip)
            found = [row.to("GB/s") for row in facts(chip, "hbm-bandwidth", scope="package")]
        rows.append(_row("licence-2026-processing", chip, (min(found), max(found)), used, False))
    return pd.DataFrame(rows)


def _areas(panel: str) -> pd.DataFrame:
    """What a rule reaches, as rectangles inside the panel."""
    top, bottom, far = Y[panel][1], Y[panel][0], X[1]

    def at(key: str) -> float:
        return rule(key).low.magnitude

    boxes: list[tuple[float, float, float, float]]
    if panel == "chips-2022-processing":
        boxes = [(at("chips-2022-processing"), far, at("chips-2022-transfer"), top)]
    elif panel == "chips-2023-a1-processing":
        line, least = at("chips-2023-a1-processing"), at("chips-2023-a2-processing")
        dense, first = at("chips-2023-b2-density"), at("chips-2023-b1-density")
        boxes = [
            (line, far, bottom, top),
            (least, line, dense, top),
            (at("chips-2023-b1-processing"), line, first, dense),
        ]
    else:
        boxes = [(X[0], at("licence-2026-processing"), bottom, at("licence-2026-memory"))]
    return pd.DataFrame(boxes, columns=pd.Index(["least_tpp", "x2", "least", "y2"]))


def _panel(frame: pd.DataFrame, panel: str, width: int, last: bool) -> alt.LayerChart | alt.FacetChart:
    narrow = width == _theme.NARROW
    own = frame[frame["panel"] == panel].assign(
        ink=lambda f: f["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER)),
        side=lambda f: pd.Series([SIDE.get((panel, key), ("right", -9)) for key in f["id"]], index=f.index),
    )
    across_scale = alt.Scale(type="log", domain=list(X), nice=False)
    across_axis = alt.Axis(
        title="total processing performance, TPP" if last else " ",
        values=[2400, 4800, 12_000, 40_000] if narrow else [2400, 4800, 10_000, 21_000, 50_000],
        format=",d",
        labels=last,
        ticks=last,
    )
    upwards_scale = alt.Scale(type="log", domain=list(Y[panel]), nice=False)
    upwards_axis = alt.Axis(title=PANELS[panel], values=TICKS[panel], format=",d")

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", scale=across_scale, axis=across_axis)

    def y(name: str) -> alt.Y:
        return alt.Y(f"{name}:Q", scale=upwards_scale, axis=upwards_axis)

    fill: dict[str, Any] = {"color": _theme.FILL, "opacity": 1}
    areas = alt.Chart(_areas(panel)).mark_rect(**fill).encode(x=x("least_tpp"), x2="x2:Q", y=y("least"), y2="y2:Q")
    base = alt.Chart(own).encode(
        color=alt.Color("ink:N", scale=None), opacity=alt.condition("datum.light", alt.value(0.55), alt.value(1))
    )
    across = base.mark_rule(strokeWidth=3).encode(x=x("least_tpp"), x2="greatest_tpp:Q", y=y("least"), y2="greatest:Q")
    marks = base.mark_point(filled=True, size=65).encode(x=x("greatest_tpp"), y=y("greatest"))
    words = [
        alt.Chart(own[own["side"] == place])
        .mark_text(
            align="right" if place[0] == "left" else "left",
            dx=2 if place[0] == "left" else -2,
            dy=place[1],
            fontSize=11 if narrow else 12,
        )
        .encode(x=x("greatest_tpp"), y=y("greatest"), text="chip:N", color=alt.Color("ink:N", scale=None))
        for place in sorted(set(own["side"]))
    ]
    day = rule(panel).date
    title = f"from {day}: " + (
        "case by case, if below both" if panel.startswith("licence") else "a licence is needed in the shaded area"
    )
    return alt.layer(areas, across, marks, *words).properties(
        width=width - (84 if narrow else 78),
        height=150,
        title=alt.Title(title, fontSize=12 if narrow else 13, offset=4),
    )


def chart(width: int) -> alt.VConcatChart:
    """Three panels, one axis to the right."""
    frame = data()
    keys = list(PANELS)
    return alt.vconcat(*(_panel(frame, key, width, key == keys[-1]) for key in keys), spacing=12)
