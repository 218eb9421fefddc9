"""In which order the items of an issue came to be known."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Items that were known before are of one age: their ids order them, as they did.
    op.add_column("item_stories", sa.Column("age", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("item_stories", "age")
