"""Formulas."""

from __future__ import annotations

import pytest
from sphinx.errors import ExtensionError

from book.ext.mathml import mathml


def test_a_formula_keeps_its_source_as_text() -> None:
    html = mathml(r"a < \frac{1}{b}", "inline")
    assert html.startswith('<math alttext="a &lt; \\frac{1}{b}"')
    assert "<mfrac>" in html


def test_signs_in_text_lose_their_backslash() -> None:
    assert r"\%" not in mathml(r"\text{cost in \%}", "block").split(">", 1)[1]


def test_a_broken_formula_stops_the_build() -> None:
    with pytest.raises(ExtensionError, match="frac"):
        mathml(r"\frac{1}{", "inline")
