"""A printed figure, made comparable step by step

A logarithmic axis of rates. From above: the figure as it was said; the same dense, or one way; the same for one package; and what the data
hold for that machine. A dot is what a step leaves, and the bar the way from the step before, as long as the factor between them. Each
step is written out as a sum. A hollow dot is open: the figure does not say, or nobody has published the dense rate, and no rule is used in its
place.
"""

from math import floor

import altair as alt
import pandas as pd

from scripts import cite
from scripts.charts import _theme
from scripts.computed import Result, result
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset, Taken
from scripts.facts import Fact, Part, entity, fact, part
from scripts.models.spec_sheet import amount, digits, normal_rate, printed_figure

STEPS, PITCH = 4, 50  # lines of the drawing, and their distance in pixels
UNSTATED = "unstated"
NAMES = ("gb200-nvl72", "gb300-nvl72", "vera-rubin-nvl72", "dgx-h100", "atlas-900-a3-superpod", "atlas-950-superpod", "tpu-v7-pod")  # fmt: skip
MACHINES = {name: str(entity(name)["label"]) for name in NAMES} | {
    "atlas-900-a3-superpod": "CloudMatrix 384 (Atlas 900 A3 SuperPoD)",
    "other": "another machine",
}
FORMATS = {"fp4": "FP4", "fp8": "FP8", "16-bit": "BF16 or FP16", "int8": "INT8", UNSTATED: "not stated"}
ALIKE = 1.02  # times within which two printed figures are one, but for rounding


def size(machine: str) -> Fact | Part | Result:
    """Packages of a machine."""
    if machine == "vera-rubin-nvl72":
        return part(machine, "rubin-gpu")
    if machine == "gb300-nvl72":
        return result("gb300_packages")
    words = {"atlas-950-superpod": ("xu2025keynote",)}.get(machine, ())
    return fact(machine, "scaleup-domain-size", *words)


def packages(machine: str) -> float:
    """The same as a number."""
    return float(Input("accelerators").in_base(size(machine)))


def known() -> list[tuple[str, str, str, Fact]]:
    """Published rows: of which machine, in which format ("" for a bandwidth), dense or sparse or which way; of the machine or its package."""
    files, gb200, gb300, peak, links = (
        "nvidia2026dgxcbench",
        "gb200-gpu",
        "gb300-gpu",
        "peak-compute",
        "scaleup-bandwidth",
    )
    sold, nvl72 = "configuration=as sold in atlas 950 superpod", "gb200-nvl72"
    a3, pod, rubin, ultra = "atlas-900-a3-superpod", "atlas-950-superpod", "vera-rubin-nvl72", "gb300-nvl72"
    return [
        (nvl72, "fp4", "sparse", fact(nvl72, peak, "fp4", "sparse")), (nvl72, "fp4", "dense", fact(gb200, peak, "nvfp4", files)),
        (nvl72, "fp8", "sparse", fact(nvl72, peak, "fp8", "sparse")), (nvl72, "fp8", "dense", fact(gb200, peak, "fp8", files)),
        (nvl72, "16-bit", "sparse", fact(nvl72, peak, "bf16", "sparse")), (nvl72, "16-bit", "dense", fact(gb200, peak, "bf16", files)),
        (ultra, "fp4", "sparse", fact(ultra, peak, "fp4", "sparse")), (ultra, "fp4", "dense", fact(ultra, peak, "fp4", "dense")),
        (ultra, "fp8", "sparse", fact(ultra, peak, "fp8", "sparse")), (ultra, "fp8", "dense", fact(gb300, peak, "fp8", "dense")),
        (ultra, "16-bit", "sparse", fact(ultra, peak, "bf16", "sparse")), (ultra, "16-bit", "dense", fact(gb300, peak, "bf16", "dense")),
        (rubin, "fp4", "sparse", fact(rubin, peak, "nvfp4", "sparse")), (rubin, "fp4", "dense", fact(rubin, peak, "nvfp4", "dense")),
        (rubin, "fp8", "dense", fact(rubin, peak, "fp8", "dense")), (rubin, "16-bit", "dense", fact("rubin-gpu", peak, "bf16")),
        ("dgx-h100", "fp8", "sparse", fact("h100-sxm", peak, "fp8", "sparse")), ("dgx-h100", "fp8", "dense", fact("h100-sxm", peak, "fp8", "dense")),
        ("dgx-h100", "16-bit", "sparse", fact("h100-sxm", peak, "bf16", "sparse")), ("dgx-h100", "16-bit", "dense", fact("h100-sxm", peak, "bf16", "dense")),
        (a3, "16-bit", "dense", fact(a3, peak, "fp16", "bin=752T")),
        (pod, "fp4", "dense", fact("ascend-950dt", peak, "mxfp4", sold)), (pod, "fp8", "dense", fact("ascend-950dt", peak, "fp8", sold)),
        (pod, "16-bit", "dense", fact("ascend-950dt", peak, "bf16", sold)),
        ("tpu-v7-pod", "fp8", "dense", fact("tpu-v7-pod", peak, "fp8")), ("tpu-v7-pod", "16-bit", "dense", fact("tpu-v7", peak, "bf16")),
        (nvl72, "", "both-ways", fact(gb200, links, "both-ways")), (nvl72, "", "one-way", fact(gb200, links, "one-way")),
        (ultra, "", "both-ways", fact(ultra, links)), (rubin, "", "both-ways", fact(rubin, links, "nvidia2026vrdatasheet")),
        ("dgx-h100", "", "both-ways", fact("h100-sxm", links, "both-ways")), ("dgx-h100", "", "one-way", fact("h100-sxm", links, "one-way")),
        (a3, "", "both-ways", fact("ascend-910c", links, "both-ways", "huawei2026atlas900a3wp")), (a3, "", "one-way", fact("ascend-910c", links, "one-way")),
        (pod, "", "both-ways", fact("ascend-950dt", links, "huawei2026ascend950wp")),
        ("tpu-v7-pod", "", "both-ways", fact("tpu-v7", links)),
    ]  # fmt: skip


def plain(machine: str, precision: str, form: str, row: Fact) -> dict:
    """A published row as the browser takes it: the rate of a package in base units, and words that name its record."""
    rate = row.to("FLOP/s" if precision else "byte/s")
    whole = row.scope != "package"
    unit = "FLOP/s" if precision else "B/s"
    words = f"{amount(rate, unit)} {form.replace('-', ' ')}, {entity(row.entity)['label']} ({cite.short(row.source)})"
    return {
        "machine": machine, "precision": precision, "form": form, "words": words,
        "rate": rate / packages(machine) if whole else rate,
    }  # fmt: skip


SIZES = {name: packages(name) for name in NAMES}
PUBLISHED = [plain(*each) for each in known()]
FORMULA = (normal_rate,)
NOT_MODELLED = [
    "Who says it, and when: a vendor's figure, an analyst's and a slip of the press are taken alike.",
    "What is reached. Every figure here is a peak.",
    "Which of a chip's units are counted, and which grade of the chip: a figure may add the vector units to the matrix units.",
    "Bandwidth across a cut of the machine. All links added are another quantity.",
    "Revisions: of each machine one published row of a kind is held here, the others stand on its page.",
]
INPUTS = [
    Input("said", text=True, label="The figure, as printed"),
    Input("counts", default="unit", label="It counts", choices={"unit": "what its unit says", "compute": "compute", "bandwidth": "bandwidth"}),
    Input("machine", default="other", label="Of which machine", choices=MACHINES),
    Input("precision", default=UNSTATED, label="If compute: in which format", choices=FORMATS),
    Input("sparsity", default=UNSTATED, label="If compute: dense or sparse", choices={"dense": "dense", "sparse": "sparse", UNSTATED: "not stated"}),
    Input("direction", default=UNSTATED, label="If bandwidth: which way", choices={"one-way": "one way", "both-ways": "both ways added", UNSTATED: "not stated"}),
    Input("per", default="machine", label="Per what", choices={"machine": "the whole machine", "package": "one package", "die": "one die"}),
    Input("accelerators", low=1, high=10000, label="Another machine: its packages"),
    Input("dies", low=1, high=4, label="One die: dies in a package"),
]  # fmt: skip
RESULTS = [
    Output("normal", "Dense or one way, per package"),
    Output("read", "As said"),
    Output("undone", "Dense, or one way"),
    Output("shared", "Per package"),
    Output("published", "What the data hold", wide=True),
]


def presets() -> list[Preset]:
    """Figures as the press prints them, with what the source says that they count."""

    def printed(row: Fact) -> str:
        return f"{row.value:,g} {row.unit}".replace("FLOP/s", "F")

    def of(machine: str, said: Taken | Fact, **more: _input.Given) -> Preset:
        row = said if isinstance(said, Fact) else said.record
        assert isinstance(row, Fact)
        text = printed(said) if isinstance(said, Fact) else str(said.value)
        kinds = {"precision": row.precision, "sparsity": row.sparsity, "direction": row.direction}
        family = {"nvfp4": "fp4", "mxfp4": "fp4", "bf16": "16-bit", "fp16": "16-bit"}
        named = {name: family.get(value, value) for name, value in kinds.items() if value}
        values: dict[str, _input.Given] = {
            "said": Taken(text, row),
            "machine": machine,
            **named,
            "accelerators": size(machine),
        }
        if row.scope == "package":
            values["per"] = "package"
        return Preset(f"{text}: {MACHINES[machine]}", values | {"dies": dies[machine]} | more)

    dies: dict[str, _input.Given] = {
        "gb200-nvl72": part("gb200-gpu", "blackwell-die"), "gb300-nvl72": part("gb300-gpu", "blackwell-ultra-die"),
        "vera-rubin-nvl72": part("rubin-gpu", "rubin-die"), "atlas-900-a3-superpod": part("ascend-910c", "ascend-910c-die"),
        "atlas-950-superpod": 2.0, "dgx-h100": part("h100-sxm", "gh100"), "tpu-v7-pod": 2.0,
    }  # fmt: skip
    nvl72, ultra, a3, pod = "gb200-nvl72", "gb300-nvl72", "atlas-900-a3-superpod", "atlas-950-superpod"
    links = fact("ascend-910c-die", "scaleup-links")
    total, many = fact(pod, "scaleup-bandwidth"), fact(pod, "scaleup-domain-size", "xu2025keynote")
    return [
        of(ultra, Taken("1.44 EF", fact(ultra, "peak-compute", "fp4", "sparse"))),
        of(nvl72, Taken("1.44 EF", fact(nvl72, "peak-compute", "fp4", "sparse"))),
        of(nvl72, fact(nvl72, "scaleup-bandwidth", "nvidia2024gb200page")),
        of(nvl72, Taken("1.8 TB/s", fact("gb200-gpu", "scaleup-bandwidth", "both-ways"))),
        of(a3, Taken("14 × 400G", links), counts="bandwidth", direction="one-way", per="package"),
        of(a3, fact("ascend-910c", "scaleup-bandwidth", "both-ways", "huawei2026atlas900a3wp")),
        of(a3, Taken("300 PF", fact(a3, "peak-compute", "xu2025keynote"))),
        of(pod, Taken(f"{printed(total)} of {many.value:,g}", total)),
        of(pod, Taken("16 EF", fact(pod, "peak-compute", "fp4"))),
        of("vera-rubin-nvl72", Taken("3.6 EF", fact("vera-rubin-nvl72", "peak-compute", "nvfp4", "sparse"))),
        of("tpu-v7-pod", Taken("42.5 EF", fact("tpu-v7-pod", "peak-compute", "fp8"))),
    ]


def published(machine: str, precision: str, form: str) -> dict:
    """A published row, its rate for one package; a rate of 0 where there is none."""
    for row in PUBLISHED:
        if row["machine"] == machine and row["precision"] == precision and row["form"] == form:
            return row
    return {"machine": machine, "precision": precision, "form": form, "words": "", "rate": 0}


def holds(machine: str, precision: str, bandwidth: bool) -> str:
    """All that the data hold of a machine in a format, or of its links, in words."""
    found = ""
    for form in ["one-way", "both-ways"] if bandwidth else ["dense", "sparse"]:
        row = published(machine, "" if bandwidth else precision, form)
        if row["rate"] > 0:
            found = found + ("; " if found != "" else "") + row["words"]
    if found != "":
        return found
    if machine == "other":
        return "choose a machine to see its published figures"
    return "choose a format to see them" if precision == "unstated" and not bandwidth else "not published"


def steps(
    *,
    said: str,
    counts: str,
    machine: str,
    precision: str,
    sparsity: str,
    direction: str,
    per: str,
    accelerators: float,
    dies: float,
) -> dict:
    """The figure after each step, as a range where it is open, and each step as a sum in words."""  # fmt: skip
    figure = printed_figure(said=said, counts=counts)
    if figure["of"] > 0 and per != "machine":
        raise ValueError("per must be the whole machine where said is of so many")
    if accelerators < 1:
        raise ValueError(f"accelerators must be at least 1, got {accelerators:g}")
    if dies < 1:
        raise ValueError(f"dies must be at least 1, got {dies:g}")
    unit = figure["unit"]
    value = figure["value"]
    bandwidth = figure["kind"] == "bandwidth"
    whole = accelerators if machine == "other" else SIZES[machine]
    packages = 1 if per != "machine" else figure["of"] if figure["of"] > 0 else whole
    split = dies if per == "die" else 1
    one = amount(8 * figure["one"], "bit/s") if figure["bits"] else amount(figure["one"], unit)
    sums = digits(figure["times"]) + " × " + one if figure["times"] != 1 else one
    read = sums + " ÷ 8 = " + amount(value, unit) if figure["bits"] else sums
    if figure["times"] != 1 and not figure["bits"]:
        read = read + " = " + amount(value, unit)
    low = value
    high = value
    flag = ""
    if bandwidth:
        if direction == "both-ways":
            low = normal_rate(figure=value, directions=2, accelerators=1, dies=1)
            high = low
            undone = "÷ 2 ways = " + amount(low, unit) + " one way"
        elif direction == "one-way":
            undone = "stays: one way"
        else:
            low = normal_rate(figure=value, directions=2, accelerators=1, dies=1)
            flag = "not stated"
            undone = "not stated; ÷ 2 if both ways are added"
    elif sparsity == "sparse":
        dense = published(machine, precision, "dense")["rate"]
        sparse = published(machine, precision, "sparse")["rate"] * packages / split
        if dense > 0:
            low = dense * packages / split
            high = low
            undone = "its published row: " + amount(low, unit)
            if sparse > 0 and max(sparse, value) > ALIKE * min(sparse, value):
                undone = undone + "; its sparse is not said"
        else:
            flag = "not published"
            undone = "not published; never half by rule"
    elif sparsity == "dense":
        undone = "stays: dense"
    else:
        flag = "not stated"
        undone = "not stated whether dense"
    after = normal_rate(figure=high, directions=1, accelerators=packages, dies=split)
    least = normal_rate(figure=low, directions=1, accelerators=packages, dies=split)
    share = amount(after, unit)
    if flag != "" and bandwidth:
        share = amount(least, unit) + " or " + amount(after, unit)
    if packages > 1:
        shared = "÷ " + digits(packages) + " = " + share
    elif split > 1:
        shared = "× " + digits(split) + " dies = " + share
    else:
        shared = "stays: one package"
    form = " one way" if bandwidth else " dense"
    normal = share + form
    if flag == "not published":
        normal = "not published; sparse it is " + share
    elif flag != "" and bandwidth:
        normal = "not stated: " + share + form
    elif flag != "":
        normal = "not stated: " + share + " if it is dense"
    return {
        "unit": unit, "bandwidth": bandwidth, "value": value, "low": low, "high": high, "least": least, "after": after, "open": flag != "",
        "read": read, "undone": undone, "shared": shared, "normal": normal,
    }  # fmt: skip


def results(
    *,
    said: str,
    counts: str,
    machine: str,
    precision: str,
    sparsity: str,
    direction: str,
    per: str,
    accelerators: float,
    dies: float,
) -> dict:
    """The figure made comparable, the steps, and what stands beside it in the data."""  # fmt: skip
    found = steps(
        said=said, counts=counts, machine=machine, precision=precision, sparsity=sparsity, direction=direction, per=per,
        accelerators=accelerators, dies=dies,
    )  # fmt: skip
    return {
        "normal": found["normal"],
        "read": found["read"],
        "undone": found["undone"],
        "shared": found["shared"],
        "published": holds(machine, precision, found["bandwidth"]),
    }


def row(what: str, step: float, start: float, end: float, words: str) -> dict:
    """One thing that is drawn: a dot, a bar from `start` to `end`, a line of words, a tick."""
    return {"what": what, "step": step, "start": start, "end": end, "words": words}


def rows(
    *,
    said: str,
    counts: str,
    machine: str,
    precision: str,
    sparsity: str,
    direction: str,
    per: str,
    accelerators: float,
    dies: float,
) -> list[dict]:
    """Dots and bars of the steps, their names and sums, what the data hold, and the ticks of the axis."""  # fmt: skip
    found = steps(
        said=said, counts=counts, machine=machine, precision=precision, sparsity=sparsity, direction=direction, per=per,
        accelerators=accelerators, dies=dies,
    )  # fmt: skip
    bandwidth = found["bandwidth"]
    form = "one-way" if bandwidth else "dense"
    beside = published(machine, "" if bandwidth else precision, form)["rate"]
    if beside == 0 and bandwidth:
        beside = published(machine, "", "both-ways")["rate"] / 2
    dot = "open" if found["open"] else "known"
    drawn = [
        row("name", 0, 0, 0, "as said"), row("sum", 0, 0, 0, found["read"]), row("known", 0, 0, found["value"], ""),
        row("name", 1, 0, 0, "one way" if bandwidth else "dense"), row("sum", 1, 0, 0, found["undone"]),
        row("bar", 1, found["value"], found["low"], ""), row(dot, 1, 0, found["low"], ""), row(dot, 1, 0, found["high"], ""),
        row("name", 2, 0, 0, "per package"), row("sum", 2, 0, 0, found["shared"]),
        row("bar", 2, found["high"], found["least"], ""), row(dot, 2, 0, found["least"], ""), row(dot, 2, 0, found["after"], ""),
        row("name", 3, 0, 0, "published"),
        row("sum", 3, 0, 0, amount(beside, found["unit"]) + (" one way" if bandwidth else " dense") if beside > 0 else "no such row in the data"),
    ]  # fmt: skip
    if beside > 0:
        drawn.append(row("beside", 3, 0, beside, ""))
    least = min(found["value"], found["least"])
    most = max(found["value"], found["after"])
    if beside > 0:
        least = min(least, beside)
        most = max(most, beside)
    drawn.append(row("end", 4, 0, least / 2.5, ""))
    drawn.append(row("end", 4, 0, most * 2.5, ""))
    for power in range(1, 25):
        tick = 10.0**power
        seldom = most / least > 30000 and power / 3 != floor(power / 3)
        if least / 2.5 < tick < most * 2.5 and not seldom:
            drawn.append(row("tick", 4, 0, tick, decade(power, found["unit"])))
    return drawn


def decade(power: float, unit: str) -> str:
    """A power of ten with its prefix: 100 T."""
    step = floor(power / 3)
    names = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"]
    return f"{10.0 ** (power - 3 * step):g} " + names[step] + unit


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Four lines of words with dots and bars under them."""
    inner = width - 12
    x = alt.X("end:Q", scale=alt.Scale(type="log", nice=False), axis=None)
    y = alt.Y("step:Q", scale=alt.Scale(domain=[-0.05, 4.3], reverse=True, nice=False), axis=None)
    base = alt.Chart(_input.drawn(data())).encode(y=y)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    left, under = alt.value(0), PITCH - 22  # words at the left edge; dots so far under them
    names = only("name").mark_text(align="left", fontWeight="bold", dy=12).encode(x=left, text="words:N")
    sums = only("sum").mark_text(align="left", dy=12, dx=96).encode(x=left, text="words:N")
    ends = only("end").mark_point(opacity=0, size=1).encode(x=x)
    ticks = only("tick").mark_text(color=_theme.SOFT, dy=12, fontSize=11).encode(x=x, text="words:N")
    lines = only("tick").mark_rule(color=_theme.GRID, strokeWidth=0.6).encode(x=x, y2=alt.value(0))
    bars = (
        only("bar")
        .mark_bar(height=9, color=_theme.GRID, yOffset=under)
        .encode(x=alt.X("start:Q", scale=alt.Scale(type="log", nice=False), axis=None), x2="end:Q")
    )
    dots = [
        only(what)
        .mark_point(size=95, color=colour, filled=filled, fill=fill, strokeWidth=2, opacity=1, yOffset=under)
        .encode(x=x)
        for what, colour, filled, fill in (
            ("known", _theme.ACCENT, True, _theme.ACCENT),
            ("open", _theme.ACCENT, False, _theme.PAPER),
            ("beside", _theme.INK, True, _theme.INK),
        )
    ]
    return alt.layer(lines, ends, ticks, bars, *dots, names, sums).properties(width=inner, height=PITCH * STEPS + 20)
