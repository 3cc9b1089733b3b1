"""An index for "all submissions of this trainee", which every submission and every look at My course asks for."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_index("exchange_submissions_trainee", "exchange_submissions", ["course", "trainee"])


def downgrade() -> None:
    """Remove it."""
    op.drop_index("exchange_submissions_trainee", "exchange_submissions")
