"""To whom campaigns go, frozen: the ledger's rows, written before they begin.

Among a million subscribers this takes a while, in which readers must be able to leave. So the order is worked out in a table
of this connection's own, without the store's lock, and the rows are written in parts. As long as a campaign has not begun,
the rows of its issue count for nothing: what a crash has left of them is taken away before they are written anew.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import readership
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from digest.storage.readership import Readership
    from digest.storage.store import Store

PART = 50_000  # rows that are written in one transaction
PAUSE = 0.1  # seconds between two: who waits for the lock of SQLite looks that often whether it is free

_turns = sa.Table(
    "freezing_turns",
    sa.MetaData(),
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("subscriber", sa.Text, nullable=False),
    sa.Column("domain", sa.Text, nullable=False),
    prefixes=["TEMPORARY"],
)


def freeze(store: Store, people: Mapping[str, Readership], *, now: datetime) -> int:
    """Write the row of each reader of issues (issue → whom it goes to) whose campaigns have not begun; answers how many.

    Whom each goes to is settled at one moment for all. Who is removed meanwhile gets no row; who is suppressed meanwhile,
    or leaves the list, is passed over when the mails leave. The caller holds the lock `send`.
    """
    _clear(store, {issue for of, readers in people.items() for issue in (of, *readers.others)})
    with store.session() as connection:
        try:
            with connection.execution_options(write=False).begin():
                last = _order(connection, people)
            connection.execution_options(write=True)
            written, parts = 0, [(issue, first) for issue in people for first in range(0, last[issue], PART)]
            for number, (issue, first) in enumerate(parts):
                if number:
                    time.sleep(PAUSE)
                with connection.begin():
                    written += _write(connection, issue, first, now)
        finally:
            with connection.execution_options(write=False).begin():
                _turns.drop(connection, checkfirst=True)
    return written


def _order(connection: sa.Connection, people: Mapping[str, Readership]) -> dict[str, int]:
    """Work out whose turn is when; answers the last place of each issue."""
    _turns.drop(connection, checkfirst=True)
    _turns.create(connection, checkfirst=False)
    last = {}
    for issue, readers in people.items():
        who = readership.turns(readers).subquery("who").c
        rows = sa.select(sa.literal(issue, sa.Text), who.place, who.id, who.domain).order_by(who.place)
        columns = ["issue", "place", "subscriber", "domain"]
        last[issue] = connection.execute(sa.insert(_turns).from_select(columns, rows)).rowcount
    return last


def _write(connection: sa.Connection, issue: str, first: int, now: datetime) -> int:
    s, turn = t.subscribers.c, _turns.c
    columns = {
        "issue": sa.literal(issue, sa.Text),
        "subscriber": s.id,
        "address": s.address,
        "name": s.name,
        "state": sa.literal("pending", sa.Text),
        "attempts": sa.literal(0, sa.Integer),
        "worker": sa.literal("", sa.Text),
        "answer": sa.literal("", sa.Text),
        "changed": sa.literal(now, t.Instant()),
        "domain": turn.domain,
        "seal": s.seal,
        "place": turn.place,
    }
    rows = (
        sa.select(*(value.label(name) for name, value in columns.items()))
        .join_from(_turns, t.subscribers, s.id == turn.subscriber)
        .where(turn.issue == issue, turn.place > first, turn.place <= first + PART, sa.not_(_begun(issue)))
        .order_by(turn.place)
    )
    return connection.execute(
        sa.insert(t.deliveries).from_select(list(columns), rows, include_defaults=False)
    ).rowcount


def _clear(store: Store, issues: Iterable[str]) -> None:
    """Take away the rows of campaigns that never began."""
    d = t.deliveries.c
    for issue in issues:
        some = sa.select(d.subscriber).where(d.issue == issue, sa.not_(_begun(issue))).limit(PART)
        while True:
            with store.write() as connection:
                gone = connection.execute(
                    sa.delete(t.deliveries).where(d.issue == issue, d.subscriber.in_(some))
                )
            if not gone.rowcount:
                break
            time.sleep(PAUSE)


def _begun(issue: str) -> sa.Exists:
    return sa.exists().where(t.campaigns.c.issue == issue)
