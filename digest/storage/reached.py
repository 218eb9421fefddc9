"""Whether an issue has reached readers: only what has is told.

By mail it has where not every mail of its editions was refused; on the web where the archive that is published lists it. An
issue that nobody got keeps its number and its place; what it tells, later issues tell as if it had not been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection


def _in_vain() -> sa.ColumnElement[bool]:
    """Of an issue: that mails of it or of its other editions were begun, and all of them have failed."""
    edition = t.issues.alias()
    mails = (
        sa.select(t.deliveries.c.issue)
        .join(edition, edition.c.id == t.deliveries.c.issue)
        .where(edition.c.selection == t.issues.c.selection)
        .correlate(t.issues)
    )
    others = (
        "pending",
        "claimed",
        "body",
        "sent",
        "retry",
        "uncertain",
    )  # as names, so that the index is used
    return sa.and_(mails.exists(), sa.not_(mails.where(t.deliveries.c.state.in_(others)).exists()))


KNOWN = sa.or_(t.issues.c.sent.is_not(None), t.issues.c.published)
"""Of an issue: that it has left, or is published: its number is taken, and others may name it."""
REACHED = sa.or_(t.issues.c.published, sa.and_(t.issues.c.sent.is_not(None), sa.not_(_in_vain())))
"""Of an issue: that somebody has it, may have it or is about to get it, or that it is published."""
WHEN = sa.func.coalesce(t.issues.c.sent, t.issues.c.approved, t.issues.c.built)
"""When a known issue came out, as far as the store knows."""


def published(connection: sa.Connection) -> frozenset[str]:
    """The issues that the published archive lists."""
    return frozenset(connection.execute(sa.select(t.issues.c.id).where(t.issues.c.published)).scalars())


def publish(connection: sa.Connection, listed: Collection[str]) -> None:
    """Keep that the published archive lists these issues and no others."""
    now, before = frozenset(listed), published(connection)
    for names, is_listed in ((now - before, True), (before - now, False)):
        for name in sorted(names):
            connection.execute(sa.update(t.issues).where(t.issues.c.id == name).values(published=is_listed))


def lately_in_vain(connection: sa.Connection, *, genre: str, before: str) -> tuple[str, ...]:
    """The issues of a genre that nobody got, after the last one that reached somebody and before the issue that is being built."""
    rows = connection.execute(
        sa.select(t.issues.c.id, REACHED.label("reached"))
        .where(
            t.issues.c.genre == genre, KNOWN, t.issues.c.id < before, t.issues.c.id == t.issues.c.selection
        )
        .order_by(t.issues.c.id)
    ).all()
    last = max((place for place, row in enumerate(rows) if row.reached), default=-1)
    return tuple(row.id for row in rows[last + 1 :])
