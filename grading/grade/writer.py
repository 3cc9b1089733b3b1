"""The one process that opens the gradebook: it writes what the workers found, many submissions per commit."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from grading.grade.verdict import CellVerdict, Verdict

BATCH = 20  # submissions per commit: what a power cut may undo is graded again


class Writer:
    """Writes verdicts; use it as a context.

    Args:
        directory: The course folder as nbgrader knows it.
        config: The course's configuration, for the late penalties.
        only: Ids of graded cells to write; all by default.
    """

    def __init__(self, directory: CourseDirectory, config: Config, only: Collection[str] = ()) -> None:
        self._directory, self._only = directory, set(only)
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        self._waiting: list[Verdict] = []
        self._gradebook = Gradebook(directory.db_url, directory.course_id)
        self._commit = self._gradebook.db.commit
        # nbgrader's methods commit after each row; here the rows of many submissions are committed together
        self._gradebook.db.commit = self._gradebook.db.flush

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type | None, *_rest: object) -> None:
        try:
            if kind is None or issubclass(kind, KeyboardInterrupt):
                self.flush()
        finally:
            self._gradebook.db.rollback()
            self._gradebook.db.commit = self._commit
            self._gradebook.close()

    def write(self, verdict: Verdict) -> None:
        """Write the rows of one submission. Its files appear when the rows are safe."""
        if verdict.problem:
            shutil.rmtree(verdict.task.staging, ignore_errors=True)
            return
        task, book = verdict.task, self._gradebook
        book.update_or_create_student(task.trainee)
        submitted = self._directory.format_path(self._directory.submitted_directory, task.trainee, task.assignment)
        when = self._directory.get_existing_timestamp(submitted)
        about = {"timestamp": when} if when else {}
        submission = book.update_or_create_submission(task.assignment, task.trainee, **about)
        for notebook in submission.notebooks:
            if notebook.name in verdict.notebooks:
                self._cells(notebook, verdict.notebooks[notebook.name])
                self._penalty(notebook, submission, task.trainee)
            elif not self._only:
                for grade in notebook.grades:  # a notebook that was not submitted has no points, as in nbgrader
                    grade.auto_score, grade.needs_manual_grade = 0, False
        book.db.flush()
        self._waiting.append(verdict)
        if len(self._waiting) >= BATCH:
            self.flush()

    def _cells(self, notebook: Any, cells: list[CellVerdict]) -> None:
        """The rules of nbgrader's ``SaveAutoGrades``: a manual score stays and asks for another look."""
        grades = {grade.name: grade for grade in notebook.grades}
        comments = {comment.name: comment for comment in notebook.comments}
        for cell in cells:
            if self._only and cell.grade_id not in self._only:
                continue
            if cell.graded:
                grade = grades[cell.grade_id]
                grade.auto_score = cell.score
                grade.needs_manual_grade = grade.manual_score is not None or cell.score is None
            if cell.commented:
                comments[cell.grade_id].auto_comment = cell.comment

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
        self._commit()
        for verdict in self._waiting:
            _put_in_place(Path(verdict.task.staging), self._place(verdict))
        self._waiting = []

    def _place(self, verdict: Verdict) -> Path:
        task = verdict.task
        return Path(self._directory.format_path(self._directory.autograded_directory, task.trainee, task.assignment))


def _put_in_place(staging: Path, place: Path) -> None:
    """Exchange the folder; a kill between the two steps leaves none, and the submission is graded again."""
    if place.exists():
        shutil.rmtree(place)
    staging.rename(place)
