"""What the store knows of people beside their own rows: mails, the age of their consent, how many are on each list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.model import ConsentRecord, DeliveryState
from digest.storage import subscribers, whys
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to somebody: of which issue, what became of it, when, after how many attempts, and what the other side said."""

    issue: str
    state: DeliveryState
    changed: datetime
    attempts: int
    answer: str


def mails(connection: sa.Connection, address: str, subscriber_id: str) -> tuple[Mail, ...]:
    """Every mail that was sent to somebody or is to be, the oldest campaign first."""
    d, c = t.deliveries.c, t.campaigns.c
    seal = subscribers.sealer(connection)(address)
    query = (
        sa.select(d.issue, d.state, d.changed, d.attempts, d.answer)
        .join(t.campaigns, c.issue == d.issue)
        .where(sa.or_(d.subscriber == subscriber_id, d.seal == seal))
        .order_by(c.started, d.issue)
    )
    return tuple(
        Mail(
            issue=row.issue,
            state=row.state,
            changed=row.changed,
            attempts=row.attempts,
            answer=whys.load(row.answer),
        )
        for row in connection.execute(query)
    )


def added(connection: sa.Connection, subscriber_id: str) -> datetime | None:
    """When a subscriber came; None where there is none."""
    query = sa.select(t.subscribers.c.added).where(t.subscribers.c.id == subscriber_id)
    return connection.execute(query).scalar_one_or_none()


def agreed(connection: sa.Connection, *, before: datetime) -> dict[str, datetime | None]:
    """The subscribers (ids) whose last word of consent is older than a moment, and when it was; None: none is dated."""
    s, c = t.subscribers.c, t.consents.c
    said = (
        sa.select(c.subscriber, sa.func.max(c.at, type_=t.Instant()).label("at"))
        .where(c.kind.in_(("given", "confirmed")))
        .group_by(c.subscriber)
        .subquery()
    )
    last = sa.func.coalesce(said.c.at, s.consented, type_=t.Instant()).label("last")
    query = sa.select(s.id, last).join_from(t.subscribers, said, s.id == said.c.subscriber, isouter=True)
    rows = connection.execute(query.where(sa.or_(last.is_(None), last < before)))
    return {row.id: row.last for row in rows}


def on_lists(connection: sa.Connection) -> dict[str, int]:
    """How many subscribers are on each list that anybody is on."""
    m = t.memberships.c
    rows = connection.execute(sa.select(m.list, sa.func.count()).group_by(m.list).order_by(m.list))
    return {row[0]: row[1] for row in rows}


def records(connection: sa.Connection, ids: Collection[str]) -> dict[str, list[ConsentRecord]]:
    """The records of these people's consent, by id; the oldest entry first."""
    c = t.consents.c
    found: dict[str, list[ConsentRecord]] = {}
    query = sa.select(t.consents).where(c.subscriber.in_(ids)).order_by(c.at, c.id)
    for row in connection.execute(query):
        record = ConsentRecord(kind=row.kind, at=row.at, source=row.source)
        found.setdefault(row.subscriber, []).append(record)
    return found
