"""The database of the exchange: SQLite in a file, or PostgreSQL by one address; its tables come from migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

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


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest form; safe when several services start at once."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
