"""Every address of the trainers' pages: who may come, and what an address can make stock Formgrader do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest
import requests
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from tornado.web import RequestHandler, StaticFileHandler
from traitlets.config import Config

from tests.grading.classroom.security import served
from tests.grading.classroom.security.conftest import Class
from tests.grading.classroom.security.hostile import MODULE

_STATIC = ("look/", "formgrader/static/", "formgrader/fonts/", "formgrader/submissions/components/")


CROSS_SITE = {"Origin": "https://evil.example", "Referer": "https://evil.example/", "Sec-Fetch-Site": "cross-site"}


@dataclass
class Pages:
    """The trainers' pages.

    Attributes:
        url: Address with its final ``/``.
        cookie: Of the trainer, who is signed in.
        name: The cookie's name.
    """

    url: str
    cookie: str

    @property
    def name(self) -> str:
        """The cookie's name."""
        return self.cookie.partition("=")[0]

    def token(self) -> str:
        """The token of this browser's forms."""
        found = re.search(r'name="_xsrf" value="([^"]+)"', self.ask("GET", "people").text)
        assert found
        return found.group(1)

    def ask(self, method: str, path: str, who: str = "tess", **more: object) -> requests.Response:
        """A request without redirects; ``who`` is "" for nobody, "tess" by cookie, else by token."""
        headers = dict(more.pop("headers", {}))
        if who == "tess":
            headers.setdefault("Cookie", self.cookie)
        elif who:
            headers["Authorization"] = f"token token-{who}"
        return requests.request(method, self.url + path, headers=headers, allow_redirects=False, timeout=120, **more)


@pytest.fixture(scope="module")
def pages(room: Class) -> Iterator[Pages]:
    """The trainers' pages with the hostile class."""
    with served.trainers_pages(room.course) as (url, cookie):
        yield Pages(url, cookie)


def _addresses(room: Class) -> list[tuple[str, type]]:
    """An example of each address that the application knows."""
    found = []
    for rule in served.LAST["application"].wildcard_router.rules + served.LAST["application"].default_router.rules:
        pattern = getattr(rule.matcher, "regex", None)
        if pattern is None or not pattern.pattern.startswith(served.PREFIX):
            continue
        path = pattern.pattern.removeprefix(served.PREFIX).rstrip("$")
        path = re.sub(r"/\?$|\.\*$", "", path.replace("\\.", ".").replace("\\-", "-"))
        path = re.sub(r"\(\?P<\w+>", "(", path)
        path = path.replace("(m[0-9]{2}_[a-z0-9_]+)", MODULE).replace("([0-9a-zA-Z-]{8,64})", room.ids[0])
        path = re.sub(r"\(([a-z_]+)\|[^()]*\)", r"\1", path)
        path = re.sub(r"\((?:[^()]|\([^()]*\))*\)", room.ids[0], path)
        found.append((path.replace("//", "/"), rule.target))
    return found


def _has(handler: type, method: str) -> bool:
    return getattr(handler, method.lower()) is not RequestHandler._unimplemented_method


def test_nobody_but_a_trainer_of_this_course_comes_in(room: Class, pages: Pages) -> None:
    """A stranger, a trainee, the trainer of another course: at every address, with every verb."""
    addresses = _addresses(room)
    assert len(addresses) > 60, addresses
    for path, handler in addresses:
        static = issubclass(handler, StaticFileHandler) and path.startswith(_STATIC)
        if static or path == "oauth_callback":
            continue
        for who in ("", "amina", "otto"):
            for method in ("GET", "POST", "PUT", "DELETE"):
                answer = pages.ask(method, path, who)
                refused = answer.status_code in (403, 404, 405)
                away = answer.status_code == 302 and "/hub/" in answer.headers["Location"] and not who
                assert refused or away, (who, method, path, answer.status_code, answer.text[:200])
                assert "mallory" not in answer.text


#: What runs as the trainer when stock Formgrader is asked for a folder.
_CONFIG = "import pathlib\npathlib.Path({!r}).write_text('as the trainer')\n"


def test_an_address_that_brings_its_own_settings(room: Class, pages: Pages, tmp_path: Path) -> None:
    """Stock Formgrader reads ``nbgrader_config.py`` of any folder that the address names, as Python, at a plain GET.

    A picture in a notebook is enough to ask for it: the trainee's program runs as the trainer.
    """
    mine, ran = tmp_path / "trainee", tmp_path / "ran"
    mine.mkdir()
    (mine / "nbgrader_config.py").write_text(_CONFIG.format(str(ran)))
    with served.stock_formgrader(room.course) as url:
        requests.get(f"{url}/formgrader", params={"path": str(mine)}, allow_redirects=False, timeout=120)
    assert ran.read_text() == "as the trainer"
    ran.unlink()
    answer = pages.ask("GET", "formgrader", params={"path": str(mine)})
    assert answer.status_code == 302 and not ran.exists()


def test_files_that_were_handed_in_are_no_pages_of_ours(room: Class, pages: Pages) -> None:
    """What stock makes of ``evil.html`` is in ``test_active_content``: its script runs."""
    files = f"formgrader/submissions/{room.ids[0]}/"
    for name in ("evil.html", "evil.svg"):
        answer = pages.ask("GET", files + name)
        assert answer.status_code == 200 and answer.headers["Content-Security-Policy"].startswith("sandbox;")
        assert answer.headers["Content-Disposition"] == "attachment"
    for name in ("link.txt", "..%2f..%2f..%2fgradebook.db"):
        assert pages.ask("GET", files + name).status_code == 404


def test_only_forms_of_these_pages_count(room: Class, pages: Pages) -> None:
    """CSRF: the form of another site comes with the trainer's cookie. Every address, as the application knows them.

    The last two have a guessed token where the browser's own is missing, or is older than the session (a page that was
    open when the trainer signed in again). JupyterHub's own check then waits for itself: one request, and its process
    answers nobody any more. See ``test_stock_stands_still``.
    """
    before = (room.course / "gradebook.db").read_bytes()
    old = f"{pages.cookie}; jupyterhub-session-id=another; _xsrf={pages.token()}"
    ways: list[tuple[str, dict[str, str]]] = [
        (pages.cookie, {}), (pages.cookie, {"_xsrf": "guessed"}), (old, {"_xsrf": "guessed"}),
    ]  # fmt: skip
    plain = {"module": MODULE, "id": "x", "name": "amina", "kind": "grade", "data": "", "due": "", "sure": "1"}
    for path, handler in _addresses(room):
        methods = [one for one in ("POST", "PUT", "DELETE") if _has(handler, one)] or ["POST"]
        for method, (cookie, token) in product(methods, ways):
            answer = pages.ask(method, path, headers={**CROSS_SITE, "Cookie": cookie}, data=plain | token)
            assert answer.status_code in (403, 404, 405), (method, path, token, answer.status_code, answer.text[:200])
    # a page of the same host that is not ours asks in the background, to read the token
    for path in ("", "people", "formgrader/manage_assignments"):
        asked = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}
        answer = pages.ask("GET", path, headers=asked)
        assert answer.status_code in (302, 403) and "_xsrf" not in answer.text, path
    assert (room.course / "gradebook.db").read_bytes() == before


#: A page of JupyterHub's own kind, and a form with a guessed token; it says so if there is an answer.
_STOCK = """
import asyncio, sys
from jupyterhub.services.auth import HubOAuth, HubOAuthenticated
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, create_signed_value

class Page(HubOAuthenticated, RequestHandler):
    def post(self): pass

async def main():
    app = Application([("/services/x/", Page)], cookie_secret="s" * 32, xsrf_cookies=True)
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(app).add_sockets(sockets)
    value = create_signed_value("s" * 32, HubOAuth.instance().cookie_name, "token-tess").decode()
    headers = {"Cookie": f"{HubOAuth.instance().cookie_name}={value}"}
    print("asks", flush=True)
    answer = await AsyncHTTPClient().fetch(
        f"http://127.0.0.1:{sockets[0].getsockname()[1]}/services/x/", method="POST", body="_xsrf=guessed",
        headers=headers, raise_error=False)
    print("answered", answer.code, flush=True)

asyncio.run(main())
"""


def test_stock_stands_still(tmp_path: Path) -> None:
    """JupyterHub's own class for pages of services, with the request of the test above."""
    environment = os.environ | {
        "JUPYTERHUB_API_TOKEN": "t", "JUPYTERHUB_API_URL": "http://127.0.0.1:9/hub/api", "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": "service-x", "JUPYTERHUB_SERVICE_PREFIX": "/services/x/",
    }  # fmt: skip
    with subprocess.Popen([sys.executable, "-c", _STOCK], env=environment, stdout=subprocess.PIPE, text=True) as stock:
        try:
            assert stock.stdout.readline() == "asks\n"
            with pytest.raises(subprocess.TimeoutExpired):
                stock.communicate(timeout=3)
        finally:
            stock.kill()


def test_a_name_in_an_address_that_leads_to_another_course(room: Class, pages: Pages) -> None:
    """nbgrader makes paths of names in addresses: the trainer of one course reads and destroys the work of another."""
    other = room.course.parent / "other-course" / "submitted" / "zoe" / MODULE
    other.mkdir(parents=True)
    (room.course / "submitted").mkdir(exist_ok=True)
    work = other / "exercises.ipynb"
    work.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    away = "..%2f..%2fother-course%2fsubmitted%2fzoe"
    for path in (f"api/submission/{MODULE}/{away}/autograde", f"api/assignment/{MODULE}/{away}/generate_feedback"):
        headers = {"X-XSRFToken": pages.token(), "Cookie": f"{pages.cookie}; _xsrf={pages.token()}"}
        assert pages.ask("POST", f"formgrader/{path}", headers=headers).status_code == 404, path
    assert pages.ask("PUT", f"formgrader/api/student/{away}", headers=headers, data="{}").status_code == 404
    for name in ("..%2fsource", "a%5cb", "*", ".hidden", "a%00b"):
        assert pages.ask("GET", f"formgrader/manage_submissions/{name}").status_code == 404, name
    assert pages.ask("GET", f"formgrader/manage_submissions/{MODULE}").status_code == 200
    assert work.is_file() and (other / "exercises.ipynb").read_text() == work.read_text()
    c = Config()
    c.CourseDirectory.root, c.CourseDirectory.course_id = str(room.course), served.COURSE
    NbGraderAPI(CourseDirectory(config=c), config=c).autograde(MODULE, unquote(away))  # what Formgrader's button does
    assert not work.exists() or '"cells": []' not in work.read_text(), "stock has put something else there, or nothing"
