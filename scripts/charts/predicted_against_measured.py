"""What the models predict against what was measured

One panel for each kind of run, both axes logarithmic, in the unit of the run. A dot on the line is a run that was predicted
exactly; the band is a fifth to either side. One colour are runs whose tables took part in fitting constants, the other
are runs that did not. Most dots lie in the band; those far from it stand in tables that the page names with their reason.
"""

import json
import math
from typing import Any

import altair as alt
import pandas as pd

from scripts import accuracy
from scripts.charts import _theme
from scripts.facts import run

NAMES = {
    "collective": "collectives", "moe_a2a": "expert exchange", "roofline_kernel": "kernels", "decode": "decode",
    "prefill": "prefill", "training": "training", "energy": "energy", "reliability": "reliability",
}  # fmt: skip
BAND = 1.2
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
COLUMNS = {_theme.WIDE: 4, _theme.NARROW: 2}


def data() -> pd.DataFrame:
    """One row a run: what was measured, what was predicted, and whether its table took part in fitting."""
    return pd.DataFrame(
        [
            {
                "kind": NAMES[one.case.category], "run": one.case.case_id, "measured": one.measured, "predicted": one.predicted,
                "unit": one.case.unit, "fitted": accuracy.seen(one), "source": run(one.case.case_id).source,
            }
            for one in accuracy.outcomes()
            if one.predicted is not None
        ]
    )  # fmt: skip


def chart(width: int) -> alt.VConcatChart:
    """Panels side by side; the dots of one panel are one path, so that some thousand of them weigh little."""
    frame = data()
    columns = COLUMNS[width]
    side = (width - 24) / columns - 46
    panels = [
        panel(kind, frame[frame["kind"] == kind], side) for kind in NAMES.values() if (frame["kind"] == kind).any()
    ]
    lines = [alt.hconcat(*panels[at : at + columns], spacing=18) for at in range(0, len(panels), columns)]
    return alt.vconcat(*lines, spacing=18)


def panel(kind: str, frame: pd.DataFrame, side: float) -> alt.LayerChart | alt.FacetChart:
    """One kind of run."""
    ends = frame[["measured", "predicted"]].to_numpy()
    low, high = 10 ** math.floor(math.log10(ends.min())), 10 ** math.ceil(math.log10(ends.max()))
    powers = range(round(math.log10(low)), round(math.log10(high)) + 1)
    shown = powers[:: math.ceil(len(powers) / 4)]
    names = {f"{10.0**power:g}": f"10{str(power).translate(RAISED)}" for power in shown}
    axis: dict[str, Any] = {
        "values": [10.0**power for power in shown],
        "labelExpr": f"({json.dumps(names, ensure_ascii=False)})[format(datum.value, '~g')]",
        "grid": False,
    }
    scale = alt.Scale(type="log", domain=[low, high], nice=False, clamp=True)
    x = alt.X("measured:Q", scale=scale, axis=alt.Axis(title=None, **axis))
    y = alt.Y("predicted:Q", scale=scale, axis=alt.Axis(title=None, **axis))
    line = pd.DataFrame(
        {
            "measured": [low, high],
            "predicted": [low, high],
            "least": [low / BAND, high / BAND],
            "most": [low * BAND, high * BAND],
        }
    )
    base = alt.Chart(line).encode(x=x)
    band = base.mark_area(color=_theme.FILL, opacity=1).encode(y=alt.Y("least:Q", scale=scale, axis=None), y2="most:Q")
    exact = base.mark_line(color=_theme.SOFT, strokeWidth=1).encode(y=y)
    layers = [band, exact]
    for fitted, colour in ((False, _theme.WARN), (True, _theme.ACCENT)):
        if (frame["fitted"] == fitted).any():
            layers.append(dots(frame[frame["fitted"] == fitted], x, y, colour))
    return alt.layer(*layers).properties(width=side, height=side, title=kind)


def dots(frame: pd.DataFrame, x: alt.X, y: alt.Y, colour: str) -> alt.Chart:
    """All dots as one line that is broken between them, with round ends."""
    rows: list[dict] = []
    for row in frame.itertuples():
        for value in (row.predicted, row.predicted, None):
            rows.append({"measured": row.measured, "predicted": value, "order": len(rows)})
    marks = alt.Chart(pd.DataFrame(rows)).mark_line(
        strokeWidth=4, strokeCap="round", color=colour, opacity=0.75, invalid="break-paths-filter-domains"
    )
    return marks.encode(x=x, y=y, order="order:Q")
