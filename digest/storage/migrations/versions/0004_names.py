"""Names in both scripts: where each pair was seen, and which documents were read for them."""

import sqlalchemy as sa
from alembic import op

from digest.storage.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_sightings",
        sa.Column("korean", sa.Text(), nullable=False),
        sa.Column("latin", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("learned", Instant(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("korean", "latin", "document", name=op.f("pk_name_sightings")),
    )
    op.create_index(op.f("ix_name_sightings_document"), "name_sightings", ["document"])
    # Nothing is filled in: documents that were not read for names yet are read with the next fetch or build.
    op.create_table(
        "name_readings",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_name_readings")),
    )


def downgrade() -> None:
    op.drop_table("name_readings")
    op.drop_table("name_sightings")
