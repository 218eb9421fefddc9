"""How a campaign stands, counted by domain and by reason; and what a person decided of its rows.

Each question is one pass over the rows of a campaign; none keeps more than its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.model import DeliveryState
from digest.storage import tables as t
from digest.storage import whys
from digest.storage.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many rows of a domain are in a state; `lately` of them have come to it since the moment asked for."""

    domain: str
    state: DeliveryState
    mails: int
    lately: int


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


def turns_taken(connection: sa.Connection, issue: str) -> int:
    """How many rows of a campaign have been begun at least once."""
    d = t.deliveries.c
    begun = sa.or_(d.state.not_in(("pending", "claimed")), d.attempts > 0)
    found: int = connection.execute(sa.select(sa.func.count()).where(d.issue == issue, begun)).scalar_one()
    return found


def by_domain(connection: sa.Connection, issue: str, *, since: datetime) -> tuple[Counted, ...]:
    """How many rows of a campaign are in each state, by domain."""
    d = t.deliveries.c
    lately = sa.func.sum(sa.case((d.changed >= since, 1), else_=0)).label("lately")
    query = (
        sa.select(d.domain, d.state, sa.func.count().label("mails"), lately)
        .where(d.issue == issue)
        .group_by(d.domain, d.state)
        .order_by(d.domain, d.state)
    )
    return tuple(
        Counted(domain=row.domain, state=row.state, mails=row.mails, lately=row.lately)
        for row in connection.execute(query)
    )


def answers(
    connection: sa.Connection, issue: str, states: Iterable[DeliveryState]
) -> Iterator[tuple[DeliveryState, str, int]]:
    """What the other side said of the rows in these states, and how often."""
    d = t.deliveries.c
    query = (
        sa.select(d.state, d.answer, sa.func.count())
        .where(d.issue == issue, d.state.in_(tuple(states)))
        .group_by(d.state, d.answer)
        .order_by(sa.func.count().desc(), d.state, d.answer)
    )
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield row[0], whys.load(row[1]), row[2]


def put_back(
    connection: sa.Connection,
    issue: str,
    states: Iterable[DeliveryState],
    *,
    addresses: Iterable[str] | None = None,
    now: datetime,
) -> tuple[int, int]:
    """Let rows in these states be sent anew: all of them, or those of the addresses.

    Returns:
        How many are pending now, and how many stay as they were because their address may not be written to.
    """
    d, s = t.deliveries.c, t.suppressions.c
    meant = sa.and_(d.issue == issue, d.state.in_(tuple(states)), d.address != "")  # not who was forgotten
    gone = sa.select(s.seal).where(s.seal == d.seal).exists()
    back = held = 0
    for some in _some(addresses):
        found = meant if some is None else sa.and_(meant, d.address.in_(some))
        held += connection.execute(
            sa.select(sa.func.count()).select_from(t.deliveries).where(found, gone)
        ).scalar_one()
        back += connection.execute(
            sa.update(t.deliveries)
            .where(found, ~gone)
            .values(state="pending", due=None, since=None, attempts=0, changed=now)
        ).rowcount
    return back, held


def close(
    connection: sa.Connection,
    issue: str,
    state: DeliveryState,
    *,
    addresses: Iterable[str] | None = None,
    answer: str,
    now: datetime,
) -> int:
    """Settle uncertain rows as a person found out; answers how many."""
    d = t.deliveries.c
    done = 0
    for some in _some(addresses):
        found = sa.and_(d.issue == issue, d.state == "uncertain")
        if some is not None:
            found = sa.and_(found, d.address.in_(some))
        done += connection.execute(
            sa.update(t.deliveries).where(found).values(state=state, answer=whys.dump(answer), changed=now)
        ).rowcount
    return done


def strangers(connection: sa.Connection, issue: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Those of the addresses that a campaign has no row for."""
    d = t.deliveries.c
    asked = tuple(addresses)
    known: set[str] = set()
    for some in _some(asked):
        query = sa.select(d.address).where(d.issue == issue, d.address.in_(some or ()))
        known.update(connection.execute(query).scalars())
    return tuple(address for address in asked if address not in known)


def _some(addresses: Iterable[str] | None) -> Iterator[Sequence[str] | None]:
    """The addresses in parts that fit a question; None once where no address was named: all."""
    if addresses is None:
        yield None
        return
    yield from parts(tuple(dict.fromkeys(addresses)))
