"""A classroom for tests: started by its own command in a temporary folder, used through its own doors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from playwright.sync_api import Page

from course.classroom import line, prepare
from course.classroom.place import Place
from course.classroom.running import read_record
from course.classroom.settings import Settings, load
from course.hand_in import COURSE_ID

SHARED = {"trainee": "tell-the-room", "trainer": "for-trainers-only"}
OWN = "four green rivers"
ROOT = Path(__file__).parents[3]


class Browser:
    """Cookies and forms, as much as signing in needs: for tests that do not look at pages.

    Args:
        base: Address of the classroom, with its final ``/``.
    """

    def __init__(self, base: str) -> None:
        self.base, self.jar = base, CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, text and final address of a page."""
        return self.send(Request(self.base + path.lstrip("/"), headers=headers))

    def post(self, path: str, to: str = "", /, **fields: str) -> tuple[int, str, str]:
        """Send a form that stands on the page ``path``; to another address if ``to`` says so."""
        _status, page, _url = self.get(path)
        fields["_xsrf"] = re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
        return self.send(Request(self.base + (to or path).lstrip("/"), data=urlencode(fields).encode()))

    def api(self, path: str, method: str = "GET", data: dict[str, Any] | None = None) -> Any:
        """Ask for JSON, as a page of ours does."""
        # a more special path is worth more: the hub and each server have their own cookie
        cookies = sorted((c for c in self.jar if c.name == "_xsrf" and path.startswith(c.path)), key=lambda c: c.path)
        headers = {"X-XSRFToken": cookies[-1].value if cookies else "", "Content-Type": "application/json"}
        body = json.dumps(data).encode() if data is not None else None
        request = Request(self.base + path.lstrip("/"), data=body, headers=headers, method=method)
        status, text, _url = self.send(request)
        assert status < 400, f"{status} {text[-1500:]}"
        return json.loads(text) if text else None

    def sign_in(self, name: str, role: str = "trainee") -> Browser:
        """Sign in; the first time with the shared password, then choose the own one. No server is started."""
        to = "?next=%2Fhub%2Fhome"
        status, _page, _url = self.post(f"/hub/login{to}", username=name, password=OWN)
        if status == 403:
            self.post(f"/hub/login{to}", username=name, password=SHARED[role])
            status, page, _url = self.post(f"/hub/choose-password{to}", password=OWN, again=OWN)
            assert status == 200, page
        return self

    def open_server(self, name: str, seconds: float = 400) -> None:
        """Start the person's server, and wait until it answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            status, _page, url = self.get("/hub/spawn")
            if status == 200 and url.startswith(f"{self.base}user/{name}/"):
                return
            time.sleep(0.5)
        raise AssertionError(f"the server of {name} did not open: {status} {url}")

    def token(self, name: str) -> str:
        """A token of the hub in the person's name, as their server has one."""
        self.get("/hub/home")
        return self.api(f"/hub/api/users/{name}/tokens", "POST", {"note": "test"})["token"]

    def send(self, request: Request) -> tuple[int, str, str]:
        """Status, text and final address of the answer to any request."""
        try:
            with self.open(request) as answer:
                return answer.status, answer.read().decode(), answer.url
        except HTTPError as error:
            return error.code, error.read().decode(), error.url

    def open(self, request: Request, seconds: float = 180) -> HTTPResponse:
        """The open answer to a request."""
        return self._opener.open(request, timeout=seconds)


@dataclass
class Classroom:
    """A running classroom.

    Attributes:
        place: Its folder.
        url: Its address, with the final ``/``.
        said: What ``up`` printed.
    """

    place: Place
    url: str
    environment: dict[str, str]
    said: str = ""
    tokens: dict[str, str] = field(default_factory=dict)

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """``course classroom …``, as on the command line."""
        wanted = [sys.executable, "-m", "course.classroom", *words, "--folder", str(self.place.folder)]
        done = subprocess.run(
            wanted,
            cwd=ROOT,
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def settings(self) -> Settings:
        """Its settings."""
        return load(self.place.folder / "classroom.toml", self.environment)

    def add(self, *names: str, role: str = "trainee", course: str = COURSE_ID) -> None:
        """Put people on the list."""
        self.command(f"add-{role}", *names, "--course", course)

    def token(self, name: str, role: str = "trainee") -> str:
        """A token of a person, who signs in for it."""
        if name not in self.tokens:
            self.tokens[name] = Browser(self.url).sign_in(name, role).token(name)
        return self.tokens[name]

    def nbgrader(self, *words: str, trainer: str = "tess", course: str = COURSE_ID) -> str:
        """A stock ``nbgrader`` command in the course folder, in the name of a trainer; what it said."""
        return self.program("nbgrader", *words, trainer=trainer, course=course)

    def program(self, *words: str, trainer: str = "tess", course: str = COURSE_ID, folder: Path | None = None) -> str:
        """A program of a trainer (``python -m …``); what it said.

        Args:
            words: Name of the module and its arguments.
            trainer: In whose name.
            course: Its course.
            folder: Where to work; the course folder by default. In another one the gradebook is a file in it.
        """
        ports = json.loads((self.place.state / "start.json").read_text())["ports"]
        settings = self.settings()
        of = next(one for one in settings.courses if one.id == course)
        own = self.place.course(course)
        environment = os.environ | {
            **prepare.course_environment(settings, self.place, of),
            "COURSE_EXCHANGE_URL": f"http://127.0.0.1:{ports['exchange']}/services/exchange",
            "JUPYTERHUB_API_TOKEN": self.token(trainer, "trainer"),
        }
        if folder is not None and folder != own:
            environment.pop("COURSE_GRADEBOOK", None)
            folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=folder or own, env=environment, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def sign_in(self, page: Page, name: str, role: str = "trainee") -> None:
        """In a real browser: sign in, choose a password the first time.

        Ends when a trainee's server or the trainer's page has opened.
        """
        page.goto(self.url)
        page.get_by_label("Your name in this course").fill(name)
        page.get_by_label("Password").fill(OWN)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        if page.get_by_role("alert").is_visible():
            page.get_by_label("Password").fill(SHARED[role])
            page.get_by_role("button", name="Sign in").click()
            page.get_by_label("Your own password").fill(OWN)
            page.get_by_label("The same password again").fill(OWN)
            page.get_by_role("button", name="Keep it and begin").click()
        page.wait_for_url(re.compile(rf"/user/{name}/|/services/trainer-"), timeout=400_000)

    def logs(self) -> str:
        """Everything that the classroom wrote into its logs."""
        return "\n".join(file.read_text(errors="replace") for file in sorted(self.place.logs.iterdir()))


@contextmanager
def open_classroom(
    folder: Path,
    modules: Sequence[str] = ("m00_orientation", "m10_remittances"),
    settings: str = "",
    more: str = "",
    **environment: str,
) -> Iterator[Classroom]:
    """Start a classroom, and end it.

    Args:
        folder: An empty folder; the classroom is in its subfolder ``room``.
        modules: Modules of the one course; few start quicker.
        settings: More lines for ``classroom.toml``.
        more: Lines that come after the first course, such as another one.
        environment: For example ``COURSE_DATABASE``.
    """
    room = folder / "room"
    room.mkdir(parents=True)
    course = f'[[courses]]\nid = "{COURSE_ID}"\nmodules = {json.dumps(list(modules))}\n'
    (room / "classroom.toml").write_text(f"{settings}\n{course}{more}", encoding="utf-8")
    port = str(line.free_port())
    passwords = {f"COURSE_{role.upper()}_PASSWORD": word for role, word in SHARED.items()}
    classroom = Classroom(
        Place(room),
        f"http://127.0.0.1:{port}/",
        {"COURSE_PORT": port, "PYTHONPATH": str(ROOT), **passwords, **environment},
    )
    try:
        classroom.command("add-trainer", "tess")
        root = ["--allow-root"] if os.geteuid() == 0 else []
        classroom.said = classroom.command("up", *root).stdout
        yield classroom
    finally:
        if read_record(classroom.place):
            classroom.command("down")
