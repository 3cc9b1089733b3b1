"""What could go wrong with a start is found before anything starts, and the message says what to do."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pydantic")

from course.classroom import up
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.classroom.sign_in.provider import SECRET

OAUTH = {name: "https://provider.example/x" for name in ("authorize_url", "token_url", "userdata_url")}


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Try to start with some settings; gives what the person reads."""

    def attempt(root: bool = False, **settings: Any) -> str:
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(up, "_start_keeper", lambda place: pytest.fail("nothing may start"))
        with pytest.raises(SystemExit):
            up.up(Place(tmp_path / "room"), Settings.model_validate(settings))
        return capsys.readouterr().out

    return attempt


def test_root_is_refused(refused: Callable[..., str]) -> None:
    assert "everybody in this classroom would be root" in refused(root=True)


def test_system_users_need_root(refused: Callable[..., str]) -> None:
    said = refused(variant="system_users", sign_in={"open": False})
    assert "which only root can" in said and "What to do: Run it as root" in said


def test_a_python_that_others_cannot_read_is_named(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "private" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "private").chmod(0o700)
    monkeypatch.setattr(up.sys, "executable", str(python))
    said = refused(root=True, variant="system_users", sign_in={"open": False})
    blocked = up.unreadable(python)  # perhaps the folder of the tests, which is private, too
    assert blocked is not None and f"cannot read {blocked}" in said and "below /opt" in said


def test_a_cluster_is_not_started_here(refused: Callable[..., str]) -> None:
    assert "kubernetes/README.md" in refused(variant="kubernetes")


def test_a_secret_that_is_missing_is_named(refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET, raising=False)
    said = refused(sign_in={"kind": "oauth", "oauth": OAUTH | {"client_id": "classroom"}})
    assert f"export {SECRET}=" in said


def test_files_that_are_no_certificate_are_named(refused: Callable[..., str], tmp_path: Path) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text("nothing")
    files = {"tls_certificate": str(tmp_path / "cert.pem"), "tls_key": str(tmp_path / "key.pem")}
    said = refused(address={"host": "127.0.0.1", **files})
    assert "are not a certificate and its key" in said and "PEM" in said


def test_a_taken_port_is_named_with_another_one(refused: Callable[..., str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"make classroom COURSE_PORT={port + 1}" in refused(address={"port": port})


def test_a_full_disk_is_said_before_the_class(refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil._ntuple_diskusage(10**9, 10**9, 3 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "only 3 MB are free" in refused(address={"port": port})


def test_it_says_loudly_that_one_user_isolates_nobody() -> None:
    assert "isolates nobody" in up.LOUD and "system_users" in up.LOUD and "marks that count" in up.LOUD
