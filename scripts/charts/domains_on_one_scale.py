"""Ten machines on one scale

Rows are machines, columns are five quantities of a whole domain or of one of its accelerators, each as a multiple of GB200
NVL72 on one logarithmic scale, so that the dashed line is GB200 NVL72. From left to right: accelerators, dense 16-bit
compute, capacity and bandwidth of the stacked memory, and scale-up bandwidth of one accelerator one way. Hollow marks are
announced. Lines span figures that disagree. A missing mark is a figure that is not published in a form that can be compared.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.charts._domains import domain
from scripts.computed import result
from scripts.facts import Fact, entity, facts

# Machine and its accelerator; the marks of the Ascend 950DT are those of the machine's own documents.
SHOWN = {
    "hgx-b200": "b200-sxm", "gb200-nvl72": "gb200-gpu", "vera-rubin-nvl72": "rubin-gpu", "helios-rack": "mi455x",
    "trn2-ultraserver": "trainium2", "trn3-gen2-ultraserver": "trainium3", "cloudmatrix-384": "ascend-910c",
    "atlas-950-superpod-1024": "ascend-950dt", "atlas-950-superpod": "ascend-950dt", "tpu-v7-pod": "tpu-v7",
}  # fmt: skip
BASE = "gb200-nvl72"
READINGS = {"cloudmatrix-384": ("cloudmatrix_16bit_simulator", "cloudmatrix_16bit_bin")}  # beside the analysts'
SOLD = "as sold in atlas 950 superpod"
SIZE, COMPUTE, MEMORY, BYTES, LINKS = "accelerators", "16-bit compute", "memory", "memory rate", "links of one"
PROPERTIES = {COMPUTE: ("peak-compute", "TFLOP/s"), MEMORY: ("hbm-capacity", "TB"), BYTES: ("hbm-bandwidth", "TB/s"), LINKS: ("scaleup-bandwidth", "GB/s")}  # fmt: skip


def data() -> pd.DataFrame:
    """One row a machine and quantity: least and greatest, in its unit and as a multiple of GB200 NVL72."""
    rows = []
    for key, package in SHOWN.items():
        machine = domain(entity(key))
        size = machine.greatest or 0
        found: dict[str, tuple[float, float, set[str]]] = {SIZE: (machine.least or 0, size, set(machine.sources))}
        for quantity, (name, unit) in PROPERTIES.items():
            used = chosen(key, package, name)
            values = [each(row, unit) * (1 if quantity == LINKS else size) for row in used]
            sources = {row.source for row in used}
            if quantity == COMPUTE:  # the whole machine's figure and other readings of its accelerator
                whole = facts(key, name, precision="bf16", sparsity="dense")
                readings = [result(reading) for reading in READINGS.get(key, ())]
                values += [row.to(unit) for row in whole] + [reading.to(unit) for reading in readings]
                sources |= {row.source for row in whole}.union(*(reading.source.split(";") for reading in readings))
            if values:
                found[quantity] = min(values), max(values), sources
        rows += [
            {
                "machine": machine.label, "maker": machine.maker, "delivered": machine.delivered, "quantity": quantity,
                "unit": "1" if quantity == SIZE else PROPERTIES[quantity][1], "least": low, "greatest": high, "source": ";".join(sorted(sources)),
            }
            for quantity, (low, high, sources) in found.items()
        ]  # fmt: skip
    frame = pd.DataFrame(rows)
    base = frame[frame["machine"] == entity(BASE)["label"]].set_index("quantity")["greatest"]
    for end in ("least", "greatest"):
        frame[f"{end}_as_multiple"] = frame[end] / frame["quantity"].map(base)
    return frame


def chosen(key: str, package: str, name: str) -> list[Fact]:
    """Rows of one accelerator that count what the chart compares, and belong to this machine."""
    words = {"precision": "bf16", "sparsity": "dense"} if name == "peak-compute" else {}
    rows = [row for row in facts(package, name, scope="package", **words) if row.direction != "unstated"]
    if package != "ascend-950dt":
        return rows
    sold = [row for row in rows if row.conditions.get("configuration") == SOLD]
    if key == "atlas-950-superpod-1024":
        return sold or [row for row in rows if name == "hbm-bandwidth"]
    if name == "peak-compute":
        return []  # announced in eight and four bits only
    return [row for row in rows if row not in sold and row.conditions.get("configuration") != "lower bin"]


def each(row: Fact, unit: str) -> float:
    """A row in the unit, one way."""
    return row.to(unit) / (2 if row.direction == "both-ways" else 1)


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Five panels in a row with the names at the left, or one below the other on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["name"] = frame["machine"].str.replace(r" \((Ironwood)\)| SuperPoD| server", "", regex=True)
    frame["name"] = (
        frame["name"].str.replace("(announced design)", "(plan)").str.replace("(product page)", "(as offered)")
    )
    frame["colour"] = frame["maker"].map(lambda maker: _theme.MAKERS.get(maker, _theme.OTHER))
    frame["fill"] = frame["colour"].where(frame["delivered"], _theme.PAPER)
    names = 128
    each_width = (width - names - (34 if narrow else 110)) // (2 if narrow else 5)
    panels = [
        panel(frame, quantity, each_width, named=not n % 2 if narrow else n == 0)
        for n, quantity in enumerate((SIZE, COMPUTE, MEMORY, BYTES, LINKS))
    ]
    if narrow:
        rows = [alt.hconcat(*panels[n : n + 2], spacing=12) for n in (0, 2, 4)]
        return alt.vconcat(*rows, spacing=16)
    return alt.hconcat(*panels, spacing=12)


def panel(frame: pd.DataFrame, quantity: str, width: int, named: bool) -> alt.LayerChart | alt.FacetChart:
    """Marks of one quantity."""
    order = list(dict.fromkeys(frame["name"]))
    own = frame[frame["quantity"] == quantity]
    axis = alt.Axis(title=None, domain=False, ticks=False, labelColor=_theme.INK, labelLimit=126, grid=True) if named else alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=True)  # fmt: skip
    y = alt.Y("name:N", sort=order, scale=alt.Scale(domain=order), axis=axis)
    scale = alt.Scale(type="log", domain=[0.08, 260], nice=False)
    ticks = alt.Axis(
        title=None, values=[1, 10, 100], labelExpr="datum.value == 10 ? '' : datum.value + '×'", grid=False
    )
    x = alt.X("greatest_as_multiple:Q", scale=scale, axis=ticks)
    colour = alt.Color("colour:N", scale=None)
    line = (
        alt.Chart(pd.DataFrame({"one": [1]}))
        .mark_rule(strokeDash=[4, 3], color=_theme.SOFT)
        .encode(x=alt.X("one:Q", scale=scale))
    )
    base = alt.Chart(own).encode(y=y)
    spans = base.mark_rule(strokeWidth=2).encode(x=x, x2="least_as_multiple:Q", color=colour)
    marks = base.mark_point(size=52, strokeWidth=1.8, opacity=1).encode(
        x=x, stroke=alt.Stroke("colour:N", scale=None), fill=alt.Fill("fill:N", scale=None)
    )
    title = alt.TitleParams(quantity, fontSize=12)
    return alt.layer(line, spans, marks).properties(width=width, height=21 * len(order), title=title)
