"""Which section the editor put items in."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_decisions",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("decided", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("story", name=op.f("pk_section_decisions")),
    )


def downgrade() -> None:
    op.drop_table("section_decisions")
