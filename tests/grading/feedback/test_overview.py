"""“Where are my marks”: made with the feedback, only of modules whose feedback was made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser

from grading.feedback.exporter import page
from grading.feedback.overview import Row, rows
from grading.nbgrader_config import course_config
from tests.browsing import accessibility_faults
from tests.grading.fixture_module import exercises

ABOUT = {"assignment": "m90_fixture", "score": 3.5, "max_score": 11.0, "late_penalty": 0}
ROWS = [
    Row("m01_words", "Words <b>first</b>", 3.5, 10, 4, True, "a", "../../../m01_words/feedback/x/exercises.html"),
    Row("m02_data", "Data", 1, 2, 0, True),
    Row("m03_law", "Law", 1, 2, 0, False),
]


def test_the_page_is_written_with_the_feedback(course: Path, feedback: Callable[[str], str]) -> None:
    assert "Where are my marks" not in feedback("good"), "one module needs no table"
    html = (course / "feedback" / "good" / "overview.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]+>", " ", html.split("</style>")[1]).split())
    assert "Fixture: sending money 5 of 11 6 points" in text
    assert 'href="m90_fixture/exercises.html"' in html and "script-src 'none'" in html


def test_marks_are_shown_when_their_feedback_was_made(course: Path, feedback: Callable[[str], str]) -> None:
    url = course_config(course).CourseDirectory.db_url
    assert feedback("wrong")
    (row,) = rows(url, "wrong", course)
    assert (row.score, row.points, row.waiting, row.ready) == (1, 11, 6, True)
    (row,) = rows(url, "wrong", course.parent / "nowhere")
    assert not row.ready and not row.alone and not row.delivered
    assert rows(url, "nobody", course) == []


def test_the_table_in_a_feedback_page() -> None:
    html = page(exercises(), exercises(), set(), ABOUT, ROWS)
    assert "Words &lt;b&gt;first" in html and "../../../m01_words/feedback/x/exercises.html" in html
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "3.5 of 10 4 points" in text and "1 of 2 nothing" in text
    assert "Law Handed in. Your trainer has not given feedback yet." in text


def test_what_was_repaired_is_said() -> None:
    nb = exercises()
    nb.metadata.course.repairs = ["truncated", "numbers", "<script>"]
    html = page(exercises(), nb, set(), ABOUT)
    assert html.count('<p class="note">') == 1 and "ended in the middle" in html


def test_a_traceback_is_folded_and_names_no_place_of_this_machine() -> None:
    from grading.preprocessors.hide_marking import clean_output

    lines = ["Traceback\n", "File /home/x/.venv/lib/python3.11/site-packages/pandas/core/frame.py:4\n  oops()"]
    output = nbformat.v4.new_output("error", ename="KeyError", evalue="'cost' in /home/x/a.csv", traceback=lines)
    found = clean_output(output, set(), False)
    assert found.evalue == "'cost' in a.csv" and "…/pandas/core/frame.py" in found.traceback[1]
    nb = exercises()
    code = next(cell for cell in nb.cells if cell.id == "m90-e3-code")
    code.source, code.outputs = "table['cost']", [found]
    html = page(exercises(), nb, set(), ABOUT)
    assert html.index("KeyError: ") < html.index("Where the error happened") < html.index("frame.py")
    assert "/home" not in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(chromium: Browser, tmp_path: Path, scheme: str) -> None:
    (tmp_path / "page.html").write_text(page(exercises(), exercises(), set(), ABOUT, ROWS), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True)
    shown = context.new_page()
    shown.goto((tmp_path / "page.html").as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    assert accessibility_faults(shown) == []
