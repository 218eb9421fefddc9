"""Which edition of a selection memory knows, and the editor's translations."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("issues", sa.Column("selection", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE issues SET selection = id")  # there was one edition only
    op.create_index(op.f("ix_issues_selection"), "issues", ["selection"])
    op.create_table(
        "translations",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("what", "of", "language", name=op.f("pk_translations")),
    )


def downgrade() -> None:
    op.drop_table("translations")
    op.drop_index(op.f("ix_issues_selection"), "issues")
    op.drop_column("issues", "selection")
