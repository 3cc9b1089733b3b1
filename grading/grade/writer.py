"""The one process that opens the gradebook: it writes what the workers found, many submissions per commit."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import BaseCell, Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from course.i18n import _
from grading.grade.verdict import CellVerdict, Verdict

BATCH = 20  # submissions per commit: what a power cut may undo is graded again
_SECONDS = 5.0  # and at least so often, when submissions take long


class Writer:
    """Writes verdicts; use it as a context.

    A submission counts as graded when its folder is in ``autograded``. That folder goes before the rows are committed
    and comes after, so that whatever is cut off between is graded again, and rows are written over, never added.

    Args:
        directory: The course folder as nbgrader knows it.
        config: The course's configuration, for the late penalties.
    """

    def __init__(self, directory: CourseDirectory, config: Config) -> None:
        self._directory = directory
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        self._waiting: list[Verdict] = []
        self._known: dict[str, dict[str, str]] = {}
        self._writing = False
        self._since = time.monotonic()
        self._gradebook = Gradebook(directory.db_url, directory.course_id)
        self._commit, self._rollback = self._gradebook.db.commit, self._gradebook.db.rollback
        # nbgrader's methods commit after each row; here the rows of many submissions are committed together
        self._gradebook.db.commit = self._gradebook.db.flush

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            if not self._writing:  # stopped in the middle of a submission: its batch is graded again
                self.flush()
        finally:
            self._rollback()
            self._gradebook.db.commit = self._commit
            self._gradebook.close()

    def write(self, verdict: Verdict) -> Verdict:
        """Write the rows of one submission. Its files appear when the rows are safe.

        Returns:
            The verdict; with a problem when the gradebook refused it.
        """
        self._writing = True
        if not verdict.problem:
            try:
                self._rows(verdict)
                self._waiting.append(verdict)
            except OperationalError:
                raise  # the gradebook itself cannot be used
            except Exception as error:  # one submission never stops the batch
                self._rollback()
                for earlier in self._waiting:
                    self._rows(earlier)
                first = str(error).splitlines()[0][:300] if str(error) else ""
                words = _("the gradebook refused it ({reason})").format(reason=f"{type(error).__name__}: {first}")
                verdict = replace(verdict, problem=words)
        if verdict.problem:
            shutil.rmtree(verdict.task.staging, ignore_errors=True)
        self._writing = False
        if len(self._waiting) >= BATCH or time.monotonic() - self._since > _SECONDS:
            self.flush()
        return verdict

    def _rows(self, verdict: Verdict) -> None:
        task, book = verdict.task, self._gradebook
        book.update_or_create_student(task.trainee)
        submitted = self._directory.format_path(self._directory.submitted_directory, task.trainee, task.assignment)
        when = self._directory.get_existing_timestamp(submitted)
        about = {"timestamp": when} if when else {}
        submission = book.update_or_create_submission(task.assignment, task.trainee, **about)
        for notebook in submission.notebooks:
            if notebook.name in verdict.notebooks:
                self._cells(notebook, verdict.notebooks[notebook.name], task.only)
                self._penalty(notebook, submission, task.trainee)
            elif not task.only:
                for grade in notebook.grades:  # a notebook that was not submitted has no points, as in nbgrader
                    grade.auto_score, grade.needs_manual_grade = 0, False
        book.db.flush()

    def _cells(self, notebook: Any, cells: list[CellVerdict], only: Collection[str]) -> None:
        """The rules of nbgrader's ``SaveAutoGrades``: a manual score stays and asks for another look."""
        names = self._names(notebook)
        grades = {names[grade.cell_id]: grade for grade in notebook.grades}
        comments = {names[comment.cell_id]: comment for comment in notebook.comments}
        for cell in cells:
            if only and cell.grade_id not in only:
                continue
            if cell.graded:
                grade = grades[cell.grade_id]
                grade.auto_score = cell.score
                grade.needs_manual_grade = grade.manual_score is not None or cell.score is None
            if cell.commented:
                comments[cell.grade_id].auto_comment = cell.comment

    def _names(self, notebook: Any) -> dict[str, str]:
        """The names of a notebook's cells by their ids: asked once, not for each row of each submission."""
        if notebook.notebook_id not in self._known:
            query = self._gradebook.db.query(BaseCell.id, BaseCell.name)
            rows = query.filter(BaseCell.notebook_id == notebook.notebook_id)
            self._known[notebook.notebook_id] = {id: name for id, name in rows}
        return self._known[notebook.notebook_id]

    def _penalty(self, notebook: Any, submission: Any, trainee: str) -> None:
        """The rules of nbgrader's ``AssignLatePenalties``, with the plugin that is configured."""
        notebook.late_submission_penalty = None
        if submission.total_seconds_late <= 0:
            return
        self._gradebook.db.flush()
        self._gradebook.db.refresh(notebook)
        plugin = self._late.plugin_inst
        penalty = plugin.late_submission_penalty(trainee, notebook.score, submission.total_seconds_late)
        if penalty is not None:
            notebook.late_submission_penalty = self._late._check_late_penalty(notebook, penalty)

    def flush(self) -> None:
        """Commit the rows, then put the files of these submissions into place."""
        waiting, self._waiting = self._waiting, []
        for verdict in waiting:
            place = self._place(verdict)
            if place.exists():
                if verdict.task.only:
                    _keep_other_cells(place, Path(verdict.task.staging), verdict.task.only)
                shutil.rmtree(place)
        self._commit()
        for verdict in waiting:
            Path(verdict.task.staging).rename(self._place(verdict))
        self._since = time.monotonic()

    def _place(self, verdict: Verdict) -> Path:
        task = verdict.task
        return Path(self._directory.format_path(self._directory.autograded_directory, task.trainee, task.assignment))


def _keep_other_cells(place: Path, staging: Path, only: Collection[str]) -> None:
    """Of the new notebooks only some cells count: take all others from the graded ones."""
    for new in sorted(staging.glob("*.ipynb")):
        if not (place / new.name).is_file():
            continue
        fresh, kept = (nbformat.read(path, as_version=4) for path in (new, place / new.name))
        renewed = {_id(cell): cell for cell in fresh.cells if _id(cell) in only}
        kept.cells = [renewed.get(_id(cell), cell) for cell in kept.cells]
        mode = new.stat().st_mode
        new.unlink()
        new.write_text(nbformat.writes(kept) + "\n", encoding="utf-8")
        new.chmod(mode)


def _id(cell: nbformat.NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")
