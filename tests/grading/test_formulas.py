"""Formulas are MathML wherever they are read, and carry nothing of a stranger into the page."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grading.classroom.formgrader import _exporter
from grading.formgrader_view import clean_markdown
from grading.formulas import mathml, with_formulas
from grading.nbgrader_config import course_config


def _markdown(source: str) -> str:
    return clean_markdown({"cell": {}}, source)


def test_a_formula_is_mathml_between_the_words() -> None:
    html = _markdown("The **rate** is $\\frac{a}{b}$ and\n\n$$\nx_1 = 2 \\%\n$$\n\n\\begin{matrix} a & b \\end{matrix}")
    assert html.count("<math") == 3 and "<mfrac>" in html and '<math display="block">' in html
    assert "<strong>rate</strong>" in html and "$" not in html and "\\" not in html


@pytest.mark.parametrize(
    "text",
    [
        "It costs between $5 and $10.",
        "Pay \\$5 or \\$6.",
        "Write `$x$` so.",
        "$ 5 and $ 6",
        "```\n$x$ $y$\n```",
        "a $ b",
    ],
)
def test_money_and_code_are_no_formulas(text: str) -> None:
    assert "<math" not in with_formulas(text, str)


@pytest.mark.parametrize(
    "latex",
    [
        "\\text{<script>window.ran=1</script>}",
        "\\text{<img src=x onerror=window.ran=1>}",
        "\\href{javascript:alert(1)}{x}",
        "\\style{background:url(//out.test/x)}{x}",
        "x</math><svg onload=alert(1)>",
    ],
)
def test_html_in_a_formula_does_nothing(latex: str) -> None:
    for text in (f"${latex}$", f"$${latex}$$"):
        html = _markdown(text)
        for bad in ("<script", "<img", "onerror=", "onload=", "javascript:", "url(", "//out.test"):
            assert bad not in html, html


def test_what_cannot_be_drawn_is_shown_as_it_was_written() -> None:
    assert mathml("x^2^3 <b", "inline") == "<code>x^2^3 &lt;b</code>"
    assert mathml("{" * 1500, "inline").startswith("<code>") and mathml("x" * 2001, "block").startswith("<code>")
    assert _markdown("\ue0005\ue001 $x$").count("<math") == 1, "private characters of a trainee mean nothing"


def test_a_displayed_formula_is_drawn_in_formgrader(tmp_path) -> None:
    shown = new_output("display_data", {"text/latex": "$\\displaystyle \\frac{1}{2}$", "text/plain": "1/2"})
    nb = new_notebook(cells=[new_code_cell("show", outputs=[shown])])
    names = ("assignment_id", "notebook_id", "submission_id", "student", "notebook_path", "last_name", "first_name")
    about = dict.fromkeys(names, "x") | {"index": 0, "total": 1, "base_url": "/services/trainer-c"}
    html = _exporter(course_config(tmp_path), "mark").from_notebook_node(nb, resources=about)[0]
    assert "<mfrac>" in html and "displaystyle \\frac" not in html
