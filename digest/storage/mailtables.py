"""The tables of sending: people, campaigns, the ledger, and the notices to editors."""

from __future__ import annotations

import sqlalchemy as sa

from digest.storage.schema import Instant, metadata

subscribers = sa.Table(
    "subscribers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, nullable=False, unique=True),  # as mail is sent to it
    sa.Column("name", sa.Text, nullable=False, default=""),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("consented", Instant),
    sa.Column("consent_source", sa.Text, nullable=False, default=""),
    sa.Column("added", Instant, nullable=False),
    sa.Column("seal", sa.Text, nullable=False, index=True),  # of the address, as in `suppressions`
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("subscriber", sa.Text, primary_key=True),
    sa.Column("list", sa.Text, primary_key=True),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("subscriber", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # given, confirmed, withdrawn
    sa.Column("at", Instant, nullable=False),
    sa.Column("source", sa.Text, nullable=False, default=""),
)

suppressions = sa.Table(
    "suppressions",
    metadata,
    sa.Column(
        "seal", sa.Text, primary_key=True
    ),  # HMAC of the address: it holds where the address is forgotten
    sa.Column("address", sa.Text, nullable=False, default=""),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("detail", sa.Text, nullable=False, default=""),
)

departures = sa.Table(
    "departures",  # what somebody had chosen who left, for a while: a slip of the hand can be undone
    metadata,
    sa.Column("subscriber", sa.Text, primary_key=True),
    sa.Column("seal", sa.Text, nullable=False),  # of the address, which stands in `suppressions`
    sa.Column("name", sa.Text, nullable=False, default=""),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("lists", sa.Text, nullable=False, default=""),  # their keys, a space between
    sa.Column("at", Instant, nullable=False),
)

campaigns = sa.Table(
    "campaigns",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("started", Instant, nullable=False),
    sa.Column("ended", Instant),
    sa.Column("state", sa.Text, nullable=False),  # running, paused, ended
    sa.Column("reason", sa.Text, nullable=False, default=""),
    sa.Column("rendition", sa.Text, nullable=False),  # Rendition as JSON: the bytes are frozen here
    sa.Column("letterhead", sa.Text, nullable=False),  # Letterhead as JSON: the headers are frozen too
    sa.Column("stop_after", sa.Integer),  # so many have had their turn: the rest waits for a person
    sa.Column("lists", sa.Text, nullable=False, default=""),  # whose readers get it (keys, a space between)
    sa.Column("departed", sa.Integer, nullable=False, default=0),  # bodies that have left or were about to
)

_RETRY, _PENDING = sa.text("state = 'retry'"), sa.text("state = 'pending'")
deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("subscriber", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False, default=""),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("due", Instant),
    sa.Column("since", Instant),  # when one that is tried again was tried first
    sa.Column("worker", sa.Text, nullable=False, default=""),
    sa.Column("leased_until", Instant),
    sa.Column("answer", sa.Text, nullable=False, default=""),
    sa.Column("changed", Instant, nullable=False),
    sa.Column("domain", sa.Text, nullable=False, default=""),
    sa.Column("seal", sa.Text, nullable=False, default=""),  # of the address, as in `suppressions`
    sa.Column("place", sa.Integer, nullable=False, default=0),  # the order in which they are taken
    sa.CheckConstraint(
        "state IN ('pending','claimed','body','sent','retry','failed','uncertain')", name="state"
    ),
    sa.Index("ix_deliveries_state", "issue", "state"),
    # What is claimed next, and nothing else: a row that has been claimed leaves them, and its later changes cost nothing.
    # PostgreSQL gets the same conditions by the migration: named here, they would load its dialect in every command.
    sa.Index("ix_deliveries_work", "issue", "due", sqlite_where=_RETRY),
    sa.Index("ix_deliveries_order", "issue", "place", "domain", sqlite_where=_PENDING),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # what it tells of: the same thing is told once
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column(
        "mail", sa.Text, nullable=False, default=""
    ),  # what is still to be sent, as JSON; empty once it has left
)
