"""What the editor decided of stories: told together, or apart."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("decided", Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('together','apart')", name=op.f("ck_decisions_kind")),
        sa.PrimaryKeyConstraint("kind", "left", "right", name=op.f("pk_decisions")),
    )


def downgrade() -> None:
    op.drop_table("decisions")
