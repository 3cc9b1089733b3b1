"""The page “Where you stand”, the tables, and the way from nbgrader's gradebook to them."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading.nbgrader_config import course_config
from grading.result.__main__ import main, write
from grading.result.course_units import Course, Unit, course_units
from grading.result.gather import ResultError, read_attendance, standings
from grading.result.page import down, page, steps
from grading.result.standing import Work, stand
from tests.grading.result.small_course import COURSE, GAIN, works


def test_a_point_less_never_looks_like_a_pass():
    assert (down(59.96), down(60.0), down(0.1 + 0.2)) == ("59.9", "60", "0.3")


def test_the_page_says_what_is_missing_the_largest_first():
    one = stand("ana", COURSE, works(m02_x=None, m15_capstone=None, m15_reviews=None), GAIN)
    assert steps(one) == [
        "Hand in M15 The plan: up to 35 course points.",
        "Hand in M02 Core: up to 12.5 course points.",
        "Hand in M15 Two reviews: up to 5 course points.",
    ]
    html = page(one)
    assert "You are on the way. Below you see what is missing." in html
    assert "<script" not in html and "default-src 'none'" in html and "http://" not in html


def test_the_page_of_somebody_who_is_through():
    html = page(stand("ana", COURSE, works(), GAIN))
    assert "You have passed the course." in html and "Certificate of Achievement" in html
    assert "Nothing. Everything is handed in and marked." in html


def test_waiting_work_is_said_and_is_nothing_to_do():
    html = page(stand("ana", COURSE, works(m01_x=Work(12, waiting=6)), GAIN))
    assert "Nothing from you. Some of your work waits for your trainer." in html
    assert "a part waits for your trainer" in html and "up to 3.7 more" in html


def test_a_name_that_looks_like_a_tag_is_text():
    course = Course((Unit("m01_x", "M01", "<b>Core</b>", 20, "core"),), 0)
    assert "<b>Core" not in page(stand("<i>ana", course, {}))


def test_tables(tmp_path: Path):
    found = [
        stand("ana", COURSE, works(m01_x=Work(12, waiting=6), m02_x=None), GAIN),
        stand("=bo", COURSE, {}, None, 0.5),
    ]
    result, parts, *pages = write(found, COURSE, tmp_path)
    assert [path.name for path in pages] == ["ana.html", "=bo.html"]
    with result.open(encoding="utf-8-sig", newline="") as file:
        ana, bo = csv.DictReader(file)
    assert (ana["trainee"], ana["course_points"], ana["waiting"], ana["open"]) == ("ana", "65.75", "3.75", "12.5")
    assert (ana["capstone_percent"], ana["verdict"], ana["m01_x"], ana["m02_x"]) == ("80.0", "passed", "12.0", "")
    assert bo["trainee"] == "'=bo", "a spreadsheet must not work it out"
    assert bo["sessions_percent"] == "50.0" and ana["sessions_percent"] == ""
    with parts.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(float(row["weight"]) for row in rows if row["trainee"] == "ana") == pytest.approx(100)


def test_units_of_the_course_that_stands():
    course = course_units()
    kinds = {unit.name: unit.kind for unit in course.units}
    assert kinds["m00_orientation"] == "orientation" and kinds["m10_remittances"] == "elective"
    assert [unit.name for unit in course.of("test")] == ["m90_test_a", "m91_test_b"]
    capstone, reviews = course.of("capstone", "reviews")
    assert (capstone.name, capstone.most, reviews.name, reviews.most) == ("m15_capstone", 35, "m15_reviews", 5)
    assert course.electives == min(4, len(course.of("elective")))
    assert "m03_frameworks" not in {unit.name for unit in course_units(leave_out=["m03_frameworks"]).units}
    with pytest.raises(ValueError, match="no module m77"):
        course_units(leave_out=["m77"])


@pytest.fixture
def gradebook(tmp_path: Path) -> tuple[Path, str]:
    """ana: 10 by rules, 5 for a text and 1 extra, 2 off for lateness; bo: 14, the text waits; cy: nothing."""
    folder = tmp_path / "course"
    (folder / "submitted" / "di" / "m01_x").mkdir(parents=True)
    url = course_config(folder).CourseDirectory.db_url
    with Gradebook(url) as book:
        book.add_assignment("m01_x")
        book.add_notebook("exercises", "m01_x")
        book.add_grade_cell("m01-e1-mark", "exercises", "m01_x", max_score=14, cell_type="code")
        book.add_task_cell("m01-r1-task", "exercises", "m01_x", max_score=6, cell_type="markdown")
        for who in ("ana", "bo", "cy"):
            book.add_student(who)
        for who, auto in (("ana", 10), ("bo", 14)):
            book.add_submission("m01_x", who, timestamp=datetime(2026, 1, 5))
            grade = book.find_grade("m01-e1-mark", "exercises", "m01_x", who)
            grade.auto_score, grade.needs_manual_grade = auto, False
        text = book.find_grade("m01-r1-task", "exercises", "m01_x", "ana")
        text.manual_score, text.extra_credit, text.needs_manual_grade = 5, 1, False
        book.find_submission_notebook("exercises", "m01_x", "ana").late_submission_penalty = 2
        book.db.commit()
    return folder, url


def test_from_the_gradebook(gradebook: tuple[Path, str]):
    course = Course((Unit("m01_x", "M01", "Core", 20, "core"),), 0)
    ana, bo, cy, di = standings(*gradebook, course)
    # ana: (10 + 5 + 1 - 2) / 20 of 50; bo: 14/20 of 50, 6/20 wait; di handed in, and nobody has graded it
    assert (ana.trainee, ana.earned, ana.waiting) == ("ana", pytest.approx(35), 0)
    assert (bo.earned, bo.waiting) == (pytest.approx(35), pytest.approx(15))
    assert (cy.earned, cy.open, cy.lines[0].state) == (0, 50, "missing")
    assert (di.trainee, di.waiting, di.lines[0].state) == ("di", 50, "ungraded")


def test_sessions_must_name_everybody(gradebook: tuple[Path, str], tmp_path: Path):
    path = tmp_path / "sessions.csv"
    path.write_text("trainee;attended;held\nana;8;10\nbo;9;10\ncy;0;10\n", encoding="utf-8")
    with pytest.raises(ResultError, match="leaves out di"):
        standings(*gradebook, COURSE, attended=read_attendance(path))


@pytest.mark.parametrize(
    ("text", "says"),
    [("name,n\na,1", "needs a first line"), ("trainee,attended,held\nana,x,2", "no whole numbers"),
     ("trainee,attended,held\nana,3,2", "cannot have attended 3 of 2"), ("", "needs a first line")],
)  # fmt: skip
def test_a_list_of_sessions_that_cannot_be_right(tmp_path: Path, text: str, says: str):
    path = tmp_path / "sessions.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResultError, match=says):
        read_attendance(path)


def test_the_command_without_a_gradebook_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--course", str(tmp_path), "--to", str(tmp_path / "to")]) == 1
    assert "there is no gradebook" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()
