"""What a worker does with one submission: stage its files, sanitise, run, score. It opens no gradebook."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from traitlets.config import Config

from grading.doctor import Repair, load_submission
from grading.doctor.stage import stage_files
from grading.grade.course_copy import CourseCopy, StandIn, install
from grading.grade.notebook_text import text_of
from grading.grade.verdict import CellVerdict, Task, Verdict
from grading.nbgrader_config import course_config

#: Steps that write into the gradebook: the writer does their work.
_WRITERS = (SaveAutoGrades, AssignLatePenalties)


class _Notes(logging.Handler):
    """Collects the warnings of the steps."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        # nbgrader says so of every graded cell: its hidden tests come back
        if not line.startswith("Attribute 'checksum'"):
            self.lines.append(line)


class Worker:
    """The steps of one process, made once.

    Args:
        course: The course folder.
        mode: ``hardened`` or ``compatible``.
        unsafe: Run although nothing here can keep a submission in.
        settings: Settings of nbgrader on top of the course's, as JSON.
    """

    def __init__(self, course: str, mode: str = "hardened", unsafe: bool = False, settings: str = "{}") -> None:
        install()
        config = course_config(course)
        config.merge(Config(json.loads(settings)))
        config.SandboxedExecute.mode = config.HardenMarks.mode = config.SanitizeOutputs.mode = mode
        config.SandboxedExecute.unsafe = unsafe
        self._directory = CourseDirectory(config=config)
        converter = Autograde(coursedir=self._directory, config=config)
        self._converter = converter
        self._permissions = int(str(converter.permissions), 8)
        self._log = logging.getLogger(f"grading.worker.{os.getpid()}")
        self._log.propagate = False
        self._notes = _Notes()
        self._log.handlers = [self._notes]
        self._sanitize = self._steps(converter.sanitize_preprocessors, config)
        self._grade = self._steps(converter.autograde_preprocessors, config)

    def _steps(self, classes: list[type], config: Config) -> list[Any]:
        steps = [step(config=config) for step in classes if not issubclass(step, _WRITERS)]
        for step in steps:
            step.log = self._log
        return steps

    def grade(self, task: Task, copy: CourseCopy) -> Verdict:
        """Grade one submission; never raises for what is wrong with it."""
        started, cpu = time.monotonic(), _cpu()
        StandIn.current = copy
        self._notes.lines = []
        cells: dict[str, list[CellVerdict]] = {}
        problem = ""
        try:
            notebooks = self._stage(task)
            paths = [Path(path) for path in sorted(notebooks) if Path(path).stem in copy.notebooks]
            # without any notebook the released one is graded: recorded answers deserve their marks
            paths = paths or [self._submitted(task) / f"{name}.ipynb" for name in sorted(copy.notebooks)]
            for path in paths:
                cells[path.stem] = self._notebook(path, task)
            self._finish(Path(task.staging))
            self._call(self._converter.post_convert_hook, task, notebooks)
        except Exception as error:  # one submission never stops the batch; the reason goes to the trainer
            problem = f"{type(error).__name__}: {error}"
        notes = list(dict.fromkeys(self._notes.lines))
        used = _cpu() - cpu + sum(getattr(step, "cpu_seconds", 0.0) for step in self._grade)
        return Verdict(task, {} if problem else cells, notes, problem, time.monotonic() - started, used)

    def _stage(self, task: Task) -> list[str]:
        """Copy the submission's files, and the course's over them; give the submission's notebooks."""
        directory = self._directory
        submitted = self._submitted(task)
        source = Path(directory.format_path(directory.source_directory, ".", task.assignment))
        notebooks = sorted(str(path) for path in submitted.glob("*.ipynb"))
        self._call(self._converter.pre_convert_hook, task, notebooks)
        staging = Path(task.staging)
        shutil.rmtree(staging, ignore_errors=True)  # of a worker that died
        self._note(stage_files(submitted, staging, self._ignored, task.trainee))
        own = {str(source / name) for name in self._converter.exclude_overwriting.get(task.assignment, [])}
        for name in utils.find_all_files(str(source), [*directory.ignore, "*.ipynb"]):
            if name not in own:
                target = staging / os.path.relpath(name, source)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                shutil.copy(name, target)
        return notebooks

    def _submitted(self, task: Task) -> Path:
        directory = self._directory
        return Path(directory.format_path(directory.submitted_directory, task.trainee, task.assignment))

    def _ignored(self, path: str) -> bool:
        """nbgrader's rule, without a look into the folder for each pattern."""
        name = Path(path).name
        return any(
            fnmatchcase(name, pattern) and (pattern.startswith(".") or not name.startswith("."))
            for pattern in self._directory.ignore
        )

    def _note(self, repairs: Iterable[Repair]) -> None:
        self._notes.lines += [repair.for_trainer() for repair in repairs]

    def _call(self, hook: Any, task: Task, notebooks: list[str]) -> None:
        """Call the trainer's function; as in nbgrader, it may fail."""
        if hook is None:
            return
        try:
            hook(assignment=task.assignment, student=task.trainee, notebooks=notebooks)
        except Exception as error:
            self._log.warning("A hook failed: %s: %s", type(error).__name__, error)

    def _notebook(self, path: Path, task: Task) -> list[CellVerdict]:
        loaded = load_submission(path.parent, path.stem)
        self._note(loaded.repairs)
        notebook = loaded.notebook
        resources: dict[str, Any] = {
            "unique_key": path.stem,
            "output_files_dir": f"{path.stem}_files",
            "metadata": {"name": path.stem, "path": task.staging},
            "nbgrader": {"student": task.trainee, "assignment": task.assignment, "notebook": path.stem, "db_url": ""},
        }
        for step in self._sanitize:
            notebook, resources = step(notebook, resources)
        with utils.setenv(NBGRADER_EXECUTION="autograde"):
            for step in self._grade:
                notebook, resources = step(notebook, resources)
        (Path(task.staging) / path.name).write_text(text_of(notebook) + "\n", encoding="utf-8")
        return [verdict for cell in notebook.cells if (verdict := self._cell(cell))]

    def _cell(self, cell: NotebookNode) -> CellVerdict | None:
        """The same values as nbgrader's ``SaveAutoGrades``."""
        graded, commented = utils.is_grade(cell), utils.is_solution(cell) or utils.is_task(cell)
        if not (graded or commented):
            return None
        about = cell.metadata.nbgrader
        untouched = about.get("checksum") == utils.compute_checksum(cell) and not utils.is_task(cell)
        return CellVerdict(
            grade_id=about.grade_id,
            graded=graded,
            score=utils.determine_grade(cell, self._log)[0] if graded else None,
            commented=commented,
            comment="No response." if commented and untouched else None,
        )

    def _finish(self, staging: Path) -> None:
        """The modes that nbgrader gives."""
        for path in staging.rglob("*"):
            if path.is_file():
                path.chmod(self._permissions)
        if self._directory.groupshared:
            shared = [staging, *(path for path in staging.rglob("*") if path.is_dir()), staging.parent.parent]
            for folder in shared:
                mode = folder.stat().st_mode
                if mode & 0o2770 != 0o2770:
                    with contextlib.suppress(PermissionError):
                        folder.chmod((mode | 0o2770) & 0o2777)


def _cpu() -> float:
    return time.process_time()


#: nbgrader's steps keep what they work at in themselves: one submission at a time in a process.
_ONE = threading.Lock()


@cache
def worker(course: str, mode: str, unsafe: bool, settings: str) -> Worker:
    """The worker of this process."""
    return Worker(course, mode, unsafe, settings)


def grade(task: Task, copy: CourseCopy, mode: str = "hardened", unsafe: bool = False) -> Verdict:
    """Grade one submission in this process (what a pool or a cluster calls)."""
    with _ONE:
        return worker(task.course, mode, unsafe, task.settings).grade(task, copy)
