"""Databases that an older version of the course, of the hub or of nbgrader has made; ``up`` brings them to this one.

Each has migrations by its own authors (Alembic): the hub's and nbgrader's come with those packages, ours are in
``migrations``. A backup is taken first, and nothing is done when all are as they must be.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import sqlalchemy as sa

from course.classroom import database, prepare
from course.classroom.backup import backup, own_file
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.command.console import Stop, indent

_ALEMBIC = "alembic_version"
#: Address of the database for the program that upgrades it: on the command line others could read its password.
_ADDRESS = "COURSE_UPGRADE"
_SECONDS = 1800


@dataclass(frozen=True)
class Database:
    """One database.

    Attributes:
        words: What it holds, for people.
        url: Its address.
        table: A table that it has as soon as it is used.
        version_table: Where its version is.
        scripts: Folder with its migrations.
        renew: Brings it to the newest version.
    """

    words: str
    url: str
    table: str
    version_table: str
    scripts: Path
    renew: Callable[[str], None]


def databases(place: Place, settings: Settings) -> Iterator[Database]:
    """All databases of a classroom, whether they are there or not."""
    hub, nbgrader = _package("jupyterhub") / "alembic", _package("nbgrader") / "alembic"
    yield Database("the hub", settings.database_url("hub", place.state), "users", _ALEMBIC, hub / "versions", _hub)
    for owner, words, table in (
        ("people", "the list of people", "people"),
        ("exchange", "the exchange", "exchange_submissions"),
    ):
        scripts, url = database.MIGRATIONS / owner, settings.database_url(owner, place.state)
        yield Database(words, url, table, database.version_table(owner), scripts, _ours(owner))
    for course in settings.courses:
        url = f"sqlite:///{place.course(course.id) / 'gradebook.db'}"
        if settings.database:
            url = settings.database_url(prepare.gradebook(course), place.state)
        words = f"the gradebook of {course.id}"
        yield Database(words, url, "assignment", _ALEMBIC, nbgrader / "versions", _gradebook)


def upgrade(place: Place, settings: Settings) -> list[str]:
    """Bring databases of older versions to this one, after a backup. The classroom must be down.

    Returns:
        What was brought up, in words.

    Raises:
        Stop: a database is of a newer version, or could not be brought up; says what to do.
    """
    old = [one for one in databases(place, settings) if is_old(one)]
    if not old:
        return []
    names = ", ".join(one.words for one in old)
    indent(f"of an older version: {names}. First a backup of everything:")
    file = own_file(place, "before-upgrade")
    backup(place, settings, file)
    for one in old:
        try:
            one.renew(one.url)
        except (RuntimeError, sa.exc.SQLAlchemyError, subprocess.TimeoutExpired) as problem:
            raise Stop(
                f"the database of {one.words} could not be brought to this version:\n{str(problem)[-600:]}",
                "Go back to the version of the course that you had, and bring everything back with: "
                f'make classroom ARGS="restore {file}"',
            ) from None
    return [one.words for one in old]


def is_old(one: Database) -> bool:
    """Whether an older version has made this database.

    Raises:
        Stop: a newer version has, or it is damaged.
    """
    there = sa.make_url(one.url)
    if there.get_backend_name() == "sqlite" and not Path(there.database or "").is_file():
        return False
    engine = sa.create_engine(one.url)
    try:
        seen = sa.inspect(engine)
        if not seen.has_table(one.table):
            return False
        if not seen.has_table(one.version_table):
            return True
        with engine.connect() as connection:
            version = connection.scalar(sa.text(f"SELECT version_num FROM {one.version_table}"))
    except sa.exc.DatabaseError as problem:
        raise Stop(
            f"the database of {one.words} is damaged: {str(problem.orig).splitlines()[0]}",
            "Bring back the newest backup: make classroom ARGS=status says where it is, and how.",
        ) from None
    finally:
        engine.dispose()
    known = _versions(one.scripts)
    if version not in known:
        raise Stop(
            f"a newer version of the course has written the database of {one.words} (its version is {version}).",
            "Start the classroom with that version, or restore a backup that this version has made.",
        )
    return version != _newest(known)


def _versions(scripts: Path) -> dict[str, str | None]:
    """Each version and the one before it, as the migrations say; they are read, not run."""
    found: dict[str, str | None] = {}
    for file in scripts.glob("*.py"):
        values: dict[str, str | None] = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            name, equals, value = line.partition(" = ")
            if equals and name in ("revision", "down_revision"):
                values[name] = None if value.strip() == "None" else value.strip().strip("'\"")
        if revision := values.get("revision"):
            found[revision] = values.get("down_revision")
    return found


def _newest(versions: dict[str, str | None]) -> str:
    """The version that no other one follows."""
    [last] = versions.keys() - set(versions.values())
    return last


def _package(name: str) -> Path:
    found = find_spec(name)
    if found is None or found.origin is None:
        raise Stop(f"the package {name} is missing.", "Install what the classroom needs: pip install '.[classroom]'")
    return Path(found.origin).parent


def _ours(owner: database.Owner) -> Callable[[str], None]:
    def renew(url: str) -> None:
        engine = database.connect(url)
        try:
            database.migrate(engine, owner)
        finally:
            engine.dispose()

    return renew


def _hub(url: str) -> None:
    """What ``jupyterhub upgrade-db`` does."""
    _run("from jupyterhub.dbutil import upgrade", url)


def _gradebook(url: str) -> None:
    """What ``nbgrader db upgrade`` does; its authors write the address into an INI file, where "%" is special."""
    _run("from nbgrader.dbutil import upgrade", url.replace("%", "%%"))


def _run(where: str, url: str) -> None:
    """Upgrade in a process of its own: these packages start the program ``alembic``, and change the logging."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [sys.executable, "-c", f"import os; {where}; upgrade(os.environ[{_ADDRESS!r}])"],
        env=os.environ | {"PATH": programs, _ADDRESS: url},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(_reason(done.stderr))


def _reason(said: str) -> str:
    """The line of a long error that names the problem."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines if "Error" in line and not line.startswith(("File ", "raise "))]
    return (named or lines or ["no reason was given"])[0]
