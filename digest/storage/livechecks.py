"""The last check of an issue's cited pages: when, what was found, and whether the issue waits for a person because of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage import whys

if TYPE_CHECKING:
    from collections.abc import Collection

HEAD = 2048
"""Bytes of an original that tell a page from an entry of a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check: `report` is JSON of the pipeline's; `held` is why the issue waits, empty where it does not."""

    at: datetime
    report: str
    held: str


def save(connection: sa.Connection, issue: str, *, at: datetime, report: str, held: str) -> None:
    """Keep the check of an issue (the id of its primary edition) in place of an earlier one."""
    rows = t.live_checks
    connection.execute(sa.delete(rows).where(rows.c.issue == issue))
    connection.execute(sa.insert(rows).values(issue=issue, at=at, report=report, held=whys.dump(held)))


def last(connection: sa.Connection, issue: str) -> Check | None:
    """The last check of an issue (the id of its primary edition); None where there was none."""
    rows = t.live_checks
    row = connection.execute(sa.select(rows).where(rows.c.issue == issue)).one_or_none()
    return None if row is None else Check(at=row.at, report=row.report, held=whys.load(row.held))


def held(connection: sa.Connection, issue: str) -> str:
    """Why an issue waits for a person; empty where it does not."""
    check = last(connection, issue)
    return check.held if check else ""


def release(connection: sa.Connection, issue: str) -> bool:
    """Let an issue go out as it stands; False where it did not wait."""
    rows = t.live_checks
    done = connection.execute(sa.update(rows).where(rows.c.issue == issue, rows.c.held != "").values(held=""))
    return bool(done.rowcount)


def beginnings(connection: sa.Connection, documents: Collection[str]) -> dict[str, bytes]:
    """Document (id) → the first bytes that its newest version was read from, where they are kept."""
    rows = t.originals
    found = connection.execute(
        sa.select(rows.c.document, sa.func.substr(rows.c.content, 1, HEAD).label("head"))
        .where(rows.c.document.in_(sorted(set(documents))))
        .order_by(rows.c.fetched)
    )
    return {row.document: bytes(row.head) for row in found}


def first_seen(connection: sa.Connection, documents: Collection[str]) -> dict[str, datetime]:
    """Document (id) → when what it says now was first read."""
    rows, own = t.versions, t.documents
    found = connection.execute(
        sa.select(rows.c.document, rows.c.first_seen)
        .join(own, (own.c.id == rows.c.document) & (own.c.version == rows.c.version))
        .where(rows.c.document.in_(sorted(set(documents))))
    )
    return {row.document: row.first_seen for row in found}


def read_since(connection: sa.Connection, moment: datetime, sources: Collection[str]) -> tuple[str, ...]:
    """The documents (ids) of these sources that were read for the first time after a moment."""
    rows = t.documents
    found = connection.execute(
        sa.select(rows.c.id)
        .where(rows.c.first_fetched > moment, rows.c.source.in_(sorted(set(sources))))
        .order_by(rows.c.id)
    )
    return tuple(found.scalars())
