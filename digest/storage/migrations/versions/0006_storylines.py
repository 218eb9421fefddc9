"""What stays of told clusters, and what the editor decided of their storylines."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nothing is filled in for issues that were sent before: what they told was kept as texts only.
    op.create_table(
        "told_clusters",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("storyline", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issue", "cluster", name=op.f("pk_told_clusters")),
    )
    op.create_index(op.f("ix_told_clusters_item"), "told_clusters", ["item"])
    op.create_table(
        "storyline_decisions",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("storyline", sa.Text(), nullable=False),
        sa.Column("decided", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("story", name=op.f("pk_storyline_decisions")),
    )


def downgrade() -> None:
    op.drop_table("storyline_decisions")
    op.drop_table("told_clusters")
