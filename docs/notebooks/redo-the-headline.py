# ---
# title: "Notebook: redo the headline"
# description: The sum behind the headline that one machine nearly doubles the other, done again from the rows, step by step.
# ---

# %% [markdown]
# # Redo the headline
#
# "Huawei's machine is nearly twice as fast as NVIDIA's." Behind that headline stands one quotient of peaks. Here it is done again from
# the rows of the data, step by step: three readings of one chip, one reading of the other, a multiplication, a division. Then the same
# numbers are asked other questions. You can run this notebook in a clone of the project, and change what you doubt.

# %% [markdown]
# ## Step 1: the rows
#
# `facts` lists every row that has the words you name; `fact` wants the words to leave exactly one. The dense 16-bit rate of an Ascend
# 910C package stands in several rows, so look at all of them first.

# %%
import pandas as pd

from scripts.cite import short
from scripts.facts import fact, facts, part

rows = [*facts("ascend-910c", "peak-compute", "bf16"), *facts("ascend-910c", "peak-compute", "fp16")]
pd.DataFrame(
    [
        {
            "value": f"{row.value:g} {row.unit}",
            "format": row.precision,
            "sparsity": row.sparsity,
            "condition": row.condition or "",
            "kind": row.kind,
            "source": short(row.source),
        }
        for row in rows
    ]
)

# %% [markdown]
# The bins are products that can be bought, not rival claims. The figures of the paper about CloudMatrix 384 imply the one called 752T,
# so the other bins play no part here. But that row is FP16, and the analysts' BF16 figure stands in no document of Huawei. One more
# reading exists: the BF16 rate of a *die* in the vendor's own simulator,
# [353.9 TFLOP/s](fact:ascend-910c-die/peak-compute/bf16/bin=752T), of which a package has two.

# %% [markdown]
# ## Step 2: three readings of one package
#
# Every value carries its unit, so a sum of unlike things is an error and not a wrong number.

# %%
die = fact("ascend-910c-die", "peak-compute", "bf16", "bin=752T").quantity
dies = part("ascend-910c", "ascend-910c-die").quantity
readings = {
    "simulator, BF16": dies * die,
    "white paper, FP16": fact("ascend-910c", "peak-compute", "fp16", "bin=752T").quantity,
    "analysts, BF16": fact("ascend-910c", "peak-compute", "bf16").quantity,
}
for reading, rate in readings.items():
    print(f"{reading:20} {rate:.1f~P}")

# %% [markdown]
# ## Step 3: the other machine
#
# NVIDIA prints the rate of its rack *with sparsity*: it counts products with zeros that the chip skips when half of the weights are
# zero. A chip that does all the sums reaches half of that rate. The readings above are dense, so the half is the figure to compare.

# %%
printed = fact("gb200-nvl72", "peak-compute", "bf16", "sparse")
dense = printed.quantity / 2
print(f"printed, sparse: {printed.quantity:~P}\ndense:           {dense:~P}")

# %% [markdown]
# ## Step 4: the headline's quotient
#
# A machine's peak is the peak of a package times the number of packages. Divide one machine by the other.

# %%
packages = fact("cloudmatrix-384", "scaleup-domain-size").quantity
systems = {reading: (packages * rate).to("PFLOP/s") for reading, rate in readings.items()}
per_system = {reading: (system / dense).to("") for reading, system in systems.items()}
pd.DataFrame(
    {
        "PFLOP/s a system": {reading: f"{system.magnitude:.1f}" for reading, system in systems.items()},
        "÷ NVL72": {reading: f"{ratio.magnitude:.2f}" for reading, ratio in per_system.items()},
    }
)

# %% [markdown]
# So the headline's quotient lies between [1.51 and 1.66](computed:compute_ratio). It is true of *peak dense 16-bit compute, per system*,
# and of nothing else. "Nearly twice" rounds up. (The analysts print their system as
# [300 PFLOP/s](fact:cloudmatrix-384/peak-compute), a rounded figure, from which the quotient is a hair larger.)

# %% [markdown]
# ## Step 5: per accelerator
#
# The larger machine has more packages. Share each machine's peak over its own.

# %%
gpus = fact("gb200-nvl72", "scaleup-domain-size").quantity
per_accelerator = {reading: (rate / (dense / gpus)).to("") for reading, rate in readings.items()}
print(f"one GPU of NVL72: {(dense / gpus).to('TFLOP/s'):.0f~P}")
for reading, ratio in per_accelerator.items():
    print(f"{reading:20} {ratio.magnitude:.2f} of it")

# %% [markdown]
# ## Step 6: per kilowatt
#
# For CloudMatrix 384 there is one estimate of the whole system. For NVL72 there are several figures of the rack, and we have no reason
# to pick one. So take the least and the greatest, and let the quotient be a range.

# %%
power = fact("cloudmatrix-384", "system-power", "estimated").quantity
figures = facts("gb200-nvl72", "system-power")
least, most = min(row.low for row in figures), max(row.high for row in figures)
print(f"CloudMatrix 384: {power:~P}\nGB200 NVL72:     {least:~P} to {most:~P}")

low = min(systems.values()) / power / (dense / least)
high = max(systems.values()) / power / (dense / most)
print(f"compute per kilowatt: {low.to('').magnitude:.2f} to {high.to('').magnitude:.2f}")

# %% [markdown]
# The low end pairs the least compute of the one with the least power of the other. The site makes the same sum in one of its
# functions, and finds [0.32 to 0.43](computed:compute_ratio_per_kilowatt).

# %% [markdown]
# ## Step 7: all answers side by side
#
# Price and racks go the same way; the site's own functions do it.

# %%
from scripts.computed import result

questions = {
    "per system": "compute_ratio",
    "per dollar": "compute_ratio_per_dollar",
    "per kilowatt": "compute_ratio_per_kilowatt",
    "per accelerator": "compute_ratio_per_accelerator",
    "per rack": "compute_ratio_per_rack",
}
ratios = pd.DataFrame(
    [
        {"question": question, "low": float(result(name).low.magnitude), "high": float(result(name).high.magnitude)}
        for question, name in questions.items()
    ]
)
ratios.round(2)

# %%
import altair as alt

from scripts.charts import _theme

ratios["more"] = ["Huawei" if low > 1 else "NVIDIA" for low in ratios["low"]]
ratios["label"] = [f"{low:.2f}–{high:.2f}×" for low, high in zip(ratios["low"], ratios["high"], strict=True)]
x = alt.X(
    "low:Q",
    scale=alt.Scale(type="log", domain=[0.08, 4]),
    axis=alt.Axis(title="CloudMatrix 384 ÷ GB200 NVL72, 16-bit compute", values=[0.1, 0.25, 0.5, 1, 2], format="~g"),
)
base = alt.Chart(ratios).encode(
    y=alt.Y("question:N", sort=None, title=None),
    color=alt.Color("more:N", scale=_theme.maker_scale(["Huawei", "NVIDIA"]), legend=None),
)
bars = base.mark_rule(strokeWidth=7, strokeCap="round").encode(x=x, x2="high:Q")
labels = base.mark_text(align="left", dx=9, fontWeight="bold").encode(x="high:Q", text="label:N")
equal = alt.Chart(pd.DataFrame({"low": [1.0]})).mark_rule(color=_theme.SOFT, strokeDash=[3, 3]).encode(x=x)
alt.layer(
    equal,
    bars,
    labels,
    height=170,
    description="Ratio of 16-bit compute, CloudMatrix 384 over GB200 NVL72, on a logarithmic axis with a line at equality: "
    "right of the line per system; left of it per dollar, per kilowatt, per accelerator and per rack.",
)

# %% [markdown]
# Right of the dashed line CloudMatrix 384 has more, left of it NVL72 has more. One set of rows gives both answers.

# %% [markdown]
# ## What you can change
#
# - Take another bin: write `"bin=800T"` in step 2. It is a product too, and no source that we have seen says that CloudMatrix 384 uses it.
# - Doubt the other side: in step 3 take `fact("gb200-gpu", "peak-compute", "bf16", "spec")` times the number of GPUs. It is NVIDIA's
#   figure as well, [2,450 TFLOP/s](fact:gb200-gpu/peak-compute/bf16/spec) a GPU, a little under the half of step 3.
# - Take the sum of the cabinets' maxima in step 6 instead of the analysts' estimate:
#   [719.2 kW](computed:cabinet_maximum_power). Then a maximum meets estimates, so say so.
# - Take one price instead of all: `facts("gb200-nvl72", "price")` lists them.
#
# What you cannot do here is compare *speed*. Nobody has published both machines at the same work. The chapter
# [Side by side](/course/side-by-side.md) says what was measured instead.
