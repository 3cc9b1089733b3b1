"""Names of people from the LMS: readable, for good, never somebody else's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from course.classroom.lti import claims
from course.classroom.lti.claims import Launch
from course.classroom.lti.records import Records, free_name
from course.classroom.names import is_name

LENA = Launch("s-1", "trainee", True, "m10_remittances", "https://lms/items", "", ("Lena", "Okoro"), "d", None)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(f"sqlite:///{tmp_path / 'people.sqlite'}")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Lena", "Okoro"), "lena.okoro"),
        (("Zoë", "Núñez-Sáez"), "zoe.nunezsaez"),
        (("李", "明"), "person"),
        (("", ""), "person"),
        (("7", "8"), "person"),
        (("A" * 60, "B"), "a" * 26),
        (("../..", "<script>"), "script"),
    ],
)
def test_a_name_is_plain(names: tuple[str, str], expected: str) -> None:
    assert free_name(names, set()) == expected
    assert is_name(expected)


def test_a_taken_name_gets_a_number(records: Records) -> None:
    assert records.keep_person(LENA, {"lena.okoro", "lena.okoro2"}) == "lena.okoro3"


def test_two_people_of_one_name_are_two(records: Records) -> None:
    first = records.keep_person(LENA, set())
    second = records.keep_person(replace(LENA, subject="s-2"), set())
    assert (first, second) == ("lena.okoro", "lena.okoro2")


def test_the_name_stays_when_the_lms_changes_it(records: Records) -> None:
    records.keep_person(LENA, set())
    assert records.keep_person(replace(LENA, names=("Ada", "Venn")), {"lena.okoro"}) == "lena.okoro"


def test_who_becomes_a_teacher_gets_no_marks_any_more(records: Records) -> None:
    records.keep_person(LENA, set())
    assert [one.name for one in records.learners()] == ["lena.okoro"]
    records.keep_person(replace(LENA, learns=False), set())
    assert records.learners() == []


def test_places_for_marks(records: Records) -> None:
    assert records.place("m10_remittances") == ("", "")
    records.keep_place(LENA)
    assert records.place("m10_remittances") == ("https://lms/items", "")
    assert records.place("m01_ideas") == ("https://lms/items", "")  # the list is the course's, the column the module's
    records.keep_item("m10_remittances", "https://lms/items", "https://lms/items/1")
    assert records.place("m10_remittances") == ("https://lms/items", "https://lms/items/1")


def test_a_launch_without_marks_forgets_nothing(records: Records) -> None:
    records.keep_place(LENA)
    records.keep_place(replace(LENA, items="", item=""))
    assert records.place("m10_remittances")[0]


def test_a_nonce_counts_until_it_has_expired(records: Records) -> None:
    assert records.first_time("n", 4e9)
    assert not records.first_time("n", 4e9)
    assert records.first_time("old", 1.0)
    assert records.first_time("old", 4e9)  # forgotten: its token has expired, too


def test_a_text_that_is_too_long_is_no_text() -> None:
    assert claims.read({"sub": "s" * 501}).subject == ""
