"""Jobs do what can be done: what goes wrong for one person is told in a sentence, and the others are served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from course.classroom.exchange.client.connection import Problem
from grading.classroom import collected, deadlines, marks, work
from grading.classroom.room import Room
from grading.classroom.work import CannotDo, Step

MODULE = "m00_orientation"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    (tmp_path / "release" / MODULE).mkdir(parents=True)
    monkeypatch.setattr(Room, "config", lambda _self: SimpleNamespace())
    monkeypatch.setattr(Room, "gradebook", lambda _self: nullcontext(None))
    monkeypatch.setattr(work, "ExchangeFactory", lambda **_more: None)
    return Room("c", "Course", tmp_path, "/services/trainer-c/")


def _verdicts(*found: tuple[str, str]):
    def stream(_folder: Path, _choice: object) -> Iterator[tuple[SimpleNamespace, int]]:
        for who, problem in found:
            task = SimpleNamespace(trainee=who, assignment=MODULE)
            yield SimpleNamespace(task=task, problem=problem, notes=[]), len(found)

    return stream


def test_a_submission_that_cannot_be_graded_stops_nobody_else(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.grade.run.stream", _verdicts(("amina", ""), ("ben", "no notebook"), ("cleo", "")))
    monkeypatch.setattr(marks, "waiting", lambda _book: {(MODULE, "amina"): 1, ("m10_remittances", "x"): 7})
    steps = list(work.grade(room, work.Wanted(MODULE)))
    assert [one.problem for one in steps] == ["", f"ben: {MODULE}: not graded: no notebook", "", ""]
    assert steps[-1].now == "2 submissions graded. 1 answer to mark by hand. 1 could not be done; see below."


@pytest.mark.parametrize(
    ("trouble", "says"),
    [("grading.sandbox.NoSandbox", "nothing keeps it in"), ("grading.grade.lock.Busy", "somebody grades already")],
)
def test_what_stops_grading_is_a_sentence(room: Room, monkeypatch: pytest.MonkeyPatch, trouble: str, says: str) -> None:
    import importlib

    place, _dot, name = trouble.rpartition(".")
    problem = getattr(importlib.import_module(place), name)

    def stream(*_more: object) -> Iterator[None]:
        raise problem(says)
        yield

    monkeypatch.setattr("grading.grade.run.stream", stream)
    with pytest.raises(CannotDo, match=says):
        list(work.grade(room, work.Wanted(MODULE)))


def test_collect_and_grade_in_one_go(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "collect", lambda *_more: iter([Step(1, 1, "amina"), Step(1, 1, "1 collected.")]))
    monkeypatch.setattr(work, "grade", lambda *_more: iter([Step(1, 1, "amina", "look"), Step(1, 1, "1 graded.")]))
    steps = list(work.fetch(room, work.Wanted(MODULE)))
    assert steps[-1] == Step(1, 1, "1 collected. 1 graded.") and [one.problem for one in steps].count("look") == 1


def test_feedback_that_fails_for_one_person_is_tried_again_next_time(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collected, "receipt", lambda _course, _module, who, step="": f"receipt-{who}")
    monkeypatch.setattr(marks, "digests", lambda _book, _modules: {(MODULE, "amina"): "1", (MODULE, "ben"): "2"})
    away = {"ben"}

    def give(_config: object, _factory: object, _module: str, who: str) -> None:
        if who in away:
            raise OSError("No space left on device")

    monkeypatch.setattr(work, "_give", give)
    first = list(work.feedback(room, work.Wanted(MODULE)))
    assert first[1].problem == f"ben, {MODULE}: No space left on device"
    assert first[-1].now == "1 feedback page released. 1 could not be done; see below."
    away.clear()
    again = list(work.feedback(room, work.Wanted(MODULE)))
    assert [one.now for one in again] == [f"ben: {MODULE}", "1 feedback page released."]
    assert list(work.feedback(room, work.Wanted(MODULE)))[-1].now == "All feedback is out already."


def test_more_time_needs_people_a_deadline_and_a_later_moment(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from grading.classroom import class_page, standing
    from grading.classroom.modules_page import read_moment
    from grading.classroom.roster import Line

    about = {"due": None, "extensions": {}}
    monkeypatch.setattr(Room, "exchange", lambda _self: SimpleNamespace(json=lambda *_more: about))
    monkeypatch.setattr(standing, "members", lambda _room: [Line("amina"), Line("tess", "trainer")])
    module, later = room.modules()[0], read_moment("2026-12-02T18:00+00:00")

    def wrong(*names: str, due: object = later, remove: bool = False) -> str:
        with pytest.raises(ValueError, match=r"\.") as found:
            class_page.check_extension(room, module, frozenset(names), due, remove)
        return str(found.value)

    assert "at least one" in wrong()
    assert "no trainee “tess”" in wrong("amina", "tess") and "no trainee “zed”" in wrong("zed", remove=True)
    assert "date and a time" in wrong("amina", due=None)
    assert "M00 has no deadline" in wrong("amina")
    about["due"] = "2026-12-02T18:00:00+00:00"
    assert "Everybody has time until" in wrong("amina")
    class_page.check_extension(room, module, frozenset(["amina"]), read_moment("2026-12-02T18:01+00:00"), False)
    class_page.check_extension(room, module, frozenset(["amina"]), None, True)


def test_a_deadline_that_the_exchange_refuses_changes_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_more: object, **_named: object) -> None:
        raise Problem("The exchange is away.")

    monkeypatch.setattr(Room, "exchange", lambda _self: SimpleNamespace(json=away))
    monkeypatch.setattr(Room, "gradebook", lambda _self: pytest.fail("the gradebook must not hear of it"))
    with pytest.raises(Problem):
        deadlines.set_deadline(room, room.modules()[0], None)
