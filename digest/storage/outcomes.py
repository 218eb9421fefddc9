"""What became of campaigns, counted by the database: nothing here grows with the number of readers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from digest.model import DeliveryState
from digest.storage import tables as t
from digest.storage import whys
from digest.storage.standing import counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A campaign that was paused or has ended: rows by state, how many were tried more than once, failures by answer."""

    issue: str
    state: str
    started: datetime
    ended: datetime | None
    reason: str
    counts: dict[DeliveryState, int]
    retried: int
    failures: dict[str, int]


def halted(connection: sa.Connection, *, since: datetime) -> tuple[tuple[str, str], ...]:
    """The campaigns that are paused, or have ended since: issue, and what tells this halt from another."""
    c = t.campaigns.c
    rows = connection.execute(
        sa.select(c.issue, c.state, c.ended, c.reason)
        .where(sa.or_(c.state == "paused", sa.and_(c.state == "ended", c.ended >= since)))
        .order_by(c.started, c.issue)
    )
    return tuple(
        (row.issue, f"{row.state} {row.ended.isoformat() if row.ended else row.reason}") for row in rows
    )


def standing(connection: sa.Connection, issue: str) -> Halt:
    """How a campaign stands; it has begun."""
    c, d = t.campaigns.c, t.deliveries.c
    row = connection.execute(sa.select(c.state, c.started, c.ended, c.reason).where(c.issue == issue)).one()
    failures = connection.execute(
        sa.select(d.answer, sa.func.count())
        .where(d.issue == issue, d.state == "failed")
        .group_by(d.answer)
        .order_by(d.answer)
    )
    told = Counter[str]()
    for answer, count in failures:
        told[whys.load(answer)] += count  # a former version kept the same reason as a sentence
    return Halt(
        issue=issue,
        state=row.state,
        started=row.started,
        ended=row.ended,
        reason=whys.load(row.reason),
        counts=counts(connection, issue),
        retried=connection.execute(
            sa.select(sa.func.count()).where(d.issue == issue, d.attempts > 1)
        ).scalar_one(),
        failures=told,
    )
