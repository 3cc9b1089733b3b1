"""The gradebook can be a PostgreSQL database: the same rows as in SQLite."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grading.bench.compare import differences, result_of
from grading.nbgrader_config import GRADEBOOK, course_config

pytest.importorskip("psycopg", reason="the extra package psycopg is not installed")
ROOT = Path(__file__).parents[3]


def _programs() -> Path | None:
    """Folder of PostgreSQL's own programs: Debian keeps them out of the PATH."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    return next((folder for folder in found if (folder / "initdb").exists()), None)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an empty database on a server of our own, reachable through a socket in a private folder only."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql); `make test` installs it")
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())
    prefix: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        user = next((name for name in ("postgres", "nobody") if _exists(name)), None)
        if user is None or not shutil.which("runuser"):
            pytest.skip("PostgreSQL does not run as root, and there is no other user to run it")
        shutil.chown(folder, user)
        prefix = ["runuser", "-u", user, "--"]

    def call(name: str, *arguments: str) -> None:
        done = subprocess.run(
            [*prefix, str(programs / name), *arguments], cwd=folder, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data, log = folder / "data", folder / "log"
    call("initdb", "-D", str(data), "-U", "marks", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    try:
        # its words go to a file: a pipe would stay open as long as the server runs
        call("pg_ctl", "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        yield f"postgresql+psycopg://marks@/postgres?host={folder}"
    finally:
        subprocess.run([*prefix, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def test_the_same_rows_as_in_sqlite(
    generated_class: Callable[[str], Path], server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite, postgresql = generated_class("sqlite"), generated_class("postgresql")
    (postgresql / "gradebook.db").unlink()
    assert _grade(sqlite) == 0
    monkeypatch.setenv(GRADEBOOK, server)
    assert course_config(postgresql).CourseDirectory.db_url == server
    _release(postgresql)
    assert _grade(postgresql) == 0
    assert not (postgresql / "gradebook.db").exists()
    assert differences(result_of(sqlite), result_of(postgresql, server)) == []


def _release(course: Path) -> None:
    """The trainer's own step: nbgrader writes the assignment into the gradebook."""
    from grading.bench.generated import MODULE

    command = [sys.executable, "-m", "nbgrader", "generate_assignment", MODULE, "--force", "--create"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _grade(course: Path) -> int:
    command = [sys.executable, "-m", "grading.grade", "--course", str(course)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.returncode
