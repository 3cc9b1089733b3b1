"""Marks go to the LMS once per change, for learners only, and never to another address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from course.classroom.lti.claims import Launch
from course.classroom.lti.keys import ToolKey
from course.classroom.lti.platform import Platform
from course.classroom.lti.records import Records
from grading.classroom import passback
from grading.classroom.scores import NotSent, Scores
from grading.marks import Mark
from grading.report.gather import Classbook
from tests.course.classroom.lti.mock_lms import MockLms

MODULE = "m10_remittances"
TITLES = {MODULE: "Remittances and financial inclusion"}


@pytest.fixture
def lms(tmp_path: Path) -> Iterator[MockLms]:
    with MockLms() as mock:
        mock.tool_keys = ToolKey(tmp_path / "key.pem").public()
        yield mock


@pytest.fixture
def records(lms: MockLms, tmp_path: Path) -> Records:
    found = Records(f"sqlite:///{tmp_path / 'people.sqlite'}")
    lena = Launch("s-1", "trainee", True, MODULE, f"{lms.url}/items", "", ("Lena", "Okoro"), "d", None)
    for launch in (lena, replace(lena, subject="s-2", names=("Ilan", "Dors"), role="trainer", learns=False)):
        found.keep_person(launch, set())
        found.keep_place(launch)
    return found


@pytest.fixture
def scores(lms: MockLms, tmp_path: Path) -> Scores:
    return Scores(lms.platform, ToolKey(tmp_path / "key.pem"))


def book(points: float | None, *people: str) -> Classbook:
    marks = [
        mark
        for who in people or ("lena.okoro", "ilan.dors", "not.from.the.lms")
        for mark in (
            Mark(who, MODULE, "m10-e1", 9.5, 14.0, "marked"),
            Mark(who, MODULE, "m10-r1", points, 6.0, "marked by the trainer" if points is not None else "waits"),
        )
    ]
    return Classbook(sorted({mark.trainee for mark in marks}), [MODULE], [], marks)


def test_a_learners_score_arrives_once(lms: MockLms, records: Records, scores: Scores) -> None:
    first = passback.send(book(4.0), TITLES, records, scores)
    assert (first.sent, first.failed) == (1, [])
    assert [(one["userId"], one["scoreGiven"], one["scoreMaximum"]) for one in lms.scores] == [("s-1", 13.5, 20.0)]
    assert lms.scores[0]["gradingProgress"] == "FullyGraded"
    assert [(one["label"], one["resourceId"], one["scoreMaximum"]) for one in lms.columns] == [
        (TITLES[MODULE], MODULE, 20.0)
    ]
    again = passback.send(book(4.0), TITLES, records, scores)
    assert (again.sent, again.same, len(lms.scores)) == (0, 1, 1)


def test_a_change_is_sent_and_no_second_column_is_made(lms: MockLms, records: Records, scores: Scores) -> None:
    passback.send(book(4.0), TITLES, records, scores)
    passback.send(book(5.0), TITLES, records, scores)
    assert [one["scoreGiven"] for one in lms.scores] == [13.5, 14.5]
    assert len(lms.columns) == 1
    assert lms.scores[0]["timestamp"] <= lms.scores[1]["timestamp"]


def test_a_column_that_a_deep_link_made_is_used(lms: MockLms, records: Records, scores: Scores) -> None:
    lms.columns.append({"id": f"{lms.url}/items/9", "resourceId": MODULE, "label": "renamed by the teacher"})
    passback.send(book(4.0), TITLES, records, scores)
    assert [one["column"] for one in lms.scores] == ["/items/9"]
    assert len(lms.columns) == 1


def test_what_waits_for_the_trainer_has_no_points(lms: MockLms, records: Records, scores: Scores) -> None:
    passback.send(book(None), TITLES, records, scores)
    assert lms.scores[0]["gradingProgress"] == "PendingManual"
    assert "scoreGiven" not in lms.scores[0]
    passback.send(book(3.0), TITLES, records, scores)
    assert lms.scores[1]["scoreGiven"] == 12.5


def test_what_the_lms_refuses_is_tried_again(lms: MockLms, records: Records, scores: Scores) -> None:
    lms.refuse_scores = 1
    first = passback.send(book(4.0), TITLES, records, scores)
    assert (first.sent, [one[:2] for one in first.failed]) == (0, [("lena.okoro", MODULE)])
    assert "503" in first.failed[0][2]
    assert passback.send(book(4.0), TITLES, records, scores).sent == 1


def test_a_wrong_key_gets_no_leave(lms: MockLms, records: Records, tmp_path: Path) -> None:
    done = passback.send(book(4.0), TITLES, records, Scores(lms.platform, ToolKey(tmp_path / "other.pem")))
    assert done.sent == 0
    assert "401" in done.failed[0][2]
    assert lms.scores == []


def test_the_leave_goes_to_no_other_host(lms: MockLms, records: Records, scores: Scores) -> None:
    with MockLms() as stranger:
        records.keep_item(MODULE, f"{stranger.url}/items", f"{stranger.url}/items/1")
        done = passback.send(book(4.0), TITLES, records, scores)
        assert "no address of this LMS" in done.failed[0][2]
        assert stranger.scores == []
        named = Platform(**{**lms.platform.model_dump(), "services": [stranger.url.removeprefix("http://")]})
        assert named.may_send_to(f"{stranger.url}/items")


def test_an_lms_that_is_away_is_said_so(lms: MockLms, tmp_path: Path) -> None:
    away = Platform(**{**lms.platform.model_dump(), "token_url": "http://127.0.0.1:9/token"})
    with pytest.raises(NotSent, match="cannot be reached"):
        Scores(away, ToolKey(tmp_path / "key.pem")).send(f"{lms.url}/items/1", "s-1", 1.0, 2.0)


def test_the_key_is_private_and_stays(tmp_path: Path) -> None:
    first = ToolKey(tmp_path / "key.pem")
    assert (tmp_path / "key.pem").stat().st_mode & 0o077 == 0
    assert ToolKey(tmp_path / "key.pem").public() == first.public()
    assert set(first.public()["keys"][0]) == {"kty", "e", "n", "kid", "alg", "use"}
