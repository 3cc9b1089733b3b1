"""The same trainee twice, and a submission that changes while it is graded."""

from __future__ import annotations

import threading
from pathlib import Path

import nbformat
import pytest

from grading.grade.run import Choice, run
from grading.marks import read_marks
from grading.nbgrader_config import course_config
from grading.sandbox import probe
from tests.grading.attacks.attack_module import ITEMS, MODULE, make_course
from tests.grading.attacks.attack_submissions import FULL, Attack, honest

pytestmark = pytest.mark.skipif(probe().mode == "none", reason="nothing on this machine can keep a submission in")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder with the small module."""
    return make_course(tmp_path_factory.mktemp("concurrency"))


def _points(course: Path, trainee: str) -> list[dict[str, float | None]]:
    """The points of each row set of a trainee: one, whatever was handed in how often."""
    marks = [mark for mark in read_marks(course_config(course).CourseDirectory.db_url) if mark.trainee == trainee]
    assert len(marks) == len({mark.item for mark in marks})
    found = {mark.item: mark.points for mark in marks}
    return [{item: found[id] for item, (id, _most) in ITEMS.items()}]


def test_a_later_submission_of_the_same_trainee_replaces_the_first(course: Path) -> None:
    folder = Attack("two", "twice", False).hand_in(course, {})
    (folder / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC", encoding="utf-8")
    run(course, Choice(trainees=["twice"], workers=1))
    assert _points(course, "twice") == [dict.fromkeys(ITEMS, 0.0)]
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    honest("twice").hand_in(course, {})
    (folder / "timestamp.txt").write_text("2026-01-02 00:00:00 UTC", encoding="utf-8")
    run(course, Choice(trainees=["twice"], workers=1))
    assert _points(course, "twice") == [FULL]


def test_a_submission_that_changes_while_it_is_graded_stops_nobody(course: Path) -> None:
    folder = honest("changing").hand_in(course, {})
    honest("neighbour").hand_in(course, {})
    sound = {path.name: path.read_bytes() for path in folder.iterdir()}
    over = threading.Event()

    def change() -> None:
        number = 0
        while not over.is_set():
            number += 1
            for name, data in sound.items():
                (folder / name).write_bytes(data[: len(data) * (number % 3) // 2])
            (folder / f"extra-{number % 5}.csv").write_bytes(b"x" * (number % 7) * 1000)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        verdicts = {one.task.trainee: one for one in run(course, Choice(trainees=["changing", "neighbour"], workers=1))}
    finally:
        over.set()
        thread.join()
    assert not verdicts["neighbour"].problem
    assert _points(course, "neighbour") == [FULL]
    if not verdicts["changing"].problem:
        (points,) = _points(course, "changing")
        assert all(points[item] is not None and 0 <= points[item] <= FULL[item] for item in ITEMS)
        graded = course / "autograded" / "changing" / MODULE
        nbformat.read(graded / "exercises.ipynb", as_version=4)


def test_a_folder_whose_name_no_person_can_have_stops_nobody(course: Path) -> None:
    names = ["line\nbreak", "\u202egpj", "bell\x07"]
    for name in [*names, "well-named"]:
        honest(name).hand_in(course, {})
    verdicts = {one.task.trainee: one for one in run(course, Choice(trainees=[*names, "well-named"], workers=1))}
    assert all("rename the folder" in verdicts[name].problem for name in names)
    assert not any((course / "autograded" / name).exists() for name in names)
    assert _points(course, "well-named") == [FULL]
