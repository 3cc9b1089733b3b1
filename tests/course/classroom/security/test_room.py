"""Attacks on a classroom that runs: what its tokens may do, other people's servers, sockets, feedback, forms.

A stock hub asks for tokens of forms and looks at the origin of sockets, too; nbgrader has no page like My course. So
there is nothing of stock to be shown first here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import psutil
import pytest
import requests
from playwright.sync_api import Browser as Chromium

from course.classroom.running import owned, read_record
from course.hand_in import COURSE_ID
from tests.course.classroom.room import Browser, Classroom

WHO = "mallory"
WHEN = "2026-11-22 09:00:00.000000 UTC"
EVIL = """<!DOCTYPE html><meta name="course-points" content="99"><script>ran("script")</script>
<img src="x:" onerror="ran('picture')"><img src="https://elsewhere.example/a">
<form action="/hub/logout"><button>press</button></form>
<meta http-equiv="refresh" content="0;url=https://elsewhere.example/"><a href="javascript:ran('link')">press</a>"""


@pytest.fixture(scope="module")
def mallory(classroom: Classroom) -> Iterator[Browser]:
    """A trainee whose server runs."""
    browser = Browser(classroom.url).sign_in(WHO)
    browser.open_server(WHO)
    yield browser


def _services(classroom: Classroom) -> dict[str, str]:
    """The token of each service, as its environment has it. Whoever is the same Unix user can read this."""
    found = {}
    for process in owned(read_record(classroom.place).mark):
        with suppress(psutil.Error):
            about = process.environ()
            if about.get("JUPYTERHUB_SERVICE_NAME"):
                found[about["JUPYTERHUB_SERVICE_NAME"]] = about["JUPYTERHUB_API_TOKEN"]
    return found


def test_what_the_tokens_of_services_may_do(classroom: Classroom) -> None:
    """A service that was broken into gives nobody the classroom."""
    tokens = _services(classroom)
    assert {"exchange", "culler", f"trainer-{COURSE_ID}"} <= set(tokens)
    beyond = [
        ("POST", "users/evil"), ("DELETE", "users/tess"), ("PATCH", "users/tess"), ("POST", "users/tess/tokens"),
        ("POST", "users/tess/server"), ("GET", "groups"), ("POST", f"groups/formgrade-{COURSE_ID}/users"),
        ("GET", "proxy"), ("POST", "shutdown"), ("GET", "users/tess/tokens"),
    ]  # fmt: skip
    for name, token in tokens.items():
        for method, path in beyond if name == "culler" else [("GET", "users"), *beyond]:
            answer = requests.request(
                method, f"{classroom.url}hub/api/{path}", headers={"Authorization": f"token {token}"},
                json={"admin": True, "users": [WHO]}, timeout=120,
            )  # fmt: skip
            empty = answer.status_code == 200 and answer.json() in ([], {})
            assert answer.status_code in (403, 404) or empty, (
                name,
                method,
                path,
                answer.status_code,
                answer.text[:200],
            )
    # the exchange serves trainers' pages in the name of one course only
    other = requests.get(
        f"{classroom.url}services/exchange/api/courses/another-course/submissions",
        headers={"Authorization": f"token {tokens[f'trainer-{COURSE_ID}']}"}, timeout=120,
    )  # fmt: skip
    assert other.status_code == 403
    for name in ("exchange", "culler"):
        mine = requests.get(
            f"{classroom.url}services/exchange/api/courses/{COURSE_ID}/submissions",
            headers={"Authorization": f"token {tokens[name]}"}, timeout=120,
        )  # fmt: skip
        assert mine.status_code == 403, name


def test_other_peoples_servers_and_forms_without_a_token(classroom: Classroom, mallory: Browser) -> None:
    tess = Browser(classroom.url).sign_in("tess", "trainer")
    assert tess.get(f"/user/{WHO}/my-course")[0] == 403, "not even a trainer"
    assert mallory.get(f"/services/trainer-{COURSE_ID}/people")[0] == 403
    cookies = {cookie.name: cookie.value for cookie in mallory.jar}
    for path in (f"user/{WHO}/my-course/submit", f"user/{WHO}/my-course/fetch", f"user/{WHO}/api/kernels"):
        for data in ({"module": "m00_orientation"}, {"module": "m00_orientation", "_xsrf": "guessed"}):
            answer = requests.post(
                classroom.url + path, data=data, cookies=cookies, headers={"Origin": "https://evil.example"},
                allow_redirects=False, timeout=120,
            )  # fmt: skip
            assert answer.status_code == 403, (path, answer.status_code)


def test_a_socket_that_another_site_opens(classroom: Classroom, mallory: Browser) -> None:
    kernel = mallory.api(f"/user/{WHO}/api/kernels", "POST", {"name": "python3"})
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in mallory.jar if cookie.path != "/hub/")
    for origin in ("https://evil.example", "null"):
        answer = requests.get(
            f"{classroom.url}user/{WHO}/api/kernels/{kernel['id']}/channels", allow_redirects=False, timeout=120,
            headers={
                "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Cookie": cookies,
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": origin,
            },
        )  # fmt: skip
        assert answer.status_code in (302, 403), (origin, answer.status_code)


def test_feedback_that_the_cleaning_has_missed(classroom: Classroom, mallory: Browser, chromium: Chromium) -> None:
    """As if a script had slipped through everything else: the page is still looked at in a sandbox."""
    folder = classroom.place.home(WHO) / "m00_orientation" / "feedback" / WHEN
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "exercises.html").write_text(EVIL)
    context = chromium.new_context(proxy={"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"})
    context.set_default_timeout(180_000)
    host = urlsplit(classroom.url).hostname
    context.add_cookies(
        [{"name": one.name, "value": one.value, "domain": host, "path": one.path} for one in mallory.jar]
    )
    ran: list[str] = []
    asked: list[str] = []
    context.expose_function("ran", lambda what: ran.append(what))
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    address = f"{classroom.url}user/{WHO}/my-course/pages/m00_orientation/feedback/{WHEN}/exercises.html"
    answer = page.goto(address)
    assert answer and answer.status == 200, "the page itself is shown"
    for one in page.get_by_text("press").all():
        one.dispatch_event("click")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))")
    assert ran == [] and re.sub(r"%20", " ", page.url) == address
    assert [one for one in asked if not one.startswith(classroom.url)] == []
    assert not [one for one in asked if "logout" in one]
    context.close()
    for path in ("my-course", "lab"):
        policy = requests.get(
            f"{classroom.url}user/{WHO}/{path}", cookies={one.name: one.value for one in mallory.jar}, timeout=120
        ).headers.get("Content-Security-Policy", "")
        assert "frame-ancestors 'none'" in policy, (path, policy)
