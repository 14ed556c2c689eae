"""What one missing word is worth, for figures of both makers

Pairs of words that change a figure, under the five questions of this chapter. For each pair two bars, of NVIDIA above and of
Huawei below, run from the line at the left, where the word would change nothing, to the factor between the two readings, on
a logarithmic axis. A thin line that goes on from a bar shows that the factor differs from case to case. Where a maker prints no such pair there is a
note in place of the bar. Counting the machine or the package is worth most, bits or bytes next; the rest lie near two or
below, and hardly differ between the makers.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result

# Question, pair of words, and the factor of each maker; None where its documents here print no such pair.
PAIRS = (
    ("Of what?", "machine or package", "machine_over_package_nvidia", "machine_over_package_huawei"),
    ("Of what?", "package or die", "package_over_die_nvidia", "package_over_die_huawei"),
    ("Doing what?", "4-bit or 16-bit numbers", "narrow_over_wide_nvidia", "narrow_over_wide_huawei"),
    ("Doing what?", "sparse or dense", "sparse_over_dense_nvidia", None),
    ("Doing what?", "vector units in or out", None, "with_over_without_vector_units"),
    ("Which way?", "both ways or one", "both_over_one_way_nvidia", "both_over_one_way_huawei"),
    ("In which unit?", "bits or bytes", "bits_over_bytes_nvidia", "bits_over_bytes_huawei"),
    (
        "In which unit?", "binary or decimal bytes", "memory_by_driver_over_printed_nvidia",
        "memory_by_packages_over_printed_huawei",
    ),
    ("Who says so, and when?", "peak or reached", "peak_over_reached_nvidia", "peak_over_reached_huawei"),
    ("Who says so, and when?", "earlier or later page", "earlier_over_later_nvidia", "earlier_over_later_huawei"),
)  # fmt: skip


def data() -> pd.DataFrame:
    """One row a pair of words and maker: least and greatest factor between the two readings."""
    rows = []
    for question, words, *functions in PAIRS:
        for maker, name in zip(("NVIDIA", "Huawei"), functions, strict=True):
            if name:
                number = result(name)
                ends = [float(end.to("").magnitude) for end in (number.low, number.high)]
                rows.append([question, words, maker, *ends, number.doc.splitlines()[0], number.source])
    names = ["question", "words", "maker", "factor", "factor_at_most", "what", "source"]
    return pd.DataFrame(rows, columns=pd.Index(names))


def said(low: float, high: float) -> str:
    """A factor to three digits; both ends where it differs."""
    texts = [f"{end:.3g}" for end in (low, high)]
    return f"{texts[0]}×" if texts[0] == texts[1] else f"{texts[0]}–{texts[1]}×"


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two bars a pair on a logarithmic axis, under the question to which the pair belongs."""
    narrow = width == _theme.NARROW
    step, row, question, left = 17, 60 if narrow else 43, 28, 0 if narrow else 190
    frame, top = data(), 0
    places: dict[str, int] = {}
    heads: list[dict] = []
    for asked, words, *_ in PAIRS:
        if not heads or heads[-1]["question"] != asked:
            top += 0 if not heads else 8
            heads.append({"question": asked, "y": top + 8})
            top += question
        places[words] = top
        top += row
    bars_at = 20 if narrow else 2
    frame["y"] = [
        places[w] + bars_at + (step if maker == "Huawei" else 0) + 7
        for w, maker in zip(frame["words"], frame["maker"], strict=True)
    ]
    frame["label"] = [said(*ends) for ends in zip(frame["factor"], frame["factor_at_most"], strict=True)]
    first = frame["words"] == PAIRS[0][1]
    frame["label"] = frame["label"].where(~first, frame["maker"] + " " + frame["label"])
    frame["colour"] = frame["maker"].map(_theme.MAKERS)
    frame["one"] = 1
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[top, 0], nice=False))
    x = alt.Scale(type="log", domain=[1, 2600 if narrow else 1500], nice=False)
    axis = alt.Axis(title="how many times larger the one reading is", values=[1, 2, 4, 8, 72, 384], format="d")
    base = alt.Chart(frame).encode(y=y)
    bars = base.mark_bar(height=12).encode(
        x=alt.X("one:Q", scale=x, axis=axis), x2="factor:Q", color=alt.Color("colour:N", scale=None)
    )
    ends = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("factor:Q", scale=x, axis=axis), x2="factor_at_most:Q", color=alt.Color("colour:N", scale=None)
    )
    stops = base.mark_tick(size=10, thickness=2, opacity=1).encode(
        x=alt.X("factor_at_most:Q", scale=x, axis=axis), color=alt.Color("colour:N", scale=None)
    )
    labels = base.mark_text(align="left", dx=5).encode(
        x=alt.X("factor_at_most:Q", scale=x, axis=axis), text="label:N", color=alt.Color("colour:N", scale=None)
    )
    none = pd.DataFrame(
        [
            {"y": places[w] + bars_at + 7 + step * n, "text": f"{maker}: none in our data"}
            for _, w, *names in PAIRS
            for n, (maker, name) in enumerate(zip(("NVIDIA", "Huawei"), names, strict=True))
            if not name
        ]
    )
    notes = alt.Chart(none).mark_text(align="left", dx=5, color=_theme.SOFT).encode(x=alt.value(0), y=y, text="text:N")
    pairs = pd.DataFrame({"words": [*places], "y": [at + (8 if narrow else 17) for at in places.values()]})
    names = alt.Chart(pairs).mark_text(align="left").encode(x=alt.value(-left), y=y, text="words:N")
    titles = (
        alt.Chart(pd.DataFrame(heads))
        .mark_text(align="left", fontWeight="bold", fontSize=13)
        .encode(x=alt.value(-left), y=y, text="question:N")
    )
    return alt.layer(bars, ends, stops, labels, notes, names, titles).properties(width=width - left - 20, height=top)
