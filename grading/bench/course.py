"""The class that is graded: people of the demonstration in M10, copied until there are enough.

``python -m grading.bench.course FOLDER COUNT``: a program of its own, because the memory of the one that measures
counts for those that it starts.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

from grading.demo.classroom import Classroom
from grading.demo.personas import load

MODULE = "m10_remittances"
#: Three answer in the forms, with and without slips; the fourth has written code, which is marked apart.
PEOPLE = ("amina", "nadia", "joao", "sofia")


def make_class(folder: Path, count: int) -> Path:
    """A course folder in which ``count`` submissions of M10 wait."""
    known = {person.id: person for person in load(modules=[MODULE])}
    people = [replace(known[name], work=tuple(w for w in known[name].work if w.module == MODULE)) for name in PEOPLE]
    classroom = Classroom(folder)
    classroom.hand_out([MODULE])
    classroom.answer(people, processes=2)
    for person in people:
        if not (classroom.home(person, person.work[0]) / "answers.json").is_file():
            raise FileNotFoundError(f"{person.id} has recorded nothing: there would be little to grade")
    for number in range(count):
        person = people[number % len(people)]
        target = classroom.course / "waiting" / f"copy{number:05}" / MODULE
        shutil.copytree(classroom.home(person, person.work[0]), target, ignore=shutil.ignore_patterns("lesson.ipynb"))
    return classroom.course


if __name__ == "__main__":
    make_class(Path(sys.argv[1]), int(sys.argv[2]))
