"""What the sources of issues explained: the term bank."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learned_terms",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issue", "place", name=op.f("pk_learned_terms")),
    )
    op.create_index(op.f("ix_learned_terms_term"), "learned_terms", ["term"])


def downgrade() -> None:
    op.drop_table("learned_terms")
