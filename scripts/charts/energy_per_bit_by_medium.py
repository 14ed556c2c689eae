"""The energy of a bit, from inside the package to across the room

A logarithmic axis of energy per bit, one row a kind of link, ordered by how far it goes: links between chiplets, a lane inside a
package, a lane over a backplane or copper cable, then optics. A bar joins the ends of a range. Filled marks are measured,
hollow ones are specified, claimed, or computed from the power of a module. From package to copper to light a bit costs more at
every step; of the optics, co-packaged ones cost least and modules with a signal processor most.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import entity, fact

# Entity, words that choose its energy (or the name of a computed one), whether measured, where it works.
ROWS: tuple[tuple[str, str, bool, str], ...] = (
    ("ucie-advanced", "measured", True, "between chiplets"),
    ("ucie-standard", "spec", False, "between chiplets"),
    ("serdes-112g-xsr", "measured", True, "in the package"),
    ("serdes-112g-lr", "measured", True, "copper, both ends"),
    ("broadcom-bailly-cpo", "energy_co_packaged", True, "light, one end"),
    ("optics-800g-lpo", "energy_linear_module", False, "light, one end"),
    ("aoc-800g", "energy_active_optical_cable", False, "light, one end"),
    ("optics-800g-dsp", "energy_dsp_module", True, "light, one end"),
    ("optics-400g-dr4", "energy_400g_module", False, "light, one end"),
)
SHORT = {
    "ucie-advanced": "UCIe, interposer",
    "ucie-standard": "UCIe, substrate",
    "serdes-112g-xsr": "SerDes, extra short",
    "serdes-112g-lr": "SerDes, long reach",
    "broadcom-bailly-cpo": "co-packaged optics",
    "optics-800g-lpo": "linear module",
    "aoc-800g": "active optical cable",
    "optics-800g-dsp": "module with DSP",
    "optics-400g-dr4": "module, older rate",
}


def data() -> pd.DataFrame:
    """One row a kind of link: picojoules a bit, least and greatest."""
    rows = []
    for key, words, measured, where in ROWS:
        if words in ("measured", "spec"):
            row = fact(key, "energy-per-bit", words)
            low, high, source = row.low, row.high, row.source
        else:
            found = result(words)
            low, high, source = found.low, found.high, found.source
        ends = [float(end.to("pJ/bit").magnitude) for end in (low, high)]
        rows.append({
            "link": SHORT[key], "thing": entity(key)["label"], "where": where, "low": ends[0], "high": ends[1],
            "measured": measured, "source": source,
        })  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks on one axis; the name above, where it works beside it."""
    frame = data()
    frame["label"] = [
        f"{row.low:.3g}" if row.low == row.high else f"{row.low:.3g}–{row.high:.3g}" for row in _theme.records(frame)
    ]
    order = frame["link"].tolist()
    y = alt.Y("link:N", sort=order, axis=None, scale=alt.Scale(paddingOuter=0.35))
    scale = alt.Scale(type="log", domain=[0.15, 80])
    x = alt.X("low:Q", scale=scale, axis=alt.Axis(title="pJ a bit", values=[0.2, 0.5, 1, 2, 5, 10, 20], format="~g"))
    base = alt.Chart(frame).encode(y=y)
    spans = base.mark_rule(strokeWidth=3, color=_theme.ACCENT).encode(x=x, x2="high:Q")
    marks = [
        base.mark_point(size=75, strokeWidth=2, opacity=1, stroke=_theme.ACCENT).encode(
            x=alt.X(f"{end}:Q", scale=scale),
            fill=alt.condition("datum.measured", alt.value(_theme.ACCENT), alt.value(_theme.PAPER)),
        )
        for end in ("low", "high")
    ]
    values = base.mark_text(align="left", dx=10).encode(x=alt.X("high:Q", scale=scale), text="label:N")
    left = 0 if width == _theme.NARROW else -265
    names = base.mark_text(align="left", dy=-14 if width == _theme.NARROW else 0, fontWeight="bold").encode(
        x=alt.value(left), text="link:N"
    )
    where = base.mark_text(
        align="left",
        dy=-14 if width == _theme.NARROW else 0,
        dx=132 if width == _theme.NARROW else 140,
        color=_theme.SOFT,
    ).encode(x=alt.value(left), text="where:N")
    step = 38 if width == _theme.NARROW else 28
    return alt.layer(spans, *marks, values, names, where).properties(
        width=width - (24 if width == _theme.NARROW else 290), height=step * len(frame)
    )
