"""A small made-up module with every kind of cell that a real module uses."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

MODULE = "m90_fixture"


def _about(id: str, **values: object) -> dict:
    return {
        "schema_version": 3,
        "grade_id": id,
        "grade": False,
        "solution": False,
        "locked": True,
        "task": False,
        **values,
    }


def _code(id: str, source: str, **nbgrader: object) -> nbformat.NotebookNode:
    tags = ["course-mark" if nbgrader.get("grade") else "course-run", "hide-input"]
    metadata = {"tags": tags, "jupyter": {"source_hidden": True}, "nbgrader": _about(id, **nbgrader)}
    return new_code_cell(source, id=id, metadata=metadata)


def _graded(question: str, points: int, mark: str) -> nbformat.NotebookNode:
    source = (
        f'from course import check, mark\ncheck("{question}")\n### BEGIN HIDDEN TESTS\n{mark}\n### END HIDDEN TESTS'
    )
    return _code(f"{question}-mark", source, grade=True, points=points)


def _text(id: str, source: str) -> nbformat.NotebookNode:
    return new_markdown_cell(source, id=id)


def _notebook(page: str, cells: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    nb = new_notebook(cells=cells)
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nb.metadata["course"] = {"module": MODULE, "page": page}
    return nb


def exercises() -> nbformat.NotebookNode:
    """Every kind of cell that a real module uses, in the smallest number."""
    cells = [
        _text("m90-top", "# Fixture: sending money\n\nAnswer in any order."),
        _text("m90-e1-text", "## E1. What the family receives\n\nYou send 200 USD. Fee 5 USD, margin 1.5 %."),
        _code("m90-e1-answer", 'from course import ask\nask.number("m90-e1", unit="USD")'),
        _graded(
            "m90-e1",
            2,
            'mark.number("m90-e1", key=192.075, tolerance=0.01, points=2,'
            ' slips=[(197.0, "It looks as if the margin was forgotten.")])',
        ),
        _text("m90-e2-text", "## E2. Which kind of money?"),
        _code(
            "m90-e2-answer", 'from course import ask\nask.choice("m90-e2", {"a": "Public money", "b": "Private money"})'
        ),
        _graded("m90-e2", 3, 'mark.choice("m90-e2", key="b", points=3, slips={"a": "Who earned this money?"})'),
        _text("m90-e3-text", "## E3. With code, if you like"),
        new_code_cell(
            "### BEGIN SOLUTION\nreceived = (200 - 5) * (1 - 0.015)\n### END SOLUTION",
            id="m90-e3-code",
            metadata={"nbgrader": _about("m90-e3-code", solution=True, locked=False)},
        ),
        _text("m90-r1-text", "## R1. A notice for migrants"),
        _code("m90-r1-answer", 'from course import ask\nask.text("m90-r1", max_words=60)'),
        new_markdown_cell(
            "Your trainer looks at three things.\n\n=== BEGIN MARK SCHEME ===\nTwo points if the fee is named.\n"
            "=== END MARK SCHEME ===",
            id="m90-r1-task",
            metadata={"nbgrader": _about("m90-r1-task", task=True, points=6)},
        ),
    ]
    return _notebook("exercises", cells)


def lesson() -> nbformat.NotebookNode:
    """A lesson with one practice question and a stale output."""
    question = new_code_cell(
        'from course import ask\nask.number("m90-p1", practice={"key": 7})',
        id="m90-p1-answer",
        metadata={"tags": ["course-run", "hide-input"], "jupyter": {"source_hidden": True}},
        outputs=[nbformat.v4.new_output("stream", text="old")],
        execution_count=3,
    )
    return _notebook("lesson", [_text("m90-lesson-top", "# Lesson"), question])


def write_module(sources: Path) -> Path:
    """Write the made-up module into ``sources`` and return its folder."""
    folder = sources / MODULE
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(exercises(), folder / "exercises.ipynb")
    nbformat.write(lesson(), folder / "lesson.ipynb")
    return folder
