"""How much one sequence keeps

Tokens of a sequence to the right, gigabytes of keys and values upwards, both logarithmic. The steepest cost is attention in which every
head keeps its own keys and values; heads that share them keep less; latent attention keeps least. Narrower numbers, the thin
dashed lines, halve each. The level lines are the whole memory of a package: a single long sequence with heads of its own
fills it before any weight is stored.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, sources_of

FORMS = (
    ("plain", "v3_plain_kv_bytes", "warn"),
    ("shared heads", "llama_kv_bytes", "accent"),
    ("latent", "v3_kv_bytes", "ink"),
)
INK = {"warn": _theme.WARN, "accent": _theme.ACCENT, "ink": _theme.INK}
PACKAGES = (
    ("Ascend 910C", "ascend-910c", "hbm-capacity", ()),
    ("GPU of GB200", "gb200-gpu", "hbm-capacity", ("spec",)),
)
HALO = {"stroke": _theme.PAPER, "strokeWidth": 5}
CONTEXTS = [2**n for n in range(10, 21)]


def data() -> pd.DataFrame:
    """One row a form of attention, a width of numbers and a length; one a package's memory."""
    rows = []
    for name, number, _ in FORMS:
        found = result(number)
        for bits, share in ((16, 1.0), (8, 0.5)):
            for context in CONTEXTS:
                rows.append(
                    {"what": name, "bits": bits, "tokens": context, "gb": found.to("byte") * share * context / 1e9,
                     "source": found.source}
                )  # fmt: skip
    for name, entity, prop, words in PACKAGES:
        row = fact(entity, prop, *words)
        rows.append(
            {"what": name, "bits": 0, "tokens": CONTEXTS[0], "gb": row.to("GB"), "source": sources_of([row])}
        )  # fmt: skip
    return pd.DataFrame(rows)


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Slanted lines and two level ones."""
    narrow = width == _theme.NARROW
    frame = data()
    x = alt.X(
        "tokens:Q",
        scale=alt.Scale(type="log", domain=[1000, 1.1e6], nice=False),
        axis=alt.Axis(title="tokens of one sequence", values=[1000, 10000, 100000, 1000000], format="~s"),
    )
    y = alt.Y(
        "gb:Q",
        scale=alt.Scale(type="log", domain=[0.02, 5000], nice=False),
        axis=alt.Axis(title="GB of cache", values=[0.1, 1, 10, 100, 1000], format="~g"),
    )
    parts: list[alt.Chart] = []
    for name, _, ink in FORMS:
        mine = frame[frame["what"] == name]
        parts += [
            alt.Chart(mine[mine["bits"] == 16]).mark_line(strokeWidth=2.5, color=INK[ink]).encode(x=x, y=y),
            alt.Chart(mine[mine["bits"] == 8])
            .mark_line(strokeWidth=1.2, strokeDash=[5, 4], color=INK[ink])
            .encode(x=x, y=y),
        ]
        at = alt.Chart(mine[(mine["bits"] == 16) & (mine["tokens"] == 2**14)]).encode(x=x, y=y, text="what:N")
        parts += [at.mark_text(align="right", dx=-6, dy=-9, **how) for how in (HALO, {"color": INK[ink]})]
    for n, (name, *_) in enumerate(PACKAGES):
        level = frame[frame["what"] == name]
        maker = "Huawei" if n == 0 else "NVIDIA"
        parts += [
            alt.Chart(level).mark_rule(color=_theme.MAKERS[maker], strokeDash=[2, 3]).encode(y=y),
            alt.Chart(level)
            .mark_text(align="left", dx=2, dy=(10 if n == 0 else -8), color=_theme.MAKERS[maker])
            .encode(x=x, y=y, text="what:N"),
        ]
    return alt.layer(*parts).properties(width=width - 70, height=300 if narrow else 330)
