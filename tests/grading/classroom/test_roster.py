"""The list of people as CSV: each mistake by its line, nothing half-done, no formula that a spreadsheet would run."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from course.classroom.people import NotPossible, People, Person
from grading.classroom import people_page, roster
from grading.classroom.roster import Line


def test_a_usual_list_is_read() -> None:
    found = roster.read("\ufeffName;Role;First name\namina;;Amina\nTESS;trainer;Té\n\n".encode())
    assert not found.mistakes
    assert found.lines == (Line("amina", "trainee", "Amina"), Line("tess", "trainer", "Té"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"name\namina\nBad Name\n", "Line 3: “bad name” does not work"),
        (b"name\namina\nben\namina\n", "Line 4: amina stands in line 2"),
        (b"name,role\namina,boss\n", "Line 2: “boss” is no role"),
        (b"name,email\namina,nowhere\n", "Line 2: “nowhere” is no e-mail"),
        (b"name,first_name\namina," + b"x" * 200, "Line 2: first_name is longer"),
        (b"who\namina\n", "must name the columns"),
        (b"name,password\namina,secret\n", "there is no column “password”"),
        (b"", "must name the columns"),
        (b"name\n", "names nobody"),
        ("name\nJosé".encode("latin-1"), "not in UTF-8"),
        (b"name\n\0\n", "no CSV"),
        (b'name\n"' + b"x" * 200_000, "Line"),
    ],
)
def test_each_mistake_is_named(data: bytes, says: str) -> None:
    mistakes = roster.read(data).mistakes
    assert mistakes and says in mistakes[0]


def test_what_comes_out_runs_nowhere_and_comes_back_the_same() -> None:
    people = [Line("amina", "trainee", "=HYPERLINK(1)", "@SUM(1)", ""), Line("tess", "trainer", "-2+3", "Okoro, Té")]
    text = roster.write(people)
    assert not any(cell.startswith(("=", "@", "-", "+")) for line in text.splitlines() for cell in line.split(","))
    assert roster.read(text.encode()).lines == tuple(people)


def test_a_list_with_another_role_is_stopped() -> None:
    known = {"amina": Person("amina", {"c": "trainer"}, None), "ben": Person("ben", {"c": "trainee"}, None)}
    new, same, mistakes = roster.changes([Line("amina"), Line("ben"), Line("cleo")], known, "c")
    assert [one.name for one in new] == ["cleo"] and same == ["ben"]
    assert mistakes == ["amina is a trainer here, and a trainee in the file. Change the role below first."]


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(f"sqlite:///{tmp_path / 'people.sqlite'}")


def test_all_are_added_or_nobody(people: People) -> None:
    people.add("amina", "trainee", "b")
    people.add_all({"amina": "trainee", "tess": "trainer"}, "c")
    assert people.get("amina").roles == {"b": "trainee", "c": "trainee"}
    with pytest.raises(NotPossible):
        people.add_all({"cleo": "trainee", "Bad Name": "trainee"}, "c")
    with pytest.raises(Exception, match="UNIQUE"):
        people.add_all({"dora": "trainee", "amina": "trainee"}, "c")
    assert [one.name for one in people.everybody()] == ["amina", "tess"]


def test_a_trainer_opens_no_door_of_another_course(people: People) -> None:
    people.add_all({"tess": "trainer", "amina": "trainee", "ben": "trainee"}, "c")
    people.add("ben", "trainee", "other")
    assert roster.may_forget(people, "tess", "amina", "c")
    assert not roster.may_forget(people, "tess", "ben", "c"), "ben's password opens a course of somebody else"
    assert not roster.may_forget(people, "tess", "nobody", "c")
    people.add("tess", "trainer", "other")
    assert roster.may_forget(people, "tess", "ben", "c")


def test_a_trainer_gets_no_name_of_another_course_by_a_role(people: People) -> None:
    """Who becomes a trainer chooses a new password with the trainers' shared one, which every trainer knows."""
    people.add_all({"tess": "trainer", "amina": "trainee", "ben": "trainee"}, "c")
    people.add("ben", "trainee", "other")
    for name in ("amina", "ben"):
        people.choose_password(name, "a hash")
    room = SimpleNamespace(id="c")
    with pytest.raises(NotPossible, match="not in your courses only"):
        people_page._role(room, people, "ben", "tess")
    assert people.get("ben") == Person("ben", {"c": "trainee", "other": "trainee"}, "a hash")
    people_page._role(room, people, "amina", "tess")
    assert people.get("amina") == Person("amina", {"c": "trainer"}, None)
