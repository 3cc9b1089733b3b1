"""The rule of the list of people to talk to."""

from __future__ import annotations

from datetime import datetime, timedelta

from grading.marks import Mark
from grading.report.gather import Classbook, Submission
from grading.report.risk import at_risk

NOW = datetime(2026, 3, 2)


def book(**more) -> Classbook:
    people = ["ana", "bo", "cy", "di"]
    given = [Submission(who, "m00", NOW) for who in ("ana", "bo")]
    return Classbook(**({"people": people, "modules": ["m00", "m01"], "submissions": given, "marks": []} | more))


def test_what_half_of_the_class_has_is_missing_for_the_others() -> None:
    assert [(one.trainee, one.reasons) for one in at_risk(book(), NOW)] == [
        ("cy", ("has not handed in m00",)), ("di", ("has not handed in m00",))]  # fmt: skip


def test_a_due_date_that_has_passed() -> None:
    found = at_risk(book(due={"m01": NOW - timedelta(days=1)}), NOW)
    assert [one.trainee for one in found] == ["ana", "bo", "cy", "di"]
    assert not [one for one in at_risk(book(due={"m01": NOW + timedelta(days=1)}), NOW) if "m01" in one.reasons[0]]


def test_less_than_half_of_what_is_marked() -> None:
    marks = [
        Mark("ana", "m00", "m00-e1-mark", 4.0, 10.0, "marked"),
        Mark("ana", "m00", "m00-r1-task", None, 90.0, "waits for the trainer"),
        Mark("bo", "m00", "m00-e1-mark", 5.0, 10.0, "marked"),
    ]
    found = {one.trainee: one for one in at_risk(book(marks=marks), NOW)}
    assert found["ana"].reasons == ("has 40% of the points marked so far",)
    assert "bo" not in found  # exactly half


def test_late_twice() -> None:
    given = [Submission("ana", name, NOW, NOW - timedelta(days=2)) for name in ("m00", "m01")]
    found = at_risk(book(people=["ana"], submissions=given), NOW)
    assert found[0].reasons == ("handed in 2 modules more than a day late",)
    once = [given[0], Submission("ana", "m01", NOW, NOW)]
    assert at_risk(book(people=["ana"], submissions=once), NOW) == []


def test_an_empty_class() -> None:
    assert at_risk(Classbook([], ["m00"], [], []), NOW) == []
