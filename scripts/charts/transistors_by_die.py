"""Transistors of a package, die by die

One bar a package, cut where one die ends and the next begins; its length is the number of transistors. NVIDIA's four generations
grow downwards: the second has more than the first on no more area, the third and fourth are pairs of dies. The outlined bar is the
press's figure for Huawei's package, without a document of the maker's behind it; it is hardly longer than NVIDIA's oldest.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Fact, Part, entity, fact, facts, part, sources_of

PACKAGES = {
    "A100": ("ga100", None),
    "H100": ("gh100", None),
    "B200": ("b200-sxm", "blackwell-die"),
    "Rubin GPU": ("rubin-gpu", "rubin-die"),
    "Ascend 910C": ("ascend-910c", "ascend-910c-die"),
}


def data() -> pd.DataFrame:
    """One row a package: transistors in billions, dies, area of its die where it is published."""
    rows = []
    for name, (thing, die) in PACKAGES.items():
        count = fact(thing, "transistors")
        dies = part(thing, die) if die else None
        area = next(iter(facts(die or thing, "die-area")), None)
        used: list[Fact | Part] = [row for row in (count, dies, area) if row]
        rows.append(
            {"package": name, "maker": entity(thing)["maker"], "billions": count.to("1") / 1e9,
             "dies": dies.count if dies else 1, "die_area": area.to("mm**2") if area else None, "kind": count.kind,
             "source": sources_of(used)}
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars of die blocks, the words above each."""
    frame = data()
    frame["words"] = [
        f"{count:g} billion on {area:.0f} mm²" if area == area else f"{dies} × {count / dies:g} billion, no area found"
        for count, dies, area in zip(frame["billions"], frame["dies"], frame["die_area"], strict=True)
    ]
    claimed = frame["kind"] == "claim"
    frame.loc[claimed, "words"] = [f"{count:g} billion, says the press" for count in frame.loc[claimed, "billions"]]
    blocks = pd.DataFrame(
        [
            {**row, "start": n * row["billions"] / row["dies"], "end": (n + 1) * row["billions"] / row["dies"]}
            for row in frame.to_dict("records")
            for n in range(row["dies"])
        ]
    )
    blocks["ink"] = blocks["maker"].map(_theme.MAKERS)
    blocks["fill"] = blocks["ink"].where(blocks["kind"] != "claim", blocks["maker"].map(_theme.SOFT_MAKERS))
    y = alt.Y("package:N", axis=None, sort=[*PACKAGES], scale=alt.Scale(paddingInner=0.6, paddingOuter=0.5))
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, frame["billions"].max()], nice=False))
    bars = (
        alt.Chart(blocks)
        .mark_bar(height=18, strokeWidth=1.5, xOffset=0)
        .encode(x=x, x2="end:Q", y=y, fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("line:N", scale=None))
    )
    blocks["line"] = blocks["ink"].where(blocks["kind"] == "claim", _theme.PAPER)
    texts = alt.Chart(frame.assign(ink=frame["maker"].map(_theme.MAKERS))).encode(y=y)
    names = texts.mark_text(align="left", dy=-20, fontWeight="bold").encode(
        x=alt.value(0), text="package:N", color=alt.Color("ink:N", scale=None)
    )
    words = texts.mark_text(align="left", dy=-20).encode(x=alt.value(104), text="words:N")
    return alt.layer(bars, names, words).properties(width=width - 14, height=48 * len(frame))
