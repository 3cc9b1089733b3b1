"""Rows, comments, autograded notebooks, files and modes are those of stock nbgrader."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grading.bench.compare import Result, differences, result_of
from grading.bench.generated import MODULE, hand_in, make_course
from grading.bench.stock import grade_stock
from grading.grade.run import Choice, run
from tests.warm_kernels import forked_from

GENERATED = 200
#: Every honest one, and one with each odd output.
HARDENED = [f"t{number:05}" for number in range(GENERATED) if number % 3 == 0 or number < 30]
COLD = 7  # of so many submissions, stock nbgrader starts one kernel in the ordinary way and has the others forked


def _stock(course: Path, nursery: str) -> list[str]:
    """Problems of stock nbgrader with the submissions of a course."""
    wanted = [(path.name, path.parent.name) for path in sorted((course / "submitted").glob("*/*"))]
    problems = grade_stock(course, wanted[::COLD], 1)
    with forked_from(nursery):
        problems += grade_stock(course, [one for place, one in enumerate(wanted) if place % COLD], 1)
    return list(filter(None, problems))


def _graded(folder: Path, course: Path, mode: str, nursery: str, few: list[str]) -> Result:
    """The result of grading a copy of ``course``; ``few``: whom alone in hardened mode."""
    shutil.copytree(course, folder / mode, symlinks=True)
    copy = folder / mode
    if mode == "stock":
        problems = _stock(copy, nursery)
    else:
        choice = Choice(mode=mode, trainees=few if mode == "hardened" else ())
        problems = [verdict.problem for verdict in run(copy, choice) if verdict.problem]
    assert not problems, problems[0]
    return result_of(copy)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory, nursery: str) -> Iterator[Callable[[str], Result]]:
    """The generated class, graded in a mode (once)."""
    folder = tmp_path_factory.mktemp("generated")
    course = make_course(folder / "course")
    hand_in(course, GENERATED)
    yield _once(folder, course, nursery, HARDENED)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, nursery: str) -> Iterator[Callable[[str], Result]]:
    """The demonstration class, graded in a mode (once)."""
    from grading.demo.classroom import Classroom
    from grading.demo.personas import load

    folder = tmp_path_factory.mktemp("demo")
    classroom = Classroom(folder / "class")
    people = load()
    modules = sorted({work.module for person in people for work in person.work})
    classroom.hand_out(modules)
    classroom.answer(people)
    for person in people:
        for work in person.work:
            classroom.submit(person, work)
    classroom.collect(modules)
    yield _once(folder, classroom.course, nursery)


def _once(folder: Path, course: Path, nursery: str, few: list[str] | None = None) -> Callable[[str], Result]:
    results: dict[str, Result] = {}

    def graded(mode: str) -> Result:
        if mode not in results:
            results[mode] = _graded(folder, course, mode, nursery, few or [])
        return results[mode]

    return graded


@pytest.mark.parametrize("mode", ["compatible", "hardened"])
def test_the_demonstration_class_is_graded_as_by_nbgrader(demo: Callable[[str], Result], mode: str) -> None:
    assert len(demo("stock").notebooks) >= 60
    assert differences(demo("stock"), demo(mode)) == []


def test_generated_submissions_are_graded_as_by_nbgrader(generated: Callable[[str], Result]) -> None:
    assert len(generated("stock").notebooks) == GENERATED
    assert differences(generated("stock"), generated("compatible")) == []


def test_generated_marks_are_those_of_nbgrader_when_hardened(generated: Callable[[str], Result]) -> None:
    stock, hardened = generated("stock"), generated("hardened")
    rows = [row for row in stock.rows if row[0] in HARDENED]
    assert len(hardened.notebooks) == len(HARDENED)
    assert differences(Result(rows), Result(hardened.rows)) == []
    graded = tuple(f"autograded/{trainee}" for trainee in HARDENED)
    assert [one for one in stock.files if one[0].startswith(graded)] == hardened.files


def test_the_generated_class_shows_every_kind_of_mark(generated: Callable[[str], Result]) -> None:
    scores = {(row[3], row[4]) for row in generated("stock").rows if row[3] in ("c1-test", "c2-test") and len(row) > 6}
    assert {("c1-test", 0), ("c1-test", 3), ("c2-test", 0), ("c2-test", 0.5), ("c2-test", 2)} <= scores
    assert MODULE in {row[1] for row in generated("stock").rows}
