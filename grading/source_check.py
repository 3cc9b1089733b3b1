"""Find mistakes in a module's source notebooks before they are released.

nbgrader gives *full* marks to a graded cell whose last value it cannot read, and refuses a whole submission at a score
above the cell's points; so these rules are checked in the source, where they cost nothing.
"""

from __future__ import annotations

import ast
import re
import warnings
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.nbgraderformat.common import SchemaTooOldError, ValidationError
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from grading.release import RECORDS, SELF_CHECK

HIDDEN_BEGIN, HIDDEN_END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
SCHEME_BEGIN, SCHEME_END = "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ==="
SECRET_WORDS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "BEGIN MARK SCHEME", "END MARK SCHEME", "BEGIN SOLUTION")
_QUESTION_ID = re.compile(r"m\d\d-[a-z]\d+[a-z]?")


@dataclass(frozen=True)
class Call:
    """One call such as ``ask.number("m10-e1a", …)`` in a cell.

    Attributes:
        kind: ``ask`` or ``mark``.
        type: The question type, for example ``number``.
        id: The question's id, or ``""`` when it is not written as plain text.
        keywords: The values of keywords that are plain literals; others are ``None``.
        names: Every keyword that is there.
    """

    kind: str
    type: str
    id: str
    keywords: dict[str, object]
    names: frozenset[str]


def calls(source: str) -> list[Call]:
    """The ``ask`` and ``mark`` calls in a code cell; none when it is not plain Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [call for node in ast.walk(tree) if isinstance(node, ast.Call) and (call := _call(node))]


def _call(node: ast.Call) -> Call | None:
    function = node.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)):
        return None
    if function.value.id not in ("ask", "mark"):
        return None
    first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
    keywords = {word.arg: getattr(word.value, "value", None) for word in node.keywords if word.arg}
    return Call(function.value.id, function.attr, str(first), keywords, frozenset(keywords))


def check_module(folder: Path) -> list[str]:
    """Problems of one module's notebooks, as sentences for its author; empty when it can be released.

    Args:
        folder: The module's folder with ``lesson.ipynb``, ``exercises.ipynb`` and maybe ``selfcheck.ipynb``.
    """
    problems: list[str] = []
    notebooks: dict[str, NotebookNode] = {}
    for name in ("lesson", "exercises", "selfcheck"):
        if name == "selfcheck" and not (folder / SELF_CHECK).exists():
            continue
        try:
            notebooks[name] = _read(folder / f"{name}.ipynb")
        except FileNotFoundError:
            problems.append(f"{name}.ipynb is missing")
        except (nbformat.ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{name}.ipynb is not a valid notebook: {str(error).splitlines()[0]}")
    for record in RECORDS:
        if (folder / record).exists():
            problems.append(f"{record} must not be here: nbgrader would copy it over every submission")
    if problems:
        return problems
    for name, nb in notebooks.items():
        problems += [f"{name}.ipynb: {text}" for text in _check_notebook(nb, folder.name, name)]
        problems += [f"{name}.ipynb: {text}" for text in _check_tags(nb)]
    problems += [f"lesson.ipynb: {text}" for text in check_lesson(notebooks["lesson"])]
    if "selfcheck" in notebooks:
        problems += [f"{SELF_CHECK}: {text}" for text in check_lesson(notebooks["selfcheck"])]
    problems += [f"exercises.ipynb: {text}" for text in check_exercises(notebooks["exercises"])]
    return problems + _check_together(notebooks)


def _read(path: Path) -> NotebookNode:
    """A notebook as it stands in the file: ``nbformat.read`` would silently give new ids to cells that share one."""
    nb = nbformat.v4.reads(path.read_text(encoding="utf-8"))
    copied = deepcopy(nb)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about shared ids, which _check_notebook reports
        nbformat.validate(copied)
    return nb


def _check_notebook(nb: NotebookNode, module: str, page: str) -> list[str]:
    problems = []
    ids = [cell.get("id", "") for cell in nb.cells]
    problems += [f"the cell id {id!r} is used {ids.count(id)} times" for id in sorted(set(ids)) if ids.count(id) > 1]
    about = dict(nb.metadata.get("course", {}))
    if about.get("module") != module or about.get("page") != page:
        problems.append(f"metadata.course must be module {module!r}, page {page!r}; it is {about}")
    if nb.metadata.get("kernelspec", {}).get("name") != "python3":
        problems.append("metadata.kernelspec.name must be python3")
    return problems


def _check_tags(nb: NotebookNode) -> list[str]:
    """Without its tags a cell does not run by itself when the page opens, and shows its code."""
    problems = []
    for cell in nb.cells:
        asks = cell.cell_type == "code" and any(call.kind == "ask" for call in calls(cell.source))
        wanted = "course-mark" if is_grade(cell) and not is_solution(cell) else "course-run" if asks else ""
        if wanted and not {wanted, "hide-input"} <= set(cell.metadata.get("tags", [])):
            problems.append(f"{cell.id}: needs the tags {wanted} and hide-input")
    return problems


def check_lesson(nb: NotebookNode) -> list[str]:
    """Problems of a lesson: nothing in it is graded and nothing in it is secret."""
    problems = []
    for cell in nb.cells:
        problems += [f"{cell.id}: {word} belongs to exercises.ipynb" for word in SECRET_WORDS if word in cell.source]
        if "nbgrader" in cell.metadata:
            problems.append(f"{cell.id}: a lesson has no nbgrader cells")
        if cell.cell_type == "code" and any(call.kind == "mark" for call in calls(cell.source)):
            problems.append(f"{cell.id}: mark belongs to the hidden tests of exercises.ipynb")
    return problems


def check_exercises(nb: NotebookNode) -> list[str]:
    """Problems of an exercises notebook: nbgrader's metadata, and the contract of ``check`` and ``mark``."""
    problems = []
    try:
        MetadataValidator().validate_nb(nb)
    except (ValidationError, SchemaTooOldError, KeyError) as error:
        problems.append(f"nbgrader metadata: {str(error).splitlines()[0]}")
    asked: list[str] = []
    for cell in nb.cells:
        problems += [f"{cell.id}: {text}" for text in _check_cell(cell)]
        if cell.cell_type == "code" and not is_grade(cell):
            here = [call.id for call in calls(cell.source) if call.kind == "ask"]
            asked += here
            if here and not is_solution(cell) and not is_locked(cell):
                problems.append(f"{cell.id}: a cell that asks must be known to nbgrader and locked (read-only)")
    problems += [f"the question {id!r} is asked {asked.count(id)} times" for id in set(asked) if asked.count(id) > 1]
    for cell in nb.cells:
        if is_grade(cell) and not is_solution(cell):
            name = cell.metadata.nbgrader.grade_id.removesuffix("-mark")
            if name not in asked:
                problems.append(f"{cell.id}: no cell asks the question {name!r}")
    return sorted(set(problems), key=problems.index)


def _check_cell(cell: NotebookNode) -> list[str]:
    about = cell.metadata.get("nbgrader")
    if about is None:
        return [f"{word} in a cell that nbgrader does not know" for word in SECRET_WORDS if word in cell.source]
    problems = []
    if about.get("schema_version") != 3:
        problems.append("nbgrader schema_version must be 3")
    if about.get("grade_id") != cell.get("id"):
        problems.append(f"grade_id {about.get('grade_id')!r} must equal the cell id")
    if is_task(cell):
        if not about.get("locked"):
            problems.append("a task must be locked: nbgrader gives an unlocked one no checksum and refuses submissions")
        for mark in (SCHEME_BEGIN, SCHEME_END):
            if cell.source.count(mark) != 1:
                problems.append(f"a task needs exactly one line {mark}")
    elif is_grade(cell) and not is_solution(cell):
        problems += _check_graded(cell)
    elif is_locked(cell) and cell.cell_type == "code" and any(call.kind == "mark" for call in calls(cell.source)):
        problems.append("mark stands outside a graded cell")
    return problems


def _check_graded(cell: NotebookNode) -> list[str]:
    """The contract of a graded cell: see ``course.mark``."""
    source, about = cell.source, cell.metadata.nbgrader
    name = about.grade_id.removesuffix("-mark")
    if not about.grade_id.endswith("-mark") or not _QUESTION_ID.fullmatch(name):
        return [f"the id of a graded cell is <question id>-mark, such as m10-e1a-mark, not {about.grade_id!r}"]
    if source.count(HIDDEN_BEGIN) != 1 or source.count(HIDDEN_END) != 1:
        return ["needs exactly one hidden test region"]
    visible, rest = source.split(HIDDEN_BEGIN)
    hidden, after = rest.split(HIDDEN_END)
    problems = []
    if f'check("{name}")' not in visible:
        problems.append(f'must call check("{name}") before the hidden tests')
    if "from course import" not in visible:
        problems.append("must import check and mark itself: a trainee may delete the set-up cell")
    if "mark." in visible + after:
        problems.append("mark stands outside the hidden tests: its key would be released")
    try:
        last = ast.parse(hidden).body[-1]
    except (SyntaxError, IndexError):
        return [*problems, "the hidden tests are not valid Python"]
    call = _call(last.value) if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) else None
    if call is None or call.kind != "mark" or after.strip() or hidden.rstrip().endswith(";"):
        return [
            *problems,
            "must end with mark.<type>(…) as the bare last line: nbgrader gives full points to anything else",
        ]
    if call.id != name:
        problems.append(f"marks {call.id!r} but is named {about.grade_id!r}")
    if call.keywords.get("points") != about.points:
        problems.append(f"points={call.keywords.get('points')} but nbgrader's points are {about.points}")
    return problems


def _check_together(notebooks: dict[str, NotebookNode]) -> list[str]:
    graded = graded_ids(notebooks["exercises"])
    problems = []
    for name, nb in notebooks.items():
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            for call in calls(cell.source):
                if call.kind == "ask" and call.id in graded and "practice" in call.names:
                    problems.append(f"{name}.ipynb: {cell.id}: practice= would show the key of the graded {call.id!r}")
                if call.kind == "ask" and "value" in call.names:
                    problems.append(f"{name}.ipynb: {cell.id}: value= would overwrite the trainee's answer")
        if name != "exercises":
            here = {call.id for cell in nb.cells if cell.cell_type == "code" for call in calls(cell.source)}
            problems += [
                f"{name}.ipynb: the graded question {id!r} stands in the {name} too" for id in sorted(here & graded)
            ]
    return problems


def graded_ids(nb: NotebookNode) -> set[str]:
    """The ids of the questions that are graded, by the marking or by a person."""
    ids = {cell.metadata.nbgrader.grade_id for cell in nb.cells if is_grade(cell) or is_task(cell)}
    return {id.removesuffix("-mark").removesuffix("-task") for id in ids}
