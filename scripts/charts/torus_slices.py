"""Slices of a torus: a chip, a rack, and as many chips in two shapes

Small drawings of grids of chips. First one chip with its neighbours, one in either direction of each axis. Then a rack, a
cube of chips: lines inside are copper, short strokes that stick out of its faces are the links that leave it as light. Joined
to the opposite face, they close every row of chips to a ring. Then a slice of several racks, and last the flat torus of
a smaller pod with as many chips. Under each stands how many chips it has, how many hops lie between the farthest, and how
many links cross its middle: the solid slice has fewer hops and more links than the flat one.
"""

from math import prod
from types import SimpleNamespace

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import entity, fact, facts, sources_of
from scripts.models import topology
from scripts.models.torus import even_sides

SIDE = 130.0  # of the square in which a drawing stands, in pixels of the wide figure
STUB = 0.6  # how far a link that leaves a face sticks out, in steps of the grid


def data() -> pd.DataFrame:
    """One row a drawing: its sides, chips, hops between the farthest chips, links across the middle."""
    cube, flat = fact("tpu-v4-rack", "torus-extent"), facts("tpu-v5e-pod", "torus-extent")
    size = fact("tpu-v5e-pod", "scaleup-domain-size")
    racks = int(size.value / cube.value**3)
    shapes = {
        "one rack": ([int(cube.value)] * 3, [cube]),
        f"{racks} racks": (even_sides(int(size.value), int(cube.value)), [cube, size]),
        f"a {entity('tpu-v5e-pod')['label']}": ([int(row.value) for row in flat], flat),
    }
    rows = [
        {
            "drawing": "one chip", "sides": "", "chips": 1, "links_of_a_chip": int(2 * len(shapes["one rack"][0])),
            "farthest_hops": 0, "links_across_the_middle": 0, "source": cube.source,
        }
    ]  # fmt: skip
    for name, (sides, used) in shapes.items():
        rows.append(
            {
                "drawing": name, "sides": "×".join(str(side) for side in sides), "chips": prod(sides),
                "links_of_a_chip": 2 * len(sides), "farthest_hops": int(topology.torus_diameter(**sized(sides), twist=0)),
                "links_across_the_middle": int(topology.torus_bisection(**sized(sides))), "source": sources_of(used),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def sized(sides: list[int]) -> dict[str, float]:
    """Sides as the model of a torus takes them; of two axes the third is one chip long."""
    return dict(zip(("size_x", "size_y", "size_z"), map(float, [*sides, 1]), strict=False))


def place(chip: int, sides: list[int]) -> tuple[int, ...]:
    """Where a chip stands in the grid, from its number in the list of links."""
    steps = []
    for side in sides:
        steps.append(chip % side)
        chip //= side
    return tuple(steps)


def strokes(sides: list[int]) -> list[tuple[tuple[float, ...], tuple[float, ...], bool]]:
    """What is drawn of the links: rows of chips as one stroke, and the links round the back as two that stick out."""
    drawn = []
    for one, other in topology.torus_edges(**sized(sides), twist=0):
        a, b = place(one, sides), place(other, sides)
        axis = next(n for n in range(len(sides)) if a[n] != b[n])
        if b[axis] == 0:  # from the last chip to the first: out of both faces
            out = [tuple(p + sign * STUB * (n == axis) for n, p in enumerate(end)) for end, sign in ((a, 1), (b, -1))]
            drawn += [(tuple(map(float, a)), out[0], True), (tuple(map(float, b)), out[1], True)]
            drawn.append((tuple(map(float, b)), tuple(map(float, a)), False))  # the row between them
    return drawn


def flat(place: tuple[float, ...]) -> tuple[float, float]:
    """A place of the grid on paper: the third axis goes back, to the right and up."""
    deep = place[2] if len(place) > 2 else 0.0
    return place[0] + 0.42 * deep, -place[1] + 0.3 * deep


def panel(name: str, sides: list[int]) -> pd.DataFrame:
    """The strokes of one drawing, fitted into its square."""
    if sides:
        lines = [(*flat(a), *flat(b), out) for a, b, out in strokes(sides)]
    else:  # one chip: its links along three axes
        ends = [tuple(float(sign * (n == axis)) for n in range(3)) for axis in range(3) for sign in (-1, 1)]
        lines = [(0.0, 0.0, *flat(end), True) for end in ends]
    frame = pd.DataFrame(lines, columns=["x", "y", "x2", "y2", "out"])
    across, upwards = frame[["x", "x2"]].to_numpy(), frame[["y", "y2"]].to_numpy()
    span = max(across.max() - across.min(), upwards.max() - upwards.min())
    scale = (SIDE if sides else SIDE * 0.45) / span
    middle = (across.max() + across.min()) / 2, (upwards.max() + upwards.min()) / 2
    for name_x, name_y in (("x", "y"), ("x2", "y2")):
        frame[name_x] = ((frame[name_x] - middle[0]) * scale + SIDE / 2).round(1)
        frame[name_y] = ((frame[name_y] - middle[1]) * scale + SIDE / 2).round(1)
    return frame.assign(drawing=name)


def broken(lines: pd.DataFrame) -> pd.DataFrame:
    """All strokes as one line with gaps, a tenth of the size of as many lines."""
    points = [p for a, b, c, d in lines[["x", "y", "x2", "y2"]].to_numpy() for p in ((a, b), (c, d), (c, None))]
    return pd.DataFrame(points, columns=["x", "y"]).assign(n=range(len(points)))


def chart(width: int) -> alt.LayerChart | alt.VConcatChart:
    """Four drawings in a row, or two by two on a phone."""
    frame = data()
    narrow = width == _theme.NARROW
    panels = [one(row, width / (2 if narrow else 4) - 12) for row in _theme.records(frame)]
    if narrow:
        return alt.vconcat(alt.hconcat(*panels[:2], spacing=8), alt.hconcat(*panels[2:], spacing=8), spacing=6)
    return alt.vconcat(alt.hconcat(*panels, spacing=10))


def one(row: SimpleNamespace, size: float) -> alt.LayerChart | alt.FacetChart:
    """One drawing with its name above and its counts below."""
    sides = [int(side) for side in str(row.sides).split("×") if side]
    lines = panel(row.drawing, sides)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-6, SIDE + 6], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-62, SIDE + 34], nice=False))
    colour = _theme.MAKERS["Google"]
    grid, light = (
        alt.Chart(broken(lines[lines["out"] == out]))
        .mark_line(color=ink, strokeWidth=stroke, opacity=strength)
        .encode(x=x, y=y, order="n:Q")
        for out, ink, stroke, strength in ((False, _theme.SOFT, 0.8, 0.7), (True, colour, 1.4, 1.0))
    )
    first = f"{row.sides} = {row.chips} chips" if sides else f"{row.links_of_a_chip} links"
    below = [first, f"farthest: {row.farthest_hops} hops", f"middle: {row.links_across_the_middle} links"] if sides else [first]  # fmt: skip
    texts = [_theme.words(row.drawing, x, y, (0.0, SIDE + 24), align="left", fontWeight="bold")]
    texts += [
        _theme.words(text, x, y, (0.0, -16.0 - 19 * n), align="left", fontSize=11.5) for n, text in enumerate(below)
    ]
    chip = alt.Chart(pd.DataFrame({"x": [SIDE / 2], "y": [SIDE / 2]})).mark_square(size=120, color=colour, opacity=1)
    marks = [] if sides else [chip.encode(x=x, y=y)]
    return alt.layer(grid, light, *marks, *texts).properties(width=size, height=size * (SIDE + 96) / (SIDE + 12))
