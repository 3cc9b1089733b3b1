"""A PostgreSQL server of our own for tests: empty, reachable through a socket in a private folder only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Another database on the server, for a test that fills the classroom's schemas; gone afterwards."""
    name = f"own_{uuid.uuid4().hex[:8]}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        engine.dispose()


@contextmanager
def open_postgresql() -> Iterator[str]:
    """Start the server and give the address of an empty database; skips the test where PostgreSQL is missing."""
    pytest.importorskip("psycopg")
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    programs = next((folder for folder in found if (folder / "initdb").exists()), None)
    if programs is None:
        pytest.skip("PostgreSQL is not installed; `make test` installs it")
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())
    prefix: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        users = {user.pw_name for user in pwd.getpwall()}
        user = next((name for name in ("postgres", "nobody") if name in users), None)
        if user is None or not shutil.which("runuser"):
            pytest.skip("PostgreSQL does not run as root")
        shutil.chown(folder, user)
        prefix = ["runuser", "-u", user, "--"]
    data = str(folder / "data")
    start = [
        "-D",
        data,
        "-l",
        str(folder / "log"),
        "-o",
        f"-k {folder} -c listen_addresses= -c fsync=off",
        "-w",
        "-t",
        "300",
        "start",
    ]
    try:
        for call in (
            ["initdb", "-D", data, "-U", "room", "-A", "trust", "-E", "UTF8", "--no-sync"],
            ["pg_ctl", *start],
        ):
            done = subprocess.run(
                [*prefix, str(programs / call[0]), *call[1:]], cwd=folder, capture_output=True, text=True, timeout=300
            )
            assert done.returncode == 0, done.stdout + done.stderr
        yield f"postgresql+psycopg://room@/postgres?host={folder}"
    finally:
        subprocess.run([*prefix, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"], cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)
