"""Both machines, level by level: what each level adds

Two columns of drawings, NVIDIA's machine and Huawei's, from the die up to the domain. In each drawing small squares are the
parts of the level below, and a line of text says what the level adds. NVIDIA's machine ends at one rack, Huawei's goes on
over many cabinets: the same number of steps, but the last one is made of copper in one and of light in the other.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import fact, part

Level = tuple[str, str, int, str, str]


def levels() -> list[Level]:
    """Maker, name of the level, parts of the level below, their name, source."""
    rows: list[Level] = []

    def add(maker: str, name: str, whole: str, inside: str, what: str) -> None:
        step = part(whole, inside)
        rows.append((maker, name, step.count, what, step.source))

    add("NVIDIA", "package: Blackwell GPU", "gb200-gpu", "blackwell-die", "dies, with stacked memory beside them")
    add("NVIDIA", "board: GB200 superchip", "gb200-superchip", "gb200-gpu", "packages, and a Grace CPU")
    add("NVIDIA", "tray: compute tray", "gb200-compute-tray", "gb200-superchip", "superchips, and network adapters")
    add("NVIDIA", "rack and domain: NVL72", "gb200-nvl72", "gb200-compute-tray", "trays, and switch trays over copper")
    add("Huawei", "package: Ascend 910C", "ascend-910c", "ascend-910c-die", "dies, with stacked memory beside them")
    add("Huawei", "node: Atlas 900 A3 node", "atlas-900-a3-node", "ascend-910c", "packages, CPUs, first-level switches")
    add("Huawei", "rack: compute cabinet", "atlas-900-a3-compute-rack", "atlas-900-a3-node", "nodes, liquid cooling")
    add(
        "Huawei",
        "domain: CloudMatrix 384",
        "cloudmatrix-384",
        "atlas-900-a3-compute-rack",
        "cabinets, and switch cabinets over light",
    )
    return rows


def data() -> pd.DataFrame:
    """One row a level: maker, level, how many of the level below, what they are; last, the packages of each domain."""
    frame = pd.DataFrame(levels(), columns=["maker", "level", "count", "adds", "source"])
    nvl72, cm384 = fact("gb200-nvl72", "scaleup-domain-size"), result("cm384_packages_from_nodes")
    totals = pd.DataFrame(
        [("NVIDIA", "in all", int(nvl72.value), "packages in the domain", nvl72.source), ("Huawei", "in all", int(cm384.to("")), "packages in the domain", cm384.source)],
        columns=frame.columns,
    )  # fmt: skip
    return pd.concat([frame, totals], ignore_index=True)


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Two columns side by side, or one below the other where it is narrow."""
    narrow = width == _theme.NARROW
    side = width - 16 if narrow else (width - 40) // 2
    columns = [column(maker, side) for maker in ("NVIDIA", "Huawei")]
    return alt.vconcat(*columns, spacing=26) if narrow else alt.hconcat(*columns, spacing=24)


def column(maker: str, width: float) -> alt.LayerChart | alt.FacetChart:
    """The levels of one machine from the package, at the top, to the domain."""
    frame = data()[lambda f: f["maker"] == maker].reset_index(drop=True).assign(row=lambda f: range(len(f)))
    frame["text"] = frame["count"].map("{:,} ".format) + frame["adds"]
    squares = pd.DataFrame(
        [
            {"row": r, "n": n}
            for r, count in zip(frame["row"][:-1], frame["count"][:-1], strict=True)
            for n in range(count)
        ]
    )
    y = alt.Y("row:O", axis=None)
    x = alt.X("n:Q", axis=None, scale=alt.Scale(domain=[-0.6, 20], nice=False))
    parts = alt.Chart(squares).mark_square(size=115, color=_theme.MAKERS[maker], opacity=1).encode(x=x, y=y)
    names = (
        alt.Chart(frame)
        .mark_text(align="left", dy=-22, fontWeight="bold", color=_theme.MAKERS[maker])
        .encode(x=alt.value(0), y=y, text="level:N")
    )
    adds = alt.Chart(frame).mark_text(align="left", dy=19, color=_theme.SOFT).encode(x=alt.value(0), y=y, text="text:N")
    return alt.layer(parts, names, adds).properties(width=width, height=74 * len(frame))
