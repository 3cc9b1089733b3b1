"""A class whose submissions are odd in every way that happens to honest people, and in a few others."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from tests.grading.fixture_module import MODULE

RIGHT = {"m90-e1": 192.075, "m90-e2": "b", "m90-r1": "The fee is 5 USD. Compare <b>before</b> you send."}
COUNTRY_FILE = '{"schema": 1, "country": "MDA", "pieces": {}}'
_TYPES = {"m90-e1": "number", "m90-e2": "choice", "m90-r1": "text"}


def submit(
    course: Path,
    trainee: str,
    answers: dict[str, object] | None = None,
    change: Callable[[nbformat.NotebookNode], None] | None = None,
) -> Path:
    """Put a submission into the course folder, in the layout that ``nbgrader collect`` makes; returns its folder."""
    folder = course / "submitted" / trainee / MODULE
    folder.mkdir(parents=True)
    nb = nbformat.read(course.parent / "release" / MODULE / "exercises.ipynb", as_version=4)
    if change:
        change(nb)
    nbformat.write(nb, folder / "exercises.ipynb")
    if answers is not None:
        at = "2026-01-05T10:00:00Z"
        entries = {id: {"type": _TYPES[id], "value": value, "at": at} for id, value in answers.items()}
        text = json.dumps({"schema": 1, "trainee": trainee, "answers": entries})
        (folder / "answers.json").write_text(text, encoding="utf-8")
    return folder


def _delete(*ids: str):
    def change(nb: nbformat.NotebookNode) -> None:
        nb.cells = [cell for cell in nb.cells if cell.id not in ids]

    return change


def _duplicate(nb: nbformat.NotebookNode) -> None:
    nb.cells.append(deepcopy(next(cell for cell in nb.cells if cell.id == "m90-e1-mark")))
    nb.cells[-1].id = "copy"


def _edit_graded(nb: nbformat.NotebookNode) -> None:
    for cell in nb.cells:
        if cell.id == "m90-e1-mark":
            cell.source = "2.0"
            cell.metadata.nbgrader.points = 200


def _write_code(nb: nbformat.NotebookNode) -> None:
    cell = next(cell for cell in nb.cells if cell.id == "m90-e3-code")
    # In holds the source of the cells that ran before, graded ones with their hidden tests among them
    cell.source = "print('<script>alert(1)</script>')\nprint(In)\nopen('/elsewhere/not/there')"


def _old_metadata(nb: nbformat.NotebookNode) -> None:
    nb.cells[3].metadata.nbgrader.update(schema_version=1, points=50)
    nb.cells.append(new_code_cell("50.0", metadata={"nbgrader": {"grade_id": "mine", "grade": True, "points": 50}}))


def hand_in(course: Path) -> None:
    """Put all submissions of the class into the course folder."""
    folder = submit(course, "good", RIGHT)
    (folder / "country_file.json").write_text(COUNTRY_FILE, encoding="utf-8")
    submit(course, "empty")
    submit(course, "wrong", {"m90-e1": 197.0, "m90-e2": "a"})
    submit(course, "deleted", RIGHT, _delete("m90-e1-answer", "m90-e1-mark", "m90-e2-text", "m90-r1-task", "m90-top"))
    submit(course, "duplicate", RIGHT, _duplicate)
    submit(course, "oldmeta", RIGHT, _old_metadata)
    linked = submit(course, "edited", {"m90-e1": 5}, _edit_graded)
    (linked / "country_file.json").symlink_to(folder / "country_file.json")
    submit(course, "coder", RIGHT, _write_code)
    folder = submit(course, "broken")
    (folder / "answers.json").write_text('{"schema": 1, "answers": {"m90-e1"', encoding="utf-8")
    folder = submit(course, "renamed", RIGHT)
    (folder / "exercises.ipynb").rename(folder / "exercises-Copy1.ipynb")
    (folder / "lesson.ipynb").write_text("not a notebook", encoding="utf-8")
    folder = submit(course, "copies", RIGHT)
    (folder / "exercises-Copy1.ipynb").write_text("{}", encoding="utf-8")
    nbformat.write(nbformat.v4.new_notebook(cells=[new_code_cell("1/0")]), folder / "lesson.ipynb")
    folder = submit(course, "unreadable")
    (folder / "exercises.ipynb").write_text("{", encoding="utf-8")
