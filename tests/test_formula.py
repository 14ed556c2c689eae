"""Formulas that pages show: what stands in them, and what is refused."""

import html
import re

import pytest

from scripts import formula
from scripts.facts import Unchosen


def plain(text: str) -> str:
    """MathML as a line of text, fractions in square brackets."""
    text = text.replace("&#160;", " ").replace("<mfrac>", "[").replace("</mfrac>", "]")
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_a_formula_says_what_the_function_says() -> None:
    """Catch a bracket, a sign or a symbol lost on the way to the page."""
    text = plain(formula.mathml(formula.find("packaging.negative_binomial_yield")))
    assert text == "negative binomial yield=(1+[A·D0κ])−κ"
    text = plain(formula.mathml(formula.find("memory.kv_bytes_latent")))
    assert text == "kv bytes latent=[L·(dc+dr)·w8]"


def test_a_loop_is_shown_as_code() -> None:
    """Catch a loop that is silently dropped from a formula."""
    function = formula.find("packaging.yield_with_spares")
    with pytest.raises(formula.Unwritable):
        formula.mathml(function)
    assert "for bad in range" in formula.show(function)


def test_the_quantities_of_a_formula_are_named() -> None:
    """Catch a symbol that the page does not explain."""
    shown = formula.show(formula.find("packaging.silicon_tested"))
    assert shown.count("<tr><td><math>") == 4 and "Area of one die of a package." in shown


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("packging.poisson_yield", "no module 'packging' in scripts/models; did you mean packaging?"),
        ("packaging.poison_yield", "did you mean poisson_yield?"),
        ("packaging._check", "no function '_check'"),
    ],
)
def test_an_unknown_formula_is_named(name: str, message: str) -> None:
    """Catch a misspelt formula that would leave a hole in the page."""
    with pytest.raises(Unchosen, match=re.escape(message)):
        formula.find(name)
