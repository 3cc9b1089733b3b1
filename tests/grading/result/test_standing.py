"""The course result, against examples worked out by hand.

A small course: three core modules and two electives of 20 points, of which one elective counts. So each of the four
that count gives 50/4 = 12.5 course points. Tests of 24 points give 5 + 5, the capstone 35 + 5 points give 40.
"""

from __future__ import annotations

import pytest

from grading.gain import Gain
from grading.result.course_units import Course
from grading.result.standing import Standing, Work, stand
from tests.grading.result.small_course import CORE, COURSE, GAIN, works


def of(standing: Standing, name: str) -> tuple[float, float, float, str]:
    line = next(line for line in standing.lines if line.unit.name == name)
    return line.earned, line.waiting, line.open, line.state


def near(*values: float) -> object:
    return pytest.approx(values, abs=1e-9)


def test_everything_marked():
    one = stand("ana", COURSE, works(), GAIN)
    # modules 4 × 12.5 × 0.8 = 40; test 5 × 18/24 + 5 × 0.5 = 6.25; capstone 32 of 40
    assert (one.earned, one.waiting, one.open) == near(78.25, 0, 0)
    assert one.verdict == "passed" and one.certificate == "achievement"
    assert of(one, "m00_x") == (0, 0, 0, "marked"), "the orientation gives no course points"


def test_a_missing_module_is_open_and_counts_as_nothing_so_far():
    one = stand("ana", COURSE, works(m02_x=None), GAIN)
    assert (one.earned, one.waiting, one.open) == near(68.25, 0, 12.5)
    assert of(one, "m02_x") == (0, 0, 12.5, "missing")
    assert one.verdict == "passed", "68.25 is enough, the gap shows all the same"


def test_a_text_that_waits_is_no_zero():
    one = stand("ana", COURSE, works(m01_x=Work(12, waiting=6)), GAIN)
    # 12/20 of 12.5 = 7.5 are certain, 6/20 of 12.5 = 3.75 wait
    assert of(one, "m01_x") == (7.5, pytest.approx(3.75), 0, "waits")
    assert (one.earned, one.waiting) == near(75.75, 3.75)


def test_handed_in_and_not_graded_waits_as_a_whole():
    one = stand("ana", COURSE, works(m01_x=Work(graded=False)), GAIN)
    assert of(one, "m01_x") == (0, 12.5, 0, "ungraded")


def test_extra_credit_fills_a_module_but_no_other():
    one = stand("ana", COURSE, works(m01_x=Work(23)), GAIN)
    assert of(one, "m01_x")[:2] == (12.5, 0)
    assert one.earned == pytest.approx(78.25 + 2.5)
    waiting = stand("ana", COURSE, works(m01_x=Work(19, waiting=6)), GAIN)
    assert of(waiting, "m01_x")[:2] == near(12.5 * 0.95, 12.5 * 0.05), "certain and waiting are never more than all"


def test_what_is_taken_off_for_lateness():
    one = stand("ana", COURSE, works(m01_x=Work(16, late=4)), GAIN)
    assert of(one, "m01_x")[0] == pytest.approx(12.5 * 12 / 20)
    more_than_there_is = stand("ana", COURSE, works(m01_x=Work(3, late=4)), GAIN)
    assert of(more_than_there_is, "m01_x")[0] == 0


def test_the_better_elective_counts():
    one = stand("ana", COURSE, works(m12_x=Work(18)), GAIN)
    assert of(one, "m12_x")[0] == pytest.approx(11.25) and of(one, "m10_x") == (0, 0, 0, "spare")
    assert one.earned == pytest.approx(78.25 + 1.25)


def test_an_elective_that_is_needed_is_open_once():
    one = stand("ana", COURSE, works(m10_x=None), GAIN)
    assert [of(one, name)[2:] for name in ("m10_x", "m12_x")] == [(12.5, "missing"), (0, "unused")]
    assert one.open == pytest.approx(12.5)


@pytest.mark.parametrize(
    ("gain", "expected"),
    [
        (Gain("ana", "a", 24, 24, 24, None), (5, 5)),  # nothing could be gained: the last sitting speaks for both
        (Gain("ana", "a", 24, 12, 24, None), (2.5, 2.5)),
        (Gain("ana", "a", 18, 12, 24, -1.0), (2.5, 0)),  # nobody loses points by a bad day
        (Gain("ana", "b", None, 18, 24, None), (3.75, 0)),  # no first sitting: no gain
    ],
)
def test_last_sitting_and_gain(gain, expected):
    one = stand("ana", COURSE, works(), gain)
    assert (of(one, "test-last")[0], of(one, "test-gain")[0]) == near(*expected)


def test_the_last_sitting_is_open_until_it_is_sat():
    one = stand("ana", COURSE, works(m91_test=None), Gain("ana", "a", 12, None, 24, None))
    assert of(one, "test-last") == (0, 0, 5, "missing") and of(one, "test-gain") == (0, 0, 5, "missing")
    ungraded = stand("ana", COURSE, works(m91_test=Work(graded=False)), Gain("ana", "a", 12, None, 24, None))
    assert of(ungraded, "test-last") == (0, 5, 0, "ungraded")


def test_sixty_of_a_hundred_and_half_of_the_capstone():
    # modules 50, test 10, capstone 0 + 0: exactly 60 points, and no plan
    full = works(m01_x=Work(20), m02_x=Work(20), m03_x=Work(20), m10_x=Work(20), m15_capstone=Work(0), m15_reviews=None)
    one = stand("ana", COURSE, full, Gain("ana", "a", 0, 24, 24, 1.0))
    assert one.earned == pytest.approx(60) and [rule.met for rule in one.rules] == [True, False]
    assert one.verdict == "not_yet" and one.certificate == "participation"
    # 20 of the capstone's 40 points are exactly a half: 16 of 35 and 4 of 5
    half = stand("ana", COURSE, {**full, "m15_capstone": Work(16), "m15_reviews": Work(4)}, GAIN)
    assert half.rules[1].have == pytest.approx(0.5) and half.verdict == "passed"
    less = stand("ana", COURSE, {**full, "m15_capstone": Work(15.5), "m15_reviews": Work(4)}, GAIN)
    assert less.verdict == "not_yet"


def test_what_waits_can_still_decide():
    # 15 automatic points are there, 20 wait: 15/40 is below a half, 35/40 is above
    one = stand("ana", COURSE, works(m15_capstone=Work(15, waiting=20), m15_reviews=None), GAIN)
    assert [rule.met for rule in one.rules] == [True, False] and one.verdict == "waits"
    assert one.earned == pytest.approx(40 + 6.25 + 15)
    lost = stand("ana", COURSE, works(m15_capstone=Work(2, waiting=4), m15_reviews=None), GAIN)
    assert lost.verdict == "not_yet", "even full marks for what waits are too few"


def test_sessions_of_a_blended_course():
    assert stand("ana", COURSE, works(), GAIN, attended=0.8).verdict == "passed"
    one = stand("ana", COURSE, works(), GAIN, attended=0.7)
    assert one.verdict == "not_yet" and one.certificate == ""
    weak = stand("ana", COURSE, {}, None, attended=0.9)
    assert weak.certificate == "participation"


def test_nothing_handed_in():
    one = stand("ana", COURSE, {}, None)
    assert (one.earned, one.waiting, one.open) == near(0, 0, 100)
    assert one.verdict == "not_yet" and one.certificate == ""


def test_without_reviews_the_plan_is_the_whole_capstone():
    course = Course(tuple(unit for unit in COURSE.units if unit.kind != "reviews"), 1)
    one = stand("ana", course, works(), GAIN)
    assert of(one, "m15_capstone")[0] == pytest.approx(32)


def test_a_course_without_capstone_and_electives():
    course = Course((CORE[0],), 0)
    one = stand("ana", course, {"m01_x": Work(10)})
    assert one.earned == 25 and [rule.id for rule in one.rules] == ["overall"]
