"""A small course for the tests of the result: see test_standing.py."""

from __future__ import annotations

from grading.gain import Gain
from grading.result.course_units import Course, Unit
from grading.result.standing import Work

ORIENTATION = Unit("m00_x", "M00", "Orientation", 14, "orientation")
CORE = tuple(Unit(f"m0{n}_x", f"M0{n}", "Core", 20, "core") for n in (1, 2, 3))
ELECTIVES = tuple(Unit(f"m{n}_x", f"M{n}", "Elective", 20, "elective") for n in (10, 12))
TESTS = tuple(Unit(f"m9{n}_test", f"M9{n}", "Test", 24, "test") for n in (0, 1))
PLAN = Unit("m15_capstone", "M15", "The plan", 35, "capstone")
REVIEWS = Unit("m15_reviews", "M15", "Two reviews", 5, "reviews")
COURSE = Course((ORIENTATION, *CORE, *ELECTIVES, *TESTS, PLAN, REVIEWS), electives=1)
GAIN = Gain("ana", "a", 12, 18, 24, 0.5)  # (18 - 12) / (24 - 12)


def works(**changes: Work | None) -> dict[str, Work]:
    """All handed in: 16 of 20 in each module, one elective, both tests, 28 of 35 and 4 of 5."""
    full = {
        "m00_x": Work(14),
        "m01_x": Work(16),
        "m02_x": Work(16),
        "m03_x": Work(16),
        "m10_x": Work(16),
        "m90_test": Work(12),
        "m91_test": Work(18),
        "m15_capstone": Work(28),
        "m15_reviews": Work(4),
        **changes,
    }
    return {name: work for name, work in full.items() if work is not None}
