"""Which process runs which cell of a submission."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader import utils

from grading.release_notebook import cell_key

_COURSE_TAGS = {"course-run", "course-mark"}


@dataclass(frozen=True)
class Plan:
    """Indices of the cells to run, in order.

    Attributes:
        course: Cells of the course that show and mark questions from the recorded answers. They run in a process that
            the trainee's code never shares.
        trainee: All other cells, and those of ``course`` that they may build upon; empty when nobody has written code.
        tests: Of ``course``, the tests of the trainee's code: they get its values and functions, and run in the
            course's process.
        imports: Import statements of the read-only cells and the tests.
    """

    course: tuple[int, ...]
    trainee: tuple[int, ...]
    tests: frozenset[int] = frozenset()
    imports: str = ""


def runs(cell: NotebookNode, skip_tag: str) -> bool:
    """True if nbclient would run the cell; ``skip_tag`` "" lets every code cell run."""
    skipped = bool(skip_tag) and skip_tag in cell.metadata.get("tags", [])
    return cell.cell_type == "code" and bool(cell.source.strip()) and not skipped


def together(cells: Sequence[NotebookNode], skip_tag: str) -> Plan:
    """All cells in one process, as nbgrader does it."""
    indices = tuple(index for index, cell in enumerate(cells) if runs(cell, skip_tag))
    return Plan((), indices)


def apart(cells: Sequence[NotebookNode], release: NotebookNode | None, skip_tag: str) -> Plan:
    """Marks apart from the trainee's code.

    A cell is the course's if the release says so: it has one of the course's tags there and is read-only, so nbgrader
    has just given it the source of the gradebook. If no other cell was changed, all of them are the course's text. A
    graded cell runs whatever its tags say.

    Args:
        cells: The sanitised submission.
        release: The notebook as it was handed out; without it, all cells run together.
        skip_tag: nbclient's tag for cells that do not run.
    """
    if release is None:
        return together(cells, skip_tag)
    released = {cell_key(cell): cell for cell in release.cells}
    indices = [index for index, cell in enumerate(cells) if runs(cell, "" if utils.is_grade(cell) else skip_tag)]
    own = {index for index in indices if _is_courses(cells[index], released.get(cell_key(cells[index])))}
    others = [index for index in indices if index not in own]
    if all(_as_released(cells[index], released.get(cell_key(cells[index]))) for index in others):
        return Plan(tuple(indices), ())
    marks = {index for index in own if "course-mark" in released[cell_key(cells[index])].metadata.get("tags", [])}
    tests = frozenset(index for index in others if _is_test(cells[index]) and works_apart(cells[index].source))
    return Plan(
        tuple(index for index in indices if index in own or index in tests),
        tuple(index for index in indices if index not in marks and index not in tests),
        tests,
        "\n".join(_imports(cells, released, tests)),
    )


def _is_test(cell: NotebookNode) -> bool:
    return utils.is_grade(cell) and utils.is_locked(cell) and not utils.is_solution(cell)


#: What a test uses that needs the trainee's own process: its cells and files, its input, its figures, its memory.
_SAME_PROCESS = set(
    """get_ipython In Out globals locals vars exec eval input open inspect patch mock monkeypatch gc gcf gca get_fignums
    Path exists isfile listdir glob getsource""".split()  # noqa: SIM905
)


def works_apart(source: str) -> bool:
    """True if a test can run in another process than the code that it tests. It depends on the course's text alone."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if (
            name in _SAME_PROCESS
            or name.startswith("read_")
            or isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith)
        ):
            return False
        if isinstance(node, ast.alias) and (node.name.split(".")[-1] in _SAME_PROCESS or node.name == "*"):
            return False
        # a function that the test makes cannot be handed to the trainee's function
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not hasattr(builtins, node.func.id):
            given = [*node.args, *(word.value for word in node.keywords)]
            if any(isinstance(one, ast.Lambda) for one in given):
                return False
    return True


def _imports(cells: Sequence[NotebookNode], released: dict[str, NotebookNode], tests: frozenset[int]) -> Iterator[str]:
    """Import statements at the top level of the read-only cells of the course."""
    for index, cell in enumerate(cells):
        known = released.get(cell_key(cell))
        if index not in tests and not (known is not None and utils.is_locked(known) and utils.is_locked(cell)):
            continue
        try:
            body = ast.parse(cell.source).body if cell.cell_type == "code" else []
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        yield from (ast.unparse(node) for node in body if isinstance(node, ast.Import | ast.ImportFrom))


def _is_courses(cell: NotebookNode, released: NotebookNode | None) -> bool:
    return (
        released is not None
        and bool(_COURSE_TAGS & set(released.metadata.get("tags", [])))
        and utils.is_locked(released)
        and utils.is_locked(cell)
    )


def _as_released(cell: NotebookNode, released: NotebookNode | None) -> bool:
    """True if nothing in this cell is the trainee's, and it tests nothing of the trainee's."""
    return released is not None and cell.source == released.source and not utils.is_grade(cell)
