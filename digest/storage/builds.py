"""From what each draft was built: where all of it is the same, the draft need not be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest import codec
from digest.model import Issue
from digest.storage import tables as t

if TYPE_CHECKING:
    from datetime import datetime


def remember(connection: sa.Connection, issue: str, given: str) -> None:
    """Keep the fingerprint of all that an issue was built from; an empty one: it is to be built anew."""
    connection.execute(sa.delete(t.builds).where(t.builds.c.issue == issue))
    if given:
        connection.execute(sa.insert(t.builds).values(issue=issue, given=given))


def again(connection: sa.Connection, issue: str, given: str) -> Issue | None:
    """The draft as it was built from the same; None where it was not, or where its texts are gone."""
    value = connection.execute(
        sa.select(t.issues.c.value)
        .join(t.builds, t.builds.c.issue == t.issues.c.id)
        .where(t.issues.c.id == issue, t.builds.c.given == given)
    ).scalar_one_or_none()
    gone = sa.select(t.frozen_stories.c.story).where(
        t.frozen_stories.c.issue == issue, t.frozen_stories.c.text.is_(None)
    )
    if value is None or connection.execute(gone.limit(1)).first():
        return None
    return codec.load(Issue, value, subject=f'issue "{issue}"')


def renew(connection: sa.Connection, issue: str, value: str, *, now: datetime) -> None:
    """Keep a draft that differs from the one before in its moment only, and what stands beside it, its approval too, as it is.

    `value` is the draft, written by `digest.codec`.
    """
    connection.execute(
        sa.update(t.issues)
        .where(t.issues.c.id == issue)
        .values(built=now, fingerprint=codec.fingerprint(value), value=value)
    )
