"""Where one person stands: the arithmetic of the course result. It reads no file and no gradebook.

All results are *course points*: 100 is the whole course. Modules give 50 of them, shared equally by the core modules
and the electives that count; the test gives 10, half for the last sitting, half for the gain; the capstone gives 40.

What a trainer has not marked yet *waits*: it is no zero. What nobody has handed in yet is *open*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grading.gain import Gain
from grading.result.course_units import Course, Unit

MODULES, TESTS, CAPSTONE = 50.0, 10.0, 40.0
PASS, PASS_CAPSTONE, PASS_SESSIONS = 60.0, 0.5, 0.8
_SMALL = 1e-9  # sums of decimal numbers are not exact


@dataclass(frozen=True)
class Work:
    """What the gradebook knows of one unit of one person.

    Attributes:
        points: Points that are certain, extra credit included, points for lateness not yet taken off.
        waiting: Points of the items that a person must still mark.
        late: Points that are taken off for lateness.
        graded: False: it was handed in, and nobody has graded it.
    """

    points: float = 0.0
    waiting: float = 0.0
    late: float = 0.0
    graded: bool = True


@dataclass(frozen=True)
class Line:
    """One line of the result.

    Attributes:
        unit: What it is about.
        weight: Course points that it can give; 0 where it does not count.
        earned: Course points that are certain.
        waiting: Course points that wait for marks.
        open: Course points that can still be handed in for.
        points: Points of the unit that are certain, lateness taken off.
        late: Points that were taken off for lateness.
        state: ``marked``, ``waits``, ``ungraded``, ``missing``, ``spare`` (done, but better ones count) or ``unused``
            (an elective that nobody needs to hand in).
    """

    unit: Unit
    weight: float
    earned: float
    waiting: float
    open: float
    points: float
    late: float
    state: str


@dataclass(frozen=True)
class Rule:
    """One condition of passing.

    Attributes:
        id: ``overall``, ``capstone`` or ``sessions``.
        have: What is there: course points or a share.
        need: What is needed, in the same unit.
        met: It is met with what is certain.
        reachable: It is met if all that waits gets full marks.
    """

    id: str
    have: float
    need: float
    met: bool
    reachable: bool


@dataclass(frozen=True)
class Standing:
    """Where one person stands.

    Attributes:
        trainee: The trainee's id.
        lines: In the order of the course.
        rules: The conditions of passing.
        attended: Share of the live sessions; None in a course without them.
    """

    trainee: str
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    attended: float | None = None

    @property
    def earned(self) -> float:
        """Course points that are certain."""
        return sum(line.earned for line in self.lines)

    @property
    def waiting(self) -> float:
        """Course points that wait for marks."""
        return sum(line.waiting for line in self.lines)

    @property
    def open(self) -> float:
        """Course points that can still be handed in for."""
        return sum(line.open for line in self.lines)

    @property
    def verdict(self) -> str:
        """``passed``, ``waits`` (what waits can still decide it) or ``not_yet``."""
        if all(rule.met for rule in self.rules):
            return "passed"
        return "waits" if all(rule.reachable for rule in self.rules) else "not_yet"

    @property
    def certificate(self) -> str:
        """``achievement``, ``participation`` or ``""``.

        Participation: 80 % of the live sessions; in a course without them, every core module was handed in.
        """
        if self.verdict == "passed":
            return "achievement"
        if self.attended is not None:
            return "participation" if self.attended >= PASS_SESSIONS - _SMALL else ""
        core = [line for line in self.lines if line.unit.kind in ("orientation", "core", "capstone")]
        return "participation" if core and all(line.state != "missing" for line in core) else ""


def stand(
    trainee: str,
    course: Course,
    works: Mapping[str, Work],
    gain: Gain | None = None,
    attended: float | None = None,
) -> Standing:
    """Where one person stands.

    Args:
        trainee: The trainee's id.
        course: What counts.
        works: By name of the unit; units that were not handed in are not there.
        gain: The two sittings of the test; None when nothing of it is graded.
        attended: Share of the live sessions; None in a course without them.
    """
    lines = [
        *(_line(unit, 0.0, works.get(unit.name)) for unit in course.of("orientation")),
        *_modules(course, works),
        *_tests(course, works, gain),
        *_capstone(course, works),
    ]
    return Standing(trainee, tuple(lines), tuple(_rules(lines, attended)), attended)


def _parts(unit: Unit, work: Work | None) -> tuple[float, float]:
    """Shares of the unit's points that are certain and that wait; together at most 1, whatever the extra credit."""
    if work is None or not unit.most:
        return 0.0, 0.0
    if not work.graded:
        return 0.0, 1.0
    earned = min(max(work.points - work.late, 0.0) / unit.most, 1.0)
    return earned, min(work.waiting / unit.most, 1.0 - earned)


def _line(unit: Unit, weight: float, work: Work | None, state: str = "") -> Line:
    earned, waiting = _parts(unit, work)
    found = state or (
        "missing" if work is None else "ungraded" if not work.graded else "waits" if work.waiting else "marked"
    )
    points = max(work.points - work.late, 0.0) if work else 0.0
    missing = weight if found == "missing" else 0.0
    return Line(unit, weight, weight * earned, weight * waiting, missing, points, work.late if work else 0.0, found)


def _modules(course: Course, works: Mapping[str, Work]) -> list[Line]:
    """Core modules and electives in the order of the course; the best electives count."""
    core, electives = course.of("core"), course.of("elective")
    count = len(core) + course.electives
    weight = MODULES / count if count else 0.0
    done = [unit for unit in electives if unit.name in works]
    best = sorted(done, key=lambda unit: _parts(unit, works[unit.name]), reverse=True)[: course.electives]
    needed = course.electives - len(best)
    lines = []
    for unit in course.of("core", "elective"):
        if unit in core or unit in best:
            lines.append(_line(unit, weight, works.get(unit.name)))
        elif unit in done:
            lines.append(_line(unit, 0.0, works[unit.name], "spare"))
        elif needed > 0:  # the first of those that one may choose stand for the ones that are still needed
            lines.append(_line(unit, weight, None))
            needed -= 1
        else:
            lines.append(_line(unit, 0.0, None, "unused"))
    return lines


def _tests(course: Course, works: Mapping[str, Work], gain: Gain | None) -> list[Line]:
    """Two lines: the last sitting, and the gain."""
    tests = course.of("test")
    if not tests:
        return []
    half, most = TESTS / 2, tests[0].most
    last = Unit("test-last", "", "Test at the end", most, "test")
    gained = Unit("test-gain", "", "Gain from the first test to the last", 1.0, "test")
    handed_in = [works[unit.name] for unit in tests if unit.name in works]
    if any(not work.graded for work in handed_in):
        waits = Work(graded=False)
        return [_line(last, half, waits), _line(gained, half, waits)]
    if gain is None or gain.last is None:
        return [_line(last, half, None), _line(gained, half, None)]
    # where nothing could be gained, the last sitting speaks for both; without a first sitting there is no gain
    value = gain.gain if gain.gain is not None else (gain.last / gain.most if gain.first is not None else 0.0)
    return [_line(last, half, Work(gain.last)), _line(gained, half, Work(max(value, 0.0)))]


def _capstone(course: Course, works: Mapping[str, Work]) -> list[Line]:
    units = course.of("capstone", "reviews")
    most = sum(unit.most for unit in units)
    return [_line(unit, CAPSTONE * unit.most / most, works.get(unit.name)) for unit in units]


def _rules(lines: list[Line], attended: float | None) -> list[Rule]:
    earned, waiting = sum(line.earned for line in lines), sum(line.waiting for line in lines)
    rules = [_rule("overall", earned, waiting, PASS)]
    plan = [line for line in lines if line.unit.kind in ("capstone", "reviews")]
    if plan:
        had, more = (sum(getattr(line, name) for line in plan) / CAPSTONE for name in ("earned", "waiting"))
        rules.append(_rule("capstone", had, more, PASS_CAPSTONE))
    if attended is not None:
        rules.append(_rule("sessions", attended, 0.0, PASS_SESSIONS))
    return rules


def _rule(id: str, have: float, waiting: float, need: float) -> Rule:
    return Rule(id, have, need, have >= need - _SMALL, have + waiting >= need - _SMALL)
