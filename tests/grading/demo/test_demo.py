"""The demonstration: a few of its people play the whole loop; the comparison notices a wrong mark."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from grading.bank import load as load_bank
from grading.demo.__main__ import run
from grading.demo.own_numbers import solve, typed
from grading.demo.personas import FOLDER, Persona, load
from grading.demo.report import differences, expected, question_of, table
from grading.marks import Mark
from tests.grading import leak_search

PLAYERS = {"luis", "sofia", "mei", "ana", "tomas", "leila"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("demo") / "class"
    # the orientation is played by `make demo`; here M10 shows every way of answering
    people = [person for person in load(modules=["m10_remittances"]) if person.id in PLAYERS]
    return folder, run(people, folder)


def test_marks_are_exactly_what_the_answers_deserve(played: tuple[Path, list[str]]) -> None:
    assert played[1] == []


def test_grades_and_feedback_are_there(played: tuple[Path, list[str]]) -> None:
    folder, _ = played
    lines = (folder / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(PLAYERS) * 12
    pages = {path.parents[1].name for path in folder.glob("nbgrader/feedback/*/m10_remittances/exercises.html")}
    assert pages == PLAYERS


def test_feedback_of_real_people_holds_no_hidden_line(played: tuple[Path, list[str]]) -> None:
    pages = sorted(played[0].glob("nbgrader/feedback/*/*/*.html"))
    assert len(pages) == len(PLAYERS)
    assert leak_search.found(pages, leak_search.fragments()) == []


def test_the_latest_submission_counts(played: tuple[Path, list[str]]) -> None:
    folder, _ = played
    inbound = list((folder / "exchange" / "migration-development" / "inbound").glob("leila+*"))
    assert len(inbound) == 2
    assert (folder / "nbgrader" / "submitted" / "leila" / "m10_remittances" / "answers.json").is_file()
    assert not list(folder.glob("nbgrader/submitted/*/*/lesson.ipynb")), "lessons stay at home"


def _graded() -> dict[str, dict[str, float]]:
    """Points of each marked question, by module."""
    content = tomllib.loads((Path(leak_search.__file__).parent / "graded_ids.toml").read_text(encoding="utf-8"))
    return {module: {question_of(cell): points for cell, points in cells.items()} for module, cells in content.items()}


def test_twelve_people_from_perfect_to_empty() -> None:
    people = load(modules=["m00_orientation", "m10_remittances"])
    assert len(people) == 12
    totals = {person.id: sum(points or 0 for points in expected(person).values()) for person in people}
    assert totals["amina"] == 34 and totals["omar"] == 0 and len(set(totals.values())) >= 8


@pytest.mark.parametrize("module", sorted(path.stem for path in FOLDER.glob("m*.toml")))
def test_a_module_is_played_from_perfect_to_wrong(module: str) -> None:
    graded = _graded()[module]
    automatic = set(load_bank(module).entries)
    for person in load(modules=[module]):
        assert set(person.work[0].points) == set(graded), f"{person.id} says what every item of {module} deserves"
    people = {person.id: person.work[0] for person in load(modules=[module])}
    assert people["amina"].points == graded, "amina reaches full marks with the forms"
    assert "luis" in people, "luis types his answers"
    won = {name: tuple(work.points[id] for id in sorted(automatic)) for name, work in people.items()}
    assert len(set(won.values())) >= 4, "at least three others who are half right or wrong in different places"
    assert automatic <= set(graded)


def test_a_class_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text(
        '[[persona]]\nid = "ada"\nwho = "first"\n[[persona]]\nid = "bo"\nwho = "second"\n'
    )
    (tmp_path / "m01.toml").write_text(
        '[texts]\nnote = "Hello"\n[work.bo]\ntexts = {m01-r1 = "note"}\npoints = {m01-r1 = "waits"}\n'
    )
    ada, bo = load(tmp_path)
    assert ada.work == () and bo.work[0].module == "m01" and bo.work[0].texts == {"m01-r1": "Hello"}
    assert [person.id for person in load(tmp_path, ["m01"])] == ["bo"]
    with pytest.raises(FileNotFoundError):
        load(tmp_path, ["m02"])
    (tmp_path / "m02.toml").write_text("[work.cy]\npoints = {}\n")
    with pytest.raises(ValueError, match=r"m02.toml: cy is not in people.toml"):
        load(tmp_path)


def _marks(person: Persona) -> list[Mark]:
    return [
        Mark(person.id, module, f"{question}-mark", points, 6, "marked")
        for (module, question), points in expected(person).items()
    ]


def test_the_comparison_notices_every_kind_of_difference() -> None:
    mei = next(person for person in load(modules=["m00_orientation", "m10_remittances"]) if person.id == "mei")
    marks = _marks(mei)
    assert differences([mei], marks) == []
    assert differences([mei], marks[1:]) == ["mei m00_orientation m00-e1: deserves 2, is not in the gradebook"]
    wrong = [replace(mark, points=1.68) if mark.item == "m00-e4-mark" else mark for mark in marks]
    assert differences([mei], wrong) == ["mei m00_orientation m00-e4: deserves 1.67, has 1.68"]
    waits = [replace(mark, points=None) if mark.item == "m00-r1-mark" else mark for mark in marks]
    assert differences([mei], waits) == ["mei m00_orientation m00-r1: deserves 2, has waits"]
    extra = [*marks, replace(marks[0], item="m00-e9-mark")]
    assert "the demonstration does not say" in differences([mei], extra)[0]


def test_table_lists_items_and_totals() -> None:
    mei = next(person for person in load(modules=["m00_orientation", "m10_remittances"]) if person.id == "mei")
    lines = table([mei], _marks(mei), "m00_orientation").splitlines()
    assert lines[0] == "m00_orientation" and lines[1].split() == ["e1", "e2", "e3", "e4", "e5", "r1", "total"]
    assert lines[3].split() == ["mei", "2", "2", "2", "1.67", "2", "2", "11.67"]


def test_the_table_lists_everybody() -> None:
    two = load(modules=["m10_remittances"])[:2]
    marks = [mark for person in two for mark in _marks(person)]
    lines = table(two, marks, "m10_remittances").splitlines()[3:]
    assert [line.split()[0] for line in lines] == [person.id for person in two]


@pytest.mark.parametrize(
    ("style", "text"), [("en", "1,234.5"), ("fr", "1\u202f234,5"), ("de", "1.234,5"), ("plain", "1234.5")]
)
def test_numbers_as_people_type_them(style: str, text: str) -> None:
    assert typed(1234.5, style) == text
    assert typed(0.0285, style).replace(",", ".") == "0.0285"


def test_own_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from course import answers, variant

    monkeypatch.setenv("COURSE_TRAINEE", "somebody")
    answers.use_folder(tmp_path)
    try:
        draw = {"of": "m10-e1a", "fee": [3, 6, 7], "margin": [1.2, 1.8, 2.4]}
        given = variant("m10-e1a", fee=[3, 6, 7], margin=[1.2, 1.8, 2.4])
        assert solve("= 100 * fee / 200 + margin", draw) == pytest.approx(given.fee / 2 + given.margin)
        assert solve("7 %", draw) == "7 %"
        assert solve("= -(2 - 5)", None) == 3
        with pytest.raises(ValueError, match="only arithmetic"):
            solve("= __import__('os')", draw)
    finally:
        answers.use_folder(None)
    assert os.environ["COURSE_TRAINEE"] == "somebody"
