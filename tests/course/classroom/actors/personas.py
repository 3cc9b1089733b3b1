"""What people of the demonstration class answer, and the points that this deserves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from course import answers
from grading.bank import load as load_bank
from grading.demo.person import raw_of
from grading.demo.personas import load as load_people
from tests.browser.test_modules_without_code import described


@dataclass(frozen=True)
class Page:
    """The exercises of a module, for people of the demonstration class.

    Attributes:
        module: The module's folder.
        questions: Descriptions of its questions by id, in order.
    """

    module: str
    questions: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, release: Path, module: str) -> Page:
        """The exercises in a folder of released pages."""
        return cls(module, described(release / module / "exercises.ipynb"))

    def answers(self, name: str, *ids: str) -> dict[str, Any]:
        """What a person answers to these questions, to all of them when none is named.

        Args:
            name: The persona's id, which is also the name in the classroom: numbers are drawn from it.
        """
        persona = next(one for one in load_people(modules=[self.module]) if one.id == name)
        bank = load_bank(self.module).entries
        with _as(name):
            found = {id: raw_of(id, persona, persona.work[0], bank) for id in ids or self.questions}
        return {id: raw for id, raw in found.items() if raw is not None}

    def points(self, name: str, *ids: str) -> float:
        """What these answers deserve, as the demonstration class has it; texts for the trainer left out."""
        persona = next(one for one in load_people(modules=[self.module]) if one.id == name)
        return sum(
            points
            for id, points in persona.work[0].points.items()
            if (not ids or id in ids) and "-r" not in id and not isinstance(points, str)
        )


@contextmanager
def _as(name: str) -> Iterator[None]:
    """Let ``course`` draw this trainee's numbers; no file remembers somebody else."""
    with patch.dict(os.environ, {"COURSE_TRAINEE": name}), TemporaryDirectory() as folder:
        answers.use_folder(Path(folder))
        try:
            yield
        finally:
            answers.use_folder(None)
