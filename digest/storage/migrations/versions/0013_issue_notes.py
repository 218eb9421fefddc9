"""Corrections and withdrawals of issues."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issue_notes",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False, server_default=""),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("undone", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("issue", "number", name=op.f("pk_issue_notes")),
    )


def downgrade() -> None:
    op.drop_table("issue_notes")
