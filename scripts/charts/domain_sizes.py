"""How many accelerators one machine joins

Machines by the size of their scale-up domain, on a logarithmic axis, smallest on top: servers with a handful of accelerators,
racks with dozens, systems over many racks, pods with thousands. Hollow is announced, filled is delivered or not marked.
A line joins figures that disagree.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, facts, sources_of

KINDS = ("node", "rack", "system", "pod")


def data() -> pd.DataFrame:
    """One row a machine: least and greatest published size of its domain, in packages."""
    rows = []
    for name in sorted({row.entity for row in facts(None, "scaleup-domain-size")}):
        thing = entity(name)
        found = [row for row in facts(name, "scaleup-domain-size") if row.bound == "exact"]
        if thing["kind"] not in KINDS or not found:
            continue
        sizes = [float(end.magnitude) for row in found for end in (row.low, row.high)]
        rows.append(
            {
                "machine": thing["label"], "maker": thing["maker"], "least": min(sizes), "greatest": max(sizes),
                "announced_only": any(row.conditions.get("status") == "announced" for row in found),
                "source": sources_of(found),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values(["least", "machine"]).reset_index(drop=True)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Dots on one axis, the machine's name beside, or above on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    frame["fill"] = frame["colour"].where(~frame["announced_only"], _theme.PAPER)
    frame["label"] = frame["machine"] + " (" + frame["maker"] + ")"
    y = alt.Y("machine:N", axis=None, sort=frame["machine"].tolist())
    scale = alt.Scale(type="log", domain=[4, 20000])
    x = alt.X(
        "least:Q",
        scale=scale,
        axis=alt.Axis(title="accelerators in the domain", values=[8, 64, 512, 8192], format=",d"),
    )
    base = alt.Chart(frame).encode(y=y)
    colour = alt.Color("colour:N", scale=None)
    spans = base.mark_rule(strokeWidth=2).encode(x=x, x2="greatest:Q", color=colour)
    marks = [
        base.mark_point(size=60, strokeWidth=1.8, opacity=1).encode(
            x=alt.X(end, scale=scale), stroke=alt.Stroke("colour:N", scale=None), fill=alt.Fill("fill:N", scale=None)
        )
        for end in ("least:Q", "greatest:Q")
    ]
    values = base.mark_text(align="left", dx=8).encode(
        x=alt.X("greatest:Q", scale=scale), text=alt.Text("greatest:Q", format=",d"), color=colour
    )
    names = base.mark_text(align="left", dy=-12 if narrow else 0).encode(
        x=alt.value(0 if narrow else -230), text="label:N"
    )
    side = width - (40 if narrow else 270)
    return alt.layer(spans, *marks, values, names).properties(width=side, height=(32 if narrow else 20) * len(frame))
