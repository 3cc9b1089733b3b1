"""A small book from two invented modules, and the seeds when they are at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode, v4

from book import build
from book.places import Places

ROOT = Path(__file__).parents[2]
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


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Folders of a small book that is built."""
    folder = tmp_path_factory.mktemp("small-book")
    places = Places(
        modules=folder / "modules",
        release=folder / "release",
        manifest=ROOT / "datasets" / "datapackage.json",
        output=folder / "pages",
        work=folder / "work",
    )
    write_module(places.modules, places.release, "m00_orientation", "Orientation")
    write_module(places.modules, places.release, "m98_sample", "A sample")
    assert build.build(places, make_release=False)
    return places


@pytest.fixture
def descriptions(small: Places) -> Iterator[list[dict[str, Any]]]:
    """The descriptions of questions on the sample's exercises page."""
    page = (small.output / "modules" / "m98_sample" / "exercises.html").read_text("utf-8")
    parts = [one.partition('<script type="application/json">')[2] for one in page.split('<div class="course-view"')[1:]]
    yield [json.loads(part.split("</script>")[0]) for part in parts]


@pytest.fixture(scope="session")
def seeds() -> dict[str, list[str]]:
    """Lines of each seed document by its number; the test is skipped where the seeds are not at hand."""
    folder = Path(os.environ.get("COURSE_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not folder.is_dir():
        pytest.skip("the seed documents are not on this machine")
    return {path.name[:3]: path.read_text("utf-8").split("\n") for path in sorted(folder.glob("[0-9]*.txt"))}
