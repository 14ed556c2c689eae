"""A torus against switched domains of the same size: the longest way, and the middle

Two panels over accelerators in the domain, on a logarithmic axis. The first shows how many links lie between the two that
are farthest apart: along the line of a torus, laid out as evenly as its racks go, they grow with its sides; in the two
switched domains they are few. The second, logarithmic in both axes, shows what each accelerator of one half can send
into the other half, all at once, one way: the torus falls steadily, the switched domains stand at all that their
accelerators can send. Round marks are pods with published shapes or bisections.
"""

from typing import Any

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import Fact, entity, fact, facts, sources_of
from scripts.models import topology
from scripts.models.torus import even_sides

RACKS = (1, 2, 4, 8, 12, 18, 27, 36, 64, 96, 144)  # of the line; the last is a full TPU7x pod
PODS = ("tpu-v3-pod", "tpu-v4-pod", "tpu-v5e-pod", "tpu-v5p-pod", "tpu-v6e-pod", "tpu-8i-pod")
SWITCHED = {"gb200-nvl72": 1, "cloudmatrix-384": 2}  # levels of switches
TORUS, POD, SWITCH = "torus", "pod", "switched"


def data() -> pd.DataFrame:
    """One row a domain: accelerators, links between the farthest, GB/s across the middle for each of one half."""
    cube, rate = fact("tpu-v4-rack", "torus-extent"), result("v7_link_rate")
    rows = []
    for racks in RACKS:
        sides = even_sides(int(racks * cube.value**3), int(cube.value))
        chips = racks * cube.value**3
        rows.append(
            {
                "what": TORUS, "domain": "torus of TPU7x links", "maker": "Google", "accelerators": int(chips),
                "links_between_farthest": farthest(sides), "gb_per_s_across": crossing(sides) * rate.to("GB/s") / (chips / 2),
                "source": ";".join(sorted({cube.source, *rate.source.split(";")})),
            }
        )  # fmt: skip
    rows += [pod(name) for name in PODS]
    for name, levels in SWITCHED.items():
        size = fact(name, "scaleup-domain-size")
        package = {"gb200-nvl72": "gb200-gpu", "cloudmatrix-384": "ascend-910c"}[name]
        each = [row for row in facts(package, "scaleup-bandwidth") if row.direction in ("one-way", "both-ways")]
        one_way = min(row.to("GB/s") / (2 if row.direction == "both-ways" else 1) for row in each)
        rows.append(
            {
                "what": SWITCH, "domain": entity(name)["label"], "maker": entity(name)["maker"], "accelerators": int(size.value),
                "links_between_farthest": 2 * levels, "gb_per_s_across": one_way, "source": sources_of([size, *each]),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def farthest(sides: list[int]) -> int:
    """Links between the chips of a torus that lie farthest apart."""
    size_x, size_y, size_z = [*sides, 1][:3]
    return int(topology.torus_diameter(size_x=size_x, size_y=size_y, size_z=size_z, twist=0))


def crossing(sides: list[int]) -> float:
    """Links between two halves of a torus."""
    size_x, size_y, size_z = [*sides, 1][:3]
    return topology.torus_bisection(size_x=size_x, size_y=size_y, size_z=size_z)


def pod(name: str) -> dict:
    """A pod as published: hops from its shape or as printed, the middle where its maker prints it."""
    size, shape = fact(name, "scaleup-domain-size"), facts(name, "torus-extent")
    printed, middle = facts(name, "network-diameter"), facts(name, "bisection-bandwidth")
    hops = farthest([int(row.value) for row in shape]) if shape else int(printed[0].value)
    used: list[Fact] = [size, *shape, *printed, *middle]
    return {
        "what": POD, "domain": entity(name)["label"], "maker": "Google", "accelerators": int(size.value),
        "links_between_farthest": hops, "gb_per_s_across": middle[0].to("GB/s") / (size.value / 2) if middle else None,
        "source": sources_of(used),
    }  # fmt: skip


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Two panels side by side, or one above the other on a phone."""
    narrow = width == _theme.NARROW
    frame = data()
    frame["colour"] = frame["maker"].map(_theme.MAKERS)
    side = width - 84 if narrow else (width - 160) // 2
    hops = panel(frame, "links_between_farthest", "links between the farthest", side, log=False)
    middle = panel(frame, "gb_per_s_across", "GB/s across the middle, each, one way", side, log=True)
    return alt.vconcat(hops, middle, spacing=26) if narrow else alt.hconcat(hops, middle, spacing=30)


def panel(frame: pd.DataFrame, column: str, title: str, side: int, log: bool) -> alt.LayerChart | alt.FacetChart:
    """Line of the torus, marks of pods and of switched domains, names beside."""
    frame = frame.dropna(subset=[column])
    x = alt.X(
        "accelerators:Q",
        scale=alt.Scale(type="log", domain=[50, 14000], nice=False),
        axis=alt.Axis(title="accelerators in the domain", values=[64, 512, 4096], format=",d"),
    )
    scale = alt.Scale(type="log", domain=[8, 1500]) if log else alt.Scale(domain=[0, 36])
    y = alt.Y(f"{column}:Q", scale=scale, axis=alt.Axis(title=title, values=[10, 30, 100, 300, 1000] if log else [0, 8, 16, 24, 32]))  # fmt: skip
    colour = alt.Color("colour:N", scale=None)
    line = alt.Chart(frame[frame["what"] == TORUS]).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    pods = alt.Chart(frame[frame["what"] == POD]).mark_point(size=60, opacity=1).encode(x=x, y=y, color=colour)
    switched = frame[frame["what"] == SWITCH]
    squares = alt.Chart(switched).mark_square(size=95, opacity=1).encode(x=x, y=y, color=colour)
    texts = [names(switched, x, y, 9, -3 if log else 10)]
    shown = frame[frame["what"] == POD].assign(
        domain=frame["domain"].str.replace("TPU ", "").str.replace(" pod", "", regex=False)
    )
    together: Any = {"domain": ", ".join, "accelerators": "first", column: "first", "colour": "first"}
    shown = shown.groupby(["accelerators", column], as_index=False).agg(together)  # pods at one place share a label
    texts.append(names(shown, x, y, 8, 4 if log else 9))
    last = frame[frame["what"] == TORUS].iloc[len(RACKS) // 3]
    texts.append(
        _theme.words(
            "torus", x, y, (last["accelerators"], last[column]), align="left", dx=4, dy=-12 if log else 18,
            color=_theme.MAKERS["Google"], fontWeight="bold",
        )
    )  # fmt: skip
    return alt.layer(line, pods, squares, *texts).properties(width=side, height=250)


def names(frame: pd.DataFrame, x: alt.X, y: alt.Y, right: int, down: int) -> alt.Chart:
    """The domains' names beside their marks."""
    base = alt.Chart(frame).mark_text(align="left", dx=right, dy=down, fontSize=11.5)
    return base.encode(x=x, y=y, text="domain:N", color=alt.Color("colour:N", scale=None))
