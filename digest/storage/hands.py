"""What the store keeps of the editor's hand: which item an id in an edit file means, what is held, what is not sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import corrections
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A story that an earlier issue held for a later one, and the item that it was to be told under."""

    issue: str
    story: str
    item: str
    document: str


def name_items(connection: sa.Connection, issue: str, items: Mapping[str, str]) -> None:
    """Keep which item each story of a draft belongs to (story → item), before its editor merges and splits."""
    rows = t.drafted_items
    connection.execute(sa.delete(rows).where(rows.c.issue == issue))
    if items:
        connection.execute(
            sa.insert(rows),
            [
                {"issue": issue, "place": place, "story": story, "item": item}
                for place, (story, item) in enumerate(items.items())
            ],
        )


def items(connection: sa.Connection, issue: str) -> dict[str, str]:
    """Story → item, as they were kept, in their order."""
    rows = t.drafted_items
    found = connection.execute(
        sa.select(rows.c.story, rows.c.item).where(rows.c.issue == issue).order_by(rows.c.place)
    )
    return {row.story: row.item for row in found}


def follow(connection: sa.Connection, issue: str, hand: str) -> None:
    """Keep the fingerprint of the edits that a draft was built from; empty where there were none."""
    rows = t.followed_hands
    connection.execute(sa.delete(rows).where(rows.c.issue == issue))
    if hand:
        connection.execute(sa.insert(rows).values(issue=issue, hand=hand))


def followed(connection: sa.Connection, issue: str) -> str:
    """The fingerprint of the edits that a draft was built from."""
    rows = t.followed_hands
    found: str | None = connection.execute(
        sa.select(rows.c.hand).where(rows.c.issue == issue)
    ).scalar_one_or_none()
    return found or ""


def hold(connection: sa.Connection, genre: str, issue: str, held: Collection[Held]) -> None:
    """Keep what an issue holds: this, and nothing else any more."""
    rows = t.held_stories
    mine = rows.c.issue == issue
    known = {
        row.story: row.dropped
        for row in connection.execute(sa.select(rows.c.story, rows.c.dropped).where(mine))
    }
    connection.execute(sa.delete(rows).where(mine))
    if held:
        connection.execute(
            sa.insert(rows),
            [
                {
                    "issue": issue,
                    "story": one.story,
                    "item": one.item,
                    "document": one.document,
                    "genre": genre,
                    "dropped": known.get(one.story, ""),
                }
                for one in held
            ],
        )


def drop(connection: sa.Connection, issue: str, stories: Collection[str]) -> None:
    """Keep that an issue drops stories that earlier ones held: these, and no others any more."""
    rows = t.held_stories
    connection.execute(sa.update(rows).where(rows.c.dropped == issue).values(dropped=""))
    connection.execute(
        sa.update(rows)
        .where(rows.c.story.in_(sorted(stories)), rows.c.issue < issue, rows.c.dropped == "")
        .values(dropped=issue)
    )


def held(connection: sa.Connection, *, genre: str, before: str, told: Collection[str]) -> tuple[Held, ...]:
    """What earlier issues of a genre hold for the issue `before`: not what was told (story ids) or dropped since.

    Issues of a genre are ordered by their ids, which end in the first day of their period.
    """
    rows = t.held_stories
    found = connection.execute(
        sa.select(rows)
        .where(rows.c.genre == genre, rows.c.issue < before, rows.c.dropped.in_(["", before]))
        .order_by(rows.c.issue, rows.c.item, rows.c.story)
    )
    return tuple(
        Held(issue=row.issue, story=row.story, item=row.item, document=row.document)
        for row in found
        if row.story not in told
    )


def skip(connection: sa.Connection, issue: str, reason: str, *, now: datetime) -> None:
    """Keep that an issue is not to be sent, and why; the last word holds."""
    unskip(connection, issue)
    connection.execute(sa.insert(t.skipped_issues).values(issue=issue, reason=reason, at=now))


def unskip(connection: sa.Connection, issue: str) -> bool:
    """Let an issue be sent after all; False where nothing was against it."""
    gone = connection.execute(sa.delete(t.skipped_issues).where(t.skipped_issues.c.issue == issue))
    return bool(gone.rowcount)


def skipped(connection: sa.Connection, issue: str) -> str | None:
    """Why an issue is not to be sent, skipped or withdrawn; None where it may be."""
    rows = t.skipped_issues
    found: str | None = connection.execute(
        sa.select(rows.c.reason).where(rows.c.issue == issue)
    ).scalar_one_or_none()
    if found is not None:
        return found
    note = corrections.withdrawn(connection, issue)
    return f"withdrawn: {note.text}" if note else None
