"""Chance that a whole domain is up, by the share of devices that are down

The share of devices that are down at a time to the right, on a logarithmic axis; upwards the chance that all of a domain are up, each
by itself. Solid lines for domains from a server to a pod fall one after the other: the
larger the domain, the earlier. Dashed lines, for two of them with spares, stay near the top far beyond.
"""

import altair as alt
import pandas as pd

from scripts.charts import _theme
from scripts.facts import fact, part, sources_of
from scripts.models import reliability

SHARES = [0.00001 * 10 ** (step / 12) for step in range(43)]  # a thousandth of a per cent to three per cent


def data() -> pd.DataFrame:
    """One row a domain and share of devices down: the chance in per cent."""
    nvl72, cm384 = fact("gb200-nvl72", "scaleup-domain-size"), fact("cloudmatrix-384", "scaleup-domain-size")
    pod, server = part("tpu-v7-pod", "tpu-v7"), part("hgx-h100", "h100-sxm")
    lines = [
        ("server of 8", "NVIDIA", server.count, 0, sources_of([server])),
        ("NVL72", "NVIDIA", int(nvl72.value), 0, sources_of([nvl72])),
        ("CloudMatrix 384", "Huawei", int(cm384.value), 0, sources_of([cm384])),
        (f"pod of {pod.count:,}", "Google", pod.count, 0, sources_of([pod])),
        ("NVL72, 8 spare", "NVIDIA", int(nvl72.value), 8, sources_of([nvl72])),
        ("CloudMatrix 384, 8 spare", "Huawei", int(cm384.value), 8, sources_of([cm384])),
    ]
    return pd.DataFrame(
        [
            {
                "domain": label, "maker": maker, "devices": devices, "spares": spares, "down_percent": 100 * down,
                "up_percent": 100 * reliability.availability_with_spares(
                    devices=devices, needed=devices - spares, device_availability=1 - down
                ),
                "source": source,
            }
            for label, maker, devices, spares, source in lines
            for down in SHARES
        ]
    )  # fmt: skip


def chart(width: int) -> alt.LayerChart | alt.FacetChart:
    """A line for each domain, its name where it falls."""
    narrow = width == _theme.NARROW
    frame = data()
    axis = alt.Axis(title="per cent of devices down", values=[0.001, 0.01, 0.1, 1], format="~g")
    x = alt.X("down_percent:Q", scale=alt.Scale(type="log", domain=[0.001, 3.2]), axis=axis)
    y = alt.Y(
        "up_percent:Q",
        scale=alt.Scale(domain=[0, 104], nice=False),
        axis=alt.Axis(title="per cent of the time", tickCount=5),
    )
    colour = alt.Color("maker:N", scale=_theme.maker_scale(["Google", "Huawei", "NVIDIA"]), legend=None)
    base = alt.Chart(frame).encode(x=x, y=y, color=colour, detail="domain:N")
    solid = base.transform_filter("datum.spares == 0").mark_line(strokeWidth=2)
    dashed = base.transform_filter("datum.spares > 0").mark_line(strokeWidth=2, strokeDash=[5, 4])
    places = {
        "server of 8": (1.4, 82),
        "NVL72": (0.6, 60),
        "CloudMatrix 384": (0.2, 38),
        f"pod of {part('tpu-v7-pod', 'tpu-v7').count:,}": (0.0105, 30),
    }
    short = {"CloudMatrix 384": "CM384"} if narrow else {}
    texts = []
    for one in _theme.records(frame.drop_duplicates("domain")):
        if one.domain in places:
            align = "right"
            texts.append(
                _theme.words(
                    short.get(one.domain, one.domain),
                    x,
                    y,
                    places[one.domain],
                    align=align,
                    dx=-4,
                    color=_theme.MAKERS[one.maker],
                )
            )
    return alt.layer(solid, dashed, *texts).properties(width=width - 60, height=300)
