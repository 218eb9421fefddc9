"""What the editor's file says: the items that its ids mean, what is held, what is not sent, whose a decision is."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafted_items",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issue", "place", name=op.f("pk_drafted_items")),
    )
    op.create_table(
        "followed_hands",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("hand", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issue", name=op.f("pk_followed_hands")),
    )
    op.create_table(
        "held_stories",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("genre", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("issue", "story", name=op.f("pk_held_stories")),
    )
    op.create_table(
        "skipped_issues",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("issue", name=op.f("pk_skipped_issues")),
    )
    op.add_column("decisions", sa.Column("issue", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("decisions", "issue")
    for table in ("skipped_issues", "held_stories", "followed_hands", "drafted_items"):
        op.drop_table(table)
