"""Which process runs which cell."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grading.execution import plan


def _cell(id: str, source: str, tags: tuple[str, ...] = (), **about: Any) -> NotebookNode:
    metadata: dict[str, Any] = {"tags": list(tags)}
    if about:
        start = {"grade_id": id, "grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
        metadata["nbgrader"] = start | about
    return new_code_cell(source, id=id, metadata=metadata)


def _release() -> NotebookNode:
    return new_notebook(
        cells=[
            _cell("ask", "ask()", ("course-run",), locked=True),
            _cell("mark", "mark()", ("course-mark",), grade=True, points=1),
            _cell("setup", "import math as m", locked=True),
            _cell("code", "# Write", solution=True, locked=False),
            _cell("test", "assert fee(1) == 1", grade=True, points=1),
            _cell("same", "assert open('x').read()", grade=True, points=1),
        ]
    )


def _submission() -> NotebookNode:
    nb = _release()
    nb.cells[3].source = "def fee(x): return x"
    return nb


def test_without_a_release_all_cells_run_together() -> None:
    assert plan.apart(_submission().cells, None, "skip") == plan.Plan((), (0, 1, 2, 3, 4, 5))


def test_marks_and_tests_never_meet_the_trainees_code() -> None:
    steps = plan.apart(_submission().cells, _release(), "skip")
    assert steps.course == (0, 1, 4)
    assert steps.trainee == (0, 2, 3, 5)
    assert steps.tests == {4}
    assert steps.imports == "import math as m"


def test_unchanged_pages_without_tests_need_one_process() -> None:
    nb, release = _release(), _release()
    nb.cells, release.cells = nb.cells[:4], release.cells[:4]
    assert plan.apart(nb.cells, release, "skip") == plan.Plan((0, 1, 2, 3), ())


def test_tags_cannot_skip_a_graded_cell_nor_make_a_cell_the_courses() -> None:
    nb = _submission()
    nb.cells[4].metadata.tags = ["skip"]
    nb.cells[3].metadata.tags = ["course-mark", "course-run"]
    nb.cells[1].metadata.tags = []
    steps = plan.apart(nb.cells, _release(), "skip")
    assert 4 in steps.tests
    assert 3 in steps.trainee
    assert 3 not in steps.course
    assert 1 in steps.course
    assert 1 not in steps.trainee


@pytest.mark.parametrize(
    ("source", "apart"),
    [
        ("assert fee(1) == 2", True),
        ("import pandas as pd\npd.testing.assert_frame_equal(a, b)", True),
        ("assert sorted(x, key=lambda one: -one)", True),
        ("assert apply(lambda x: x)", False),
        ("%matplotlib inline", False),
        ("from unittest.mock import patch", False),
        ("pd.read_csv('out.csv')", False),
        ("In[1]", False),
        ("await x", False),
        ("x = (", False),
    ],
)
def test_which_tests_can_run_apart(source: str, apart: bool) -> None:
    assert plan.works_apart(source) is apart
