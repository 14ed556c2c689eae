"""How much of what devices can send still fits between two halves

The horizontal axis is the number of devices, logarithmic; the vertical one is what one half can send to the other, as a share of all
that its devices can send. A line for each way of wiring. Switches without oversubscription stay at the top at any size; a
full mesh and a dragonfly lie near the middle, a mesh in rows and columns lower; a torus falls as it grows. Marks are machines: both of
this site's stand on the top line, the pods of Google's chips on the lines of the torus.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import fact, part
from scripts.models import topology

LARGEST = 10_000
# Name, kind, its sizes for each step, where such a network is described.
LINES = (
    ("switches", "single-stage", [(2**n, 1) for n in range(2, 14)], "zuo2025cloudmatrix"),
    ("full mesh", "full-mesh", [(2**n,) for n in range(2, 14)], "huawei2026atlas800ta2wp"),
    ("dragonfly", "dragonfly", [(h, 2 * h, h) for h in range(1, 8)], "kim2008dragonfly"),
    ("rows and columns", "nested-mesh", [(k, k, 1, 1) for k in range(2, 100, 2)], "liao2025ubmesh"),
    ("3-D torus", "torus", [(k, k, k, 0) for k in range(4, 22, 2)], "jouppi2023tpuv4"),
    ("2-D torus", "torus", [(k, k, 1, 0) for k in range(4, 100, 2)], "austin2025scaling"),
)


def data() -> pd.DataFrame:
    """One row a network: devices and share, with the machines that stand on a line."""
    rows = []
    for name, kind, steps, source in LINES:
        for sizes in steps:
            devices, share = shared(kind, sizes)
            if devices <= LARGEST:
                rows.append(
                    {"line": name, "machine": "", "maker": "", "devices": devices, "percent": share, "source": source}
                )
    return pd.concat([pd.DataFrame(rows), pd.DataFrame(machines())], ignore_index=True)


def shared(kind: str, sizes: tuple[float, ...]) -> tuple[float, float]:
    """End points of a network, and the share of what half of them can send that fits across."""
    found = topology.counts(kind=kind, sizes=sizes)
    return found["endpoints"], 100 * found["bisection"] / (found["endpoints"] / 2 * found["endpoint_links"])


def machines() -> list[dict]:
    """Machines, from their counts."""
    nvl72 = fact("gb200-nvl72", "scaleup-domain-size"), fact("gb200-nvl72", "switch-chips")
    nodes, spines, planes = (fact("cloudmatrix-384", name) for name in ("nodes", "switch-chips", "fabric-planes"))
    dies = part("atlas-900-a3-node", "ascend-910c").count * part("ascend-910c", "ascend-910c-die").count
    server = fact("atlas-800t-a2", "scaleup-domain-size")
    v4, v5e = fact("tpu-v4-pod", "scaleup-domain-size"), fact("tpu-v5e-pod", "scaleup-domain-size")
    cube, square = round(v4.value ** (1 / 3)), round(v5e.value**0.5)
    listed = (
        ("GB200 NVL72", "NVIDIA", "single-stage", (nvl72[0].value, nvl72[1].value), nvl72[0].source),
        ("CloudMatrix 384, dies", "Huawei", "clos", (nodes.value, dies, spines.value, planes.value, 1), nodes.source),
        ("Atlas 800T A2", "Huawei", "full-mesh", (server.value,), server.source),
        ("TPU v4 pod", "Google", "torus", (cube, cube, cube, 0), v4.source),
        ("TPU v5e pod", "Google", "torus", (square, square, 1, 0), v5e.source),
    )
    rows = []
    for name, maker, kind, sizes, source in listed:
        devices, share = shared(kind, sizes)
        rows.append(
            {"line": "", "machine": name, "maker": maker, "devices": devices, "percent": share, "source": source}
        )
    return rows


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Lines with their names at the right, marks with theirs beside them."""
    narrow = width == _theme.NARROW
    frame = data()
    lines, marks = frame[frame["machine"] == ""], frame[frame["machine"] != ""]
    x = alt.X(
        "devices:Q",
        scale=alt.Scale(type="log", domain=[4, LARGEST], nice=False),
        axis=alt.Axis(title="devices", values=[10, 100, 1000, 10_000], format=","),
    )
    y = alt.Y(
        "percent:Q",
        scale=alt.Scale(type="log", domain=[0.9, 130], nice=False),
        axis=alt.Axis(
            title="fits across the middle, percent of what is sent", values=[1, 2, 5, 10, 20, 50, 100], format="~g"
        ),
    )
    curves = alt.Chart(lines).mark_line(color=_theme.SOFT, strokeWidth=1.6).encode(x=x, y=y, detail="line:N")
    ends = lines.groupby("line", sort=False).last().reset_index()
    ends["up"] = ends["line"].map({"dragonfly": -9, "full mesh": 9}).fillna(0)
    names = [
        alt.Chart(ends[ends["up"] == up])
        .mark_text(align="left", dx=7, dy=float(up), color=_theme.SOFT)
        .encode(x=x, y=y, text="line:N")
        for up in sorted(ends["up"].unique())
    ]
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA", "Google"]), legend=None)
    dots = alt.Chart(marks).mark_point(size=85, opacity=1).encode(
        x=x, y=y, fill=alt.Fill("maker:N", scale=_theme.maker_scale(["Huawei", "NVIDIA", "Google"]), legend=None)
    )  # fmt: skip
    places = {"TPU v4 pod": ("left", -4, -13), "TPU v5e pod": ("right", -9, 7)}
    if narrow:
        places["CloudMatrix 384, dies"] = ("center", 0, 16)
    heads = [
        alt.Chart(marks[marks["machine"] == name])
        .mark_text(align=align, dx=dx, dy=dy)  # type: ignore[arg-type]
        .encode(x=x, y=y, text="machine:N", color=colour)
        for name in marks["machine"]
        for align, dx, dy in (places.get(name, ("center", 0, -13)),)
    ]
    return alt.layer(curves, dots, *names, *heads).properties(width=width - (165 if narrow else 190), height=330)
