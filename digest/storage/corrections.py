"""Corrections and withdrawals of issues, as the store keeps them; a file beside the issue holds the same (`notefile`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.model import Note, Notes
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable


def save(connection: sa.Connection, notes: Iterable[Note]) -> None:
    """Keep notes as they are now; each stands in the place of the one of its issue and number."""
    rows = t.issue_notes
    for note in notes:
        connection.execute(sa.delete(rows).where(rows.c.issue == note.issue, rows.c.number == note.number))
        connection.execute(
            sa.insert(rows).values(
                issue=note.issue,
                number=note.number,
                kind=note.kind,
                item=note.item,
                text=note.text,
                at=note.at,
                undone=note.undone,
            )
        )


def of(connection: sa.Connection, issue: str) -> Notes:
    """The notes of an issue."""
    return every(connection, issue).get(issue, Notes())


def every(connection: sa.Connection, issue: str = "") -> dict[str, Notes]:
    """Issue → its notes, of all that have any, or of one."""
    rows = t.issue_notes
    query = sa.select(rows).order_by(rows.c.issue, rows.c.number)
    if issue:
        query = query.where(rows.c.issue == issue)
    found: dict[str, tuple[Note, ...]] = {}
    for row in connection.execute(query):
        note = Note(
            issue=row.issue,
            number=row.number,
            kind=row.kind,
            item=row.item,
            text=row.text,
            at=row.at,
            undone=row.undone,
        )
        found[row.issue] = (*found.get(row.issue, ()), note)
    return {name: Notes(every=notes) for name, notes in found.items()}


def withdrawn(connection: sa.Connection, issue: str) -> Note | None:
    """Why the whole of an issue is withdrawn; None where it is not."""
    return of(connection, issue).withdrawn()
