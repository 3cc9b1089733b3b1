"""A launch is refused for every single thing that is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from course.classroom.lti import claims
from course.classroom.lti.check import BadLaunch, Checker
from course.classroom.lti.platform import Platform
from course.classroom.lti.records import Records
from tests.course.classroom.lti.mock_lms import CLIENT, MockLms


@pytest.fixture(scope="module")
def lms() -> Iterator[MockLms]:
    with MockLms() as mock:
        yield mock


@pytest.fixture
def checker(lms: MockLms, tmp_path: Path) -> Iterator[Checker]:
    records = Records(f"sqlite:///{tmp_path / 'people.sqlite'}")
    yield Checker(lms.platform, records.first_time)
    records.close()


def test_a_good_launch_says_who_and_where(lms: MockLms, checker: Checker) -> None:
    launch = claims.read(checker.check(lms.sign(lms.claims("n")), "n"))
    assert (launch.subject, launch.role, launch.learns, launch.module) == ("s-1", "trainee", True, "m10_remittances")
    assert launch.items == f"{lms.url}/items"
    assert launch.deep_linking is None


_NOW = time.time()
WRONG = {
    "another LMS": {"iss": "https://other.example"},
    "another tool": {"aud": "client-8"},
    "several tools, not for us": {"aud": [CLIENT, "client-8"], "azp": "client-8"},
    "several tools, nobody named": {"aud": [CLIENT, "client-8"]},
    "expired": {"exp": int(_NOW) - 120},
    "no end": {"exp": None},
    "no beginning": {"iat": None},
    "too old": {"iat": int(_NOW) - 3600},
    "from the future": {"iat": int(_NOW) + 7200, "nbf": int(_NOW) + 7200},
    "another sign-in": {"nonce": "m"},
    "no nonce": {"nonce": None},
    "another deployment": {claims.DEPLOYMENT: "deployment-2"},
    "no deployment": {claims.DEPLOYMENT: None},
    "another course": {claims.CONTEXT: {"id": "course-43"}},
    "no course": {claims.CONTEXT: None},
    "LTI 1.1": {claims.VERSION: "1.1.0"},
    "another message": {claims.MESSAGE: "LtiStartProctoring"},
    "nobody": {"sub": None},
    "an endless name": {"sub": "s" * 501},
    "no name": {"sub": ""},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused(lms: MockLms, checker: Checker, change: dict[str, Any]) -> None:
    with pytest.raises(BadLaunch) as refused:
        checker.check(lms.sign(lms.claims("n", **change)), "n")
    said = str(refused.value)  # people read it
    assert said[0].isupper() and said.endswith(".")


def test_a_wrong_signature_is_refused(lms: MockLms, checker: Checker) -> None:
    other = generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(BadLaunch, match="signature"):
        checker.check(lms.sign(lms.claims("n"), key=other), "n")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_signature_and_a_signature_with_the_public_key_are_refused(
    lms: MockLms, checker: Checker, algorithm: str
) -> None:
    key = "" if algorithm == "none" else lms.public()["keys"][0]["n"]
    token = jwt.encode(lms.claims("n"), key, algorithm=algorithm, headers={"kid": "lms-1"})
    with pytest.raises(BadLaunch):
        checker.check(token, "n")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é" * 9])
def test_what_is_no_token_is_refused(checker: Checker, token: str) -> None:
    with pytest.raises(BadLaunch):
        checker.check(token, "n")


def test_a_token_works_once(lms: MockLms, checker: Checker) -> None:
    token = lms.sign(lms.claims("once"))
    checker.check(token, "once")
    with pytest.raises(BadLaunch, match="used before"):
        checker.check(token, "once")


def test_a_sign_in_that_did_not_begin_here_is_refused(lms: MockLms, checker: Checker) -> None:
    with pytest.raises(BadLaunch, match="did not begin here"):
        checker.check(lms.sign(lms.claims("")), "")


def test_the_keys_are_fetched_once(lms: MockLms, checker: Checker) -> None:
    before = lms.key_requests
    for nonce in ("k1", "k2", "k3"):
        checker.check(lms.sign(lms.claims(nonce)), nonce)
    assert lms.key_requests == before + 1


def test_an_lms_that_is_away_is_said_so(lms: MockLms) -> None:
    away = Platform(**{**lms.platform.model_dump(), "jwks_url": "http://127.0.0.1:9/keys"})
    with pytest.raises(BadLaunch, match="cannot reach"):
        Checker(away, lambda nonce, until: True).check(lms.sign(lms.claims("n")), "n")


@pytest.mark.parametrize(
    ("roles", "role", "learns"),
    [
        (["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"], "trainer", False),
        (["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"], "trainee", True),
        (["http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor"], "trainee", False),
        (["http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"], None, False),
        (["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"], None, False),
        ([], None, False),
        ("Instructor", None, False),
        ([7, None], None, False),
    ],
)
def test_only_roles_in_the_course_count(lms: MockLms, roles: Any, role: str | None, learns: bool) -> None:
    launch = claims.read(lms.claims("n", **{claims.ROLES: roles}))
    assert (launch.role, launch.learns) == (role, learns)


@pytest.mark.parametrize("field", ["authorize_url", "jwks_url", "token_url"])
@pytest.mark.parametrize("url", ["http://lms.example/x", "ftp://127.0.0.1/", "javascript:alert(1)", "", "//x"])
def test_an_address_that_others_can_read_is_refused(lms: MockLms, field: str, url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Platform(**{**lms.platform.model_dump(), field: url})
