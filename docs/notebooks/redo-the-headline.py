# ---
# title: "Notebook: redo the headline"
# description: The sum behind the headline that one machine nearly doubles the other, done again from the rows, step by step.
# ---

# %% [markdown]
# # Redo the headline
#
# "Huawei's machine is nearly twice as fast as NVIDIA's." Behind that headline stands one quotient of peaks. Here it is done again from
# the rows of the data, step by step. You can run this notebook yourself in a clone of the project, and change what you doubt.

# %% [markdown]
# ## Step 1: the rows
#
# `fact` takes a machine, a property and as many words of a row as leave one. The dense 16-bit rate of an Ascend 910C package stands in
# several rows. Let us look at all of them.

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
            "condition": row.condition or "",
            "kind": row.kind,
            "source": short(row.source),
        }
        for row in rows
    ]
)

# %% [markdown]
# The bins are products that can be bought, not opinions. The paper about CloudMatrix 384 implies the middle one. But it is FP16, and one
# more reading exists: the BF16 rate of a *die* in the vendor's simulator, [353.9 TFLOP/s](fact:ascend-910c-die/peak-compute/bf16/bin=752T),
# of which a package has two.

# %% [markdown]
# ## Step 2: three readings of one package

# %%
die = fact("ascend-910c-die", "peak-compute", "bf16", "bin=752T").quantity
readings = {
    "simulator, BF16": part("ascend-910c", "ascend-910c-die").quantity * die,
    "white paper, FP16": fact("ascend-910c", "peak-compute", "fp16", "bin=752T").quantity,
    "analysts, BF16": fact("ascend-910c", "peak-compute", "bf16").quantity,
}
pd.DataFrame({"TFLOP/s a package": {name: float(rate.to("TFLOP/s").magnitude) for name, rate in readings.items()}})

# %% [markdown]
# ## Step 3: the other machine
#
# NVIDIA prints its rack's rate *with sparsity*. Half of it is dense, the figure to compare with.

# %%
printed = fact("gb200-nvl72", "peak-compute", "bf16", "sparse")
dense = printed.quantity / 2
print(f"printed {printed.value:g} {printed.unit}, dense {dense:~P}")

# %% [markdown]
# ## Step 4: the quotient

# %%
packages = fact("cloudmatrix-384", "scaleup-domain-size").quantity
headline = pd.DataFrame(
    [
        {
            "reading": name,
            "system_pflops": float((packages * rate).to("PFLOP/s").magnitude),
            "ratio": float((packages * rate / dense).to("").magnitude),
        }
        for name, rate in readings.items()
    ]
).round(2)
headline

# %% [markdown]
# So the headline's quotient lies between [1.51 and 1.66](computed:compute_ratio). It is true of *peak dense 16-bit compute, per system*,
# and of nothing else. "Nearly twice" rounds up.

# %% [markdown]
# ## Step 5: per what?
#
# The same numbers, divided by what each machine uses.

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
).round(2)
ratios

# %%
import altair as alt

alt.Chart(
    ratios,
    description="Ratio of 16-bit compute, CloudMatrix 384 over GB200 NVL72, on a logarithmic axis: above one per system, below one per dollar, per kilowatt, per accelerator and per rack.",
).mark_bar(height=9, cornerRadius=4).encode(
    x=alt.X("low:Q", scale=alt.Scale(type="log", domain=[0.08, 2]), title="CloudMatrix 384 ÷ GB200 NVL72"),
    x2="high:Q",
    y=alt.Y("question:N", sort=None, title=None),
)

# %% [markdown]
# ## What you can change
#
# - Take another bin: write `"bin=800T"` in step 2. It is a product too, and no source says that CloudMatrix 384 used it.
# - Take another price or power: `facts("gb200-nvl72", "price")` lists them.
# - Take the sum of the cabinets' maxima instead of the analysts' estimate: [719.2 kW](computed:cabinet_maximum_power).
#
# What you cannot do here is compare *speed*. Nobody has published both machines at the same work. The chapter
# [Side by side](/course/side-by-side.md) says what was measured instead.
