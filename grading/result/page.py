"""The page for one trainee: where you stand and what is missing. It needs no other file and runs nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from course import look
from course.i18n import _, direction, language
from grading.result.standing import CAPSTONE, MODULES, TESTS, Line, Rule, Standing

_FOLDER = Path(__file__).parent


def down(value: float) -> str:
    """Course points with one decimal, rounded down: 59.96 must not look like a pass."""
    return f"{math.floor(value * 10 + 1e-6) / 10:g}"


def points(value: float) -> str:
    """Points of a module as people write them."""
    return f"{round(value, 2):g}"


def page(standing: Standing) -> str:
    """The page of one trainee."""
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(down=down, points=points)
    return environment.get_template("page.html.j2").render(
        _=_,
        lang=language(),
        dir=direction(),
        css=look.css() + (_FOLDER / "page.css").read_text(encoding="utf-8"),
        one=standing,
        headline=headline(standing),
        bar=bar(standing),
        steps=steps(standing),
        groups=groups(standing),
        state=lambda line: state(line, standing),
        name=name,
        rule_words=rule_words,
    )


def headline(standing: Standing) -> str:
    """The verdict in one sentence."""
    return {
        "passed": _("You have passed the course."),
        "waits": _("You have not passed yet, but what waits for marks can still bring you there."),
        "not_yet": _("You are on the way. Below you see what is missing.")
        if standing.open > 0.05
        else _("You have not passed. Below you see what you need."),
    }[standing.verdict]


def bar(standing: Standing) -> list[dict[str, Any]]:
    """Parts of the bar of 100 course points: id, words, value; nothing for parts of no size."""
    gone = max(100.0 - standing.earned - standing.waiting - standing.open, 0.0)
    parts = [
        ("earned", _("earned"), standing.earned),
        ("waiting", _("wait for marks"), standing.waiting),
        ("open", _("not handed in yet"), standing.open),
        ("gone", _("not earned"), gone),
    ]
    return [{"id": id, "words": words, "value": value} for id, words, value in parts if value > 0.05]


def name(line: Line) -> str:
    """A unit as people call it."""
    return f"{line.unit.number} {_(line.unit.title)}" if line.unit.number else _(line.unit.title)


def state(line: Line, standing: Standing) -> str:
    """What has become of a unit, in words."""
    if line.state == "unused" and any(one.state == "missing" and one.unit.kind == "elective" for one in standing.lines):
        return _("not handed in; you may choose this one as well")
    if line.state == "missing" and not line.weight:
        return _("not handed in; it gives no course points")
    return {
        "marked": _("marked"),
        "waits": _("a part waits for your trainer"),
        "ungraded": _("handed in, not marked yet"),
        "missing": _("not handed in"),
        "spare": _("done; your better electives count"),
        "unused": _("not needed: you have enough electives"),
    }[line.state]


def steps(standing: Standing) -> list[str]:
    """What the trainee can do, the largest gain first."""
    found = []
    electives = [line for line in standing.lines if line.state == "missing" and line.unit.kind == "elective"]
    if electives:
        text = _("Hand in {count} more of the electives ({names}): up to {points} course points.")
        free = [line for line in standing.lines if line.unit.kind == "elective" and line.state in ("missing", "unused")]
        found.append(
            (
                sum(line.open for line in electives),
                text.format(
                    count=len(electives),
                    names=", ".join(line.unit.number for line in free),
                    points=points(sum(line.open for line in electives)),
                ),
            )
        )
    text = _("Hand in {name}: up to {points} course points.")
    for line in standing.lines:
        if line.open and line.unit.kind in ("core", "capstone", "reviews"):
            found.append((line.open, text.format(name=name(line), points=points(line.open))))
    tests = sum(line.open for line in standing.lines if line.unit.kind == "test")
    if tests:
        found.append(
            (
                tests,
                _("Sit the test at the end of the course: up to {points} course points.").format(points=points(tests)),
            )
        )
    made = [words for _size, words in sorted(found, key=lambda one: -one[0])]
    if any(line.unit.kind == "orientation" and line.state == "missing" for line in standing.lines):
        made.insert(0, _("Hand in the orientation: it opens the course."))
    sessions = next((rule for rule in standing.rules if rule.id == "sessions" and not rule.met), None)
    if sessions:
        made.append(_("Talk to your trainer about the sessions that you missed."))
    if not made and standing.verdict == "not_yet":
        made.append(_("Everything is handed in and marked. Talk to your trainer: you may be allowed to hand in again."))
    return made


def groups(standing: Standing) -> list[dict[str, Any]]:
    """The lines in three groups, each with its course points."""
    kinds = [
        (_("Modules"), MODULES, ("orientation", "core", "elective")),
        (_("Test before and after"), TESTS, ("test",)),
        (_("Capstone: your plan"), CAPSTONE, ("capstone", "reviews")),
    ]
    made = []
    for title, weight, of in kinds:
        lines = [line for line in standing.lines if line.unit.kind in of]
        if lines:
            made.append(
                {"title": title, "weight": weight, "lines": lines, "earned": sum(line.earned for line in lines)}
            )
    return made


def rule_words(rule: Rule) -> str:
    """A condition of passing with what is there."""
    if rule.id == "overall":
        return _("At least {need} of 100 course points: you have {have}.").format(
            need=f"{rule.need:g}", have=down(rule.have)
        )
    percent = {"need": f"{rule.need * 100:g}", "have": down(rule.have * 100)}
    if rule.id == "capstone":
        return _("At least {need} % of the capstone: you have {have} %.").format(**percent)
    return _("At least {need} % of the live sessions: you were in {have} %.").format(**percent)
