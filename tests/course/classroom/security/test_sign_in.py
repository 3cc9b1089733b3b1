"""Attacks on the door of a workshop: a real hub, real forms, and what a stranger or a trainee would try.

JupyterHub by itself has tokens in its forms and keeps redirects at home; that stays so here. It counts no wrong tries,
and knows no shared password: what is said of these below has no counterpart in a stock hub.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import AF_INET
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

pytest.importorskip("jupyterhub")

from course.classroom.line import free_port
from course.classroom.people import NotPossible, People
from course.classroom.sign_in import passwords
from course.hand_in import COURSE_ID
from tests.course.classroom.hub_alone import running_hub
from tests.course.classroom.room import OWN, SHARED, Browser

GUESS = "a wrong password"


@dataclass
class Hub:
    """A hub that signs people in.

    Attributes:
        base: Its address, with the final ``/``.
        people: The list, as the command line changes it.
    """

    base: str
    folder: Path
    people: People

    def form(self, path: str = "hub/login") -> tuple[requests.Session, str]:
        """A browser that has a form open, and the form's token."""
        browser = requests.Session()
        page = browser.get(self.base + path, timeout=120).text
        return browser, re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)

    def post(self, browser: requests.Session, path: str, **fields: str) -> requests.Response:
        """Send a form; redirects are looked at, not followed."""
        return browser.post(self.base + path, data=fields, allow_redirects=False, timeout=120)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A workshop with the trainer ``tess``; it looks at the list of people again each second."""
    folder, port = tmp_path_factory.mktemp("door"), free_port()
    (folder / "state").mkdir()
    people = People(f"sqlite:///{folder / 'state' / 'people.sqlite'}")
    people.add("tess", "trainer", COURSE_ID)
    for role, word in SHARED.items():
        people.set_shared_password(role, passwords.hashed(word))
    with running_hub(folder, port, {"address": {"port": port}}, {"HUB_ALONE_REFRESH_AGE": "1"}) as url:
        yield Hub(url.removesuffix("hub"), folder, people)
    people.close()


def test_guesses_at_the_same_moment_count_like_one_after_the_other(hub: Hub) -> None:
    Browser(hub.base).sign_in("victor")
    browser, token = hub.form()

    def guess(number: int) -> str:
        fields = {"_xsrf": token, "username": "victor", "password": f"{GUESS} {number}"}
        return hub.post(browser, "hub/login", **fields).text

    with ThreadPoolExecutor(15) as at_once:
        answers = list(at_once.map(guess, range(30)))
    assert sum("do not belong together" in one for one in answers) == 5
    assert sum("Too many wrong tries" in one for one in answers) == 25
    # the hub's interface for programs is no second door
    asked = requests.post(
        f"{hub.base}hub/api/users/victor/tokens", json={"auth": {"username": "victor", "password": OWN}}, timeout=60
    )
    assert asked.status_code == 403


def test_the_trainees_password_makes_no_trainer(hub: Hub) -> None:
    """Somebody takes the name of a trainer who is not on the list yet, and waits until the name is added."""
    browser, token = hub.form()
    fields = {"_xsrf": token, "username": "mara", "password": SHARED["trainee"]}
    assert "choose-password" in hub.post(browser, "hub/login", **fields).headers["Location"]
    page = browser.get(f"{hub.base}hub/choose-password", timeout=120).text
    token = re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
    hub.people.add("mara", "trainer", COURSE_ID)
    answer = hub.post(browser, "hub/choose-password", _xsrf=token, password=OWN, again=OWN)
    assert answer.status_code == 403 and "sign in again" in answer.text
    assert hub.people.get("mara").password is None
    assert "jupyterhub-hub-login" not in browser.cookies


def test_a_shared_password_that_was_replaced_opens_nothing_any_more(hub: Hub) -> None:
    browser, token = hub.form()
    hub.post(browser, "hub/login", _xsrf=token, username="nora", password=SHARED["trainee"])
    try:
        hub.people.set_shared_password("trainee", passwords.hashed("another one, for tomorrow"))
        assert browser.get(f"{hub.base}hub/choose-password", timeout=120).status_code == 403
    finally:
        hub.people.set_shared_password("trainee", passwords.hashed(SHARED["trainee"]))


def test_who_took_a_name_before_does_not_become_its_trainer(hub: Hub) -> None:
    thief = Browser(hub.base).sign_in("bruno")
    stolen = thief.token("bruno")
    with pytest.raises(NotPossible, match="forget the password of bruno"):
        hub.people.add("bruno", "trainer", "other")
    with pytest.raises(NotPossible, match="forget the password of bruno"):
        hub.people.add_all({"bruno": "trainer"}, "other")
    assert hub.people.forget_password("bruno") and hub.people.add("bruno", "trainer", "other")
    assert _until_refused(hub, stolen), "a token ends with the password, also while nobody signs in"
    # the trainees' password is not enough now
    browser, token = hub.form()
    fields = {"_xsrf": token, "username": "bruno"}
    assert hub.post(browser, "hub/login", **fields, password=SHARED["trainee"]).status_code == 403
    honest = Browser(hub.base).sign_in("bruno", "trainer")
    assert "/hub/login" not in honest.get("/hub/home")[2]
    # and the thief's browser and token stay out when the name has a password again
    assert "/hub/login" in thief.get("/hub/home")[2]
    assert _me(hub, stolen) == 403


def _me(hub: Hub, token: str) -> int:
    return requests.get(f"{hub.base}hub/api/user", headers={"Authorization": f"token {token}"}, timeout=120).status_code


def _until_refused(hub: Hub, token: str) -> bool:
    end = time.monotonic() + 60
    while (status := _me(hub, token)) == 200 and time.monotonic() < end:
        time.sleep(0.5)
    return status in (401, 403)


def test_another_site_cannot_sign_a_browser_in(hub: Hub) -> None:
    """Login CSRF: the victim would work, unknowingly, in the attacker's account."""
    Browser(hub.base).sign_in("amina")
    for headers in ({"Origin": "https://evil.example", "Referer": "https://evil.example/"}, {}):
        answer = requests.post(
            f"{hub.base}hub/login", data={"username": "amina", "password": OWN}, headers=headers, timeout=60
        )
        assert answer.status_code == 403 and "jupyterhub-hub-login" not in answer.cookies
    browser, _token = hub.form()
    other_form = hub.form()[1]
    foreign = {"_xsrf": "x" + other_form[1:], "username": "amina", "password": OWN}
    assert hub.post(browser, "hub/login", **foreign).status_code == 403


def test_a_session_that_somebody_has_planted_is_not_signed_in(hub: Hub) -> None:
    Browser(hub.base).sign_in("amina")
    browser, token = hub.form()
    browser.cookies.set("jupyterhub-session-id", "planted", path="/")
    token = re.search(r'name="_xsrf" value="([^"]+)"', browser.get(f"{hub.base}hub/login", timeout=120).text).group(1)
    assert hub.post(browser, "hub/login", _xsrf=token, username="amina", password=OWN).status_code == 302
    attacker = requests.Session()
    attacker.cookies.set("jupyterhub-session-id", "planted", path="/")
    page = attacker.get(f"{hub.base}hub/home", timeout=120)
    assert "/hub/login" in page.url


def test_no_way_leads_to_another_host(hub: Hub) -> None:
    browser = Browser(hub.base).sign_in("amina")
    cookies = {cookie.name: cookie.value for cookie in browser.jar}
    evil = [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/hub/..//evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "/%09/evil.example",
        "http://127.0.0.1.evil.example/",
    ]
    for path in ("hub/login", "hub/"):
        for place in evil:
            answer = requests.get(
                hub.base + path, params={"next": place}, cookies=cookies, allow_redirects=False, timeout=60
            )
            where = urljoin(hub.base, answer.headers.get("Location", ""))
            assert urlsplit(where).netloc == urlsplit(hub.base).netloc, (place, where)
    strange = requests.get(
        f"{hub.base}hub/home", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
        allow_redirects=False, timeout=60,
    )  # fmt: skip
    assert "evil.example" not in strange.headers.get("Location", "") + strange.text


def test_cookies_and_frames(hub: Hub) -> None:
    Browser(hub.base).sign_in("amina")
    browser, token = hub.form()
    page = browser.get(f"{hub.base}hub/login", timeout=120)
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    answer = hub.post(browser, "hub/login", _xsrf=token, username="amina", password=OWN)
    found = [one for one in answer.raw.headers.getlist("Set-Cookie") if one.startswith("jupyterhub-")]
    assert any(one.startswith("jupyterhub-hub-login=") for one in found), found
    for one in found:
        assert "httponly" in one.lower() and "samesite=lax" in one.lower(), one


def test_a_large_form_of_a_stranger_is_cut(hub: Hub) -> None:
    """Nobody has signed in. Tornado, as JupyterHub starts it, keeps the whole form in memory first, up to 100 MB."""
    form = b"username=x&password=" + b"a" * 20_000_000

    class Form(RequestHandler):
        def post(self) -> None:
            self.finish(str(len(self.request.body)))

    async def stock() -> bytes:
        server = HTTPServer(Application([("/", Form)]))
        sockets = bind_sockets(0, "127.0.0.1", family=AF_INET)
        server.add_sockets(sockets)
        address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"
        try:
            return (await AsyncHTTPClient().fetch(address, method="POST", body=form, request_timeout=120)).body
        finally:
            server.stop()

    assert asyncio.run(stock()) == str(len(form)).encode()
    with suppress(requests.ConnectionError):  # cut while it was sent
        assert requests.post(f"{hub.base}hub/login", data=form, timeout=120).status_code in (400, 413)
    assert "Content-Length too long" in (hub.folder / "hub.log").read_text()
    assert hub.form()[1], "and the next form comes"


BEYOND = """GET users, GET users/tess, POST users, POST users/mallory, DELETE users/tess, PATCH users/amina,
POST users/tess/tokens, GET users/tess/tokens, POST users/tess/server, GET groups, POST groups/formgrade-x,
POST groups/formgrade-migration-development/users, GET proxy, POST proxy, PATCH proxy, POST shutdown, GET services"""


@pytest.mark.parametrize("who", ["amina", "tess"])
def test_a_token_of_a_person_reaches_nobody_else(hub: Hub, who: str) -> None:
    """nbgrader's own description gives a course's service rights over users; here nobody is an administrator.

    The stock hub cannot be shown to fail: that description is a page, not a program.
    """
    token = Browser(hub.base).sign_in(who, "trainer" if who == "tess" else "trainee").token(who)
    for verb, path in (one.split() for one in BEYOND.split(",")):
        if f"users/{who}" in path and verb != "PATCH":
            continue
        answer = requests.request(
            verb, f"{hub.base}hub/api/{path}", headers={"Authorization": f"token {token}"},
            json={"admin": True, "name": "mallory", "users": [who], "usernames": ["mallory"]}, timeout=60,
        )  # fmt: skip
        others = [name for name in ("amina", "bruno", "tess", "victor") if name != who and name in answer.text]
        fine = answer.status_code in (403, 404, 405) or (verb == "GET" and answer.status_code == 200 and not others)
        assert fine, (verb, path, answer.status_code, answer.text[:300])
    me = requests.get(f"{hub.base}hub/api/user", headers={"Authorization": f"token {token}"}, timeout=120).json()
    assert me["name"] == who and not me.get("admin")


def test_the_log_holds_no_secret(hub: Hub) -> None:
    log = (hub.folder / "hub.log").read_text()
    assert OWN not in log and GUESS not in log and not any(word in log for word in SHARED.values())
