"""Both machines, level by level: what each level adds

Two columns of drawings, NVIDIA's machine and Huawei's: die, package, board or tray, rack, domain. From the tray on, every small
square is one accelerator package, at one scale in both columns, with gaps between the groups of the level below; dies and
packages are drawn larger. A line of text says what each level adds. NVIDIA's rack holds more packages than Huawei's cabinet and
is the whole domain; Huawei's domain goes on over many cabinets and ends far larger.
"""

import textwrap
from collections.abc import Sequence

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import result
from scripts.facts import Fact, Part, Row, fact, part, sources_of

LEVELS = ["Die", "Package", "Board or tray", "Rack", "Domain"]
ENLARGED = 3.2  # dies and packages beside the squares of the other levels
LINE = 16  # height of a line of text


def data() -> pd.DataFrame:
    """One row a level of a machine: its name, packages in it, how they are grouped, what it adds."""
    superchip, tray, rack = "gb200-superchip", "gb200-compute-tray", "gb200-nvl72"
    node, cabinet, system = "atlas-900-a3-node", "atlas-900-a3-compute-rack", "cloudmatrix-384"
    gpu: list[Part | Fact] = [
        part("gb200-gpu", "blackwell-die"),
        fact("gb200-gpu", "hbm-capacity", "spec"),
        link("gb200-gpu"),
    ]
    npu: list[Part | Fact] = [
        part("ascend-910c", "ascend-910c-die"),
        fact("ascend-910c", "hbm-capacity"),
        link("ascend-910c"),
    ]
    die = [fact("ascend-910c-die", "hbm-capacity"), fact("ascend-910c-die", "scaleup-links")]
    board = [part(tray, superchip), part(superchip, "gb200-gpu"), part(superchip, "grace-cpu")]
    server = [part(node, name) for name in ("ascend-910c", "kunpeng-920", "ub-switch-l1")]
    racked = [part(rack, tray), part(rack, "gb200-switch-tray"), part("gb200-switch-tray", "nvswitch-4")]
    cabinets = [part(system, cabinet), part(system, "atlas-900-a3-bus-rack")]
    nodes, domains = part(cabinet, node), [fact(name, "scaleup-domain-size") for name in (rack, system)]
    switches = result("ub_second_level_switches")
    in_tray, in_cabinet = board[0].count * board[1].count, nodes.count * server[0].count

    def level(maker: str, level: str, name: str, packages: int, groups: int, adds: str, rows: Sequence[Row]) -> dict:
        return {
            "maker": maker, "level": level, "name": name, "packages": packages, "groups": groups, "adds": adds,
            "source": sources_of(rows),
        }  # fmt: skip

    return pd.DataFrame(
        [
            level("NVIDIA", "Die", "Blackwell die", 0, 0, "arithmetic", gpu[:1]),
            level("NVIDIA", "Package", "Blackwell GPU", 1, 0, whole(gpu), gpu),
            level("NVIDIA", "Board or tray", "compute tray", in_tray, board[1].count,
                  f"{board[0].count} boards, each {board[1].count} packages and {board[2].count} CPU", [*board]),
            level("NVIDIA", "Rack", "NVL72", racked[0].count * in_tray, in_tray,
                  f"{racked[0].count} trays; {racked[1].count} switch trays of {racked[2].count} chips", [*racked]),
            level("NVIDIA", "Domain", "the same rack", int(domains[0].value), in_tray,
                  f"nothing more: {domains[0].value:g} packages over copper", [domains[0]]),
            level("Huawei", "Die", "910C die", 0, 0, f"arithmetic, {die[0].value:g} GB, {die[1].value:g} links", [*die]),
            level("Huawei", "Package", "Ascend 910C", 1, 0, whole(npu), npu),
            level("Huawei", "Board or tray", "node", server[0].count, server[0].count,
                  f"{server[0].count} packages, {server[1].count} CPUs, {server[2].count} first-level switch chips", [*server]),
            level("Huawei", "Rack", "compute cabinet", in_cabinet, server[0].count,
                  f"{nodes.count} nodes, cooled by liquid", [nodes]),
            level("Huawei", "Domain", "CloudMatrix 384", cabinets[0].count * in_cabinet, in_cabinet,
                  f"{cabinets[0].count} such cabinets; {cabinets[1].count} with {switches.to(''):g} switch chips; "
                  f"{domains[1].value:g} packages over light", [*cabinets, domains[1]]),
        ]
    )  # fmt: skip


def link(package: str) -> Fact:
    """The scale-up bandwidth of a package, one way."""
    return fact(package, "scaleup-bandwidth", "one-way")


def whole(rows: Sequence[Part | Fact]) -> str:
    """What a package adds to its dies."""
    dies, memory, rate = rows
    assert isinstance(dies, Part) and isinstance(memory, Fact) and isinstance(rate, Fact)
    return f"{dies.count} dies, {memory.value:g} {memory.unit} of memory, {rate.value:g} {rate.unit} one way"


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Two columns of drawings, in both widths, so that a level can be compared."""
    narrow = width == _theme.NARROW
    pitch, gap = (4.3, 3.0) if narrow else (8.0, 6.0)
    left, room = {"NVIDIA": 0.0, "Huawei": 166.0 if narrow else 350.0}, 27 if narrow else 52
    frame, bars, words, y = data(), [], [], 0.0
    for level in LEVELS:
        both = frame[frame["level"] == level].to_dict("records")
        texts = {row["maker"]: textwrap.wrap(row["adds"], room) for row in both}
        top = y + LINE * (2.4 + max(map(len, texts.values())))
        words.append({"x": 0.0, "y": y, "text": level, "ink": "level"})
        for row in both:
            for n, text in enumerate([row["name"], *texts[row["maker"]]]):
                ink = row["maker"] if n == 0 else "adds"
                words.append({"x": left[row["maker"]], "y": y + LINE * (n + 1.15), "text": text, "ink": ink})
            for x, down, long, thick in drawing(row["level"], row["packages"], row["groups"], pitch, gap):
                bars.append({"x": left[row["maker"]] + x, "x2": left[row["maker"]] + x + long, "y": top + down + thick / 2,
                             "thick": thick, "maker": row["maker"]})  # fmt: skip
        y = max(bar["y"] + bar["thick"] / 2 for bar in bars) + 30
    return drawn(pd.DataFrame(bars), pd.DataFrame(words), pitch, float(width - 12), y - 18)


def drawn(
    bars: pd.DataFrame, words: pd.DataFrame, pitch: float, width: float, height: float
) -> alt.LayerChart | alt.FacetChart:
    """Rows of squares and words at their places, one unit a pixel. A row is one dashed line, so the page stays
    light, and clipped, as Vega would count the thickness of a line into the width of the drawing.
    """
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, -8], nice=False))
    inks = {"level": _theme.SOFT, "adds": _theme.INK, **{maker: _theme.MAKERS[maker] for maker in ("NVIDIA", "Huawei")}}
    layers = []
    kinds = bars.round(1)[["maker", "thick"]].drop_duplicates().to_dict("records")
    for maker, thick in ((kind["maker"], kind["thick"]) for kind in kinds):
        rows = bars.round(1).query("maker == @maker and thick == @thick")
        dashes = [pitch - 1, 1] if thick < pitch else [pitch * ENLARGED / 2 - 1.5, 1.5]
        mark = alt.Chart(rows).mark_rule(color=inks[maker], strokeWidth=thick, strokeDash=dashes, opacity=1, clip=True)
        layers.append(mark.encode(x=x, x2="x2:Q", y=y))
    for ink, colour in inks.items():
        text = alt.Chart(words[words["ink"] == ink].round(1)).mark_text(
            align="left", baseline="middle", color=colour, fontWeight="normal" if ink == "adds" else "bold"
        )
        layers.append(text.encode(x=x, y=y, text="text:N"))
    return alt.layer(*layers).properties(width=width, height=height + 8)


def drawing(
    level: str, packages: int, inside: int, pitch: float, gap: float
) -> list[tuple[float, float, float, float]]:
    """Rows of squares of one level: left, top, length, thickness. A die is half a package; groups stand apart."""
    if level in LEVELS[:2]:
        dies = packages + 1  # none is a whole package where the die itself is drawn
        return [(0.0, 0.0, dies * pitch * ENLARGED / 2 - 1.5, pitch * ENLARGED)]
    across = min(inside, 8)  # packages side by side in a group, groups side by side
    beside = {2: 2, 4: 2, 8: 1}.get(inside, 4)
    deep = -(-inside // across)
    rows = []
    for group in range(packages // inside):
        row, column = divmod(group, beside)
        for own in range(deep):
            top = row * (deep * pitch + (gap if deep > 1 else gap / 3)) + own * pitch
            rows.append((column * (across * pitch + gap), top, across * pitch - 1, pitch - 1))
    return rows
