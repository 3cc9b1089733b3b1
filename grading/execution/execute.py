"""nbgrader's step “execute”, fast and in a sandbox; ``Autograde.autograde_preprocessors`` names it, not Execute."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

from nbclient.client import NotebookClient
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import Execute
from traitlets import Bool, Enum, Integer

from grading.execution import plan, process
from grading.execution.replay import Run
from grading.release_notebook import release_of


class SandboxedExecute(Execute):
    """Run a submission's cells in children of one warm process.

    In the mode ``hardened`` the course's questions are marked in a process of their own, from the recorded answers, and
    tests of the trainee's code run there, too: they get its values as data and call its functions from outside. In the
    mode ``compatible`` all cells run together, as with nbgrader's kernel.

    Not protected: a test that needs the trainee's own process (``plan.works_apart``: files that the code wrote,
    ``input``, ``inspect``, the open figure, magics) runs there, and code that shares a process with its test can always
    win; the tripwire ``integrity`` finds the known ways. A trainee's function can see the arguments it is called with.
    """

    mode = Enum(["hardened", "compatible"], default_value="hardened", help="How strictly marks are kept apart.").tag(
        config=True
    )
    unsafe = Bool(False, help="Run submissions although nothing on this machine can keep them in.").tag(config=True)
    total_timeout = Integer(300, help="Seconds for all cells of a notebook together.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run ``nb`` in place.

        Raises:
            CannotRun, NoSandbox: The reason is this machine's; no mark is written.
        """
        language = nb.metadata.get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise process.CannotRun(f"Only Python notebooks are graded here; this one is written in {language!r}.")
        NotebookClient.__init__(self, nb, km)
        self.record_timing = False
        self.reset_execution_trackers()
        self._check_assign_resources(resources)
        folder = Path(resources["metadata"]["path"])
        release = release_of(resources) if self.mode == "hardened" else None
        steps = plan.apart(nb.cells, release, self.skip_cells_with_tag)
        self.cpu_seconds = 0.0
        counts = _counts(nb.cells, "" if release else self.skip_cells_with_tag)
        warm = process.shared(self.unsafe)  # its start is not the trainee's time
        ends = time.monotonic() + self.total_timeout
        with contextlib.ExitStack() as stack:
            runs = {}
            for name, indices in (("trainee", steps.trainee), ("course", steps.course)):
                if indices:
                    runs[name] = Run(self, warm.child(folder, watched=name == "trainee"), ends)
                    stack.callback(self._end, runs[name])
                    nb.metadata["language_info"] = runs[name].language_info
            for index, cell in enumerate(nb.cells):
                # the outputs of the course's process are those that stay
                if index in steps.trainee:
                    self._run(runs["trainee"], cell, index, counts[index])
                if index in steps.tests:
                    runs["course"].cell(cell, index, counts[index], runs["trainee"], steps.imports)
                    _note(cell, runs["trainee"].touched)
                elif index in steps.course:
                    self._run(runs["course"], cell, index, counts[index])
        self.set_widgets_metadata()
        return nb, resources

    def _run(self, run: Run, cell: NotebookNode, index: int, count: int) -> None:
        before = list(run.touched)
        run.cell(cell, index, count, alone=utils.is_grade(cell))
        _note(cell, [*before, *run.touched])

    def _end(self, run: Run) -> None:
        run.end()
        self.cpu_seconds += run.usage.get("cpu", 0.0)


def _note(cell: NotebookNode, touched: list[str]) -> None:
    """Note in a cell what was changed before or while it ran; a note that came with the submission goes."""
    about = cell.metadata.get("course")
    about = about if isinstance(about, dict) else {}
    about.pop("touched", None)
    if touched:
        about["touched"] = sorted(set(touched))
    if about:
        cell.metadata["course"] = about
    else:
        cell.metadata.pop("course", None)


def _counts(cells: list[NotebookNode], skip_tag: str) -> dict[int, int]:
    """The number that each cell gets when all of them run in order."""
    indices = [index for index, cell in enumerate(cells) if plan.runs(cell, skip_tag)]
    return {index: count for count, index in enumerate(indices, start=1)}
