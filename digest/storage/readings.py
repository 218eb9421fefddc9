"""The stories that issues were built from, told or not: what makes an edited story known again."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.parts import parts
from digest.storage.reached import KNOWN
from digest.stories.lineage import UNKNOWN, Known, Sketch, known_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.model import Story


def known(connection: sa.Connection, issue: str, documents: Sequence[str]) -> tuple[Known, ...]:
    """The stories of these documents that sent issues were built from, and the last drafts of `issue`.

    Drafts of other issues that were never sent change nothing. A story that several issues read is as the latest did.
    """
    sent = sa.select(t.issues.c.id).where(KNOWN)
    found: dict[str, Known] = {}
    for some in parts(documents):
        rows = connection.execute(
            sa.select(t.read_stories)
            .join(t.issues, t.issues.c.id == t.read_stories.c.issue, isouter=True)
            .where(
                t.read_stories.c.document.in_(some),
                sa.or_(t.read_stories.c.issue == issue, t.read_stories.c.issue.in_(sent)),
            )
            .order_by(
                t.read_stories.c.issue == issue,
                t.issues.c.sent,
                t.read_stories.c.issue,
                t.read_stories.c.document,
                t.read_stories.c.place,
                t.read_stories.c.story,
            )
        )
        for row in rows:
            found.pop(row.story, None)
            found[row.story] = Known(
                id=row.story,
                document=row.document,
                title=row.title,
                sketch=Sketch(size=row.size, marks=_unpacked(row.marks)),
                current=row.current,
            )
    return tuple(found.values())


def of_issue(connection: sa.Connection, issue: str) -> frozenset[str]:
    """The stories (ids) that the last building of an issue read; none where that is not known."""
    rows = sa.select(t.read_stories.c.story).where(t.read_stories.c.issue == issue, t.read_stories.c.current)
    return frozenset(connection.execute(rows).scalars())


def remember(
    connection: sa.Connection,
    issue: str,
    stories: Iterable[Story],
    sketches: Mapping[str, Sketch] = UNKNOWN,
) -> None:
    """Keep what an issue is built from; the stories of earlier drafts that are gone stay known, so that no id comes again.

    `sketches` are those that are known already, by text.
    """
    connection.execute(sa.update(t.read_stories).where(t.read_stories.c.issue == issue).values(current=False))
    rows = [
        {
            "issue": issue,
            "story": one.id,
            "document": one.document,
            "place": place,
            "current": True,
            "title": one.title,
            "size": one.sketch.size,
            "marks": struct.pack(f"<{len(one.sketch.marks)}I", *one.sketch.marks),
        }
        for place, one in enumerate(known_of(story, sketches) for story in stories)
    ]
    names = [row["story"] for row in rows]
    for some in parts(names):
        connection.execute(
            sa.delete(t.read_stories).where(
                t.read_stories.c.issue == issue,
                t.read_stories.c.story.in_(some),
            )
        )
    if rows:
        connection.execute(sa.insert(t.read_stories), rows)


def _unpacked(marks: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(marks) // 4}I", marks)
