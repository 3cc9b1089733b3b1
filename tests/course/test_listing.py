"""A listing shows whole texts, keeps markup harmless, and refuses rows that do not fit."""

import re

import pytest

from course import reintegration
from course.listing import Listing


def test_texts_stay_whole_and_harmless():
    long = "who might come back one day, " * 5
    html = Listing("A < B", ["Name", "Weeks"], [["<b>x</b>", 3], [long, "-"]])._repr_html_()
    assert long.strip() in html and "…" not in html
    assert "<b>" not in html and "&lt;b&gt;x" in html and "A &lt; B" in html
    assert re.search(r'<td style="text-align:right;[^"]*">3</td>', html)
    assert html.count('scope="row"') == 2 and html.count('scope="col"') == 2


def test_the_plain_text_holds_the_same():
    assert repr(Listing("T", ["a", "b"], [["x", 1]])) == "T\na | b\nx | 1"


def test_a_row_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="needs 2 cells"):
        Listing("T", ["a", "b"], [["x"]])


def test_the_listings_of_m12():
    directory = reintegration.directory()
    assert len(directory.rows) == 24 and directory.rows[0][4] == "all"
    facts = reintegration.facts_listing("NPL")
    assert facts.columns[0] == "Nepal" and len(facts.rows) == 7
