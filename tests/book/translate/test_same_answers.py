"""An answer to a translated question is recorded and marked like the same answer to the English one."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
import pytest

from book.translate import catalogues
from course import answers, ask
from course.recorder import Recorder
from grading.bank import load

MODULE = "m00_orientation"
BANK = load(MODULE)
SOURCE = nbformat.read(Path(__file__).parents[3] / "modules" / MODULE / "exercises.ipynb", as_version=4)
LANGUAGES = [code for code in catalogues.languages() if code != catalogues.SOURCE]
Recorded = tuple[Any, float]  # what the file of answers holds, and the points


@pytest.fixture
def answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, object], Recorded]]:
    """Record a raw answer with the question's cell in one language, and mark it."""
    for name in ("NBGRADER_EXECUTION", "COURSE_STATIC", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COURSE_TRAINEE", BANK.trainee)
    answers.use_folder(tmp_path)

    def give(language: str, question: str, raw: object) -> Recorded:
        monkeypatch.setenv("COURSE_LANG", language)
        cells = {cell.get("id"): cell.source for cell in catalogues.notebook(SOURCE, language)[0].cells}
        exec(cells[f"{question}-answer"], {})
        reply = Recorder(ask.known[question]).record({"raw": raw})
        assert reply["ok"], reply["text"]
        tree = ast.parse(cells[f"{question}-mark"])
        names: dict[str, object] = {}
        with redirect_stdout(StringIO()):
            exec(compile(ast.Module(tree.body[:-1], []), question, "exec"), names)
            points = eval(compile(ast.Expression(tree.body[-1].value), question, "eval"), names)
        return reply["value"], points

    yield give
    answers.use_folder(None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", list(BANK.entries))
def test_value_and_points_are_those_of_the_english_page(answer: Callable, language: str, question: str) -> None:
    entry = BANK.entries[question]
    half = [] if entry.half is None else [entry.half]
    for raw in (entry.model, *entry.also, *half, *(slip.raw for slip in entry.slips)):
        assert answer(language, question, raw) == answer("en", question, raw), raw
    assert answer(language, question, entry.model)[1] == entry.points


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_really_translated(language: str) -> None:
    page, state = catalogues.notebook(SOURCE, language)
    assert state != "none"  # the source has notes for trainers, too, which nobody translates
    assert page.cells[0].source != SOURCE.cells[0].source
    assert [cell.get("id") for cell in page.cells] == [cell.get("id") for cell in SOURCE.cells]
