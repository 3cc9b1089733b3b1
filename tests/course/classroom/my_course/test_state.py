"""What "My course" says about each module, from an empty folder to marks with comments."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from course.classroom.my_course import feedback, moments, page, pages_of_module
from course.classroom.my_course.state import Module, MyCourse, build

MODULE = "m10_remittances"
GRADED = {"source": "check()", "metadata": {"nbgrader": {"grade": True}}}
AT = "2026-11-22 10:00:00.000000 UTC"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release" / MODULE
    folder.mkdir(parents=True)
    lesson = ["# Remittances\n", "\n", "**Time:** 45 minutes on your own. More.\n"]
    (folder / "lesson.ipynb").write_text(json.dumps({"cells": [{"source": lesson}]}))
    exercises = [{"source": ["# Exercises\n"]}, {"source": 'ask.number(\n    "m10-e1a", text="?")'},
                 {"source": 'ask.text("m10-r1", text="?")\nask.number("m10-e1a")'}, GRADED]  # fmt: skip
    (folder / "exercises.ipynb").write_text(json.dumps({"cells": exercises}))
    (folder / "selfcheck.ipynb").write_text(json.dumps({"cells": [{"source": 'ask.number("m10-s1")'}]}))
    (tmp_path / "release" / "m99_broken").mkdir()
    (tmp_path / "release" / "m99_broken" / "lesson.ipynb").write_text("{")
    (tmp_path / "release" / "notes").mkdir()
    return tmp_path / "release"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / MODULE).mkdir(parents=True)
    return tmp_path / "home"


def record(home: Path, at: str = "2026-11-22T09:00:00Z", **answers: Any) -> None:
    stored = {name.replace("_", "-"): {"type": "number", "value": value, "at": at} for name, value in answers.items()}
    text = json.dumps({"schema": 1, "course": "1", "trainee": None, "answers": stored})
    (home / MODULE / "answers.json").write_text(text)


def handed(feedback_at: str | None = None, at: str = AT, late: bool = False) -> dict[str, Any]:
    found = {"assignment": MODULE, "submitted_at": at, "number": 1, "receipt": "r1", "late": late, "trainee": "lena"}
    return found | {"feedback": feedback_at and {"released_at": feedback_at, "files": []}}


def give_feedback(home: Path, waiting: float = 0) -> None:
    path = home / MODULE / "feedback" / AT / "exercises.html"
    path.parent.mkdir(parents=True)
    numbers = {"points": 17.5, "most": 20.0, "waiting": waiting}
    path.write_text("".join(f'<meta name="course-{name}" content="{value}">\n' for name, value in numbers.items()))


def one(home: Path, release: Path, opened: bool = True, submissions: tuple[Any, ...] = (), due: str = "") -> Module:
    released = [{"assignment": MODULE, "due": due or None}] if opened else []
    return build(home, pages_of_module.read(release), released, submissions).modules[0]


def test_pages_are_read_from_the_release(release: Path) -> None:
    first, broken = pages_of_module.read(release)
    assert (first.number, first.title, first.time) == ("M10", "Remittances", "45 minutes on your own")
    assert (first.questions, first.first, first.lesson) == (("m10-e1a", "m10-r1"), "exercises.ipynb", True)
    assert (broken.title, broken.questions) == ("m99_broken", ())


def test_a_test_stands_after_the_modules_under_its_own_name(home: Path, release: Path) -> None:
    folder = release / "m90_test_a"
    folder.mkdir()
    (folder / "lesson.ipynb").write_text(json.dumps({"cells": [{"source": "# Test A: read this first"}]}))
    first, test, _broken = pages_of_module.read(release)
    assert (test.number, test.title, test.test, first.test) == ("Test A", "before or after the course", True, False)
    course = build(home, [test], [], [])
    assert course.next is None
    text = show(build(home, [first, test], [], []))
    assert text.index("Remittances") < text.index(">Tests<") < text.index("Test A") and "M90" not in text


def test_the_time_of_every_module_is_shown_whole() -> None:
    """The capstone's is the longest."""
    modules = Path(__file__).parents[4] / "modules"
    times = {one.folder: one.time for one in pages_of_module.read(modules)}
    assert all(times.values()) and times["m15_capstone"].endswith("of exercises afterwards")


def test_every_step_from_closed_to_done(home: Path, release: Path) -> None:
    assert one(home, release, opened=False).step == "closed"
    assert one(home, release).step == "fetch"
    (home / MODULE / "exercises.ipynb").write_text("{}")
    assert one(home, release).step == "work"
    record(home, m10_e1a=5)
    half = one(home, release)
    assert (half.step, half.recorded) == ("work", 1)
    record(home, m10_e1a=5, m10_r1="a text", m10_old=1)
    assert one(home, release).step == "submit"
    assert one(home, release, submissions=(handed(),)).step == "wait"
    give_feedback(home, waiting=6)
    assert one(home, release, submissions=(handed(AT),)).step == "news"
    feedback.mark_read(home / MODULE / "feedback" / AT / "exercises.html")
    assert one(home, release, submissions=(handed(AT),)).step == "read"


def test_marks_and_where_they_are(home: Path, release: Path) -> None:
    give_feedback(home)
    found = one(home, release, submissions=(handed(AT),))
    assert found.step == "news"
    assert found.marked and found.marked.feedback
    assert (found.marked.feedback.points, found.marked.feedback.most) == (17.5, 20.0)
    assert found.marked.feedback.path == f"{MODULE}/feedback/{AT}/exercises.html"


def test_an_answer_after_the_submission_asks_to_submit_again(home: Path, release: Path) -> None:
    (home / MODULE / "exercises.ipynb").write_text("{}")
    record(home, at="2026-11-22T10:30:00Z", m10_e1a=6)
    assert one(home, release, submissions=(handed(),)).step == "again"
    record(home, at="2026-11-22T09:30:00Z", m10_e1a=6)
    assert one(home, release, submissions=(handed(),)).step == "wait"


def test_the_newest_submission_counts_but_older_marks_stay(home: Path, release: Path) -> None:
    give_feedback(home)
    later = handed(at="2026-11-22 11:00:00.000000 UTC") | {"number": 2}
    found = one(home, release, submissions=(handed(AT), later))
    assert (found.step, found.handed[0].number) == ("wait", 2)
    assert found.marked and found.marked.number == 1


def test_a_broken_answers_file_counts_nothing(home: Path, release: Path) -> None:
    (home / MODULE / "answers.json").write_text("{")
    assert one(home, release).recorded == 0


@pytest.mark.parametrize("when", ["../../..", "2026-11-22 10:00:00/../x", "", "x"])
def test_no_other_folder_is_read_as_feedback(home: Path, when: str) -> None:
    (home / MODULE / "feedback").mkdir()
    (home / "secret.html").write_text('<meta name="course-points" content="1">')
    assert feedback.of(home, MODULE, when) is None


def test_a_link_is_no_feedback(home: Path, tmp_path: Path) -> None:
    folder = home / MODULE / "feedback" / AT
    folder.mkdir(parents=True)
    (tmp_path / "outside.html").write_text('<meta name="course-points" content="1">')
    (folder / "exercises.html").symlink_to(tmp_path / "outside.html")
    assert feedback.of(home, MODULE, AT) is None


def test_next_is_what_was_begun_first(home: Path, release: Path) -> None:
    other = release / "m00_orientation"
    other.mkdir()
    (other / "exercises.ipynb").write_text(json.dumps({"cells": [{"source": 'ask.number("m00-e1")'}, GRADED]}))
    (home / MODULE / "exercises.ipynb").write_text("{}")
    record(home, m10_e1a=5)
    released = [{"assignment": MODULE, "due": None}, {"assignment": "m00_orientation", "due": None}]
    course = build(home, pages_of_module.read(release), released, [])
    assert course.next and course.next.pages.folder == MODULE


def show(course: MyCourse, **more: Any) -> str:
    given = {"base": "/user/lena/", "hub": "/", "title": "Course", "person": "lena", "course_id": "c", "trainer": False,
             "xsrf": "x", "asked": ""} | more  # fmt: skip
    return page.html(course, note=given.pop("note", None), country=given.pop("country", None), **given)


def test_the_page_says_late_when_it_is(home: Path, release: Path) -> None:
    over = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    (home / MODULE / "exercises.ipynb").write_text("{}")
    released = [{"assignment": MODULE, "due": over}]
    text = show(build(home, pages_of_module.read(release), released, []))
    assert "Deadline over: 0 of 2 recorded" in text
    assert "Submit<" in text


def test_the_page_without_the_exchange_still_shows_the_lessons(home: Path, release: Path) -> None:
    text = show(build(home, pages_of_module.read(release), [], [], "The exchange does not answer.", known=False))
    assert "Not known just now" in text and "not open yet" not in text
    assert "The exchange does not answer." in text
    assert "/user/lena/lab/tree/m10_remittances/lesson.ipynb" in text
    assert "Nothing waits" not in text


def test_what_people_write_is_no_markup(home: Path, release: Path) -> None:
    course = build(home, pages_of_module.read(release), [], [])
    text = show(course, person="<script>alert(1)</script>", note=page.Note("bad", "<img src=x onerror=alert(1)>"))
    assert "<script" not in text and "<img src=x" not in text


def test_missing_answers_are_asked_about_by_name(home: Path, release: Path) -> None:
    nothing = page.question(one(home, release))
    assert nothing.ask == MODULE and "Nothing is recorded in M10 yet" in nothing.text
    record(home, m10_e1a=5)
    some = page.question(one(home, release))
    assert "1 question of M10 has no recorded answer." in some.text
    assert some.facts == (("Without an answer", "R1"),)
    text = show(build(home, pages_of_module.read(release), [], []), note=some)
    assert 'name="sure" value="1"' in text and "Next for you" not in text


def test_a_receipt_says_when_and_what(home: Path, release: Path) -> None:
    record(home, m10_e1a=5)
    note = page.receipt_note(one(home, release), handed() | {"files": [1], "receipt": "r-77"})
    assert (note.tone, note.ask) == ("good", "")
    assert ("Receipt", "r-77") in note.facts and ("Recorded answers", "1 of 2") in note.facts
    assert page.receipt_note(None, handed(late=True)).tone == "warn"


def test_a_cleared_answer_is_a_change(home: Path, release: Path) -> None:
    (home / MODULE / "exercises.ipynb").write_text("{}")
    record(home, at="2026-11-22T10:30:00Z", m10_e1a=None)
    assert one(home, release, submissions=(handed(),)).step == "again"


def test_time_that_is_left() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    words = {1: "1 minute left", 119: "119 minutes left", 120: "2 hours left", 47 * 60: "47 hours left",
             2880: "2 days left", -1: ""}  # fmt: skip
    assert {minutes: moments.left(now + timedelta(minutes=minutes), now) for minutes in words} == words
    assert moments.when(now).startswith("Sunday 22 November 2026, ")


def test_feedback_leads_back_and_stays_what_it_is() -> None:
    shown = page.with_way_back(b'<html><body class="x"><p>1 of 2</p></body></html>', "/user/lena/my-course")
    assert shown.startswith(b'<html><body class="x"><p') and b'href="/user/lena/my-course"' in shown
    assert shown.endswith(b"<p>1 of 2</p></body></html>")


def test_the_country_file_in_a_line(home: Path) -> None:
    assert page.Country.read(home) is None
    (home / "country_file.json").write_text("{}")
    assert page.Country.read(home) == page.Country(None, 0)
