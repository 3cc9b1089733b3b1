"""What nbgrader's steps ask of the gradebook about an assignment, as plain data: workers need no database."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any

from nbgrader.api import Gradebook, MissingEntry


@dataclass(frozen=True)
class SourceCell:
    """A cell of the source as the gradebook knows it."""

    name: str
    cell_type: str
    locked: bool
    source: str
    checksum: str


@dataclass(frozen=True)
class GradedCell:
    """The points of a cell."""

    name: str
    max_score: float


@dataclass(frozen=True)
class NotebookCopy:
    """One notebook of an assignment."""

    kernelspec: str | None
    source_cells: dict[str, SourceCell]
    graded_cells: dict[str, GradedCell]


@dataclass(frozen=True)
class CourseCopy:
    """The notebooks of one assignment by name; can be sent to other processes."""

    assignment: str
    notebooks: dict[str, NotebookCopy]


def copy_of(gradebook: Gradebook, assignment: str) -> CourseCopy:
    """Read an assignment once.

    Raises:
        nbgrader.api.MissingEntry: It was never released.
    """
    notebooks = {}
    for notebook in gradebook.find_assignment(assignment).notebooks:
        sources = [
            SourceCell(cell.name, cell.cell_type, cell.locked, cell.source, cell.checksum)
            for cell in notebook.source_cells
        ]
        graded = [GradedCell(cell.name, cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)]
        notebooks[notebook.name] = NotebookCopy(
            notebook.kernelspec, {cell.name: cell for cell in sources}, {cell.name: cell for cell in graded}
        )
    return CourseCopy(assignment, notebooks)


class StandIn:
    """Takes the gradebook's place in nbgrader's steps ``OverwriteCells`` and ``OverwriteKernelspec``."""

    current: CourseCopy | None = None

    def __init__(self, *_arguments: Any, **_options: Any) -> None:
        assert StandIn.current is not None
        self._copy = StandIn.current

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def find_notebook(self, notebook: str, _assignment: str) -> NotebookCopy:
        """The notebook, for its kernelspec."""
        return self._copy.notebooks[notebook]

    def find_source_cell(self, name: str, notebook: str, _assignment: str) -> SourceCell:
        """The source of a cell."""
        return self._find(self._copy.notebooks[notebook].source_cells, name)

    def find_graded_cell(self, name: str, notebook: str, _assignment: str) -> GradedCell:
        """The points of a cell."""
        return self._find(self._copy.notebooks[notebook].graded_cells, name)

    @staticmethod
    def _find(cells: dict[str, Any], name: str) -> Any:
        try:
            return cells[name]
        except KeyError:
            raise MissingEntry(f"No such cell: {name}") from None


def install() -> None:
    """Let the steps of this process read the copy. For worker processes only."""
    from nbgrader.preprocessors import overwritecells, overwritekernelspec

    overwritecells.Gradebook = StandIn
    overwritekernelspec.Gradebook = StandIn
