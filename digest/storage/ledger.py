"""The ledger of mails: one row a (issue, subscriber).

    pending ─▶ claimed(lease, worker) ─▶ body ─▶ sent | retry(at) | failed | uncertain

`body` is committed before the message body leaves. Every change of a claimed row is fenced by its worker: who lost
a row cannot change it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from digest.model import Delivery, DeliveryState
from digest.storage import statements, whys
from digest.storage import tables as t
from digest.storage.campaigns import CampaignState

if TYPE_CHECKING:
    from collections.abc import Sequence

OFF = "off the list"
"""What `withdrawn` says of who has left the lists of a campaign."""
LONGEST_ANSWER = 500  # characters of what the other side said
OPEN: tuple[DeliveryState, ...] = ("pending", "claimed", "body", "retry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What of a campaign another process may change while it runs; and the `lists` whose readers get it (none: everybody)."""

    state: CampaignState
    stop_after: int | None
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row that a worker holds: whom to write to, how often it was tried before, and since when."""

    subscriber: str
    address: str
    name: str
    attempts: int
    since: datetime | None = None
    domain: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a row; `due` says when a `retry` is made, `since` when the first attempt was."""

    subscriber: str
    state: DeliveryState
    answer: str
    attempts: int
    due: datetime | None = None
    since: datetime | None = None


def standing(connection: sa.Connection, issue: str) -> Orders:
    """Whether a campaign may go on: cheap enough to be asked at each commit."""
    state, stop_after, lists = statements.STANDING.one(connection, {"of": issue})[0]
    return Orders(state=state, stop_after=stop_after, lists=tuple(lists.split()))


def claim(
    connection: sa.Connection,
    issue: str,
    *,
    worker: str,
    now: datetime,
    until: datetime,
    count: int,
    after: int = -1,
    without: Sequence[str] = (),
    only: Sequence[str] = (),
) -> tuple[Claimed, ...]:
    """Take up to `count` rows that are due; they are the worker's until its lease ends.

    Retries that are due go first, then whose turn (`place`) is next, `after` a place; of all domains `without` some,
    or of some `only`.
    """
    taken: list[Claimed] = []
    given: dict[str, Any] = {"of": issue, "by": worker, "at": now, "until": until, "after": after}
    given |= ({"without": without} if without else {}) | ({"only": only} if only else {})
    kinds: tuple[Literal["retry", "pending"], ...] = ("retry", "pending")
    for kind in kinds:
        if len(taken) == count:
            break
        statement = statements.claim(kind, without=bool(without), only=bool(only))
        rows = connection.execute(statement, {**given, "count": count - len(taken)})
        found = [
            Claimed(
                subscriber=subscriber,
                address=address,
                name=name,
                attempts=attempts,
                since=since,
                domain=domain,
                place=place,
            )
            for subscriber, address, name, attempts, since, domain, place in rows
        ]
        taken += sorted(found, key=lambda row: row.place)
    return tuple(taken)


def withdrawn(
    connection: sa.Connection,
    issue: str,
    subscribers: Sequence[str],
    *,
    lists: Sequence[str] = (),
    now: datetime,
) -> dict[str, tuple[str, datetime]]:
    """Who of these must not be written to any more: subscriber → (reason, since when).

    Their address is suppressed; or they have left the `lists` that the campaign goes to (none: it goes to everybody).
    """
    left: dict[str, tuple[str, datetime]] = {}
    if lists:
        off = connection.execute(statements.OFF, {"who": subscribers, "lists": lists}).scalars()
        left = dict.fromkeys(off, (OFF, now))
    rows = connection.execute(statements.WITHDRAWN, {"of": issue, "who": subscribers})
    return left | {row.subscriber: (row.reason, row.at) for row in rows}


def leave_body(
    connection: sa.Connection,
    issue: str,
    subscribers: Sequence[str],
    *,
    worker: str,
    now: datetime,
    lists: Sequence[str] = (),
) -> frozenset[str]:
    """Write down that these bodies are about to leave; answers which of them may.

    These are the rows that are still this worker's, but for those that `withdrawn` would name.
    """
    named = {f"who{number}": subscriber for number, subscriber in enumerate(subscribers)}
    named |= {f"list{number}": key for number, key in enumerate(lists)}
    done = statements.leave(len(subscribers), len(lists)).one(
        connection, {"of": issue, "by": worker, "at": now, **named}
    )
    return frozenset(row[0] for row in done)


def settle(
    connection: sa.Connection, issue: str, rows: Sequence[Settled], *, worker: str, now: datetime
) -> int:
    """Write down what became of rows that this worker holds; answers how many were still its."""
    if not rows:
        return 0
    values = [
        {
            "who": row.subscriber,
            "new_state": row.state,
            "told": whys.dump(row.answer[:LONGEST_ANSWER] if type(row.answer) is str else row.answer),
            "tried": row.attempts,
            "again": row.due,
            "since": row.since,
        }
        for row in rows
    ]
    return statements.SETTLE.each(connection, {"of": issue, "by": worker, "at": now}, values)


def holds(connection: sa.Connection, issue: str, subscriber: str) -> bool:
    """Whether a campaign has a row of somebody: not of who was forgotten."""
    d = t.deliveries.c
    query = sa.select(d.subscriber).where(d.issue == issue, d.subscriber == subscriber)
    return connection.execute(query).first() is not None


def give_back(
    connection: sa.Connection, issue: str, *, worker: str, now: datetime, stayed: Sequence[str] = ()
) -> None:
    """Put the rows that a worker claimed and has not begun back to pending; and those marked `body` that `stayed`."""
    d = t.deliveries.c
    not_begun = sa.or_(d.state == "claimed", sa.and_(d.state == "body", d.subscriber.in_(stayed)))
    connection.execute(
        sa.update(t.deliveries)
        .where(d.issue == issue, d.worker == worker, not_begun)
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
            answer=whys.load(row.answer),
        )
        for row in connection.execute(query)
    )
