"""Names, roles and passwords of a workshop."""

import pytest

pytest.importorskip("argon2")

from course.classroom import roles
from course.classroom.people import NotPossible, People
from course.classroom.sign_in import passwords


@pytest.fixture
def people(tmp_path):
    people = People(f"sqlite:///{tmp_path / 'people.sqlite'}")
    yield people
    people.close()


def test_one_role_in_a_course_and_others_elsewhere(people):
    assert people.add("mara", "trainer", "one") and people.add("mara", "trainee", "two")
    assert not people.add("mara", "trainer", "one")
    with pytest.raises(NotPossible, match="another role"):
        people.add("mara", "trainee", "one")
    with pytest.raises(NotPossible, match="does not work"):
        people.add("../mara", "trainee", "one")
    person = people.get("mara")
    assert roles.groups(person.roles, ["one", "two", "three"]) == ["formgrade-one", "nbgrader-two"]
    assert roles.groups(person.roles, ["two"]) == ["nbgrader-two"]


def test_the_first_own_password_stays(people):
    people.add("lina", "trainee", "one")
    assert people.choose_password("lina", "first") and not people.choose_password("lina", "second")
    assert people.get("lina").password == "first"
    assert people.forget_password("lina") and people.choose_password("lina", "third")
    assert not people.forget_password("nobody")


def test_hashes_hide_the_password_and_differ():
    one, two = passwords.hashed("four green rivers"), passwords.hashed("four green rivers")
    assert one != two and "rivers" not in one
    assert passwords.fits("four green rivers", one) and not passwords.fits("four green river", one)
    assert not passwords.fits("anything", None) and not passwords.fits("anything", "damaged")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "too short"),
        ("aaaaaaaaaaaa", "repeats"),
        ("lina-is-here", "Your name"),
        ("shared-by-all", "Everybody"),
    ],
)
def test_weak_passwords(password, said):
    assert said in passwords.weakness(password, "lina", 10, (passwords.hashed("shared-by-all"), None))


def test_a_good_password():
    assert passwords.weakness("four green rivers", "lina", 10) == ""


def test_wrong_tries_wait_and_a_right_one_forgets():
    patience = passwords.Patience(tries=3, wait=15)
    for _ in range(3):
        assert patience.left("lina") == 0
        patience.wrong("lina")
    assert 14 < patience.left("lina") <= 15 and patience.left("tomas") == 0
    patience.wrong("lina")
    assert 29 < patience.left("lina") <= 30
    patience.right("lina")
    assert patience.left("lina") == 0


def test_no_role_is_an_administrator_and_none_reaches_a_service_that_is_not_there():
    everything = roles.load_roles(["one"], [roles.EXCHANGE, roles.CULLER, roles.trainer_pages("one")])
    scopes = {scope for role in everything for scope in role["scopes"]}
    assert not any(scope.startswith("admin") or scope in ("users", "tokens", "groups", "self") for scope in scopes)
    trainees = next(role for role in everything if role["name"] == "trainees-one")
    assert trainees["scopes"] == ["access:services!service=exchange"]
    assert not any("trainer-one" in scope for role in roles.load_roles(["one"], []) for scope in role["scopes"])
