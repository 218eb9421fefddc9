"""How far the mails of a campaign have left, counted in the same commits as the ledger's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.ledger import OPEN
from digest.storage.quick import Quick

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """How many bodies of a campaign have left or were about to, and the last `place` in its order among them."""

    count: int
    place: int


def depart(connection: sa.Connection, issue: str, count: int, *, place: int) -> Departed:
    """Count bodies that are about to leave, `place` the last of theirs; call it in the transaction that marks them `body`."""
    (departed,) = _DEPART.one(connection, {"of": issue, "more": count})[0]
    return Departed(count=departed, place=place)


def reach(connection: sa.Connection, issue: str) -> Departed:
    """How far the mails of a campaign have left, as this store knows it: one pass over its rows."""
    d = t.deliveries.c
    begun = sa.or_(d.state.not_in(("pending", "claimed")), d.attempts > 0)
    place: int | None = connection.execute(
        sa.select(sa.func.max(d.place)).where(d.issue == issue, begun)
    ).scalar_one()
    return Departed(count=count_of(connection, issue), place=place or 0)


def count_of(connection: sa.Connection, issue: str) -> int:
    """How many bodies of a campaign have left, as this store knows it."""
    found: int | None = connection.execute(
        sa.select(t.campaigns.c.departed).where(t.campaigns.c.issue == issue)
    ).scalar_one_or_none()
    return found or 0


def doubt(connection: sa.Connection, issue: str, until: Departed, *, answer: str, now: datetime) -> int:
    """Hold every open row that may have left by then (`uncertain`); answers how many. Those later in order have not."""
    d = t.deliveries.c
    done = connection.execute(
        sa.update(t.deliveries)
        .where(d.issue == issue, d.state.in_(OPEN), d.place <= until.place)
        .values(state="uncertain", answer=answer, worker="", leased_until=None, changed=now)
    )
    connection.execute(
        sa.update(t.campaigns).where(t.campaigns.c.issue == issue).values(departed=until.count)
    )
    return done.rowcount


_DEPART = Quick(
    sa.update(t.campaigns)
    .where(t.campaigns.c.issue == sa.bindparam("of"))
    .values(departed=t.campaigns.c.departed + sa.bindparam("more"))
    .returning(t.campaigns.c.departed)
)
