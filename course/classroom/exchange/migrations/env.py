"""Alembic runs this; ``database.migrate`` hands over the open connection."""

from __future__ import annotations

from alembic import context

from course.classroom.exchange.rows import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    version_table="exchange_version",  # the hub and nbgrader may share the database, and both use Alembic's own name
    render_as_batch=True,
)
context.run_migrations()
