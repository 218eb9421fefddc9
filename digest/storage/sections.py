"""Which section the editor put items in. It holds for every issue built from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDecision:
    """An item that the editor put in a section (its key). `headline` is that of the last issue with it."""

    item: str
    section: str
    decided: datetime
    headline: str = ""


def place(
    connection: sa.Connection, item: str, stories: Sequence[str], section: str, *, now: datetime
) -> None:
    """Keep that an item (its stories) belongs to a section; the last decision holds.

    What was decided of a story that has left the item since stays.
    """
    kept = t.section_decisions
    connection.execute(sa.delete(kept).where(kept.c.story.in_(sorted(stories))))
    connection.execute(
        sa.insert(kept),
        [
            {"story": story, "item": item, "section": section, "decided": now}
            for story in sorted(set(stories))
        ],
    )


def undo(connection: sa.Connection, item: str) -> int:
    """Take back what was decided of an item; says of how many stories."""
    kept = t.section_decisions
    return connection.execute(sa.delete(kept).where(kept.c.item == item)).rowcount


def placed(connection: sa.Connection) -> dict[str, str]:
    """Story → the section that its item was put in."""
    kept = t.section_decisions
    found = connection.execute(sa.select(kept.c.story, kept.c.section).order_by(kept.c.story))
    return {row.story: row.section for row in found}


def decisions(connection: sa.Connection) -> tuple[SectionDecision, ...]:
    """Every decision, the earliest first."""
    kept = t.section_decisions
    found = connection.execute(sa.select(kept).order_by(kept.c.decided, kept.c.item, kept.c.story)).all()
    told = sa.select(t.told_clusters.c.item, t.told_clusters.c.headline).order_by(t.told_clusters.c.day)
    headlines = {row.item: row.headline for row in connection.execute(told)}
    made = [
        SectionDecision(
            item=row.item, section=row.section, decided=row.decided, headline=headlines.get(row.item, "")
        )
        for row in found
    ]
    return tuple(dict.fromkeys(made))
