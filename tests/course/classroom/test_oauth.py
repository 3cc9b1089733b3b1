"""Sign-in at a provider: its word for who somebody is, the classroom's list for what they may do."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
import requests

from course.classroom.line import free_port
from course.classroom.people import People
from course.classroom.settings import BadSettings, load
from course.classroom.sign_in import choose
from course.classroom.sign_in.provider import SECRET
from tests.course.classroom.hub_alone import running_hub


class MockProvider(BaseHTTPRequestHandler):
    """Says that whoever brings the code ``code-NAME`` is NAME."""

    def log_message(self, *_: Any) -> None:
        pass

    def _say(self, found: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        good = form.get("client_secret") == ["s3cret"] and "code_verifier" in form
        self._say(
            {"access_token": form["code"][0], "token_type": "Bearer"} if good else {"error": "no"}, 200 if good else 401
        )

    def do_GET(self) -> None:
        name = unquote(self.headers.get("Authorization", "").removeprefix("Bearer code-"))
        self._say({"preferred_username": name, "groups": ["admin"]})


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), MockProvider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def settings(provider: str) -> dict[str, str]:
    return {
        "authorize_url": f"{provider}/authorize",
        "token_url": f"{provider}/token",
        "userdata_url": f"{provider}/who",
        "client_id": "classroom",
    }


@pytest.fixture(scope="module")
def hub(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("oauth"), free_port()
    (folder / "state").mkdir()
    people = People(f"sqlite:///{folder / 'state' / 'people.sqlite'}")
    people.add("lena", "trainee", "migration-development")
    people.add("kim", "trainer", "migration-development")
    people.close()
    given = {"address": {"port": port}, "sign_in": {"kind": "oauth", "oauth": settings(provider)}}
    with running_hub(folder, port, given, {SECRET: "s3cret"}) as url:
        yield url


@pytest.fixture
def hub_database(hub: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "oauth0" / "hub.sqlite"


def sign_in(hub: str, name: str) -> tuple[requests.Session, requests.Response]:
    browser = requests.Session()
    begun = browser.get(f"{hub}/oauth_login", allow_redirects=False, timeout=120)
    asked = parse_qs(urlsplit(begun.headers["Location"]).query)
    assert asked["redirect_uri"] == [f"{hub}/oauth_callback"]
    assert "code_challenge" in asked
    back = {"code": f"code-{quote(name)}", "state": asked["state"][0]}
    return browser, browser.get(f"{hub}/oauth_callback", params=back, allow_redirects=False, timeout=120)


def test_who_is_on_the_list_comes_in_with_the_role_of_the_list(hub: str, hub_database: Path) -> None:
    browser, answer = sign_in(hub, "lena")
    assert answer.status_code == 302
    rows = sqlite3.connect(hub_database).execute(
        "SELECT users.name, users.admin, groups.name FROM users JOIN user_group_map ON users.id = user_id "
        "JOIN groups ON groups.id = group_id"
    )
    assert rows.fetchall() == [("lena", 0, "nbgrader-migration-development")]
    assert "jupyterhub-hub-login" in browser.cookies


# the first letter of the last one is a sign for Kelvin, which Python makes a small "k"
@pytest.mark.parametrize("name", ["mallory", "lena@example.org", "lena2", "x" * 60, "\u212aim"])
def test_who_is_not_on_the_list_stays_out(hub: str, name: str) -> None:
    browser, answer = sign_in(hub, name)
    assert answer.status_code == 403
    assert "is not on the list" in answer.text
    assert "jupyterhub-hub-login" not in browser.cookies


@pytest.mark.parametrize("name", ["../lena", "lena/..", "", " "])
def test_what_is_no_name_stays_out(hub: str, name: str) -> None:
    browser, answer = sign_in(hub, name)
    assert answer.status_code >= 400
    assert "jupyterhub-hub-login" not in browser.cookies


def test_a_sign_in_that_did_not_begin_here_is_refused(hub: str) -> None:
    answer = requests.get(f"{hub}/oauth_callback", params={"code": "code-lena", "state": "x"}, timeout=120)
    assert answer.status_code in (400, 403)


def toml(folder: Path, text: str) -> Path:
    path = folder / "classroom.toml"
    path.write_text(text)
    return path


def test_settings_that_are_not_complete_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET, raising=False)
    part = "\n".join(f"{name} = '{value}'" for name, value in settings("https://provider.example").items())
    lacks_secret = load(toml(tmp_path, f"[sign_in]\nkind = 'oauth'\n[sign_in.oauth]\n{part}\n"))
    assert choose.missing(lacks_secret) == SECRET  # the list of people can be written without it
    monkeypatch.setenv(SECRET, "s3cret")
    assert not choose.missing(lacks_secret)
    with pytest.raises(BadSettings, match=r"sign_in\.oauth"):
        load(toml(tmp_path, "[sign_in]\nkind = 'oauth'\n"))
    with pytest.raises(BadSettings, match=r"sign_in\.lti"):
        load(toml(tmp_path, "[sign_in]\nkind = 'lti'\n"))


def test_a_provider_that_others_can_overhear_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET, "s3cret")
    part = "\n".join(f"{name} = '{value}'" for name, value in settings("http://provider.example").items())
    with pytest.raises(BadSettings, match="https"):
        load(toml(tmp_path, f"[sign_in]\nkind = 'oauth'\n[sign_in.oauth]\n{part}\n"))
