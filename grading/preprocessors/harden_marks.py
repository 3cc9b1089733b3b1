"""Let the outputs of a graded cell say only what its test has found."""

from __future__ import annotations

import ast
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum


class HardenMarks(NbGraderPreprocessor):
    """Close the holes through which outputs turn into points that no test gave.

    nbgrader reads the outputs of a graded cell from the first to the last: a value that was displayed before an error
    counts, any value from ``sys.displayhook`` counts, and a cell that did not run has full marks. Here an error always
    wins, partial credit counts only from the last expression of the cell, a cell that did not run earns nothing, and
    neither does one that ran after the submission had changed what tests rely on; the reason is an output that the
    trainee reads.
    """

    mode = Enum(["hardened", "compatible"], default_value="hardened", help="“compatible” changes nothing.").tag(
        config=True
    )

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Harden one graded code cell in place."""
        tested = cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)
        if tested and self.mode == "hardened":
            harden(cell)
        return cell, resources


def harden(cell: NotebookNode) -> None:
    """Order the outputs of a graded code cell so that nbgrader's ``determine_grade`` reads the result of the test."""
    touched = cell.metadata.get("course", {}).get("touched")
    errors = [output for output in cell.outputs if _is_error(output)]
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    others = [output for output in cell.outputs if output not in errors and output not in results]
    if touched:
        names = ", ".join(touched[:5])
        text = f"This test was not counted: the notebook changed what tests rely on ({names})."
        errors.insert(0, _reason("NotCounted", text))
    elif cell.source.strip() and not cell.get("execution_count"):
        errors = errors or [_reason("NotRun", "This test did not run, so it earns no points.")]
    if errors:
        cell.outputs = errors + others
    else:
        cell.outputs = others + (results[-1:] if ends_with_expression(cell.source) else [])


def _is_error(output: NotebookNode) -> bool:
    return output.output_type == "error" or (output.output_type == "stream" and output.name == "stderr")


def _reason(name: str, text: str) -> NotebookNode:
    return new_output("error", ename=name, evalue=text, traceback=[text])


def ends_with_expression(source: str) -> bool:
    """True if the last statement of a cell is an expression whose value Jupyter shows.

    A cell that is no plain Python (a magic) is believed.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return bool(body) and isinstance(body[-1], ast.Expr)
