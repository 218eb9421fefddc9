"""The ledger of mails: campaigns, and one row a (issue, subscriber).

    pending ─▶ claimed(lease, worker) ─▶ body ─▶ sent | retry(at) | failed | uncertain

`body` is committed before the message body leaves. Every change of a claimed row is fenced by its worker: who lost
a row cannot change it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from digest.model import Delivery
from digest.storage import tables as t
from digest.storage.subscribers import sealer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import DeliveryState, Subscriber

CampaignState = Literal["running", "paused", "ended"]
OPEN: tuple[DeliveryState, ...] = ("pending", "claimed", "body", "retry")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow:
    """A campaign as the store knows it; `rendition` and `letterhead` are JSON, frozen at its start."""

    issue: str
    started: datetime
    ended: datetime | None
    state: CampaignState
    reason: str
    rendition: str
    letterhead: str
    stop_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row that a worker holds: whom to write to, and how often it was tried before."""

    subscriber: str
    address: str
    name: str
    attempts: int


def start(
    connection: sa.Connection,
    *,
    issue: str,
    rendition: str,
    letterhead: str,
    recipients: Iterable[Subscriber],
    now: datetime,
    stop_after: int | None = None,
) -> None:
    """Begin a campaign: freeze what is sent and to whom."""
    connection.execute(
        sa.insert(t.campaigns).values(
            issue=issue,
            started=now,
            state="running",
            rendition=rendition,
            letterhead=letterhead,
            stop_after=stop_after,
        )
    )
    rows = [
        {
            "issue": issue,
            "subscriber": person.id,
            "address": person.address,
            "name": person.name,
            "state": "pending",
            "changed": now,
            "domain": person.address.rpartition("@")[2],
            "seal": sealer(connection)(person.address),
        }
        for person in recipients
    ]
    if rows:
        connection.execute(sa.insert(t.deliveries), rows)


def campaign(connection: sa.Connection, issue: str) -> CampaignRow | None:
    """The campaign of an issue; None where it was never begun."""
    row = connection.execute(sa.select(t.campaigns).where(t.campaigns.c.issue == issue)).one_or_none()
    return None if row is None else _campaign(row)


def campaigns(connection: sa.Connection, state: CampaignState | None = None) -> tuple[CampaignRow, ...]:
    """Every campaign (of a state), the newest last."""
    query = sa.select(t.campaigns).order_by(t.campaigns.c.started, t.campaigns.c.issue)
    if state:
        query = query.where(t.campaigns.c.state == state)
    return tuple(_campaign(row) for row in connection.execute(query))


def set_state(
    connection: sa.Connection, issue: str, state: CampaignState, *, now: datetime, reason: str = ""
) -> None:
    """Say that a campaign runs, is paused (and why) or has ended."""
    connection.execute(
        sa.update(t.campaigns)
        .where(t.campaigns.c.issue == issue)
        .values(state=state, reason=reason, ended=now if state == "ended" else None)
    )


def claim(
    connection: sa.Connection, issue: str, *, worker: str, now: datetime, until: datetime, count: int
) -> tuple[Claimed, ...]:
    """Take up to `count` rows that are due, in a fixed order; they are the worker's until its lease ends."""
    d = t.deliveries.c
    due = sa.or_(d.state == "pending", sa.and_(d.state == "retry", d.due <= now))
    rows = connection.execute(
        sa.select(d.subscriber, d.address, d.name, d.attempts)
        .where(d.issue == issue, due)
        .order_by(d.attempts, d.subscriber)
        .limit(count)
    ).all()
    for row in rows:
        connection.execute(
            sa.update(t.deliveries)
            .where(d.issue == issue, d.subscriber == row.subscriber)
            .values(state="claimed", worker=worker, leased_until=until, changed=now)
        )
    return tuple(
        Claimed(subscriber=row.subscriber, address=row.address, name=row.name, attempts=row.attempts)
        for row in rows
    )


def leave_body(connection: sa.Connection, issue: str, subscriber: str, *, worker: str, now: datetime) -> bool:
    """Write down that the body is about to leave; False if the row is not this worker's any more."""
    return _change(
        connection, issue, subscriber, worker=worker, expected=("claimed",), state="body", changed=now
    )


def settle(
    connection: sa.Connection,
    issue: str,
    subscriber: str,
    *,
    worker: str,
    state: DeliveryState,
    answer: str,
    now: datetime,
    attempts: int,
    due: datetime | None = None,
) -> bool:
    """Write down what became of a row that this worker holds; False if it is not its any more."""
    return _change(
        connection,
        issue,
        subscriber,
        worker=worker,
        expected=("claimed", "body"),
        state=state,
        answer=answer[:500],
        changed=now,
        attempts=attempts,
        due=due,
        worker_after="",
    )


def give_back(connection: sa.Connection, issue: str, *, worker: str, now: datetime) -> None:
    """Put the rows that a worker claimed and has not begun back to pending."""
    connection.execute(
        sa.update(t.deliveries)
        .where(
            t.deliveries.c.issue == issue, t.deliveries.c.worker == worker, t.deliveries.c.state == "claimed"
        )
        .values(state="pending", worker="", leased_until=None, changed=now)
    )


def recover(
    connection: sa.Connection, issue: str, *, now: datetime, alone: bool, body: DeliveryState, answer: str
) -> None:
    """Take over from workers that died: `claimed` goes back to pending, `body` to the state `body`.

    `alone` says that no other worker lives (its lock was free), so that no lease has to run out first.
    """
    d = t.deliveries.c
    dead = sa.true() if alone else d.leased_until < now
    freed = {"worker": "", "leased_until": None, "changed": now}
    for state, values in (
        ("claimed", {"state": "pending"}),
        ("body", {"state": body, "answer": answer, "attempts": d.attempts + 1}),
    ):
        connection.execute(
            sa.update(t.deliveries).where(d.issue == issue, d.state == state, dead).values(**freed, **values)
        )


def release_uncertain(connection: sa.Connection, issue: str, *, now: datetime) -> int:
    """Send again what may or may not have arrived (`uncertain = "resend"`); answers how many rows."""
    done = connection.execute(
        sa.update(t.deliveries)
        .where(t.deliveries.c.issue == issue, t.deliveries.c.state == "uncertain")
        .values(state="pending", changed=now)
    )
    return done.rowcount


def counts(connection: sa.Connection, issue: str) -> dict[DeliveryState, int]:
    """How many rows of a campaign are in each state that occurs."""
    rows = connection.execute(
        sa.select(t.deliveries.c.state, sa.func.count())
        .where(t.deliveries.c.issue == issue)
        .group_by(t.deliveries.c.state)
        .order_by(t.deliveries.c.state)
    )
    return {row[0]: row[1] for row in rows}


def next_due(connection: sa.Connection, issue: str) -> datetime | None:
    """When the earliest retry of a campaign is due."""
    due: datetime | None = connection.execute(
        sa.select(sa.func.min(t.deliveries.c.due, type_=t.Instant())).where(
            t.deliveries.c.issue == issue, t.deliveries.c.state == "retry"
        )
    ).scalar_one()
    return due


def rows(
    connection: sa.Connection, issue: str, states: tuple[DeliveryState, ...] = ()
) -> tuple[Delivery, ...]:
    """The rows of a campaign (in these states), by address."""
    query = sa.select(t.deliveries).where(t.deliveries.c.issue == issue).order_by(t.deliveries.c.address)
    if states:
        query = query.where(t.deliveries.c.state.in_(states))
    return tuple(
        Delivery(
            issue=row.issue,
            subscriber=row.subscriber,
            address=row.address,
            state=row.state,
            attempts=row.attempts,
            due=row.due,
            answer=row.answer,
        )
        for row in connection.execute(query)
    )


def _change(
    connection: sa.Connection,
    issue: str,
    subscriber: str,
    *,
    worker: str,
    expected: tuple[str, ...],
    worker_after: str | None = None,
    **values: Any,
) -> bool:
    d = t.deliveries.c
    if worker_after is not None:
        values |= {"worker": worker_after, "leased_until": None}
    done = connection.execute(
        sa.update(t.deliveries)
        .where(d.issue == issue, d.subscriber == subscriber, d.worker == worker, d.state.in_(expected))
        .values(**values)
    )
    return done.rowcount == 1


def _campaign(row: sa.Row[Any]) -> CampaignRow:
    return CampaignRow(
        issue=row.issue,
        started=row.started,
        ended=row.ended,
        state=row.state,
        reason=row.reason,
        rendition=row.rendition,
        letterhead=row.letterhead,
        stop_after=row.stop_after,
    )
