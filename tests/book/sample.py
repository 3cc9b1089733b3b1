"""An invented module, small enough to be built in seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

QUESTION: dict[str, Any] = {
    "schema": 1,
    "kind": "question",
    "type": "choice",
    "id": "m98-e1",
    "text": "Which one?",
    "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
    "multiple": False,
}
PRACTICE = {**QUESTION, "id": "m98-p1", "practice": {"key": "b", "right": "Yes.", "wrong": "No."}}
STILL = "<figure><svg role='img' aria-label='A line that rises' viewBox='0 0 9 9'><path d='M0 9L9 0'/></svg></figure>"


def show(mime: str, content: Any, html: str) -> str:
    """Source of a cell that displays one MIME bundle."""
    return (
        "from IPython.display import display\n"
        f"display({{{mime!r}: {content!r}, 'text/html': {html!r}, 'text/plain': 'x'}}, raw=True)"
    )


def notebook(title: str, question: dict[str, Any]) -> NotebookNode:
    """A released notebook with a formula, a question, a chart, code, and a cell that would only check."""
    figure = {"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4]}], "layout": {"title": {"text": "T"}}}
    made = v4.new_notebook(
        cells=[
            v4.new_markdown_cell(f"# {title}\n\nText with $k = \\frac{{1}}{{2}}$.\n\n## Part one\n\nMore text."),
            v4.new_code_cell(
                show("application/vnd.course.view+json", question, "<p>Which one? A or B</p>"),
                metadata={"tags": ["course-run", "hide-input"]},
            ),
            v4.new_code_cell(
                show("application/vnd.plotly.v1+json", figure, STILL), metadata={"tags": ["course-run", "hide-input"]}
            ),
            v4.new_code_cell(
                "import os\nprint('static', os.environ['COURSE_STATIC'])", metadata={"tags": ["course-code"]}
            ),
            v4.new_code_cell(
                "raise SystemError('never run in a book')", metadata={"tags": ["course-mark", "hide-input"]}
            ),
            v4.new_code_cell("raise NotImplementedError()", metadata={"nbgrader": {"solution": True, "grade": False}}),
        ]
    )
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return made


def write_module(modules: Path, release: Path, name: str, title: str) -> None:
    """An invented module and its release."""
    (modules / name).mkdir(parents=True)
    (release / name).mkdir(parents=True)
    number = name.split("_")[0].upper()
    (modules / name / "module.toml").write_text(
        f'number = "{number}"\ntitle = "{title}"\nsummary = "Short."\nprerequisites = []\n'
        "[minutes]\nself = 45\nlive = 110\nfollow_up = 30\n"
        '[[objective]]\ntext = "Say one thing."\n'
        '[[section]]\ntitle = "Part one"\npage = "lesson"\nmode = "self"\nminutes = 10\n',
        "utf-8",
    )
    nbformat.write(notebook(title, PRACTICE), release / name / "lesson.ipynb")
    nbformat.write(notebook(f"Exercises: {title}", QUESTION), release / name / "exercises.ipynb")
