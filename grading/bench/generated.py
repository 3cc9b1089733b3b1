"""Submissions made up by a random number: right, wrong, empty, broken, with partial points and odd outputs."""

from __future__ import annotations

import random
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

MODULE = "m93_generated"

_FEE = [
    "def fee(amount):\n    return 2 + 0.03 * amount",
    "def fee(amount):\n    print('fee of', amount)\n    return 2 + 0.03 * amount",
    "fee = lambda amount: 2.0 + amount * 3 / 100\nfee",
    "def fee(amount):\n    return 0.03 * amount",
    "def fee(amount):\n    raise ValueError('no idea')",
    "def fee(amount)\n    return 1",
    "# Write your code here.",
    "",
    "import warnings\nwarnings.warn('careful')\nfee = lambda amount: 2 + .03 * amount",
    "raise SystemExit(3)",
]
_TOTAL = [
    "total = 1234.5",
    "total = 1000",
    "total = '1234.5'",
    "total = 1_234.5\ntotal",
    "total = sum([1000, 234.5])\nprint(f'{total:.1f}')",
    "totl = 1234.5",
    "import math\ntotal = math.nan",
    "class Odd:\n    def __repr__(self):\n        raise RuntimeError('no picture')\nOdd()",
]
_ODD = [
    "",
    "print('é, 中文, 🙂, \\u202e')",
    "import sys\nprint('to the right', file=sys.stderr)\nprint('to the left')",
    "for i in range(400):\n    print(i)",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>bold</b>'))\nHTML('<i>last</i>')",
    "from IPython.display import display, clear_output\nprint('gone')\nclear_output()\ndisplay({'a': 1}, [2, 3])",
    "from IPython.display import clear_output\nprint('gone later')\nclear_output(wait=True)\nprint('new')",
    "from IPython.display import display\nshown = display('first', display_id='x')\nshown.update('second')",
    "def f():\n    try:\n        1 / 0\n    except ArithmeticError as error:\n        raise KeyError from error\nf()",
    "raise KeyboardInterrupt",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "%%capture said\nprint('kept')",
    "%precision 3\n3.14159265",
    "x = 5; x\nx + 1",
    "_ = 7\nOut, In[-1]",
    "input('your name? ')",
    "open('data.csv').read()",
    "assert 1 == 2, 'as it must be'",
    "from IPython.display import Markdown, Latex, JSON, SVG\nMarkdown('# Title'), Latex('$x$')",
    "exec('1/0')",
    "import os\nos.environ.get('NBGRADER_EXECUTION')",
    "def generator():\n    yield 1\nlist(generator()), {1: {2: {3: list(range(50))}}}",
    "b'bytes', 1e300, complex(1, 2), ..., None",
    "print('a', end='')\nprint('b', end='', flush=True)\nprint('\\rc')",
    "x = 10 ** 5000",
    "try:\n    raise ExceptionGroup('two', [ValueError(1), TypeError(2)])\nexcept* ValueError:\n    print('one')",
    "unknown_name",
    "?len",
    "'long ' * 2000",
]
_TEXT = ["The fee is 5 USD.", "Write your text here.", "", "**Bold** <script>alert(1)</script> $x$"]


def _about(id: str, **values: object) -> dict:
    start = {"schema_version": 3, "grade_id": id, "grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": start | values}


def source() -> NotebookNode:
    """The notebook with solutions and hidden tests; it imports nothing, so that a kernel starts quickly."""
    cells = [
        new_markdown_cell("# Generated", id="top"),
        new_code_cell(
            "### BEGIN SOLUTION\nfee = None\n### END SOLUTION", id="c1", metadata=_about("c1", solution=True)
        ),
        new_code_cell(
            "assert fee(100) == 5\n### BEGIN HIDDEN TESTS\nassert fee(0) == 2, 'a fee without an amount'\n"
            "### END HIDDEN TESTS",
            id="c1-test",
            metadata=_about("c1-test", grade=True, locked=True, points=3),
        ),
        new_code_cell("", id="free"),
        new_code_cell("### BEGIN SOLUTION\ntotal = 1\n### END SOLUTION", id="c2", metadata=_about("c2", solution=True)),
        new_code_cell(
            "points = 0\n### BEGIN HIDDEN TESTS\nif total == 1234.5:\n    points = 2\nelif total == 1000:\n"
            "    points = 0.5\n### END HIDDEN TESTS\npoints",
            id="c2-test",
            metadata=_about("c2-test", grade=True, locked=True, points=2),
        ),
        new_code_cell("# your plan", id="m1", metadata=_about("m1", grade=True, solution=True, points=4)),
        new_markdown_cell("Write your text here.", id="t1", metadata=_about("t1", grade=True, solution=True, points=5)),
        new_markdown_cell("Two points.", id="k1", metadata=_about("k1", task=True, locked=True, points=6)),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def make_course(course: Path) -> Path:
    """A course folder in which the notebook is released; returns it."""
    from grading.nbgrader_config import write_config_file

    write_config_file(course)
    folder = course / "source" / MODULE
    folder.mkdir(parents=True)
    (folder / "data.csv").write_text("country,sent\nMDA,2\n", encoding="utf-8")
    release(course, source())
    return course


def release(course: Path, notebook: NotebookNode) -> None:
    """Release the notebook, again if it must be.

    Raises:
        RuntimeError: nbgrader refuses.
    """
    from grading.autograde import interface

    nbformat.write(notebook, course / "source" / MODULE / "exercises.ipynb")
    result = interface(str(course)).generate_assignment(MODULE, force=True, create=True)
    if not result["success"]:
        raise RuntimeError(result.get("log", "") + result.get("error", ""))


def hand_in(course: Path, count: int, first: int = 0) -> list[str]:
    """Put ``count`` submissions into a course folder; returns the trainees. The same number, the same submission."""
    trainees = []
    for number in range(first, first + count):
        trainee = f"t{number:05}"
        _submit(course, trainee, number)
        trainees.append(trainee)
    return trainees


def _submit(course: Path, trainee: str, number: int) -> None:
    choose = random.Random(number).choice
    chance = random.Random(-number - 1).random
    notebook = nbformat.read(course / "release" / MODULE / "exercises.ipynb", as_version=4)
    honest = number % 3 == 0
    written = {
        "c1": _FEE[0] if honest else choose(_FEE),
        "c2": _TOTAL[0] if honest else choose(_TOTAL),
        "free": _ODD[number % len(_ODD)],
        "m1": choose(["# your plan", "plan = 1", "1/0"]),
        "t1": choose(_TEXT),
    }
    for cell in notebook.cells:
        cell.source = written.get(cell.id, cell.source)
    if chance() < 0.1:
        notebook.cells.insert(2, new_code_cell("own = 1\nown", id="own"))
    if chance() < 0.05:
        notebook.cells = [cell for cell in notebook.cells if cell.id != "c1-test"]
    folder = course / "submitted" / trainee / MODULE
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "exercises.ipynb")
    (folder / "timestamp.txt").write_text(f"2026-02-{1 + number % 28:02} 10:00:00 UTC", encoding="utf-8")
    if chance() < 0.3:
        (folder / "notes").mkdir()
        (folder / "notes" / "plan.txt").write_text("mine", encoding="utf-8")
