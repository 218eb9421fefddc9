"""The names and versions of documents, and the stories that issues were built from."""

import json

import sqlalchemy as sa
from alembic import op

from digest.storage.names import name_of_page
from digest.storage.tables import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names = op.create_table(
        "document_names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "document", name=op.f("pk_document_names")),
    )
    versions = op.create_table(
        "versions",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("first_seen", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("document", "version", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_version"), "versions", ["version"])
    op.create_table(
        "read_stories",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("issue", "story", name=op.f("pk_read_stories")),
    )
    op.create_index(op.f("ix_read_stories_document"), "read_stories", ["document"])
    _fill(names, versions)


def _fill(names: sa.Table, versions: sa.Table) -> None:
    """What the store knows already: where its documents stand, and which versions it read."""
    connection = op.get_bind()
    documents = sa.table(
        "documents",
        *map(sa.column, ("id", "source", "version", "value")),
        sa.column("first_fetched", Instant()),
    )
    originals = sa.table(
        "originals", *map(sa.column, ("document", "version")), sa.column("fetched", Instant())
    )
    seen = {
        (row.document, row.version): row.fetched
        for row in connection.execute(
            sa.select(originals.c.document, originals.c.version, originals.c.fetched)
        )
    }
    for row in connection.execute(sa.select(documents)).all():
        seen.setdefault((row.id, row.version), row.first_fetched)
        told = {row.id, name_of_page(row.source, json.loads(row.value).get("url") or "")} - {""}
        connection.execute(sa.insert(names), [{"name": name, "document": row.id} for name in sorted(told)])
    rows = [
        {"document": document, "version": version, "first_seen": moment}
        for (document, version), moment in sorted(seen.items())
    ]
    if rows:
        connection.execute(sa.insert(versions), rows)


def downgrade() -> None:
    op.drop_table("read_stories")
    op.drop_table("versions")
    op.drop_table("document_names")
