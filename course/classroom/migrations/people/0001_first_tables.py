"""People, members, shared passwords, and what is known of an LMS.

The first classrooms made these tables without a version: what is there is kept as it is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables that are missing."""
    for name, *columns in _tables():
        op.create_table(name, *columns, if_not_exists=True)


def _tables() -> list[tuple[str, *tuple[sa.Column, ...]]]:
    text = sa.String
    return [
        (
            "people",
            sa.Column("name", text(32), primary_key=True),
            sa.Column("password", text(200)),
            sa.Column("joined", sa.Float, nullable=False),
        ),
        (
            "members",
            sa.Column("name", text(32), sa.ForeignKey("people.name"), primary_key=True),
            sa.Column("course", text(32), primary_key=True),
            sa.Column("role", text(10), nullable=False),
        ),
        (
            "shared_passwords",
            sa.Column("role", text(10), primary_key=True),
            sa.Column("password", text(200), nullable=False),
        ),
        (
            "lti_persons",
            sa.Column("subject", text(500), primary_key=True),
            sa.Column("name", text(32), nullable=False, unique=True),
            sa.Column("learns", sa.Boolean, nullable=False),
        ),
        (
            "lti_places",
            sa.Column("module", text(60), primary_key=True),
            sa.Column("items", text(500), nullable=False),
            sa.Column("item", text(500), nullable=False),
        ),
        (
            "lti_sent",
            sa.Column("subject", text(500), primary_key=True),
            sa.Column("module", text(60), primary_key=True),
            sa.Column("score", text(60), nullable=False),
            sa.Column("at", sa.Float, nullable=False),
        ),
        (
            "lti_nonces",
            sa.Column("nonce", text(500), primary_key=True),
            sa.Column("until", sa.Float, nullable=False),
        ),
    ]


def downgrade() -> None:
    """Nobody goes back behind the first tables: it would throw the people away."""
    raise NotImplementedError
