"""Releases, submissions, feedback, deadlines, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _name(column: str) -> sa.Column[str]:
    return sa.Column(column, sa.String(200), nullable=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", _NUMBER, primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "exchange_releases",
        _id(),
        _name("course"),
        _name("assignment"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=False),
        _name("released_by"),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.UniqueConstraint("course", "assignment", "version"),
    )
    op.create_table(
        "exchange_submissions",
        _id(),
        sa.Column("receipt", sa.String(32), nullable=False, unique=True),
        _name("course"),
        _name("assignment"),
        _name("trainee"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("attempt", sa.String(64), nullable=False),
        sa.Column("release_version", sa.Integer(), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.UniqueConstraint("course", "assignment", "trainee", "number"),
        sa.UniqueConstraint("course", "assignment", "trainee", "submitted_at"),
        sa.UniqueConstraint("course", "assignment", "trainee", "attempt"),
    )
    op.create_table(
        "exchange_feedback",
        _id(),
        sa.Column("submission_id", _NUMBER, sa.ForeignKey("exchange_submissions.id"), nullable=False, index=True),
        sa.Column("released_at", sa.DateTime(), nullable=False),
        _name("released_by"),
        sa.Column("files", sa.JSON(), nullable=False),
    )
    op.create_table(
        "exchange_deadlines",
        _id(),
        _name("course"),
        _name("assignment"),
        _name("trainee"),
        sa.Column("due", sa.DateTime()),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        _name("set_by"),
    )
    op.create_index("exchange_deadlines_place", "exchange_deadlines", ["course", "assignment", "trainee"])
    op.create_table(
        "exchange_events",
        _id(),
        _name("course"),
        _name("trainee"),
        _name("question"),
        sa.Column("state", sa.String(20), nullable=False),
        _name("slip"),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
    op.create_index("exchange_events_place", "exchange_events", ["course", "trainee"])


def downgrade() -> None:
    """Nobody goes back behind the first tables: it would throw the submissions away."""
    raise NotImplementedError
