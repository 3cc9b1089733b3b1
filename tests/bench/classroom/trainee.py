"""One scripted trainee: signs in, waits for the server, fetches, runs the notebook in a kernel, submits."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar

import websocket

from course.hand_in import COURSE_ID
from tests.course.classroom.room import Browser

MODULE = "m10_remittances"
PATIENCE_S = 900


@dataclass
class Trainee:
    """What one trainee did.

    Attributes:
        name: The name.
        seconds: How long each step took: ``in`` (from the first page to an open server), ``run`` (kernel start and all
            cells), ``submit``.
        problem: What went wrong, or nothing.
    """

    name: str
    seconds: dict[str, float] = field(default_factory=dict)
    problem: str = ""

    def go(self, base: str, sign_in: Callable[[Browser, str], None], meet: Callable[[str], None]) -> None:
        """Do everything.

        Args:
            base: Address of the classroom.
            sign_in: How people sign in there.
            meet: Called with ``in``, ``ran`` and ``end``; waits for the others, also after a problem.
        """
        browser = Browser(base)
        steps = [
            ("in", lambda: (sign_in(browser, self.name), browser.open_server(self.name, PATIENCE_S))),
            ("run", lambda: self._run(browser)),
            ("submit", lambda: self._job(browser, "submit")),
        ]
        for step, do in steps:
            if not self.problem:
                begun = time.monotonic()
                try:
                    do()
                    self.seconds[step] = time.monotonic() - begun
                except Exception as problem:  # a bench counts what fails
                    self.problem = f"{step}: {type(problem).__name__} {str(problem)[-200:]}"
            meet(step)

    def _job(self, browser: Browser, what: str) -> None:
        job = {"assignment_id": MODULE, "course_id": COURSE_ID}
        answer = browser.api(f"/user/{self.name}/assignments/{what}", "POST", job)
        assert answer["success"], answer

    def _run(self, browser: Browser) -> None:
        self._job(browser, "fetch")
        place = f"/user/{self.name}/api"
        notebook = browser.api(f"{place}/contents/{MODULE}/exercises.ipynb")["content"]
        wanted = {
            "path": f"{MODULE}/exercises.ipynb",
            "name": "exercises.ipynb",
            "type": "notebook",
            "kernel": {"name": "python3"},
        }
        kernel = browser.api(f"{place}/sessions", "POST", wanted)["kernel"]["id"]
        address = browser.base.replace("http", "ws", 1) + f"{place[1:]}/kernels/{kernel}/channels?session_id=bench"
        line = websocket.create_connection(
            address, timeout=PATIENCE_S, cookie=_cookies(browser.jar, place), origin=browser.base.rstrip("/")
        )
        try:
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code" and cell["source"].strip():
                    _execute(line, cell["source"])
        finally:
            line.close()
        alive = browser.api(f"{place}/kernels/{kernel}")
        assert alive["execution_state"] != "dead", "the kernel is dead"


def _cookies(jar: CookieJar, path: str) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar if path.startswith(cookie.path.rstrip("/")))


def _execute(line: websocket.WebSocket, code: str) -> None:
    """Run one cell, and wait for its end; what it says does not matter."""
    mark = uuid.uuid4().hex
    content = {
        "code": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": False,
    }
    header = {"msg_id": mark, "msg_type": "execute_request", "username": "", "session": "bench", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    line.send(json.dumps({**message, "buffers": []}))
    while True:
        said = json.loads(_text(line.recv()))
        if said.get("msg_type") == "execute_reply" and said["parent_header"].get("msg_id") == mark:
            return


def _text(message: str | bytes) -> str:
    """A message with buffers comes as bytes: offsets first, then the JSON part."""
    if isinstance(message, str):
        return message
    count = int.from_bytes(message[:4], "big")
    starts = [int.from_bytes(message[4 + 4 * n : 8 + 4 * n], "big") for n in range(count)]
    return message[starts[0] : starts[1] if count > 1 else None].decode()


class Meeting:
    """Trainees wait for each other, so that all of them do the same thing at once."""

    def __init__(self, people: int, when: Callable[[str], None]) -> None:
        self._barrier = threading.Barrier(people, action=self._arrived)
        self._when, self._steps = when, iter(("in", "run", "submit"))

    def _arrived(self) -> None:
        self._when(next(self._steps))

    def __call__(self, _step: str) -> None:
        self._barrier.wait(PATIENCE_S * 2)
