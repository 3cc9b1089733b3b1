"""Every address of the trainers' pages: who may come, and what an address can make stock Formgrader do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from tornado.web import StaticFileHandler

from tests.grading.classroom.security import served
from tests.grading.classroom.security.conftest import Class
from tests.grading.classroom.security.hostile import MODULE

_STATIC = ("look/", "formgrader/static/", "formgrader/fonts/", "formgrader/submissions/components/")


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

    def ask(self, method: str, path: str, who: str = "tess", **more: object) -> requests.Response:
        """A request without redirects; ``who`` is "" for nobody, "tess" by cookie, else by token."""
        headers = dict(more.pop("headers", {}))
        if who == "tess":
            headers["Cookie"] = self.cookie
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


def test_forms_of_other_sites_do_nothing(room: Class, pages: Pages) -> None:
    for headers in ({}, {"Origin": "https://evil.example"}):
        for path in ("people/role", "release", f"formgrader/api/assignment/{MODULE}/assign"):
            answer = pages.ask("POST", path, headers=headers, data={"module": MODULE, "name": "amina"})
            assert answer.status_code == 403, path
