"""The ledger of mails: campaigns, and one row a (issue, subscriber).

    pending ─▶ claimed(lease, worker) ─▶ body ─▶ sent | retry(at) | failed | uncertain

`body` is committed before the message body leaves. Every change of a claimed row is fenced by its worker: who lost
a row cannot change it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from digest.model import Delivery, DeliveryState
from digest.storage import tables as t
from digest.storage.quick import Quick

if TYPE_CHECKING:
    from collections.abc import Sequence

CampaignState = Literal["running", "paused", "ended"]
LONGEST_ANSWER = 500  # characters of what the other side said
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
class Standing:
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


def start(
    connection: sa.Connection,
    *,
    issue: str,
    rendition: str,
    letterhead: str,
    lists: Sequence[str] = (),
    now: datetime,
    stop_after: int | None = None,
) -> None:
    """Begin the campaign of an issue whose rows are frozen (`freezing`); from now on these count.

    `stop_after` lets so many have their turn, then a person looks.
    """
    connection.execute(
        sa.insert(t.campaigns).values(
            issue=issue,
            started=now,
            state="running",
            rendition=rendition,
            letterhead=letterhead,
            stop_after=stop_after,
            lists=" ".join(lists),
        )
    )


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


def standing(connection: sa.Connection, issue: str) -> Standing:
    """Whether a campaign may go on: cheap enough to be asked at each commit."""
    state, stop_after, lists = _STANDING.one(connection, {"of": issue})[0]
    return Standing(state=state, stop_after=stop_after, lists=tuple(lists.split()))


def turns_taken(connection: sa.Connection, issue: str) -> int:
    """How many rows of a campaign have been begun at least once."""
    d = t.deliveries.c
    begun = sa.or_(d.state.not_in(("pending", "claimed")), d.attempts > 0)
    found: int = connection.execute(sa.select(sa.func.count()).where(d.issue == issue, begun)).scalar_one()
    return found


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
        statement = _claim(kind, without=bool(without), only=bool(only))
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
        off = connection.execute(_OFF, {"who": subscribers, "lists": lists}).scalars()
        left = dict.fromkeys(off, ("off the list", now))
    rows = connection.execute(_WITHDRAWN, {"of": issue, "who": subscribers})
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
    done = _leave(len(subscribers), len(lists)).one(
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
            "told": row.answer[:LONGEST_ANSWER],
            "tried": row.attempts,
            "again": row.due,
            "since": row.since,
        }
        for row in rows
    ]
    return _SETTLE.each(connection, {"of": issue, "by": worker, "at": now}, values)


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
            t.deliveries.c.issue == issue, t.deliveries.c.state == sa.literal_column("'retry'", sa.Text)
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


# Statements that are executed for each mail are built once: to build one takes longer than to execute it.

_STANDING = Quick(
    sa.select(t.campaigns.c.state, t.campaigns.c.stop_after, t.campaigns.c.lists).where(
        t.campaigns.c.issue == sa.bindparam("of")
    )
)
_D = t.deliveries.c
_OF_WORKER = (_D.issue == sa.bindparam("of"), _D.worker == sa.bindparam("by"))
_SEVERAL = _D.subscriber.in_(sa.bindparam("who", expanding=True))
_WITHDRAWN = (
    sa.select(_D.subscriber, t.suppressions.c.reason, t.suppressions.c.at)
    .join_from(t.deliveries, t.suppressions, _D.seal == t.suppressions.c.seal)
    .where(_D.issue == sa.bindparam("of"), _SEVERAL)
)
_OFF = sa.select(t.subscribers.c.id).where(
    t.subscribers.c.id.in_(sa.bindparam("who", expanding=True)),
    ~sa.exists().where(
        t.memberships.c.subscriber == t.subscribers.c.id,
        t.memberships.c.list.in_(sa.bindparam("lists", expanding=True)),
    ),
)
_SETTLE = Quick(
    sa.update(t.deliveries)
    .where(
        *_OF_WORKER,
        _D.subscriber == sa.bindparam("who"),
        sa.or_(_D.state == "claimed", _D.state == "body"),
    )
    .values(
        state=sa.bindparam("new_state"),
        answer=sa.bindparam("told"),
        attempts=sa.bindparam("tried"),
        due=sa.bindparam("again"),
        since=sa.bindparam("since"),
        changed=sa.bindparam("at"),
        worker="",
        leased_until=None,
    )
)


@cache
def _leave(count: int, lists: int) -> Quick:
    several = _D.subscriber.in_([sa.bindparam(f"who{number}") for number in range(count)])
    suppressed = sa.exists().where(t.suppressions.c.seal == _D.seal)
    state = _D.state + ""  # so that they are found by their names, and not among all that are claimed
    may = [*_OF_WORKER, several, state == "claimed", sa.not_(suppressed)]
    if lists:
        on = sa.exists().where(
            t.memberships.c.subscriber == t.subscribers.c.id,
            t.memberships.c.list.in_([sa.bindparam(f"list{number}") for number in range(lists)]),
        )
        may.append(sa.not_(sa.exists().where(t.subscribers.c.id == _D.subscriber, sa.not_(on))))
    return Quick(
        sa.update(t.deliveries)
        .where(*may)
        .values(state="body", changed=sa.bindparam("at"))
        .returning(_D.subscriber)
    )


@cache
def _claim(kind: Literal["retry", "pending"], *, without: bool, only: bool) -> sa.Executable:
    due, order = (
        (_D.due <= sa.bindparam("at"), _D.due)
        if kind == "retry"
        else (_D.place > sa.bindparam("after"), _D.place)
    )
    # In words, not as a parameter: only so does SQLite know that the index of these rows alone will do.
    state = sa.literal_column(f"'{kind}'", sa.Text)
    rows = sa.select(_D.subscriber).where(_D.issue == sa.bindparam("of"), _D.state == state, due)
    if without:
        rows = rows.where(_D.domain.not_in(sa.bindparam("without", expanding=True)))
    if only:
        rows = rows.where(_D.domain.in_(sa.bindparam("only", expanding=True)))
    rows = rows.order_by(order).limit(sa.bindparam("count", type_=sa.Integer))
    return (
        sa.update(t.deliveries)
        .where(_D.issue == sa.bindparam("of"), _D.subscriber.in_(rows.with_for_update(skip_locked=True)))
        .values(
            state="claimed",
            worker=sa.bindparam("by"),
            leased_until=sa.bindparam("until"),
            changed=sa.bindparam("at"),
        )
        .returning(_D.subscriber, _D.address, _D.name, _D.attempts, _D.since, _D.domain, _D.place)
    )
