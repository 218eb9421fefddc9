"""Lists, consents and sealed suppressions; in what order mails leave; what editors were told; live checks."""

import secrets

import sqlalchemy as sa
from alembic import op

from digest.storage.seals import KEY, seal
from digest.storage.tables import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = _key()
    for table, column in (
        ("subscribers", sa.Column("seal", sa.Text(), nullable=False, server_default="")),
        ("deliveries", sa.Column("domain", sa.Text(), nullable=False, server_default="")),
        ("deliveries", sa.Column("seal", sa.Text(), nullable=False, server_default="")),
        ("deliveries", sa.Column("place", sa.Integer(), nullable=False, server_default="0")),
        ("deliveries", sa.Column("since", Instant())),
        ("campaigns", sa.Column("stop_after", sa.Integer())),
        ("campaigns", sa.Column("lists", sa.Text(), nullable=False, server_default="")),
        ("campaigns", sa.Column("departed", sa.Integer(), nullable=False, server_default="0")),
    ):
        op.add_column(table, column)
    op.create_table(
        "memberships",
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", "list", name=op.f("pk_memberships")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_subscriber"), "consents", ["subscriber"])
    op.create_table(
        "departures",
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("lists", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", name=op.f("pk_departures")),
    )
    op.create_table(
        "notices",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notices")),
    )
    op.create_table(
        "live_checks",
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("issue", name=op.f("pk_live_checks")),
    )
    _seal_suppressions(key)
    _seal_people(key)
    op.create_index(op.f("ix_subscribers_seal"), "subscribers", ["seal"])
    op.drop_index("ix_deliveries_work", "deliveries")
    op.create_index("ix_deliveries_state", "deliveries", ["issue", "state"])
    for name, columns, state in (
        ("ix_deliveries_work", ["issue", "due"], "retry"),
        ("ix_deliveries_order", ["issue", "place", "domain"], "pending"),
    ):
        only = sa.text(f"state = '{state}'")
        op.create_index(name, "deliveries", columns, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    for name in ("ix_deliveries_order", "ix_deliveries_work", "ix_deliveries_state"):
        op.drop_index(name, "deliveries")
    op.create_index("ix_deliveries_work", "deliveries", ["issue", "state", "due"])
    op.drop_index(op.f("ix_subscribers_seal"), "subscribers")
    op.execute("ALTER TABLE suppressions RENAME TO sealed")
    op.create_table(
        "suppressions",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_suppressions")),
    )
    op.execute("INSERT INTO suppressions SELECT address, reason, at FROM sealed WHERE address != ''")
    for table in ("sealed", "live_checks", "notices", "departures", "consents", "memberships"):
        op.drop_table(table)
    for table, column in (
        ("subscribers", "seal"),
        ("deliveries", "domain"),
        ("deliveries", "seal"),
        ("deliveries", "place"),
        ("deliveries", "since"),
        ("campaigns", "stop_after"),
        ("campaigns", "lists"),
        ("campaigns", "departed"),
    ):
        op.drop_column(table, column)


def _key() -> bytes:
    connection = op.get_bind()
    held = connection.execute(sa.text("SELECT value FROM secrets WHERE name = :name"), {"name": KEY}).scalar()
    if held is None:
        held = secrets.token_hex(32)
        connection.execute(
            sa.text("INSERT INTO secrets (name, value) VALUES (:name, :value)"), {"name": KEY, "value": held}
        )
    return bytes.fromhex(held)


def _seal_suppressions(key: bytes) -> None:
    connection = op.get_bind()
    op.execute("ALTER TABLE suppressions RENAME TO plain")
    op.create_table(
        "suppressions",
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seal", name=op.f("pk_suppressions")),
    )
    for row in connection.execute(sa.text("SELECT address, reason, at FROM plain")).all():
        connection.execute(
            sa.text("INSERT INTO suppressions VALUES (:seal, :address, :reason, :at, '')"),
            {"seal": seal(key, row.address), "address": row.address, "reason": row.reason, "at": row.at},
        )
    op.drop_table("plain")


def _seal_people(key: bytes) -> None:
    """Seal each address; each subscriber's one consent becomes the first of their record."""
    connection = op.get_bind()
    for row in connection.execute(
        sa.text("SELECT id, address, consented, consent_source, added FROM subscribers")
    ).all():
        connection.execute(
            sa.text("UPDATE subscribers SET seal = :seal WHERE id = :id"),
            {"seal": seal(key, row.address), "id": row.id},
        )
        connection.execute(
            sa.text(
                "INSERT INTO consents (subscriber, kind, at, source) VALUES (:id, 'given', :at, :source)"
            ),
            {"id": row.id, "at": row.consented or row.added, "source": row.consent_source},
        )
    for row in connection.execute(sa.text("SELECT DISTINCT address FROM deliveries")).all():
        connection.execute(
            sa.text("UPDATE deliveries SET seal = :seal, domain = :domain WHERE address = :address"),
            {
                "seal": seal(key, row.address),
                "domain": row.address.rpartition("@")[2].lower(),
                "address": row.address,
            },
        )
