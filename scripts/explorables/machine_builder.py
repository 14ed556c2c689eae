"""Build a machine, and see which input moves which ratio

One row for each total, on a logarithmic axis of ratios to the machine at the start. A bar in a row is the step that one input makes when it
is changed to that of the other machine, as long as its factor: above those that raise the total, below those that lower it. The dot is where
they end. The line of words names the factors, so a ratio can be read as a product: how much of it comes from more packages, how much from
another chip, other links, another medium.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.computed import Result, result
from scripts.explorables import _input
from scripts.explorables._input import Input, Output, Preset, Taken
from scripts.facts import Fact, entity, fact
from scripts.models.machine import (
    machine_bisection,
    machine_compute,
    machine_memory,
    machine_memory_bandwidth,
    machine_modules,
    machine_price,
    power_with_optics,
)
from scripts.models.spec_sheet import digits

NVL72, CM384 = "gb200-nvl72", "cloudmatrix-384"
CHIPS = {
    name: str(entity(name)["label"])
    for name in ("gb200-gpu", "ascend-910c", "h100-sxm", "ascend-950dt", "rubin-gpu", "tpu-v7")
}
MOVES = {"accelerators": "packages", "chip": "chip", "links": "links", "medium": "medium", "power": "power of a package", "racks": "cabinets", "price": "price of a package"}  # fmt: skip
PITCH = 60  # pixels between the lines of the drawing
STEPS = {0: "none yet"} | {place + 1: f"{place + 1}: {name}" for place, name in enumerate(MOVES.values())}
TOTALS = ["compute", "memory", "memory bandwidth", "bisection", "power", "cabinets", "price"]

FORMULA = (machine_compute, machine_memory, machine_bisection, machine_modules, power_with_optics, machine_price)
NOT_MODELLED = [
    "Everything but peaks and totals: what a job reaches, latency, failures, software.",
    "Switches as such. They lie in the share of power and price that each package carries, and no switch blocks.",
    "Whether it can be built: heat in a cabinet, length of copper, ports of a switch.",
    "Power and price of the two machines apart from their totals: what optics do not take is shared out by packages.",
    "Prices of a machine other than one article's. They are the press's.",
]


def chip(name: str) -> list[float]:
    """Dense 16-bit peak, memory and its bandwidth of a package, each by one published row."""
    peaks: dict[str, Fact | Result] = {
        "gb200-gpu": result("nvl72_gpu_bf16_dense"), "ascend-910c": fact("ascend-910c", "peak-compute", "fp16", "bin=752T"),
        "h100-sxm": fact("h100-sxm", "peak-compute", "bf16", "dense"), "rubin-gpu": fact("rubin-gpu", "peak-compute", "bf16"),
        "ascend-950dt": fact("ascend-950dt", "peak-compute", "bf16", "configuration=as sold in atlas 950 superpod"), "tpu-v7": fact("tpu-v7", "peak-compute", "bf16"),
    }  # fmt: skip
    memory = {
        "gb200-gpu": ("spec",), "h100-sxm": ("nvidia2026dgxcbench",), "ascend-950dt": ("huawei2026atlas950page",), "rubin-gpu": ("nvidia2026vrnvl72",),
    }.get(name, ())  # fmt: skip
    rate = {
        "gb200-gpu": ("nvidia2026dgxcbench",), "ascend-910c": ("huawei2026atlas900a3wp",), "h100-sxm": ("nvidia2026dgxcbench",),
        "ascend-950dt": ("huawei2026ascend950wp",), "rubin-gpu": ("nvidia2026vrnvl72",),
    }.get(name, ())  # fmt: skip
    return [
        float(peaks[name].to("FLOP/s")),
        float(fact(name, "hbm-capacity", *memory).to("byte")),
        float(fact(name, "hbm-bandwidth", *rate).to("byte/s")),
    ]


PARTS = {name: chip(name) for name in CHIPS}


def machine(name: str) -> dict[str, _input.Given]:
    """The inputs that rebuild one of the two machines. Power that its optics do not take is shared by its packages."""
    article = fact(name, "price", "benzinga2025cloudmatrix", *(("in-dollars",) if name == CM384 else ()))
    modules, module = fact(CM384, "optical-modules", "patel2025cloudmatrix"), fact("optics-400g-dr4", "link-end-power")
    if name == NVL72:
        size, power = fact(name, "scaleup-domain-size"), fact(name, "system-power", "semianalysis2024rework")
        optical_power = 0.0
        links = fact("gb200-gpu", "scaleup-bandwidth", "one-way")
    else:
        size, power = fact(name, "scaleup-domain-size", "zuo2025cloudmatrix"), fact(name, "system-power", "estimated")
        optical_power = size.value * modules.to("count") * module.to("W")
        links = fact("ascend-910c", "scaleup-bandwidth", "one-way")
    return {
        "accelerators": size, "chip": "gb200-gpu" if name == NVL72 else "ascend-910c", "bandwidth": links,
        "medium": "copper" if name == NVL72 else "light", "modules": modules, "module_power": module,
        "package_power": Taken(round((power.to("W") - optical_power) / size.value, 1), power), "racks": 1.0 if name == NVL72 else fact(name, "racks"),
        "package_price": Taken(float(round(article.to("USD") / size.value)), article),
    }  # fmt: skip


INPUTS = [
    Input("walk", default=7, label="Changed to the other machine", choices=STEPS),
    Input(
        "towards", default=CM384, label="The other machine", choices={CM384: "CloudMatrix 384", NVL72: "GB200 NVL72"}
    ),
    Input("accelerators", low=1, high=10000, label="Packages"),
    Input("chip", default="gb200-gpu", label="Chip", choices=CHIPS),
    Input("bandwidth", "GB/s", low=10, high=5000, label="Links of a package, one way"),
    Input(
        "medium",
        default="copper",
        label="Medium of the links",
        choices={"copper": "copper: no modules", "light": "light"},
    ),
    Input("modules", low=0, high=100, label="If light: modules for each package"),
    Input("module_power", "W", low=0, high=40, label="Power of a module"),
    Input("package_power", "W", low=100, high=5000, label="Power for each package, optics apart"),
    Input("racks", default=1.0, low=1, high=200, label="Cabinets"),
    Input("package_price", "USD", low=1000, high=200000, label="Price for each package"),
]
RESULTS = [
    Output("compute", "Peak, dense 16-bit", "FLOP/s"),
    Output("memory", "Stacked memory", "byte"),
    Output("memory_bandwidth", "Its bandwidth", "byte/s"),
    Output("bisection", "Bisection, one way", "byte/s"),
    Output("power", "Power", "W"),
    Output("optics", "Optical modules", "count"),
    Output("cabinets", "Cabinets", "count"),
    Output("price", "Price", "USD"),
    Output("moved", "The last input changed moved", wide=True),
]


def presets() -> list[Preset]:
    """Both machines as they are, and the way from one to the other."""
    there, back = machine(NVL72), machine(CM384)
    return [
        Preset("From GB200 NVL72 to CloudMatrix 384", there | {"walk": 7, "towards": CM384}),
        Preset("GB200 NVL72", there | {"walk": 0, "towards": CM384}),
        Preset("CloudMatrix 384", back | {"walk": 0, "towards": NVL72}),
        Preset("From CloudMatrix 384 to GB200 NVL72", back | {"walk": 7, "towards": NVL72}),
    ]


def plain(name: str) -> dict:
    """The inputs of a machine as the model takes them."""
    given = machine(name)
    return {each.name: each.in_base(given[each.name]) for each in INPUTS if each.name in given}


MACHINES = [plain(CM384), plain(NVL72)]


def totals(
    *,
    accelerators: float,
    chip: str,
    bandwidth: float,
    medium: str,
    modules: float,
    module_power: float,
    package_power: float,
    racks: float,
    package_price: float,
) -> list[float]:
    """Compute, memory, its bandwidth, bisection, power, cabinets, price, optical modules."""  # fmt: skip
    peak = PARTS[chip]
    used = 0 if medium == "copper" else modules
    if racks < 1:
        raise ValueError(f"racks must be at least 1, got {racks:g}")
    if modules < 0:
        raise ValueError(f"modules must not be below 0, got {modules:g}")
    return [
        machine_compute(accelerators=accelerators, peak_compute=peak[0]),
        machine_memory(accelerators=accelerators, capacity=peak[1]),
        machine_memory_bandwidth(accelerators=accelerators, memory_bandwidth=peak[2]),
        machine_bisection(accelerators=accelerators, bandwidth=bandwidth),
        power_with_optics(
            accelerators=accelerators, package_power=package_power, modules=used, module_power=module_power
        ),
        racks,
        machine_price(accelerators=accelerators, package_price=package_price),
        machine_modules(accelerators=accelerators, modules=used),
    ]


def walked(
    walk: float,
    towards: str,
    accelerators: float,
    chip: str,
    bandwidth: float,
    medium: str,
    modules: float,
    module_power: float,
    package_power: float,
    racks: float,
    package_price: float,
) -> list[float]:
    """The totals after so many inputs have been changed to those of the other machine."""  # fmt: skip
    other = MACHINES[0] if towards == "cloudmatrix-384" else MACHINES[1]
    return totals(
        accelerators=other["accelerators"] if walk > 0 else accelerators,
        chip=other["chip"] if walk > 1 else chip,
        bandwidth=other["bandwidth"] if walk > 2 else bandwidth,
        medium=other["medium"] if walk > 3 else medium,
        modules=other["modules"] if walk > 3 else modules,
        module_power=other["module_power"] if walk > 3 else module_power,
        package_power=other["package_power"] if walk > 4 else package_power,
        racks=other["racks"] if walk > 5 else racks,
        package_price=other["package_price"] if walk > 6 else package_price,
    )


def results(
    *,
    walk: float,
    towards: str,
    accelerators: float,
    chip: str,
    bandwidth: float,
    medium: str,
    modules: float,
    module_power: float,
    package_power: float,
    racks: float,
    package_price: float,
) -> dict:
    """The totals of the machine that stands there now, and what the last input changed."""  # fmt: skip
    found = walked(
        walk, towards, accelerators, chip, bandwidth, medium, modules, module_power, package_power, racks, package_price
    )
    walked(  # what was typed is checked, though all of it may have been changed since
        0, towards, accelerators, chip, bandwidth, medium, modules, module_power, package_power, racks, package_price
    )
    before = walked(
        walk - 1,
        towards,
        accelerators,
        chip,
        bandwidth,
        medium,
        modules,
        module_power,
        package_power,
        racks,
        package_price,
    )
    moved = ""
    for place in range(len(TOTALS)):
        if before[place] > 0 and abs(found[place] / before[place] - 1) > 1e-9:
            moved = moved + (", " if moved != "" else "") + TOTALS[place] + " × " + digits(found[place] / before[place])
    if found[7] != before[7]:
        moved = moved + (", " if moved != "" else "") + "optical modules"
    return {
        "compute": found[0], "memory": found[1], "memory_bandwidth": found[2], "bisection": found[3], "power": found[4],
        "optics": found[7], "cabinets": found[5], "price": found[6],
        "moved": "nothing changed yet" if walk == 0 else moved if moved != "" else "nothing: both have the same",
    }  # fmt: skip


def rows(
    *,
    walk: float,
    towards: str,
    accelerators: float,
    chip: str,
    bandwidth: float,
    medium: str,
    modules: float,
    module_power: float,
    package_power: float,
    racks: float,
    package_price: float,
) -> list[dict]:
    """For each total its name, a bar for each input that moved it, the dot at the end with the ratio; ticks of the axis."""  # fmt: skip
    start = walked(
        0, towards, accelerators, chip, bandwidth, medium, modules, module_power, package_power, racks, package_price
    )
    before = start
    names = ["packages", "chip", "links", "medium", "power", "cabinets", "price"]
    sums = ["", "", "", "", "", "", ""]
    drawn = []
    low = 0.8
    high = 8.0
    ends = start
    for step in range(1, 8):
        if step <= walk:
            ends = walked(
                step,
                towards,
                accelerators,
                chip,
                bandwidth,
                medium,
                modules,
                module_power,
                package_power,
                racks,
                package_price,
            )
            for place in range(len(TOTALS)):
                first = before[place] / start[place] if start[place] > 0 else 1
                last = ends[place] / start[place] if start[place] > 0 else 1
                low = min(low, last / 1.3)
                high = max(high, last * 1.3)
                if abs(last / first - 1) > 1e-9:
                    drawn.append(row("raises" if last > first else "lowers", place, first, last, ""))
                    sums[place] = (
                        sums[place]
                        + (", " if sums[place] != "" else "")
                        + names[step - 1]
                        + " × "
                        + digits(last / first)
                    )
            before = ends
    for place in range(len(TOTALS)):
        ratio = ends[place] / start[place] if start[place] > 0 else 1
        drawn.append(row("name", place, 1, 1, TOTALS[place]))
        drawn.append(row("sum", place, 1, 1, sums[place] if sums[place] != "" else "unchanged"))
        drawn.append(row("dot", place, 1, ratio, digits(ratio) + " ×"))
    drawn.append(row("end", 0, 1, low, ""))
    drawn.append(row("end", 0, 1, high, ""))
    for tick in [0.001, 0.01, 0.1, 1, 10, 100, 1000]:
        if low < tick < high:
            drawn.append(row("tick", len(TOTALS), 1, tick, f"{tick:g}"))
    return drawn


def row(what: str, line: float, start: float, end: float, words: str) -> dict:
    """One thing that is drawn."""
    return {"what": what, "line": line, "start": start, "end": end, "words": words}


def data() -> pd.DataFrame:
    """The rows at the first preset."""
    return _input.frame(rows, INPUTS, presets()[0])


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """Bars that follow each other from the machine at the start, which is 1, to where its totals end."""
    inner = width - 12
    scale = alt.Scale(type="log", nice=False)
    x = alt.X("end:Q", scale=scale, axis=None)
    y = alt.Y("line:Q", scale=alt.Scale(domain=[-0.1, 7.3], reverse=True, nice=False), axis=None)
    base = alt.Chart(_input.drawn(data())).encode(y=y)

    def only(what: str) -> alt.Chart:
        return base.transform_filter(alt.datum.what == what)

    lines = only("tick").mark_rule(color=_theme.GRID, strokeWidth=0.6).encode(x=x, y2=alt.value(0))
    ticks = only("tick").mark_text(color=_theme.SOFT, dy=10).encode(x=x, text="words:N")
    ends = only("end").mark_point(opacity=0, size=1).encode(x=x)
    bars = [
        only(what)
        .mark_bar(height=9, color=colour, stroke=_theme.PAPER, strokeWidth=1, opacity=1, yOffset=offset)
        .encode(x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q")
        for what, colour, offset in (("raises", _theme.ACCENT, 37), ("lowers", _theme.WARN, 46))
    ]
    dots = only("dot").mark_point(color=_theme.INK, size=70, opacity=1, yOffset=42).encode(x=x)
    names = only("name").mark_text(align="left", fontWeight="bold", dy=8).encode(x=alt.value(0), text="words:N")
    ratios = only("dot").mark_text(align="right", fontWeight="bold", dy=8).encode(x=alt.value(inner), text="words:N")
    sums = only("sum").mark_text(align="left", color=_theme.SOFT, dy=23).encode(x=alt.value(0), text="words:N")
    return alt.layer(lines, ticks, ends, *bars, dots, names, ratios, sums).properties(width=inner, height=PITCH * 7.4)
