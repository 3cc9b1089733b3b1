"""Every address of the trainers' pages: who may come, which forms count, what a file of a trainee is.

nbgrader's own Formgrader comes first where it does something else. For the rest it is as careful as ours: Jupyter
looks at tokens of forms, too.
"""

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
_PLAIN = {"module": MODULE, "id": "x", "name": "amina", "kind": "grade", "data": "", "due": ""}


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


def test_only_forms_of_these_pages_count(room: Class, pages: Pages) -> None:
    """CSRF: another site's form, or a picture, comes with the trainer's cookie and without the token."""
    before = (room.course / "gradebook.db").read_bytes()
    other = {"Origin": "https://evil.example", "Referer": "https://evil.example/", "Sec-Fetch-Site": "cross-site"}
    for path, handler in _addresses(room):
        for method in ("POST", "PUT", "DELETE"):
            if not getattr(handler, method.lower(), None) or path == "oauth_callback":
                continue
            for headers in ({}, other):
                for token in ({}, {"_xsrf": "guessed"}):
                    answer = pages.ask(method, path, headers=headers, data=_PLAIN | token)
                    assert answer.status_code in (403, 404, 405), (method, path, answer.status_code, answer.text[:200])
    # a page of the same host that is not ours asks in the background, to read the token
    for path in ("", "people", "formgrader/manage_assignments"):
        asked = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}
        assert pages.ask("GET", path, headers=asked).status_code == 403
    assert (room.course / "gradebook.db").read_bytes() == before


def test_frames_and_pages_of_others(room: Class, pages: Pages) -> None:
    for path in ("", "people", "marking", "formgrader/manage_assignments", f"formgrader/submissions/{room.ids[0]}/"):
        headers = pages.ask("GET", path).headers
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy, path
        assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0], path
        assert headers["X-Content-Type-Options"] == "nosniff" and "no-store" in headers["Cache-Control"], path


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


def test_files_that_were_handed_in(room: Class, pages: Pages) -> None:
    """Stock shows each file of the course folder, and a trainee's page as if it were Formgrader's own."""
    id = room.ids[0]
    key = f"submissions/{id}/../../../source/{MODULE}/exercises.ipynb"
    with served.stock_formgrader(room.course) as url:
        shown = requests.get(f"{url}/formgrader/submissions/{id}/evil.html", timeout=120)
        assert shown.headers["Content-Type"].startswith("text/html") and "attachment" not in str(shown.headers)
        assert "sandbox" not in shown.headers.get("Content-Security-Policy", "")
        assert b"HIDDEN TESTS" in _as_it_is(f"{url}/formgrader/{key}").content
    for name in ("evil.html", "evil.svg", "evil.xhtml"):
        answer = pages.ask("GET", f"formgrader/submissions/{id}/{name}")
        assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("link.txt", "..%2f..%2f..%2fgradebook.db", "%2fetc%2fpasswd", "..%2f..%2fmallory1%2f" + MODULE):
        assert pages.ask("GET", f"formgrader/submissions/{id}/{name}").status_code == 404, name
    answer = _as_it_is(f"{pages.url}formgrader/{key}", pages.cookie)
    assert answer.status_code in (403, 404) and b"HIDDEN" not in answer.content


def _as_it_is(url: str, cookie: str = "") -> requests.Response:
    """A request whose dots stay in the address."""
    asked = requests.Request("GET", "http://x", headers={"Cookie": cookie}).prepare()
    asked.url = url
    with requests.Session() as session:
        return session.send(asked, timeout=120)
