"""nbgrader's step “execute”, fast and in a sandbox; ``Autograde.autograde_preprocessors`` names it, not Execute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbclient.client import NotebookClient
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Bool, Enum, Integer

from grading.execution import plan, process
from grading.execution.replay import Run
from grading.release_notebook import release_of


class SandboxedExecute(Execute):
    """Run a submission's cells in children of one warm process.

    In the mode ``hardened`` the course's questions are marked in a process of their own, from the recorded answers; in
    the mode ``compatible`` all cells run together, as with nbgrader's kernel.
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
        counts = _counts(nb.cells, self.skip_cells_with_tag)
        # first the trainee's cells, then the course's: the outputs of the second run are those that stay
        for indices in filter(None, (steps.trainee, steps.course)):
            run = Run(self, process.shared(self.unsafe).child(folder), self.total_timeout)
            try:
                nb.metadata["language_info"] = run.language_info
                for index in indices:
                    cell = nb.cells[index]
                    before = bool(run.touched)
                    run.cell(cell, index, counts[index])
                    if before or run.touched:
                        cell.metadata.setdefault("course", {})["touched"] = list(run.touched)
            finally:
                run.end()
                self.cpu_seconds += run.usage.get("cpu", 0.0)
        self.set_widgets_metadata()
        return nb, resources


def _counts(cells: list[NotebookNode], skip_tag: str) -> dict[int, int]:
    """The number that each cell gets when all of them run in order."""
    indices = [index for index, cell in enumerate(cells) if plan.runs(cell, skip_tag)]
    return {index: count for count, index in enumerate(indices, start=1)}
