"""Share of the peak that published training runs reach

One row a run, its model and accelerator to the left, the share of dense peak compute that the run is reported to reach to the
right. Round marks are dense models, diamonds mixtures of experts. The dense runs lie between two fifths and seven tenths, the
mixtures of experts lower.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import training_step
from scripts.facts import entity, run

SHORT = {"Ascend 910 (family)": "Ascend 910"}


def data() -> pd.DataFrame:
    """One row a run: model, accelerator, how many, per cent of the peak."""
    rows = []
    for name, (chip, model, experts) in training_step.UTILISATIONS.items():
        row, label = run(name), entity(chip)["label"]
        rows.append(
            {
                "model": model, "accelerator": SHORT.get(label, label), "maker": entity(chip)["maker"], "experts": experts,
                "accelerators": row.chips, "per_cent_of_peak": row.measured_value, "source": row.source,
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values("per_cent_of_peak", ascending=False, ignore_index=True)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Marks in rows, names to their left."""
    narrow = width == _theme.NARROW
    frame = data().assign(row=lambda f: f.index.astype(float))
    frame["shape"] = frame["experts"].map({True: "diamond", False: "circle"})
    number = frame["accelerators"].map(lambda n: "" if pd.isna(n) else f"{n:,.0f} ")
    frame["text"] = frame["model"] + (", " if not narrow else "\n") + number + frame["accelerator"]
    step = 40 if narrow else 24
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.7, len(frame) - 0.3], nice=False, reverse=True))
    x = alt.X(
        "per_cent_of_peak:Q", scale=alt.Scale(domain=[0, 80]), axis=alt.Axis(title="per cent of peak", tickCount=5)
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(sorted(frame["maker"].unique())), legend=None)
    base = alt.Chart(frame).encode(y=y)
    marks = base.mark_point(size=85, opacity=1).encode(
        x=x, color=colour, shape=alt.Shape("shape:N", scale=None, legend=None)
    )
    values = base.mark_text(align="left", dx=9).encode(
        x=x, text=alt.Text("per_cent_of_peak:Q", format=".3~g"), color=colour
    )
    names = base.mark_text(align="left", dx=-150 if narrow else -300, lineBreak="\n", dy=-7 if narrow else 0).encode(
        x=alt.XValue(0), text="text:N", color=colour
    )
    return alt.layer(marks, values, names).properties(width=width - (190 if narrow else 340), height=step * len(frame))
