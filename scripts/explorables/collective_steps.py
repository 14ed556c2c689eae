"""A collective, step by step

Ranks stand on a circle, the first at the top, the others clockwise. The small marks in a rank are the parts of its buffer, in the same
order. A mark is the darker the more of what is promised it holds: numbers of all ranks in an all-reduce, the part from one sender
in an all-to-all. Arrows are what moves in the step that is chosen, dashed for the second of two trees; a coloured outline is what it has just
brought. The bars are the bytes that each rank has sent so far, in whole buffers; the dashed line is what the formula gives for the whole
operation. A ring keeps every link busy with small parts and takes many steps; doubling takes few and sends whole buffers.
"""

from math import cos, floor, pi, sin

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset, Taken
from scripts.facts import fact, part
from scripts.models.collectives import (
    in_network_all_reduce_bytes,
    recursive_doubling_bytes,
    ring_all_reduce_bytes,
    shard_exchange_bytes,
    tree_all_reduce_bytes,
)
from scripts.models.schedule import Algorithm, held, moves, part_count, promised, sent_bytes, sent_parts, step_count

ALGORITHMS = {
    "ring": "All-reduce: ring",
    "doubling": "All-reduce: recursive doubling",
    "tree": "All-reduce: two trees",
    "in-network": "All-reduce: the switch adds",
    "all-to-all": "All-to-all",
}

EDGE = 1.4  # half of the picture's side; a rank's own circle and its name lie within it
NAMED = 0.13  # room for the name, outside
LARGEST = 0.32  # radius of a rank's circle, where few stand far apart
SWITCH = 0.2  # radius of the switch
ASIDE = 0.022  # arrows keep to their right, so that two that cross the same way are two
BARB, SPREAD = 0.075, 0.032  # length and half width of an arrow's head
BUFFERS = 4.2  # end of the axis of bars: doubling among the most ranks sends four
FINE = 1e6  # places of a drawing are rounded to one part of this, alike in Python and the browser

FORMULA = (
    ring_all_reduce_bytes,
    recursive_doubling_bytes,
    tree_all_reduce_bytes,
    in_network_all_reduce_bytes,
    shard_exchange_bytes,
)
NOT_MODELLED = [
    "Time. Steps here are no seconds: a step with a whole buffer takes longer than one with a small part.",
    "The order that an all-to-all needs: through a switch that holds nobody up, all its steps may start at once.",
    "Pieces. A library cuts parts smaller still, so that all levels of a tree work at once, and uses several rings beside each other.",
    "Which cable an arrow takes: any rank reaches any other, as through a switch.",
]

INPUTS = [
    Input("step", default=3, low=0, high=30, label="Step"),
    Input("algorithm", default="ring", label="Operation and algorithm", choices=ALGORITHMS),
    Input("ranks", default=8, low=4, high=16, label="Ranks"),
    Input("message_size", "MB", default=64e6, low=0.001, high=1e6, label="Buffer of one rank"),
]
RESULTS = [
    Output("now", "Now"),
    Output("first_sends", "Rank 1 sends"),
    Output("held", "Held of what is promised", "%"),
    Output("sent", "Sent so far by the busiest rank", "byte"),
    Output("formula", "In the end, by the formula", "byte"),
]


def presets() -> list[Preset]:
    """Each algorithm once, on groups that machines have."""
    box, node = fact("dgx-h100", "scaleup-domain-size"), part("atlas-900-a3-node", "ascend-910c")
    chips, gpus = part("gb200-compute-tray", "gb200-superchip"), part("gb200-superchip", "gb200-gpu")
    tray = Taken(float(chips.count * gpus.count), chips)
    dies = Taken(float(node.count * part("ascend-910c", "ascend-910c-die").count), node)
    return [
        Preset("Ring on a DGX H100", {"algorithm": "ring", "ranks": box, "step": 3}),
        Preset("Doubling on a GB200 tray", {"algorithm": "doubling", "ranks": tray, "step": 1}),
        Preset("Two trees on a CloudMatrix 384 node", {"algorithm": "tree", "ranks": node, "step": 2}),
        Preset("The switch adds, DGX H100", {"algorithm": "in-network", "ranks": box, "step": 1}),
        Preset("All-to-all, dies of a CloudMatrix 384 node", {"algorithm": "all-to-all", "ranks": dies, "step": 5}),
    ]


def whole_bytes(*, algorithm: Algorithm, ranks: float, message_size: float) -> float:
    """What the busiest rank sends in the whole operation, by the closed form."""
    if algorithm == "ring":
        return ring_all_reduce_bytes(message_size=message_size, ranks=ranks)
    if algorithm == "doubling":
        return recursive_doubling_bytes(message_size=message_size, ranks=ranks)
    if algorithm == "tree":
        return tree_all_reduce_bytes(message_size=message_size, ranks=ranks)
    if algorithm == "in-network":
        return in_network_all_reduce_bytes(message_size=message_size, ranks=ranks)
    return shard_exchange_bytes(message_size=message_size, ranks=ranks)


def first_sends(*, algorithm: Algorithm, ranks: int, step: int) -> str:
    """What the first rank sends in a step, in words."""
    parts = part_count(algorithm=algorithm, ranks=ranks)
    text = ""
    for move in moves(algorithm=algorithm, ranks=ranks, step=step):
        if move["sender"] == 0:
            text = text + ("" if text == "" else "; ")
            text = text + (
                "the whole buffer"
                if move["count"] == parts and move["less"] == 0
                else "all but its own numbers"
                if move["less"] == 1
                else f"part {move['first'] + 1:g} of {parts:g}"
            )
            text = text + (" to the switch" if move["receiver"] == ranks else f" to rank {move['receiver'] + 1:g}")
    return "nothing" if text == "" else text


def phase(*, algorithm: Algorithm, ranks: int, step: int) -> str:
    """Which step is looked at, and whether what comes is added or copied."""
    steps = step_count(algorithm=algorithm, ranks=ranks)
    if step == 0:
        return f"before step 1 of {steps:g}"
    if step > steps:
        return f"done after step {steps:g}"
    adds = 0
    for move in moves(algorithm=algorithm, ranks=ranks, step=step):
        adds = max(adds, move["adds"])
    if algorithm == "in-network":
        return f"step {step:g} of {steps:g}: " + ("up, add, an n-th back" if step == 1 else "the sum to all")
    if algorithm == "all-to-all":
        return f"step {step:g} of {steps:g}: each to the one {step:g} further"
    return f"step {step:g} of {steps:g}: " + ("add" if adds == 1 else "copy")


def results(*, step: int, algorithm: Algorithm, ranks: int, message_size: float) -> dict:
    """Where the operation stands after the step."""
    there, cells = 0, 0
    for buffer in held(algorithm=algorithm, ranks=ranks, step=step):
        there = there + sum(buffer)
        cells = cells + len(buffer)
    return {
        "now": phase(algorithm=algorithm, ranks=ranks, step=step),
        "first_sends": first_sends(algorithm=algorithm, ranks=ranks, step=step),
        "held": there / (cells * promised(algorithm=algorithm, ranks=ranks)),
        "sent": sent_bytes(algorithm=algorithm, ranks=ranks, step=step, message_size=message_size),
        "formula": whole_bytes(algorithm=algorithm, ranks=ranks, message_size=message_size),
    }


def rows(*, step: int, algorithm: Algorithm, ranks: int, message_size: float) -> list[dict]:
    """Circles of the ranks with their names, the parts in them, the arrows of the step, and the bars."""
    parts = part_count(algorithm=algorithm, ranks=ranks)
    promise = promised(algorithm=algorithm, ranks=ranks)
    crowd = 0.8 * sin(pi / ranks)
    room = EDGE - NAMED
    own = min(LARGEST, room * crowd / (1 + crowd))  # radius of a rank's circle
    round_ = room - own  # radius of the circle on which ranks stand
    apart = 0.92 * sin(pi / parts)
    orbit = 0.88 * own / (1 + apart) if parts > 1 else 0
    dot = orbit * apart if parts > 1 else 0.55 * own
    now = held(algorithm=algorithm, ranks=ranks, step=step)
    sent = sent_parts(algorithm=algorithm, ranks=ranks, step=step)
    moved = moves(algorithm=algorithm, ranks=ranks, step=step)
    drawn: list = []
    for rank in range(ranks):
        x, y = round_ * sin(2 * pi * rank / ranks), round_ * cos(2 * pi * rank / ranks)
        far = (room + 0.45 * NAMED) / round_
        drawn.append(_row("rank", rank, 0, x, y, 0, 0, 4 * own * own, 0))
        drawn.append(_row("name", rank, 0, x * far, y * far, 0, 0, 0, 0))
        fresh: list = []
        for _part in range(parts):
            fresh.append(0)
        for move in moved:
            if move["receiver"] == rank:
                for place in range(move["count"]):
                    fresh[move["place"] + place] = 1
        for place in range(parts):
            turn = 2 * pi * place / parts
            kind = "new" if fresh[place] == 1 else "part"
            share = now[rank][place] / promise
            across, upwards = x + orbit * sin(turn), y + orbit * cos(turn)
            drawn.append(_row(kind, rank, place, across, upwards, 0, 0, 4 * dot * dot, share))
        drawn.append(_row("sent", rank, 0, 0, 0, 0, 0, 0, sent[rank] / parts))
    for move in moved:
        kind = "second" if algorithm == "tree" and move["first"] == 1 else "first"
        at: list = []
        for end in (move["sender"], move["receiver"]):
            away = 0 if end == ranks else round_
            at.append(away * sin(2 * pi * end / ranks))
            at.append(away * cos(2 * pi * end / ranks))
        long = ((at[2] - at[0]) ** 2 + (at[3] - at[1]) ** 2) ** 0.5
        east, north = (at[2] - at[0]) / long, (at[3] - at[1]) / long
        leave = SWITCH if move["sender"] == ranks else own
        reach = long - (SWITCH if move["receiver"] == ranks else own) - 0.01
        x, y = at[0] + ASIDE * north, at[1] - ASIDE * east
        tip_x, tip_y = x + reach * east, y + reach * north
        drawn.append(_row(kind, move["sender"], move["first"], x + leave * east, y + leave * north, tip_x, tip_y, 0, 0))
        for side in (1, -1):
            back_x = tip_x - BARB * east + side * SPREAD * north
            back_y = tip_y - BARB * north - side * SPREAD * east
            drawn.append(_row("head", move["sender"], move["first"], back_x, back_y, tip_x, tip_y, 0, 0))
    if algorithm == "in-network":
        drawn.append(_row("switch", ranks, 0, 0, 0, 0, 0, 4 * SWITCH * SWITCH, 0))
    total = whole_bytes(algorithm=algorithm, ranks=ranks, message_size=1)
    drawn.append(_row("formula", 0, 0, 0, 0, 0, 0, 0, total))
    return drawn


def _row(what: str, rank: int, place: int, x: float, y: float, x2: float, y2: float, size: float, value: float) -> dict:
    """One mark; ranks and parts as the reader counts them. `value`: a part's share of its promise, or buffers sent."""
    return {
        "what": what,
        "rank": rank + 1,
        "part": place + 1,
        "x": _fine(x),
        "y": _fine(y),
        "x2": _fine(x2),
        "y2": _fine(y2),
        "size": _fine(size),
        "value": value,
    }


def _fine(place: float) -> float:
    return floor(place * FINE + 0.5) / FINE


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.HConcatChart | alt.VConcatChart:
    """A circle of ranks, beside or over the bars."""
    narrow = width == _theme.NARROW
    side = width - 46 if narrow else 440  # beside the names of the bars below
    pixels = side / (2 * EDGE)  # of one unit of the drawing
    scale = alt.Scale(domain=[-EDGE, EDGE], nice=False)
    across, upwards = alt.X("x:Q", scale=scale, axis=None), alt.Y("y:Q", scale=scale, axis=None)
    base = alt.Chart().encode(x=across, y=upwards)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    size = alt.Size("size:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0, pixels**2]))
    shade = alt.FillOpacity("value:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0, 1]))
    lines = [
        only(what).mark_rule(color=_theme.INK, strokeWidth=1.6, strokeDash=dash).encode(x2="x2:Q", y2="y2:Q")
        for what, dash in (("first", [1, 0]), ("second", [5, 4]), ("head", [1, 0]))
    ]
    ranks = only("rank").mark_point(
        shape="circle", filled=True, fill=_theme.PAPER, stroke=_theme.SOFT, strokeWidth=1, opacity=1
    )
    marks = [
        only(what)
        .mark_point(shape="circle", filled=True, fill=_theme.ACCENT, stroke=colour, strokeWidth=wide, opacity=1)
        .encode(size=size, fillOpacity=shade)
        for what, colour, wide in (("part", _theme.ACCENT, 0.7), ("new", _theme.WARN, 1.6 if narrow else 2.2))
    ]
    names = only("name").mark_text(color=_theme.INK, fontSize=12).encode(text="rank:Q")
    switch = only("switch").mark_point(
        shape="circle", filled=True, fill=_theme.FILL, stroke=_theme.INK, strokeWidth=1, opacity=1
    )
    called = only("switch").mark_text(color=_theme.INK, fontSize=11 if narrow else 12).encode(text="what:N")
    circle = alt.layer(*lines, ranks.encode(size=size), *marks, names, switch.encode(size=size), called)
    circle = circle.properties(width=side, height=side)

    axis = alt.Axis(title="sent so far, in buffers", values=[0, 1, 2, 3, 4], format="d")
    sent = alt.X("value:Q", scale=alt.Scale(domain=[0, BUFFERS], nice=False), axis=axis)
    bars = alt.Chart().encode(x=sent)
    bar = bars.transform_filter(alt.datum.what == "sent").mark_bar(color=_theme.ACCENT)
    bar = bar.encode(
        y=alt.Y(
            "rank:O", axis=alt.Axis(title="rank", ticks=False, domain=False, titlePadding=6, minExtent=22, maxExtent=22)
        )
    )
    line = bars.transform_filter(alt.datum.what == "formula")
    rule = line.mark_rule(color=_theme.WARN, strokeWidth=2, strokeDash=[5, 4])
    name = line.mark_text(color=_theme.WARN, align="right", baseline="bottom", dx=6, dy=-4).encode(
        y=alt.value(0), text="what:N"
    )
    tall = 190 if narrow else 330
    below = alt.layer(bar, rule, name).properties(width=side if narrow else width - side - 68, height=tall)
    joined = alt.vconcat if narrow else alt.hconcat
    return joined(circle, below, data=_input.drawn(data()), spacing=20).resolve_scale(size="independent")
