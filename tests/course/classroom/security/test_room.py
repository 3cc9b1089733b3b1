"""Attacks on a classroom that runs: what each of its tokens may do, forms and sockets of other sites, large requests.

A stock hub looks at the tokens of forms and at the origin of sockets, too, and nbgrader has no page like My course, so
there is nothing of stock to be shown first. What is different there is in ``test_sign_in`` and ``test_addresses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
import requests
from jupyterhub.apihandlers import default_handlers as api_of_the_hub
from jupyterhub.handlers import default_handlers as pages_of_the_hub
from tornado.web import RequestHandler

from course.classroom.my_course import handlers as my_course
from course.classroom.running import owned, read_record
from course.classroom.sign_in.forms import ChoosePasswordHandler, SignInHandler
from course.hand_in import COURSE_ID
from tests.course.classroom.room import Browser, Classroom
from tests.course.classroom.test_survival import run

WHO = "mallory"
OTHER = "victim"
EVIL = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
#: Questions to the hub that nobody's token of a classroom may ask for others.
BEYOND = """GET users/tess, POST users/evil, DELETE users/tess, PATCH users/mallory, PATCH users/tess, POST users,
POST users/tess/tokens, GET users/tess/tokens, POST users/tess/server, DELETE users/tess/server, GET groups,
POST users/tess/activity, POST groups/formgrade-migration-development/users, GET proxy, POST proxy, PATCH proxy,
DELETE groups/formgrade-migration-development, POST shutdown, GET services"""
#: The culler sees who there is and when they were last at work, and stops servers.
CULLER = {"GET users", "GET users/tess", "DELETE users/tess/server"}


@dataclass
class Trainee:
    """Somebody whose server and kernel run: ``token`` is that of their server, which every notebook can read."""

    browser: Browser
    kernel: str
    token: str

    @property
    def cookies(self) -> str:
        """What the browser would send to the own server."""
        return "; ".join(f"{one.name}={one.value}" for one in self.browser.jar if one.path != "/hub/")


@pytest.fixture(scope="module")
def mallory(classroom: Classroom) -> Iterator[Trainee]:
    """A trainee with a running notebook."""
    browser = Browser(classroom.url).sign_in(WHO)
    browser.open_server(WHO)
    kernel = browser.api(f"/user/{WHO}/api/kernels", "POST", {"name": "python3"})["id"]
    run(classroom.place, WHO, kernel, "import os; open('tok', 'w').write(os.environ['JUPYTERHUB_API_TOKEN'])")
    yield Trainee(browser, kernel, (classroom.place.home(WHO) / "tok").read_text())


def _tokens_of_services(classroom: Classroom) -> dict[str, str]:
    """The token of each service, as its environment has it."""
    found = {}
    for process in owned(read_record(classroom.place).mark):
        with suppress(psutil.Error):
            about = process.environ()
            if name := about.get("JUPYTERHUB_SERVICE_NAME"):
                found[name] = about["JUPYTERHUB_API_TOKEN"]
    return found


def _status(classroom: Classroom, token: str, method: str, path: str) -> tuple[int, str]:
    wish = {"admin": True, "users": [WHO], "usernames": ["evil"], "last_activity": "2030-01-01T00:00:00Z"}
    answer = requests.request(
        method, classroom.url + path, headers={"Authorization": f"token {token}"}, allow_redirects=False, timeout=120,
        json=None if method == "GET" else wish,
    )  # fmt: skip
    return answer.status_code, answer.text


def test_each_token_opens_its_own_doors_only(classroom: Classroom, mallory: Trainee) -> None:
    """Who has a token (a notebook reads that of its server, a break-in that of a service) is nobody else by it."""
    trainers, second = f"trainer-{COURSE_ID}", "trainer-second"
    tokens = _tokens_of_services(classroom)
    assert set(tokens) == {"exchange", "culler", trainers, second}
    tokens |= {
        "server": mallory.token,
        "tess": classroom.token("tess", "trainer"),
        "rosa": classroom.token("rosa", "trainer"),
    }
    for who, token in tokens.items():
        for question in (one.strip() for one in BEYOND.split(",")):
            method, path = question.split()
            if path.startswith(f"users/{who}") or (who == "culler" and question in CULLER):
                continue
            status, text = _status(classroom, token, method, f"hub/api/{path}")
            assert status in (403, 404) or (status == 200 and text in ("[]", "{}")), (who, question, status, text[:200])
        listed = _status(classroom, token, "GET", "hub/api/users")
        assert who == "culler" or listed[0] == 403 or OTHER not in listed[1], (who, listed)
    api, first = "services/exchange/api", f"courses/{COURSE_ID}"
    everywhere = {
        f"{api}/{first}/assignments": {trainers, "server", "tess"},
        f"{api}/{first}/events": {trainers, "tess"},  # also whose submissions are there: see below
        f"{api}/courses/second/submissions": {second, "rosa"},
        f"services/{trainers}/people": {"tess"},
        f"services/{trainers}/formgrader/api/students": {"tess"},
        f"services/{second}/people": {"rosa"},
        f"user/{WHO}/api/contents": {"server"},
        f"user/{WHO}/my-course": {"server"},
    }
    for path, may in everywhere.items():
        got = {who: _status(classroom, token, "GET", path)[0] for who, token in tokens.items()}
        assert {who for who, status in got.items() if status == 200} == may, (path, got)
    # a trainee's own server says nothing of others
    listed = _status(classroom, mallory.token, "GET", f"{api}/{first}/submissions?trainee={OTHER}")
    assert listed[0] == 200 and OTHER not in listed[1]


def _example(pattern: str, base: str = "") -> str:
    """An address that fits a pattern of a table of handlers, below the base of a program."""
    path = re.sub(r"\(\?P<\w+>", "(", pattern.removeprefix(base).rstrip("$"))
    path = re.sub(r"\((m\[0-9\][^()]*)\)", "m00_orientation", path)
    while "(" in path:
        path = re.sub(r"\([^()]*\)[?*+]?", "tess", path)
    return re.sub(r"/\?$|\.\*$|[?]$", "", path.replace("\\.", ".").replace("\\-", "-")).lstrip("/")


def _writing(handler: type) -> list[str]:
    return [
        verb
        for verb in ("POST", "PUT", "PATCH", "DELETE")
        if getattr(handler, verb.lower(), RequestHandler._unimplemented_method)
        is not RequestHandler._unimplemented_method
    ]


def _forms(table: list[tuple[Any, ...]], base: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Verb and address of everything that writes, as the program itself knows it."""
    for pattern, handler, *_more in table:
        for verb in _writing(handler):
            yield verb, prefix + _example(pattern, base)


def test_forms_of_other_sites_do_nothing(classroom: Classroom, mallory: Trainee, tmp_path: Path) -> None:
    """CSRF against the hub and My course, at every address that writes: the browser's cookies come, the token does not.

    The trainers' pages are in ``tests/grading/classroom/security/test_addresses.py``, the exchange in its own tests.
    """
    app = SimpleNamespace(root_dir=str(tmp_path), runtime_dir=str(tmp_path), base_url="/user/x/")
    mine = list(_forms(my_course.handlers(app), "/user/x", f"user/{WHO}/"))
    assert {path for _verb, path in mine} == {f"user/{WHO}/my-course/fetch", f"user/{WHO}/my-course/submit"}
    jupyter = [
        ("POST", "api/kernels"), ("POST", "api/sessions"), ("PUT", "api/contents/x"), ("DELETE", "api/contents/x"),
        ("POST", "api/contents"), ("POST", f"api/kernels/{mallory.kernel}/restart"), ("POST", "assignments/submit"),
        ("POST", "assignments/fetch"), ("PUT", "lab/api/settings/x"),
    ]  # fmt: skip
    mine += [(verb, f"user/{WHO}/{path}") for verb, path in jupyter]
    hubs = list(
        _forms([*pages_of_the_hub, ("/login", SignInHandler), ("/choose-password", ChoosePasswordHandler)], "", "hub/")
    )
    hubs += _forms(api_of_the_hub, "", "hub/")
    # browsers send reports without a cookie; an address of old hubs does nothing and fails in JupyterHub
    hubs = [one for one in hubs if "security/csp-report" not in one[1] and "authorizations/token" not in one[1]]
    assert len(hubs) > 25, hubs
    trainer = Browser(classroom.url).sign_in("tess", "trainer")
    trainer.get("/hub/home")
    at_the_hub = "; ".join(f"{one.name}={one.value}" for one in trainer.jar if one.path in ("/", "/hub/"))
    for forms, cookies in ((mine, mallory.cookies), (hubs, at_the_hub)):
        for verb, path in forms:
            for token in ({}, {"_xsrf": "guessed"}):
                answer = requests.request(
                    verb, classroom.url + path, headers={**EVIL, "Cookie": cookies}, allow_redirects=False, timeout=120,
                    data={"module": "m00_orientation", "sure": "1", "username": WHO, "password": "x"} | token,
                )  # fmt: skip
                old_page = path.startswith(f"user/{WHO}/my-course") and "said=too-old" in answer.headers.get(
                    "Location", ""
                )
                assert old_page or answer.status_code in (400, 403, 404, 405), (verb, path, token, answer.status_code)
    assert not (classroom.place.home(WHO) / "m00_orientation" / "exercises.ipynb").exists(), "nothing was fetched"
    assert mallory.browser.get(f"/user/{WHO}/my-course")[0] == 200
    assert trainer.get(f"/services/trainer-{COURSE_ID}/")[0] == 200, "nobody was signed out"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_socket_that_another_site_opens(classroom: Classroom, mallory: Trainee, origin: str) -> None:
    """Browsers send cookies with sockets to other sites, and a kernel does what it is told."""

    def opened(origin: str) -> int:
        answer = requests.get(
            f"{classroom.url}user/{WHO}/api/kernels/{mallory.kernel}/channels", allow_redirects=False, timeout=120,
            stream=True, headers={
                "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Origin": origin,
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Cookie": mallory.cookies,
            },
        )  # fmt: skip
        answer.close()
        return answer.status_code

    assert opened(classroom.url.rstrip("/")) == 101, "so the own page comes in"
    assert opened(origin) in (302, 403)


def test_cookies_stay_at_home(classroom: Classroom, mallory: Trainee) -> None:
    """Of the trainers' pages and of servers, too: no script reads them, no form of another site brings them."""
    trainer = Browser(classroom.url).sign_in("tess", "trainer")
    trainer.get(f"/services/trainer-{COURSE_ID}/")
    signed_in = [
        one for one in (*mallory.browser.jar, *trainer.jar) if one.name.startswith(("jupyterhub-", "service-trainer-"))
    ]
    assert {"jupyterhub-hub-login", f"jupyterhub-user-{WHO}", f"service-trainer-{COURSE_ID}"} <= {
        one.name for one in signed_in
    }
    for one in signed_in:
        more = {name.lower(): value for name, value in one._rest.items()}
        assert "httponly" in more and more["samesite"] == "Lax", (one.name, more)


def test_other_peoples_servers_and_large_requests(classroom: Classroom, mallory: Trainee) -> None:
    trainer = Browser(classroom.url).sign_in("tess", "trainer")
    assert trainer.get(f"/user/{WHO}/my-course")[0] == 403, "not even a trainer"
    assert mallory.browser.get(f"/services/trainer-{COURSE_ID}/people")[0] == 403
    # nobody has signed in here: a server would keep 512 MB of this in its memory
    with suppress(requests.ConnectionError):
        answer = requests.put(f"{classroom.url}user/{WHO}/api/contents/x", data=b" " * 40_000_000, timeout=120)
        assert answer.status_code in (400, 413, 502), answer.status_code
    assert "Content-Length too long" in classroom.logs()
    assert mallory.browser.get(f"/user/{WHO}/my-course")[0] == 200
    for path in ("my-course", "lab"):
        policy = requests.get(
            f"{classroom.url}user/{WHO}/{path}", headers={"Cookie": mallory.cookies}, timeout=120
        ).headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy, (path, policy)
