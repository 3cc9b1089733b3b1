"""Changes of a notebook; each function gives the new one."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from tests.grading.attacks.attack_module import ITEMS

Places = dict[str, str]
_GRADED = [id for id, _points in ITEMS.values()]


def _graded(nb: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in nb.cells if cell.id in _GRADED]


def _each(nb: NotebookNode, change: Any) -> NotebookNode:
    for cell in _graded(nb):
        change(cell)
    return nb


def tag_graded_cells(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.metadata.update(tags=["skip-execution", "course-mark"]))


def tag_raises_exception(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.metadata.update(tags=["raises-exception", "nbgrader-skip", "remove-cell"]))


def course_tags(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        if cell.id.endswith("-code"):
            cell.source = "import course.mark\ncourse.mark.outcome = lambda *a, **k: (1.0, 'Correct.', None)"
            cell.metadata.tags = ["course-mark", "course-run"]
            cell.metadata.nbgrader.update(locked=True, grade=False, solution=False)
    return nb


def no_tags(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        cell.metadata.pop("tags", None)
        if cell.id == "m92-c1-code":
            cell.source = "import course.mark\ncourse.mark.outcome = lambda *a, **k: (1.0, 'Correct.', None)"
    nb.cells.insert(0, nb.cells.pop(next(i for i, cell in enumerate(nb.cells) if cell.id == "m92-c1-code")))
    return nb


def more_points(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.metadata.nbgrader.update(points=1000))


def delete_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells = [cell for cell in nb.cells if cell.id not in _GRADED]
    return nb


def empty_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.update(source=""))


def edit_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.update(source="2.0"))


def duplicate_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for number, cell in enumerate(_graded(nb)):
        for copy, place in ((deepcopy(cell), 0), (deepcopy(cell), len(nb.cells))):
            copy.source, copy.id = "2.0", f"copy-{number}-{place}"
            copy.metadata.nbgrader.checksum = compute_checksum(copy)
            nb.cells.insert(place, copy)
    return nb


def split_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in _graded(nb):
        rest = deepcopy(cell)
        lines = cell.source.splitlines()
        cell.source, rest.source, rest.id = lines[0], "\n".join(lines[1:]) or "2.0", f"{cell.id}-rest"
        nb.cells.insert(nb.cells.index(cell) + 1, rest)
    return nb


def rename_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in _graded(nb):
        cell.metadata.nbgrader.grade_id += "-mine"
        cell.id += "-mine"
        cell.source = "2.0"
    return nb


def unlock_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in _graded(nb):
        cell.metadata.nbgrader.update(locked=False, solution=True)
        cell.source = "2.0"
    return nb


def strip_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in _graded(nb):
        del cell.metadata["nbgrader"]
        cell.source = "2.0"
    return nb


def markdown_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _retyped(nb, "markdown")


def raw_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _retyped(nb, "raw")


def _retyped(nb: NotebookNode, kind: str) -> NotebookNode:
    for cell in _graded(nb):
        cell.cell_type = kind
        cell.metadata.nbgrader.cell_type = kind
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    return nb


def solution_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        if cell.id.endswith("-code"):
            cell.metadata.nbgrader.update(grade=True, points=3, locked=False)
            cell.source += "\n3.0"
    return nb


def solution_takes_id(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    tests = {id.rsplit("-", 1)[0]: id for id in _GRADED}
    for cell in nb.cells:
        if cell.id.endswith("-code"):
            cell.metadata.nbgrader.update(grade_id=tests[cell.id.rsplit("-", 1)[0]], grade=True, points=3)
            cell.source = "3.0"
    return nb


def forge_checksums(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in _graded(nb):
        cell.source = "2.0"
        cell.metadata.nbgrader.checksum = compute_checksum(cell)
    return nb


def task_graded(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    cell = next(cell for cell in nb.cells if cell.id == "m92-r1-task")
    nb.cells[nb.cells.index(cell)] = nbformat.v4.new_code_cell("6.0", id=cell.id, metadata=cell.metadata)
    nb.cells[-1].metadata.nbgrader.update(task=False, grade=True, points=6)
    return nb


def stored_outputs(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for number, cell in enumerate(_graded(nb)):
        cell.execution_count = number
        cell.metadata.tags = ["skip-execution"]
        text = {"text/plain": "2.0"}
        cell.outputs = [nbformat.v4.new_output("execute_result", data=text, execution_count=number)]
    return nb


def reverse(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells.reverse()
    return nb


def other_kernel(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.metadata.kernelspec = {"name": "mine", "display_name": "Mine", "language": "bash"}
    nb.metadata.language_info = {"name": "bash"}
    return nb


def old_schema(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.metadata.nbgrader.update(schema_version=1))


def new_schema(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    return _each(nb, lambda cell: cell.metadata.nbgrader.update(schema_version=99))


def odd_metadata(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell, value in zip(_graded(nb), ("a text", [1, 2], None, 5, {}), strict=True):
        cell.metadata["nbgrader"] = value
        cell.metadata["course"] = value
    return nb


def forged_notes(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.metadata["course"] = {"restored": ["<b>"], "touched": []}
    for cell in _graded(nb):
        cell.metadata["course"] = {"touched": [], "counted": True}
        cell.metadata["execution"] = {"iopub.execute_input": "x"}
    return nb


def markdown_content(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    data = {"x.svg": {"image/svg+xml": "<svg onload=\"document.title='XSS'\"/>"}}
    text = "<script>document.title='XSS'</script>\n\n[x](javascript:alert(1)) ![y](attachment:x.svg)"
    text += "\n\n<iframe srcdoc='x'></iframe>"
    cell = nbformat.v4.new_markdown_cell(text, id="own-text", attachments=data)
    nb.cells.insert(1, cell)
    return nb


def active_outputs(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    html = {"text/html": "<script>document.title='XSS'</script>"}
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("display_data", data=html)]
    return nb


def ask_cells_become_marks(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        if cell.id.endswith("-answer"):
            cell.metadata.tags, cell.source = ["course-mark"], "2.0"
            cell.metadata.nbgrader.update(grade=True, points=5, locked=True, solution=False)
    return nb


def own_mark_cells(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    source = "import course.mark\ncourse.mark.outcome = lambda *a, **k: (1.0, 'x', None)"
    about = {"schema_version": 3, "grade": True, "points": 3, "solution": False, "locked": True, "task": False}
    for number in range(2):
        own = {"tags": ["course-mark", "course-run"], "nbgrader": {**about, "grade_id": f"own{number}"}}
        nb.cells.insert(0, nbformat.v4.new_code_cell(source, id=f"own-{number}", metadata=own))
    return nb


def colliding_ids(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        if cell.id.endswith("-code"):
            cell.id = cell.id.replace("-code", "-test")
            cell.source = "2.0"
            del cell.metadata["nbgrader"]
        elif cell.id.endswith("-test"):
            cell.id = cell.metadata.nbgrader.grade_id = cell.id.replace("-test", "-code")
            cell.source = "def fee(a): return 0\ntotal = 0\n3.0"
    return nb


def hostile_notebook_metadata(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    script = "<script>document.title='XSS'</script>"
    widget = {"a": {"model_name": "HTMLModel", "state": {"value": script}}}
    nb.metadata.update(widgets={"application/vnd.jupyter.widget-state+json": {"state": widget}}, title=script)
    nb.metadata.update(course={"module": "../../../etc", "page": "../../x"}, authors=[{"name": script}])
    nb.metadata.language_info = {"name": "python", "file_extension": "/../../x.html", "pygments_lexer": "<b>"}
    run = ["touch", f"{places['canary']}/kernel"]
    nb.metadata.kernelspec = {"name": "../x", "display_name": script, "language": "python", "argv": run}
    return nb


def odd_outputs(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    odd = [{}, "x", [1], {"output_type": "x"}, {"output_type": "stream", "text": 5}, {"output_type": "display_data"}]
    for number, cell in enumerate(cell for cell in nb.cells if cell.cell_type == "code"):
        cell.outputs = odd[: number % 7] if number % 2 else {"a": 1}
        cell.execution_count = {"a": 1}
    return nb


def odd_sources(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    code = {"cell_type": "code", "outputs": [], "execution_count": None, "metadata": {}}
    odd = (
        code | {"source": ["a\n", 5, None], "id": "o1"},
        {"cell_type": "markdown", "source": {"a": 1}, "metadata": [], "id": "o2"},
        {"cell_type": "video", "source": "x", "metadata": {}, "id": "o3"},
        code | {"source": "x = 1", "metadata": {"tags": "skip-execution"}, "id": "o4"},
        code | {"source": "y = 1", "metadata": {"tags": [1, {"a": 1}]}, "id": "o5"},
    )
    nb.cells += [nbformat.from_dict(one) for one in odd]
    return nb
