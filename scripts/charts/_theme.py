"""The one look of all figures: colours as names, type, lines. A chart takes every colour from here.

Colours are CSS custom properties, so that one drawing serves light, dark and print; `resolved` puts plain colours in
their place for files that leave the site.
"""

import re
from types import SimpleNamespace
from typing import Any

import altair as alt
import pandas as pd

INK, SOFT, GRID, PAPER, FILL = (f"var(--fig-{n})" for n in ("ink", "soft", "grid", "paper", "fill"))
ACCENT, WARN = "var(--fig-accent)", "var(--fig-warn)"
MAKERS = {name: f"var(--fig-{name.lower()})" for name in ("Huawei", "NVIDIA", "Google", "AMD")} | {
    "AWS": "var(--fig-amazon)"
}
OTHER = "var(--fig-other)"
SOFT_MAKERS = {"Huawei": "var(--fig-huawei-soft)", "NVIDIA": "var(--fig-nvidia-soft)"}

# For downloads and for people without our style sheet; the light scheme of docs/assets/site.css, held to it by a test.
LIGHT = {
    "ink": "#1c2127",
    "soft": "#545c66",
    "grid": "#e3e6ea",
    "paper": "#ffffff",
    "fill": "#eceef1",
    "huawei": "#c2410c",
    "nvidia": "#00755a",
    "google": "#123dad",
    "amazon": "#533512",
    "amd": "#8d4589",
    "other": "#292c32",
    "accent": "#24457f",
    "warn": "#9b1040",
    "huawei-soft": "#f9e1d4",
    "nvidia-soft": "#d3ece4",
}
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # shipped inside vl-convert, so labels are measured alike everywhere

WIDE, NARROW = 680, 340


def records(frame: pd.DataFrame) -> list[SimpleNamespace]:
    """The rows of a frame, their cells as attributes."""
    return [SimpleNamespace(**{str(name): cell for name, cell in row.items()}) for row in frame.to_dict("records")]


def maker_scale(makers: list[str]) -> alt.Scale:
    """A colour scale for the makers that a chart shows."""
    return alt.Scale(domain=makers, range=[MAKERS.get(maker, OTHER) for maker in makers])


def resolved(text: str) -> str:
    """A drawing or specification with plain colours of the light scheme."""
    return re.sub(r"var\(--fig-([a-z-]+)\)", lambda match: LIGHT[match.group(1)], text)


@alt.theme.register("scale-up", enable=True)
def theme() -> Any:  # a TypedDict refuses ** of a plain one
    """Calm: no frame, faint grid, labels in the reader's ink, room around."""
    text = {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "config": {
            "font": FONT,
            "background": "transparent",
            "view": {"stroke": None},
            "padding": 4,
            "axis": {
                **text,
                "gridColor": GRID,
                "domainColor": GRID,
                "tickColor": GRID,
                "labelPadding": 6,
                "titlePadding": 10,
            },
            "header": {**text, "labelFontSize": 13, "labelColor": INK},
            "legend": {**text, "symbolStrokeWidth": 1.5},
            "mark": {"color": ACCENT},
            "text": {"color": INK, "fontSize": 12},
            "title": {"color": INK, "fontSize": 13, "fontWeight": "normal", "anchor": "start"},
            "point": {"filled": True, "size": 80},
            "rule": {"color": SOFT},
            "bar": {"cornerRadius": 0},
        }
    }


def words(text: str, x: alt.X, y: alt.Y, at: tuple[float, float], **mark: Any) -> alt.Chart:
    """A text at a place of a drawing."""
    across, upwards = (str(axis.shorthand).partition(":")[0] for axis in (x, y))
    place = alt.Chart(pd.DataFrame({across: [at[0]], upwards: [at[1]], "text": [text]}))
    return place.mark_text(**mark).encode(x=x, y=y, text="text:N")
