# ---
# title: Redo the headline
# description: Placeholder. The sum behind the headline, done again from the records.
# ---

# %% [markdown]
# # Redo the headline
#
# Placeholder: the text comes later.

# %%
ratio = 300 / 180
round(ratio, 2)

# %% [markdown]
# ## The two machines side by side

# %%
import pandas as pd

machines = pd.DataFrame({"Machine": ["A", "B"], "Value": [300, 180]}).set_index("Machine")
machines

# %%
import altair as alt

from scripts.charts import _theme

bars = alt.Chart(machines.reset_index(), description="Two bars: A is longer than B.").mark_bar()
bars.encode(x="Value:Q", y=alt.Y("Machine:N", title=None), color=alt.value(_theme.ACCENT))
