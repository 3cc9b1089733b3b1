"""A small module with both ways of marking: recorded answers (the course's) and tests on the trainee's own code."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

MODULE = "m92_attacks"
#: Stands in every hidden test: whoever can print it has read one.
HIDDEN_WORD = "walnut-casserole"
TABLE = {"columns": ["corridor", "cost"], "rows": [["Spain to Morocco", 4.5], ["Italy to Senegal", 6.25]]}

#: nbgrader ids and points of the graded items by the short names that the corpus uses.
ITEMS = {
    "e1": ("m92-e1-mark", 2.0),
    "t1": ("m92-t1-mark", 2.0),
    "c1": ("m92-c1-test", 3.0),
    "c2": ("m92-c2-test", 2.0),
    "c3": ("m92-c3-test", 2.0),
}
RIGHT_CODE = {
    "c1": "def fee(amount):\n    return 2 + 0.035 * amount",
    "c2": "total = 1234.5",
    "c3": 'import pandas as pd\ntable = pd.DataFrame({"corridor": ["a", "b"], "cost": [4.5, 6.25]})',
}
WRONG_CODE = {
    "c1": "def fee(amount):\n    return 0",
    "c2": "total = 0.0",
    "c3": 'import pandas as pd\ntable = pd.DataFrame({"corridor": ["x"], "cost": [0.0]})',
}
_TESTS = {
    "c1": (
        "assert fee(100) == 5.5",
        f'key = 2 + 0.035 * 4321\nassert abs(fee(4321) - key) < 0.001, "{HIDDEN_WORD}"\nassert fee(0) == 2',
    ),
    "c2": (
        "assert total is not None",
        f'word = "{HIDDEN_WORD}"\npoints = 0\nif total == 1234.5:\n    points = 2\n'
        "elif total == 1000.5:\n    points = 1\npoints",
    ),
    "c3": (
        'import pandas as pd\nassert list(table.columns) == ["corridor", "cost"]',
        f'key = pd.DataFrame({{"corridor": ["a", "b"], "cost": [4.5, 6.25]}})  # {HIDDEN_WORD}\n'
        "pd.testing.assert_frame_equal(table, key)",
    ),
}


def _about(id: str, **values: object) -> dict:
    start = {"schema_version": 3, "grade_id": id, "grade": False, "solution": False, "locked": True, "task": False}
    return {"nbgrader": start | values}


def _ask(name: str, source: str) -> nbformat.NotebookNode:
    metadata = {"tags": ["course-run", "hide-input"], **_about(f"m92-{name}-answer")}
    return new_code_cell(f"from course import ask\n{source}", id=f"m92-{name}-answer", metadata=metadata)


def _mark(name: str, mark: str) -> nbformat.NotebookNode:
    id, points = ITEMS[name]
    source = f'from course import check, mark\ncheck("m92-{name}")\n{_hidden(f"# {HIDDEN_WORD}{chr(10)}{mark}")}'
    return new_code_cell(
        source, id=id, metadata={"tags": ["course-mark", "hide-input"], **_about(id, grade=True, points=points)}
    )


def _hidden(text: str) -> str:
    return f"### BEGIN HIDDEN TESTS\n{text}\n### END HIDDEN TESTS"


def _classical(name: str) -> list[nbformat.NotebookNode]:
    id, points = ITEMS[name]
    shown, hidden = _TESTS[name]
    code = f"### BEGIN SOLUTION\n{RIGHT_CODE[name]}\n### END SOLUTION"
    return [
        new_code_cell(code, id=f"m92-{name}-code", metadata=_about(f"m92-{name}-code", solution=True, locked=False)),
        new_code_cell(f"{shown}\n{_hidden(hidden)}", id=id, metadata=_about(id, grade=True, points=points)),
    ]


def exercises() -> nbformat.NotebookNode:
    """The source notebook."""
    cells = [
        new_markdown_cell("# Sending money home", id="m92-top"),
        _ask("e1", 'ask.number("m92-e1", unit="USD")'),
        _mark("e1", 'mark.number("m92-e1", key=192.075, tolerance=0.01, points=2)'),
        _ask("t1", 'ask.table("m92-t1", columns=["corridor", "cost"])'),
        _mark("t1", f'mark.table("m92-t1", key={TABLE!r}, points=2)'),
        *_classical("c1"),
        *_classical("c2"),
        *_classical("c3"),
        _ask("r1", 'ask.text("m92-r1", max_words=60)'),
        new_markdown_cell(
            "=== BEGIN MARK SCHEME ===\nTwo points if the fee is named.\n=== END MARK SCHEME ===",
            id="m92-r1-task",
            metadata=_about("m92-r1-task", task=True, points=6),
        ),
    ]
    nb = new_notebook(cells=cells)
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nb.metadata["course"] = {"module": MODULE, "page": "exercises"}
    return nb


def make_course(root: Path) -> Path:
    """A course folder below ``root`` in which nbgrader has released the module; returns the folder."""
    from grading.autograde import interface
    from grading.nbgrader_config import write_config_file

    course = root / "nbgrader"
    write_config_file(course)
    source = course / "source" / MODULE
    source.mkdir(parents=True)
    nbformat.write(exercises(), source / "exercises.ipynb")
    result = interface(str(course)).generate_assignment(MODULE, force=True, create=True)
    assert result["success"], result
    return course
