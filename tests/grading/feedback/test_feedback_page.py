"""The feedback page: message first, points in words, nothing secret, nothing active, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import nbformat
import pytest

from grading.feedback.exporter import page, points
from grading.feedback.printed import answer_in_words, mark_message, stem
from grading.feedback.prompt import to_html
from tests.grading.fixture_module import exercises

Feedback = Callable[[str], str]
ABOUT = {"assignment": "m90_fixture", "score": 3.5, "max_score": 11.0, "late_penalty": 0}


def _text(html: str) -> str:
    """The words of a page, without style and tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.S)).split())


class _Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_points_messages_and_answers_in_words(feedback: Feedback) -> None:
    text = _text(feedback("wrong"))
    assert "1 of 11 points" in text
    assert "6 points are not marked yet: they wait for the trainer." in text
    assert "E1. What the family receives Some points 1 of 2 It looks as if the margin was forgotten." in text
    assert "Your answer 197 USD" in text
    assert "No points yet 0 of 3 Who earned this money? Your answer Public money" in text
    assert "R1. A notice for migrants Waits for the trainer up to 6 points" in text


def test_nobody_reads_code_who_wrote_none(feedback: Feedback) -> None:
    page = feedback("good")
    for noise in ("from course", "check(", "ask.number", "schema_version", "[m90-e1]", "points. Correct", "<pre"):
        assert noise not in page
    assert "Full points" in page and "Correct." in page


def test_a_trainee_without_answers_reads_kind_words(feedback: Feedback) -> None:
    text = _text(feedback("empty"))
    assert "0 of 11 points" in text
    assert text.count("No answer was recorded. Next time press “Record answer”") == 2


def test_deleted_parts_are_mentioned(feedback: Feedback) -> None:
    assert "had been deleted. We put them back" in feedback("deleted")
    assert "had been deleted" not in feedback("good")


@pytest.mark.parametrize("trainee", ["good", "wrong", "empty", "coder", "edited", "deleted"])
def test_nothing_secret_in_the_page(feedback: Feedback, trainee: str) -> None:
    page = feedback(trainee)
    secrets = ["HIDDEN TESTS", "MARK SCHEME", "mark.number", "key=", "tolerance", "Two points if the fee is named"]
    if trainee not in ("good", "coder", "deleted"):  # they answered with the key
        secrets.append("192.075")
    assert [secret for secret in secrets if secret in page] == []


def test_own_code_is_folded_and_harmless(feedback: Feedback) -> None:
    page = feedback("coder")
    assert "<script" not in page.lower()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "mark.number" not in page and "tolerance" not in page, "the history was printed"
    assert "FileNotFoundError" in page and "/elsewhere" not in page.split("What it printed")[1]
    assert page.index("<details><summary>Your code") < page.index("What it printed")


def test_no_active_content_and_no_request(feedback: Feedback) -> None:
    for trainee in ("good", "coder"):
        tags = _Tags(feedback(trainee)).tags
        assert not {"script", "iframe", "object", "embed", "link", "img", "form"} & {tag for tag, _ in tags}
        for tag, attributes in tags:
            assert not [name for name in attributes if name.startswith("on")], tag
            assert (attributes.get("href") or "#").startswith("#")
        assert "url(" not in feedback(trainee) and "@import" not in feedback(trainee)
        assert "default-src 'none'" in feedback(trainee)


def test_html_in_answers_stays_text(feedback: Feedback) -> None:
    assert "Compare &lt;b&gt;before&lt;/b&gt; you send." in feedback("good")


def test_structure_for_screen_readers(feedback: Feedback) -> None:
    page = feedback("good")
    tags = _Tags(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for tag, attributes in tags if tag == "a"} <= set(ids)
    assert ("html", {"lang": "en", "dir": "ltr", "class": "course-page"}) in tags
    assert [tag for tag, _ in tags if tag in ("h1", "main")] == ["main", "h1"]


def _scored(comment: str | None = None, score: float = 0.0) -> nbformat.NotebookNode:
    nb = exercises()
    for cell in nb.cells:
        if "points" in cell.metadata.get("nbgrader", {}):
            cell.metadata.nbgrader.score = score
            cell.metadata.nbgrader.comment = comment
    return nb


def test_nbgraders_own_words_are_not_the_trainers() -> None:
    """nbgrader comments "No response." where an optional code cell was left as it is."""
    assert "Your trainer writes" not in page(exercises(), _scored("No response."), set(), ABOUT)


def test_the_trainers_comment_and_points() -> None:
    nb = _scored("Add a date.\nThank you & <i>good luck</i>.", 1.5)
    html = page(exercises(), nb, set(), ABOUT)
    assert "Your trainer writes" in html and "Add a date.\nThank you &amp; &lt;i&gt;good luck" in html
    assert "1.5 of 6" in _text(html) and "waits" not in _text(html)


def test_late_penalty_is_said() -> None:
    assert "Submitted late: 2 points were taken off." in page(
        exercises(), _scored(), set(), ABOUT | {"late_penalty": 2.0}
    )


def _cell(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("stream", name="stdout", text=text)])


def test_what_questions_and_marks_print_is_read_back() -> None:
    cell = _cell("[m10-e1] Question: What is left?\n[m10-e1] Recorded answer: a table\n1 | 2\n")
    assert stem(cell) == "What is left?"
    assert answer_in_words(cell) == "a table\n1 | 2"
    assert answer_in_words(_cell("[m10-e1] No answer recorded.\n")) == "No answer recorded."
    marked = _cell("m10-e1: Recorded: 3\nm10-e1: 0.5 of 2 points. Check the unit. 3 of 4 points. are fun\n")
    assert mark_message(marked) == "Check the unit. 3 of 4 points. are fun"
    assert mark_message(_cell("something else")) == "something else"


def test_points_as_people_write_them() -> None:
    assert [points(value) for value in (2.0, 1.5, 0.6666, 0)] == ["2", "1.5", "0.67", "0"]


def test_prompts_become_html_with_formulas() -> None:
    html = to_html("# Top\n\nPay **USD 5** and $c_1$:\n\n$$\n\\frac{a}{b} \\%\n$$\n\nCode `$x$ y$`.")
    assert "<h4" in html and "<strong>USD 5</strong>" in html
    assert html.count("<math ") == 2 and "<mfrac>" in html and "\\%" not in html
    assert "<code>$x$ y$</code>" in html
