"""The steps of the demonstration: each uses nbgrader as a real course does."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from grading.autograde import interface
from grading.demo.person import work_through
from grading.demo.personas import Persona, Work
from grading.grade.run import Choice, run
from grading.grade.verdict import Verdict
from grading.marks import Mark, read_marks
from grading.nbgrader_config import course_config

#: Loaded once for all trainees; ``course`` itself is not, because it remembers the folder of its import.
_PRELOAD = ["IPython.core.interactiveshell", "anywidget", "nbformat", "pandas"]


class Classroom:
    """A class in its own folder.

    Args:
        folder: Everything is made in here: ``release``, ``nbgrader``, ``exchange``, ``trainees``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.course = self.folder / "nbgrader"

    def hand_out(self, modules: Iterable[str]) -> None:
        """Release modules into nbgrader's exchange.

        Raises:
            RuntimeError: When nbgrader refuses.
        """
        from grading.release import release

        modules = list(modules)
        release(modules, to=self.folder / "release", course=self.course, say=False)
        for module in modules:
            self.need(interface(str(self.course)).release_assignment(module))

    def answer(self, personas: Iterable[Persona], processes: int = 2) -> dict[tuple[str, str], list[str]]:
        """Let everybody work through their modules; returns the replies that they saw, by (module, trainee)."""
        jobs = [(persona, work) for persona in personas for work in persona.work]
        for persona, work in jobs:
            shutil.copytree(self.folder / "release" / work.module, self.home(persona, work))
            if work.late:
                self.submit(persona, work)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        with context.Pool(processes, maxtasksperchild=1) as pool:
            tasks = [(str(self.home(persona, work)), persona, work) for persona, work in jobs]
            replies = pool.starmap(work_through, tasks, chunksize=1)
        return {(work.module, persona.id): said for (persona, work), said in zip(jobs, replies, strict=True)}

    def home(self, persona: Persona, work: Work) -> Path:
        """The folder in which a trainee works on a module."""
        return self.folder / "trainees" / persona.id / work.module

    def submit(self, persona: Persona, work: Work) -> None:
        """Hand in through the exchange (nbgrader's ``submit``), as this trainee."""
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange.default import ExchangeSubmit

        config = course_config(self.course)
        config.CourseDirectory.student_id = persona.id
        config.CourseDirectory.assignment_id = work.module
        config.Exchange.assignment_dir = str(self.home(persona, work).parent)
        config.Exchange.cache = str(self.folder / "trainees" / persona.id / ".nbgrader_cache")
        api = interface(str(self.course))
        submit = ExchangeSubmit(
            coursedir=CourseDirectory(config=config), authenticator=api.authenticator, config=config, parent=None
        )
        submit.start()

    def collect(self, modules: Iterable[str]) -> None:
        """Take the newest submission of everybody out of the exchange (nbgrader's ``collect``)."""
        for module in modules:
            self.need(interface(str(self.course)).collect(module, update=True))

    def grade(self, processes: int = 2) -> list[Verdict]:
        """Grade everything that was collected (``make grade``)."""
        return run(self.course, Choice(workers=processes))

    def mark_by_hand(self, personas: Iterable[Persona]) -> None:
        """Enter the simulated trainer's points and comments, as Formgrader does."""
        for persona in personas:
            for work in persona.work:
                points = {(persona.id, work.module, question): points for question, points in work.manual.items()}
                self.enter(points, work.comment)

    def enter(self, points: Mapping[tuple[str, str, str], float | None], comment: str) -> None:
        """Enter a trainer's points and comment.

        Args:
            points: By trainee, module and question; ``None`` leaves the item waiting.
            comment: For each of them.
        """
        from nbgrader.api import Gradebook

        with Gradebook(self.db_url) as gradebook:
            for (trainee, module, question), given in points.items():
                if given is None:
                    continue
                where = (f"{question}-task", "exercises", module, trainee)
                grade = gradebook.find_grade(*where)
                grade.manual_score, grade.needs_manual_grade = given, False
                gradebook.find_comment(*where).manual_comment = comment
            gradebook.db.commit()

    def give_feedback(self, modules: Iterable[str]) -> None:
        """Write everybody's feedback page (nbgrader's ``generate_feedback``)."""
        for module in modules:
            self.need(interface(str(self.course)).generate_feedback(module, force=True))

    def marks(self) -> list[Mark]:
        """Every mark in the gradebook."""
        return read_marks(self.db_url)

    @property
    def db_url(self) -> str:
        """Address of the gradebook."""
        return course_config(self.course).CourseDirectory.db_url

    @staticmethod
    def need(result: dict) -> None:
        """Stop when nbgrader refused something."""
        if not result["success"]:
            raise RuntimeError(result.get("log", "") + result.get("error", ""))
