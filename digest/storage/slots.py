"""Scheduled moments: one row each, so that a slot is run once, whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage import whys

if TYPE_CHECKING:
    from collections.abc import Iterable

Outcome = Literal["running", "sent", "skipped", "waiting", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A scheduled moment and what became of it; `claimed` is when its run was last begun.

    A running one with a `reason` could not be done yet and is tried again.
    """

    due: datetime
    claimed: datetime
    outcome: Outcome
    issue: str = ""
    reason: str = ""


def find(connection: sa.Connection, publication: str, due: datetime) -> Slot | None:
    """The row of a moment; None where nobody has dealt with it."""
    row = connection.execute(
        sa.select(t.slots).where(t.slots.c.publication == publication, t.slots.c.due == due)
    ).one_or_none()
    return None if row is None else _slot(row)


def latest(
    connection: sa.Connection, publication: str, count: int = 1, *, until: datetime | None = None
) -> tuple[Slot, ...]:
    """The newest rows of a publication (due `until` a moment), the newest first."""
    by_then = sa.true() if until is None else t.slots.c.due <= until
    rows = connection.execute(
        sa.select(t.slots)
        .where(t.slots.c.publication == publication, by_then)
        .order_by(t.slots.c.due.desc())
        .limit(count)
    )
    return tuple(_slot(row) for row in rows)


def running(connection: sa.Connection, publication: str) -> tuple[Slot, ...]:
    """The rows whose run was begun and not ended, the oldest first."""
    rows = connection.execute(
        sa.select(t.slots)
        .where(t.slots.c.publication == publication, t.slots.c.outcome == "running")
        .order_by(t.slots.c.due)
    )
    return tuple(_slot(row) for row in rows)


def claim(connection: sa.Connection, publication: str, due: datetime, *, now: datetime) -> bool:
    """Begin the run of a moment; False if there is a row already: somebody else owns it."""
    if find(connection, publication, due) is not None:
        return False
    connection.execute(
        sa.insert(t.slots).values(publication=publication, due=due, claimed=now, outcome="running")
    )
    return True


def settle(
    connection: sa.Connection,
    publication: str,
    due: datetime,
    *,
    outcome: Outcome,
    issue: str = "",
    reason: str = "",
) -> None:
    """Write down what became of a moment."""
    connection.execute(
        sa.update(t.slots)
        .where(t.slots.c.publication == publication, t.slots.c.due == due)
        .values(outcome=outcome, issue=issue, reason=whys.dump(reason))
    )


def postpone(
    connection: sa.Connection, publication: str, due: datetime, *, now: datetime, reason: str, issue: str = ""
) -> None:
    """Leave a moment running, to be tried again: since when, why, and which issue it brings out."""
    connection.execute(
        sa.update(t.slots)
        .where(t.slots.c.publication == publication, t.slots.c.due == due)
        .values(outcome="running", claimed=now, issue=issue, reason=whys.dump(reason))
    )


def pass_over(
    connection: sa.Connection,
    publication: str,
    missed: Iterable[datetime],
    *,
    now: datetime,
    outcome: Outcome,
    reason: str,
    issue: str = "",
) -> tuple[datetime, ...]:
    """Record moments that were not run, and why; answers those that had no row before.

    `issue` is the one that they were to bring out.
    """
    new = tuple(due for due in missed if find(connection, publication, due) is None)
    for due in new:
        connection.execute(
            sa.insert(t.slots).values(
                publication=publication,
                due=due,
                claimed=now,
                outcome=outcome,
                issue=issue,
                reason=whys.dump(reason),
            )
        )
    return new


def _slot(row: sa.Row[Any]) -> Slot:
    return Slot(
        due=row.due, claimed=row.claimed, outcome=row.outcome, issue=row.issue, reason=whys.load(row.reason)
    )
