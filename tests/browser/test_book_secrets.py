"""Nothing that only trainers may see stands in the book: searched line by line, from the sources of the modules."""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".html", ".js", ".json", ".ipynb", ".md", ".txt"}
HIDDEN = re.compile(r"(?:### BEGIN HIDDEN TESTS|=== BEGIN MARK SCHEME ===)\n(.*?)\n(?:### END|=== END)", re.S)


def hidden_lines(notebook: Path) -> set[str]:
    """The lines of hidden tests and mark schemes that stand nowhere else and are long enough to be recognized.

    What a hidden test imports stands in other modules' code, too, and tells nothing.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    visible = "\n".join(HIDDEN.sub("", source) for source in sources)
    lines = {line.strip() for source in sources for part in HIDDEN.findall(source) for line in part.split("\n")}
    return {
        line for line in lines if len(line) > 24 and line not in visible and not line.startswith(("from ", "import "))
    }


@pytest.fixture(scope="module")
def published(book: Path) -> dict[str, str]:
    """The text of every file of the book, as a reader could read it: without marks of HTML and JSON."""
    found = {}
    for path in book.rglob("*"):
        if path.suffix in TEXT and path.name != "plotly.min.js":
            text = path.read_text("utf-8", errors="replace")
            if path.suffix == ".html":
                text = html.unescape(re.sub(r"<[^>]+>", "", text))
            found[path.relative_to(book).as_posix()] = text.replace('\\"', '"')
    # the browser lab: what its engine loads as the course's library
    wheels = list(book.glob("lab/pyodide/migration_development_course-*.whl"))
    assert len(wheels) == 1, "the book of these tests has a lab"
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = [name for name in wheel.namelist() if Path(name).suffix in {*TEXT, ".py", ".toml", ".csv"}]
        assert "course/mark.py" in names
        found |= {f"wheel: {name}": wheel.read(name).decode("utf-8", "replace") for name in names}
    return found


def test_the_lab_has_the_released_pages_only(published: dict[str, str]) -> None:
    pages = [text for name, text in published.items() if name.startswith("lab/files/") and name.endswith(".ipynb")]
    assert len(pages) >= 2 * len(list((ROOT / "modules").glob("*/exercises.ipynb")))
    assert not any("HIDDEN TESTS" in text or "MARK SCHEME" in text for text in pages)


@pytest.mark.parametrize("module", sorted(path.parent.name for path in (ROOT / "modules").glob("*/exercises.ipynb")))
def test_no_line_of_a_hidden_test_is_in_the_book(module: str, published: dict[str, str]) -> None:
    lines = hidden_lines(ROOT / "modules" / module / "exercises.ipynb")
    assert len(lines) >= 3, "this search finds nothing to search for"
    leaks = {(name, line) for name, text in published.items() for line in lines if line in text}
    assert leaks == set()


@pytest.mark.parametrize("module", sorted(path.parent.name for path in (ROOT / "modules").glob("*/trainer.md")))
def test_no_key_of_the_trainers_notes_is_in_the_book(module: str, published: dict[str, str]) -> None:
    notes = (ROOT / "modules" / module / "trainer.md").read_text("utf-8")
    rows = [line.strip() for line in re.findall(r"^\| [emr]?\w*e\d\w*\*? \|.*$", notes, re.M)]
    # the capstone has one marked question, and its rules are public
    assert len(rows) >= (1 if module == "m15_capstone" else 3)
    reasons = [cell.strip() for row in rows for cell in row.split("|")[3:] if len(cell.strip()) > 40]
    leaks = {(name, reason) for name, text in published.items() for reason in reasons if reason in text}
    assert leaks == set()
    assert not any("trainer.md" in name for name in published)
