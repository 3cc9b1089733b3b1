"""One scripted trainee: signs in, opens the start page, JupyterLab and the exercises, runs them, submits."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request

import websocket

from tests.course.classroom.room import Browser

MODULE = "m10_remittances"
PATIENCE_S = 600
STEPS = ("in", "run", "submit")
#: What JupyterLab asks its server for when it opens.
_LAB = ("lab", "lab/api/settings/", "api/kernelspecs", "api/sessions", "api/contents?content=1")


@dataclass(frozen=True)
class Way:
    """How a trainee does the same thing in one of the two classrooms.

    Attributes:
        sign_in: Browser and name: until the person is known.
        first_page: Where their server opens.
        fetch: Browser, name: brings the exercises into the person's folder.
        submit: Browser, name: hands in, and sees that it has arrived.
    """

    sign_in: Callable[[Browser, str], object]
    first_page: str
    fetch: Callable[[Browser, str], object]
    submit: Callable[[Browser, str], object]


@dataclass
class Trainee:
    """What one trainee did.

    Attributes:
        name: The name.
        seconds: How long each step took: ``page`` (from the sign-in to the start page), ``in`` (… to a kernel that is
            ready), ``run`` (all cells of the exercises), ``submit`` (from the click to the receipt).
        problem: What went wrong, or nothing.
    """

    name: str
    seconds: dict[str, float] = field(default_factory=dict)
    problem: str = ""

    def go(self, base: str, way: Way, meet: Callable[[], object]) -> None:
        """Do everything.

        Args:
            base: Address of the classroom.
            way: How to do it there.
            meet: Called after each step, also after a problem; waits for the others.
        """
        browser = Browser(base)
        kernel: list[str] = []
        line: list[websocket.WebSocket] = []

        def come_in() -> None:
            way.sign_in(browser, self.name)
            self._first_page(browser, way.first_page)
            self.seconds["page"] = time.monotonic() - begun
            for path in _LAB:
                _get(browser, f"/user/{self.name}/{path}")
            way.fetch(browser, self.name)
            kernel.append(self._kernel(browser))
            line.append(_connect(browser, f"/user/{self.name}/api", kernel[0]))
            _ask(line[0], "kernel_info_request", {})

        def run() -> None:
            notebook = browser.api(f"/user/{self.name}/api/contents/{MODULE}/exercises.ipynb")["content"]
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code" and cell["source"].strip():
                    _ask(line[0], "execute_request", _execution(cell["source"]))

        def submit() -> None:
            way.submit(browser, self.name)

        for step, do in zip(STEPS, (come_in, run, submit), strict=True):
            if not self.problem:
                begun = time.monotonic()
                try:
                    do()
                    self.seconds[step] = time.monotonic() - begun
                except Exception as problem:  # a bench counts what fails
                    self.problem = f"{step}: {type(problem).__name__} {str(problem)[-300:]}"
            meet()
        if not self.problem:
            state = browser.api(f"/user/{self.name}/api/kernels/{kernel[0]}")["execution_state"]
            self.problem = "the kernel is dead" if state == "dead" else ""
        for open_line in line:
            open_line.close()

    def _first_page(self, browser: Browser, page: str) -> None:
        """As a browser does: ask for the server, follow the news of its start, open its first page."""
        status, text, url = browser.get("/hub/spawn")
        assert status == 200, f"{status} at {url}: {text[-300:]}"
        if "/spawn-pending/" in url:
            _follow(browser, f"/hub/api/users/{self.name}/server/progress")
        _get(browser, f"/user/{self.name}/{page}")

    def _kernel(self, browser: Browser) -> str:
        wanted = {
            "path": f"{MODULE}/exercises.ipynb",
            "name": "exercises.ipynb",
            "type": "notebook",
            "kernel": {"name": "python3"},
        }
        return browser.api(f"/user/{self.name}/api/sessions", "POST", wanted)["kernel"]["id"]


def send_form(browser: Browser, path: str, **fields: str) -> str:
    """Press a button of a page that is open; the page that comes then."""
    fields["_xsrf"] = _xsrf(browser, path)
    status, text, url = browser.send(Request(browser.base + path.lstrip("/"), data=urlencode(fields).encode()))
    assert status == 200, f"{status} at {url}: {text[-300:]}"
    return text


def _get(browser: Browser, path: str) -> str:
    status, text, url = browser.get(path)
    assert status == 200, f"{status} at {url}: {text[-300:]}"
    assert url.split("?")[0] == browser.base + path.lstrip("/").split("?")[0], f"led away to {url}"
    return text


def _follow(browser: Browser, path: str) -> None:
    """Read the news of a start until the server is ready."""
    request = Request(browser.base + path.lstrip("/"), headers={"X-XSRFToken": _xsrf(browser, path)})
    try:
        with browser.open(request, PATIENCE_S) as answer:
            for line in answer:
                if line.startswith(b"data:"):
                    news = json.loads(line[5:])
                    assert not news.get("failed"), news
                    if news.get("ready"):
                        return
    except HTTPError as problem:
        if problem.code != 400:  # 400: it is ready already
            raise


def _xsrf(browser: Browser, path: str) -> str:
    cookies = sorted((c for c in browser.jar if c.name == "_xsrf" and path.startswith(c.path)), key=lambda c: c.path)
    return cookies[-1].value or "" if cookies else ""


def _connect(browser: Browser, place: str, kernel: str) -> websocket.WebSocket:
    address = browser.base.replace("http", "ws", 1) + f"{place[1:]}/kernels/{kernel}/channels?session_id=bench"
    cookie = _cookies(browser.jar, place)
    return websocket.create_connection(address, timeout=PATIENCE_S, cookie=cookie, origin=browser.base.rstrip("/"))


def _cookies(jar: CookieJar, path: str) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar if path.startswith(cookie.path.rstrip("/")))


def _execution(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": False,
    }


def _ask(line: websocket.WebSocket, kind: str, content: dict[str, Any]) -> None:
    """Ask the kernel, and wait for the end of its answer; what it says does not matter."""
    mark = uuid.uuid4().hex
    header = {"msg_id": mark, "msg_type": kind, "username": "", "session": "bench", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    line.send(json.dumps({**message, "buffers": []}))
    while True:
        said = line.recv()
        if isinstance(said, bytes):  # with buffers: data of a widget, never the end
            continue
        found = json.loads(said)
        if found.get("msg_type") == kind.replace("request", "reply") and found["parent_header"].get("msg_id") == mark:
            return


class Meeting:
    """Trainees wait for each other, so that all of them do the same thing at once.

    Args:
        people: How many.
        when: Called with the step that all have done, before the next one begins.
    """

    def __init__(self, people: int, when: Callable[[str], None]) -> None:
        self._barrier = threading.Barrier(people, action=self._arrived)
        self._when, self._steps = when, iter(STEPS)

    def _arrived(self) -> None:
        self._when(next(self._steps))

    def __call__(self) -> None:
        """Wait."""
        self._barrier.wait(PATIENCE_S * 2)
