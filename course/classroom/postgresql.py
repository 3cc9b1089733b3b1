"""Dump and load the classroom's schemas in PostgreSQL with its own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import make_url

from course.classroom.settings import schema
from course.command.console import Stop

_OURS = schema("")  # how the names of all schemas begin


def dump(address: str, target: Path) -> None:
    """Write all schemas of the classroom into ``target``, at one moment.

    Raises:
        Stop: the program is missing, or refuses.
    """
    _run("pg_dump", address, "--format=custom", f"--schema={_OURS}*", "--no-owner", f"--file={target}")


def load(address: str, source: Path, aside: Path) -> None:
    """Replace the classroom's schemas by those of a dump, all or nothing; what was there is dumped into ``aside``.

    Raises:
        Stop: the program is missing, or refuses; the database is as it was.
    """
    there = sa.create_engine(address)
    with there.connect() as connection:
        names = [name for name in sa.inspect(connection).get_schema_names() if name.startswith(_OURS)]
    there.dispose()
    if names:
        aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        dump(address, aside)
    script = source.with_suffix(".sql")
    _run("pg_restore", "", "--no-owner", f"--file={script}", str(source))
    away = [word for name in names for word in ("--command", f'DROP SCHEMA "{name}" CASCADE')]
    try:
        _run("psql", address, "--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet", *away, f"--file={script}")
    finally:
        script.unlink(missing_ok=True)


def _run(program: str, address: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise Stop(f"the program {program} is missing.", "Install PostgreSQL's client programs, then try again.")
    url = make_url(address or "postgresql://")
    hosts = url.query.get("host")
    known = {
        "PGHOST": url.host or (hosts if isinstance(hosts, str) else None),
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,  # not on the command line, where others could read it
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("sslmode"),
    }
    environment = os.environ | {name: str(value) for name, value in known.items() if value}
    where = [f"--dbname={url.database}"] if address else []
    done = subprocess.run([path, *where, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{program} could not do its work:\n{done.stderr.strip()[-800:]}")
