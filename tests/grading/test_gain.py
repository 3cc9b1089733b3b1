"""Gain and item analysis, against values worked out by hand."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading import gain
from grading.marks import Mark

# form a: first sitting of ana, bo, cy; form b: their last one. Of 2 questions, 1 point each.
SCORES = {
    "a": {"ana": {"q1": 1.0, "q2": 0.0}, "bo": {"q1": 0.0, "q2": 0.0}, "cy": {"q1": 1.0, "q2": 1.0}},
    "b": {"ana": {"q1": 1.0, "q2": 0.5}, "bo": {"q1": 1.0, "q2": 0.0}, "cy": {"q1": 1.0, "q2": 0.0}},
}
FIRST = {"ana": "a", "bo": "a", "cy": "a", "di": "b", "eve": "a"}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(10, 17, 0.5), (0, 24, 1.0), (12, 12, 0.0), (12, 6, -0.5), (24, 24, None), (None, 20, None), (10, None, None)],
)
def test_normalised_gain(first: float | None, last: float | None, expected: float | None) -> None:
    assert gain.normalised(first, last, 24) == (expected if expected is None else pytest.approx(expected, abs=1e-9))


def test_hake() -> None:
    assert gain.normalised(10, 17, 24) == 7 / 14


def test_people_and_group() -> None:
    people = gain.gains(SCORES, FIRST, 2)
    assert [(one.trainee, one.first, one.last, one.gain) for one in people] == [
        ("ana", 1, 1.5, 0.5), ("bo", 0, 1, 0.5), ("cy", 2, 1, None)]  # fmt: skip
    # means of all three: first 3/3 = 1, last 3.5/3; (3.5/3 - 1) / (2 - 1) = 1/6
    assert gain.group_gain(people) == pytest.approx(1 / 6)


def test_who_misses_a_form_has_no_gain_and_does_not_change_the_group() -> None:
    scores = {"a": {**SCORES["a"], "eve": {"q1": 0.0, "q2": 1.0}}, "b": {**SCORES["b"], "di": {"q1": 1.0, "q2": 1.0}}}
    people = {one.trainee: one for one in gain.gains(scores, FIRST, 2)}
    assert (people["eve"].first, people["eve"].last, people["eve"].gain) == (1, None, None)
    assert (people["di"].first_form, people["di"].first, people["di"].last) == ("b", 2, None)
    assert gain.group_gain(people.values()) == pytest.approx(1 / 6)
    assert gain.group_gain([people["eve"]]) is None


def test_half_of_the_class_takes_the_other_form_first() -> None:
    people = gain.gains(SCORES, {**FIRST, "ana": "b"}, 2)
    assert (people[0].first_form, people[0].first, people[0].last, people[0].gain) == ("b", 1.5, 1, -1.0)


def test_facility_by_sitting_and_discrimination() -> None:
    scores = {
        "a": {"p1": {"q1": 1.0, "q2": 1.0, "q3": 1.0}, "p2": {"q1": 1.0, "q2": 0.0, "q3": 1.0},
              "p3": {"q1": 0.0, "q2": 1.0, "q3": 1.0}, "p4": {"q1": 0.0, "q2": 0.0, "q3": 1.0}},
        "b": {},
    }  # fmt: skip
    first = {"p1": "a", "p2": "a", "p3": "a", "p4": "b"}
    one, two, three = gain.items(scores, first, {"q1": 1, "q2": 1, "q3": 2})
    assert (one.facility_first, one.facility_last) == (pytest.approx(2 / 3), 0)
    assert three.facility_first == 0.5, "one of two points"
    # the first sitting alone counts (p4 is alone in the other): q1 is 1,1,0 and the rest 2,1,2; deviations 1/3,1/3,-2/3
    # and 1/3,-2/3,1/3: sum of products -1/3, both spreads 2/3. For q2 the same numbers in another order.
    assert one.discrimination == pytest.approx(-0.5) and two.discrimination == pytest.approx(-0.5)
    assert three.discrimination is None, "all have the same points"


def test_what_everybody_learned_does_not_make_a_question_look_good() -> None:
    before = {"p1": {"q1": 0.0, "q2": 0.0}, "p2": {"q1": 0.0, "q2": 1.0}, "p3": {"q1": 1.0, "q2": 0.0}}
    after = {"p4": {"q1": 2.0, "q2": 2.0}, "p5": {"q1": 2.0, "q2": 3.0}, "p6": {"q1": 3.0, "q2": 2.0}}
    everybody = [*before.values(), *after.values()]
    over_all = gain.correlation([one["q1"] for one in everybody], [one["q2"] for one in everybody])
    assert over_all is not None and over_all > 0.7
    # within a sitting who is good at q1 is weak at q2: deviations -1/3,-1/3,2/3 and -1/3,2/3,-1/3, twice
    assert gain.discrimination("q1", [[*before.values()], [*after.values()]]) == pytest.approx(-0.5)
    assert gain.discrimination("q1", [[before["p1"], before["p2"]], [after["p4"]]]) is None, "one person to compare"


def test_correlation_by_hand() -> None:
    # deviations 1,0,-1 and 1,1,-2: sum of products 3; spreads 2 and 6; 3 / sqrt(12)
    assert gain.correlation([2, 1, 0], [4, 4, 1]) == pytest.approx(3 / 12**0.5)
    assert gain.correlation([1, 0], [1, 0]) is None
    assert gain.correlation([1, 1, 1], [1, 2, 3]) is None


def test_the_forms_of_the_course() -> None:
    assert gain.forms() == {"a": "m90_test_a", "b": "m91_test_b"}


def test_points_come_from_the_marks() -> None:
    marks = [
        Mark("ana", "m90_test_a", "m90-e1-mark", 0.5, 1, "marked"),
        Mark("ana", "m90_test_a", "m90-e2-mark", None, 2, "waits for the trainer"),
        Mark("ana", "m10_remittances", "m10-e1a-mark", 1, 1, "marked"),
    ]
    scores, worth = gain.scores_of(marks, gain.forms())
    assert scores == {"a": {"ana": {"m90-e1": 0.5, "m90-e2": 0}}, "b": {}} and worth == {"m90-e1": 1, "m90-e2": 2}


def test_who_sat_what_first_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "first.csv"
    path.write_text("trainee,first\nana,A\nbo, b \n")
    assert gain.read_first(path) == {"ana": "a", "bo": "b"}
    for text, says in (("", "heads"), ("who,form\nana,a\n", "heads"), ("trainee,first\nana,c\n", "ana must be a or b")):
        path.write_text(text)
        with pytest.raises(gain.GainError, match=says):
            gain.read_first(path)


@pytest.fixture
def gradebook(tmp_path: Path) -> str:
    """Two people, two forms with two questions; bo sits form B first."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    results = {"m90_test_a": {"ana": (1, 0, 1), "bo": (1, 1, 8)}, "m91_test_b": {"ana": (1, 1, 9), "bo": (0, 0, 2)}}
    with Gradebook(url) as book:
        for name in ("ana", "bo"):
            book.add_student(name)
        for form, people in results.items():
            prefix = form[:3]
            book.add_assignment(form)
            book.add_notebook("exercises", form)
            for i in (1, 2):
                book.add_grade_cell(f"{prefix}-e{i}-mark", "exercises", form, max_score=1, cell_type="code")
            for name, (one, two, day) in people.items():
                submission = book.add_submission(form, name)
                submission.timestamp = datetime(2026, 1, day)
                for i, points in ((1, one), (2, two)):
                    grade = book.find_grade(f"{prefix}-e{i}-mark", "exercises", form, name)
                    grade.auto_score, grade.needs_manual_grade = float(points), False
                book.db.commit()
    return url


def test_the_report_reads_the_gradebook(gradebook: str, tmp_path: Path) -> None:
    text = gain.report(gradebook, tmp_path / "out")
    assert "Gain of the group: 1.00" in text and "ana" in text
    rows = list(csv.DictReader((tmp_path / "out" / "gain.csv").open(encoding="utf-8-sig")))
    assert [(r["trainee"], r["first_form"], float(r["first"]), float(r["last"]), float(r["gain"])) for r in rows] == [
        ("ana", "a", 1, 2, 1), ("bo", "b", 0, 2, 1)]  # fmt: skip
    items = list(csv.DictReader((tmp_path / "out" / "items.csv").open(encoding="utf-8-sig")))
    assert [r["question"] for r in items] == ["m90-e1", "m90-e2", "m91-e1", "m91-e2"]
    assert (items[1]["facility_first"], items[1]["facility_last"], items[1]["discrimination"]) == ("0.0", "1.0", "")
    text = gain.report(gradebook, tmp_path / "out", {"ana": "b", "bo": "b"})
    assert "-" in text and "–" in text  # ana had everything first: no gain


def test_the_command_explains_what_is_missing(
    gradebook: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gain.main(["--course", str(tmp_path / "nowhere")]) == 1
    assert "no gradebook" in capsys.readouterr().err
    first = tmp_path / "first.csv"
    first.write_text("trainee,first\nana,a\n")
    assert gain.main(["--course", str(tmp_path), "--first", str(first), "--to", str(tmp_path / "out")]) == 1
    assert "which form did they sit first? bo" in capsys.readouterr().err
    assert gain.main(["--course", str(tmp_path), "--to", str(tmp_path / "out")]) == 0
    assert "gain.csv" in capsys.readouterr().out


def test_an_empty_gradebook_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(url):
        pass
    with pytest.raises(gain.GainError, match="nobody has sat the test yet"):
        gain.report(url, tmp_path)
