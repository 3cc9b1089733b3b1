"""Databases of the classroom's own: SQLite in a file, or PostgreSQL by one address; their tables come from migrations.

``migrations/exchange`` and ``migrations/people`` hold one file for each change of the tables, named by its number. Hub
and gradebook have migrations of their own, see :mod:`course.classroom.upgrade`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

#: Whose tables.
Owner = Literal["exchange", "people"]
MIGRATIONS = Path(__file__).with_name("migrations")
_WAIT_S = 30
_LOCK = 0x636F75727365  # any number that other programs do not use


def connect(url: str) -> Engine:
    """Open the database.

    Args:
        url: an SQLAlchemy address; ``sqlite:///path`` or ``postgresql+psycopg://user:word@host/name``.

    Returns:
        An engine. With ``execution_options(write=True)``, SQLite takes its lock at the start of a transaction, so that
        two writers wait for each other instead of failing.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, pool_size=5, max_overflow=5)
    if address.database:
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": _WAIT_S, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def settle(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN itself, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def ready(url: str, owner: Owner) -> Engine:
    """Open the database, with its tables in the newest form; see :func:`connect` and :func:`migrate`."""
    engine = connect(url)
    migrate(engine, owner)
    return engine


def version_table(owner: Owner) -> str:
    """Where the version of the tables is noted. Hub and nbgrader both use Alembic's own name for theirs."""
    return f"{owner}_version"


def newest(owner: Owner) -> str:
    """Number of the newest migration."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / owner).glob("[0-9]*.py"))


def version(engine: Engine, owner: Owner) -> str | None:
    """Version of the tables; None if it is not noted."""
    if not inspect(engine).has_table(version_table(owner)):
        return None
    with engine.connect() as connection:
        return connection.scalar(text(f"SELECT version_num FROM {version_table(owner)}"))


def migrate(engine: Engine, owner: Owner) -> None:
    """Bring the tables to the newest form; safe when several programs start at once. Quick when nothing is to be done.

    Raises:
        alembic.util.CommandError: a newer version of the course has written them.
    """
    if version(engine, owner) == newest(owner):
        return
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("version_locations", str(MIGRATIONS / owner).replace("%", "%%"))
    settings.set_main_option("path_separator", "newline")  # a folder's name may hold spaces and colons
    settings.attributes["version_table"] = version_table(owner)
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
