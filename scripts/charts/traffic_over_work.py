"""What each way of sharing a model asks of a network

Time that a kind of traffic takes, over the time of the matrix products that it goes with, on a logarithmic axis: for Llama 3.1
405B as its makers shared it out, and for the experts of DeepSeek-V3, both on H100. Filled marks are at the rate of the
scale-up domain, hollow ones at that of the network card, a line joins the two. By the card, experts and tensor parallelism
take longer than the work itself, in the domain far less; gradients and the passing on between stages take less on either.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import Row, fact, run, sources_of
from scripts.models import parallelism, training
from scripts.predict.accelerator import scaleout_rate, scaleup_rate
from scripts.predict.architecture import architecture
from scripts.predict.case import Case, of
from scripts.predict.constants import Constants
from scripts.predict.training import products, step_tokens

LLAMA, DEEPSEEK = "llama3_mfu_002", "mbridge_dsv3_h100_2509"


def data() -> pd.DataFrame:
    """One row a kind of traffic: time over that of the products in per cent, in the domain and by the network card."""
    rows = []
    for kind, case, bytes_over_work in (*dense(of(run(LLAMA))), experts(of(run(DEEPSEEK)))):
        used: list[Row] = [
            run(case.case_id),
            *(fact("h100-sxm", name, "one-way") for name in ("scaleup-bandwidth", "scaleout-bandwidth")),
        ]
        rows.append(
            {
                "traffic": kind, "domain_percent": 100 * bytes_over_work / scaleup_rate(case),
                "card_percent": 100 * bytes_over_work / scaleout_rate(case), "source": sources_of(used),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).sort_values("card_percent", ascending=False, ignore_index=True)


def dense(case: Case) -> list[tuple[str, Case, float]]:
    """Kinds of traffic of a dense model with bytes that a rank sends for each second of its products."""
    shape = architecture(case)
    tensors, stages, replicas = case.inputs["tp"], case.inputs["pp"], case.inputs["dp"]
    token = products(case, shape, Constants()) / tensors  # of one token, all stages, on one rank of each
    share = {"layers": shape.layers, "hidden": shape.hidden, "ranks": tensors, "recomputed_share": 0.0, "tokens": 1.0}
    passed = (stages - 1) * parallelism.pipeline_bytes(tokens=1, hidden=shape.hidden, stages=stages) / tensors
    held = shape.parameters / tensors / stages
    step = step_tokens(case) / replicas * token / stages
    return [
        (f"tensor parallelism, {tensors} ranks", case, training.tensor_parallel_bytes(**share) / token),
        (f"pipeline, {stages} stages", case, passed / token),
        (f"gradients, {replicas} replicas", case, training.data_parallel_bytes(parameters=held, ranks=replicas) / step),
    ]


def experts(case: Case) -> tuple[str, Case, float]:
    """Traffic of experts: each of a token's copies sent on its own way."""
    shape, ranks = architecture(case), case.inputs["ep"]
    sent = training.expert_parallel_bytes(
        layers=shape.expert_layers, hidden=shape.hidden, remote_copies=shape.chosen * (ranks - 1) / ranks, tokens=1
    )
    return f"experts, {ranks} ranks", case, sent / products(case, shape, Constants())


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line for each kind, from the domain's mark to the card's."""
    narrow = width == _theme.NARROW
    frame = data().assign(row=lambda f: f.index.astype(float))
    scale = alt.Scale(type="log", domain=[0.03, 400])
    axis = alt.Axis(title="per cent of the time of the products", values=[0.1, 1, 10, 100], format="~g")
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.9, len(frame) - 0.4], nice=False, reverse=True))
    inside, outside = alt.X("domain_percent:Q", scale=scale, axis=axis), alt.X("card_percent:Q", scale=scale)
    base = alt.Chart(frame).encode(y=y)
    limit = alt.Chart(pd.DataFrame({"at": [100.0]})).mark_rule(strokeDash=[4, 3], color=_theme.SOFT)
    lines = base.mark_rule(color=_theme.ACCENT, strokeWidth=2).encode(x=inside, x2="card_percent:Q")
    filled = base.mark_point(color=_theme.ACCENT, size=90, opacity=1).encode(x=inside)
    hollow = base.mark_point(stroke=_theme.ACCENT, fill=_theme.PAPER, size=90, strokeWidth=2, opacity=1).encode(
        x=outside
    )
    names = base.mark_text(align="left", dy=-16).encode(x=inside, text="traffic:N")
    return alt.layer(limit.encode(x=alt.X("at:Q", scale=scale)), lines, filled, hollow, names).properties(
        width=width - 30, height=(54 if narrow else 52) * len(frame)
    )
