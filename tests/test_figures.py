"""All figures and all computed numbers, found by their names."""

import re

import pytest

from scripts import ROOT, computed, facts, figures
from scripts.charts import _theme


@pytest.mark.parametrize("name", figures.names())
def test_a_figure_names_its_sources_and_draws(name: str) -> None:
    """Catch a figure without title, alternative or sources, with a number typed, or that does not draw."""
    module = figures.module_of(name)
    title, alternative = figures.texts(module.__doc__ or "")
    assert title and len(alternative) > 80, "the docstring holds a title line and a text alternative"
    frame = module.data()
    known = set(facts.data().sources)
    for cell in frame["source"]:
        assert set(cell.split(";")) <= known, f"{cell} is not in data/sources.json"
    for width in (_theme.WIDE, _theme.NARROW):
        assert module.chart(width).to_dict()


@pytest.mark.parametrize("name", figures.names())
def test_a_drawing_fits_the_page(name: str) -> None:
    """Catch a drawing with inline style, a plain colour that would not turn dark, or too wide for a phone."""
    import json

    part = json.loads((ROOT / ".build" / "figures" / f"{name}.json").read_text(encoding="utf-8"))
    for kind, most in (("wide", _theme.WIDE), ("narrow", _theme.NARROW)):
        svg = part[kind]
        assert "style=" not in svg and "font-family" not in svg
        assert not re.findall(r'(?:fill|stroke)="(?!none|var\(|url\(|transparent)[^"]+"', svg), (
            "a colour that is not the theme's"
        )
        assert float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1]) <= most + 8  # type: ignore[index]


def test_the_light_colours_are_those_of_the_style_sheet() -> None:
    """Catch downloads in other colours than the page."""
    css = (ROOT / "docs" / "assets" / "site.css").read_text(encoding="utf-8")
    sheet: dict[str, str] = {}
    for name, colour in re.findall(r"--([a-z-]+):\s*([^;]+);", css):
        sheet.setdefault(name, colour)  # the light scheme stands first
    plain = {name: sheet[f"fig-{name}"] for name in _theme.LIGHT}
    assert {name: sheet.get(colour[6:-1], colour) for name, colour in plain.items()} == _theme.LIGHT


@pytest.mark.parametrize("name", sorted(computed.functions()))
def test_a_computed_number_has_words_and_inputs(name: str) -> None:
    """Catch a computed number that says nothing of itself, rests on no row, or runs downwards."""
    result = computed.result(name)
    assert result.doc and result.low <= result.high
    assert result.inputs or "Rests on no row: " in result.doc, (
        "a number of ours rests on rows of data/, or says why on none"
    )


def test_only_coordinates_are_rounded() -> None:
    """Catch a picture whose words hold fewer digits than the live view writes."""
    drawn = figures.inline('<svg viewBox="0 0 9 9"><text x="1.23456">1.604 × 0.3008</text></svg>', "a", "wide")
    assert '<text x="1.23">1.604 × 0.3008</text>' in drawn
