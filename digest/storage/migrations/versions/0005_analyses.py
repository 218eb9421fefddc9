"""What analysis said of stories, and from what an issue was last built."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analyses",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document", "name", name=op.f("pk_analyses")),
    )
    op.create_table(
        "builds",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issue", name=op.f("pk_builds")),
    )


def downgrade() -> None:
    op.drop_table("builds")
    op.drop_table("analyses")
