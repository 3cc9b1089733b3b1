"""Manual marks land in nbgrader's gradebook as Formgrader writes them; what cannot be a mark is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.api import Gradebook, MissingEntry

from grading.autograde import Graded
from grading.classroom import marking, marks
from grading.classroom.mark_log import MarkLog
from grading.classroom.rubric import Criterion, Level, Rubric
from grading.nbgrader_config import course_config
from tests.grading.fixture_module import MODULE

_LEVELS = tuple(Level(float(points), f"level {points}") for points in (2, 1, 0))
_RUBRIC = Rubric((Criterion("Correct", _LEVELS), Criterion("Kind: always", _LEVELS), Criterion("Short", _LEVELS)))


@pytest.fixture
def gradebook(course: Path, graded: dict[str, Graded]):
    with Gradebook(course_config(course).CourseDirectory.db_url) as book:
        yield book


def _to_mark(course: Path, gradebook: Gradebook, trainee: str) -> tuple[str, list[marking.ToMark]]:
    entry = next(one for one in marking.queue(gradebook, course, MODULE) if one.trainee == trainee)
    who, module, items = marking.submission(gradebook, course, entry.id)
    assert (who, module) == (trainee, MODULE)
    return entry.id, items


def test_a_mark_is_written_as_formgrader_writes_it(course: Path, gradebook: Gradebook) -> None:
    id, items = _to_mark(course, gradebook, "good")
    one = next(one for one in items if one.cell == "m90-r1-task")
    assert one.waiting and one.most == 6 and "Compare <b>before</b> you send." in one.item.answer
    assert one.rubric.scheme == "Two points if the fee is named."
    before, waiting = marks.digests(gradebook)[MODULE, "good"], marks.waiting(gradebook)[MODULE, "good"]
    given = marking.read(one, {"points": "4,5", "comment": " Name the fee.\r\nThen compare. "})
    assert given == (4.5, "Name the fee.\nThen compare.")
    seen = marking.digest(marking.states(gradebook, id))
    old, new = marking.write(gradebook, id, {one.cell: (given[0], False, given[1])}, seen)
    assert old == {one.cell: (None, True, "")} and new == {one.cell: (4.5, False, "Name the fee.\nThen compare.")}
    with Gradebook(course_config(course).CourseDirectory.db_url) as fresh:
        grade = fresh.find_grade("m90-r1-task", "exercises", MODULE, "good")
        comment = fresh.find_comment("m90-r1-task", "exercises", MODULE, "good")
        assert (grade.manual_score, grade.needs_manual_grade, grade.score) == (4.5, False, 4.5)
        assert comment.comment == "Name the fee.\nThen compare."
        assert marks.digests(fresh)[MODULE, "good"] != before
        assert marks.waiting(fresh).get((MODULE, "good"), 0) == waiting - 1
        again = next(one for one in _to_mark(course, fresh, "good")[1] if one.cell == "m90-r1-task")
        assert (again.points, again.waiting, again.comment) == (4.5, False, "Name the fee.\nThen compare.")
        assert marking.said_before(fresh, MODULE, one.cell) == ["Name the fee.\nThen compare."]
        # another trainer, who has opened the page before, does not write over it unseen
        with pytest.raises(marking.Changed):
            marking.write(fresh, id, {one.cell: (1.0, False, "Mine.")}, seen)
        assert marking.states(fresh, id)[one.cell] == new[one.cell]
        # and it can be taken back
        marking.write(fresh, id, old, marking.digest(marking.states(fresh, id)))
        assert marking.states(fresh, id)[one.cell] == (None, True, "")
        assert marks.digests(fresh)[MODULE, "good"] == before


def test_who_gave_what_is_remembered(tmp_path: Path) -> None:
    log = MarkLog(tmp_path)
    assert log.of("one") == []
    first = log.note("tess", "one", {"r1": (None, True, "")}, {"r1": (3.0, False, "Good.")})
    log.note("rosa", "two", {}, {})
    with (tmp_path / "marks.jsonl").open("a") as file:
        file.write('{"notebook": "one", "key"\n\n[1]\n{"notebook": "one", "before": {"r1": [1]}}\n')
    last = log.note("rosa", "one", first.after, {"r1": (2.5, False, "")})
    assert log.of("one") == [first, last] and last.by == "rosa" and last.before == first.after
    assert (tmp_path / "marks.jsonl").stat().st_mode & 0o077 == 0


def test_nothing_is_written_for_another_cell(gradebook: Gradebook, course: Path) -> None:
    id, _items = _to_mark(course, gradebook, "good")
    with pytest.raises(MissingEntry):
        marking.write(gradebook, id, {"m90-none": (1.0, False, "")}, marking.digest(marking.states(gradebook, id)))
    with pytest.raises(MissingEntry):
        marking.submission(gradebook, course, "none")


@pytest.mark.parametrize("text", ["7", "-1", "x", "nan", "inf", "1e3", "--", "6.01"])
def test_points_beyond_the_item_are_refused(course: Path, gradebook: Gradebook, text: str) -> None:
    one = next(one for one in _to_mark(course, gradebook, "good")[1] if one.cell == "m90-r1-task")
    with pytest.raises(marking.NotValid):
        marking.read(one, {"points": text})
    assert marking.read(one, {"points": " "}) is None


def _with_criteria() -> marking.ToMark:
    return marking.ToMark("c", type("Item", (), {"number": "R1"})(), _RUBRIC, 3.0, None, {}, "", True)


def test_criteria_are_added_and_brought_to_the_items_points() -> None:
    one = _with_criteria()
    points, comment = marking.read(one, {"c0": "2", "c1": "1", "c2": "0", "comment": "Well done."})
    assert points == 1.5 and comment == "Correct: 2 of 2 · Kind: always: 1 of 2 · Short: 0 of 2\n\nWell done."
    with pytest.raises(marking.NotValid, match="“Short”, too"):
        marking.read(one, {"c0": "2", "c1": "1"})
    with pytest.raises(marking.NotValid, match="0 to 2"):
        marking.read(one, {"c0": "3", "c1": "1", "c2": "0"})
    assert marking.read(one, {"comment": "only words"}) is None


def test_the_points_of_criteria_are_read_back_from_the_comment() -> None:
    plain = Rubric((Criterion("Correct", _LEVELS), Criterion("Short", _LEVELS)))
    text = marking.joined(plain, [2, 0.5], "A sentence.\n\nAnother one.")
    assert marking.split(text) == ({"Correct": 2.0, "Short": 0.5}, "A sentence.\n\nAnother one.")
    assert marking.split("Correct: well done") == ({}, "Correct: well done")
    assert marking.split("") == ({}, "")
