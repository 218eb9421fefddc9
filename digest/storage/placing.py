"""Where the editor put items: on a storyline, or at the beginning of one of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDecision:
    """An item that the editor put on a storyline; an empty one: it begins anew. `headline` is that of the last issue with it."""

    item: str
    storyline: str
    decided: datetime
    headline: str = ""


def follow(
    connection: sa.Connection, item: str, stories: Sequence[str], storyline: str, *, now: datetime
) -> None:
    """Keep that an item (its stories) goes on a storyline, or begins one where it is empty; the last decision holds."""
    undo(connection, item)
    connection.execute(
        sa.delete(t.storyline_decisions).where(t.storyline_decisions.c.story.in_(sorted(stories)))
    )
    connection.execute(
        sa.insert(t.storyline_decisions),
        [
            {"story": story, "item": item, "storyline": storyline, "decided": now}
            for story in sorted(set(stories))
        ],
    )


def undo(connection: sa.Connection, item: str) -> int:
    """Take back what was decided of an item; says of how many stories."""
    gone = connection.execute(sa.delete(t.storyline_decisions).where(t.storyline_decisions.c.item == item))
    return gone.rowcount


def begins(connection: sa.Connection) -> dict[str, str]:
    """Story → the item that the editor let begin a storyline."""
    decided = t.storyline_decisions
    found = connection.execute(
        sa.select(decided.c.story, decided.c.item).where(decided.c.storyline == "").order_by(decided.c.story)
    )
    return {row.story: row.item for row in found}


def decisions(connection: sa.Connection) -> tuple[LineDecision, ...]:
    """Every decision, the earliest first."""
    found = connection.execute(
        sa.select(t.storyline_decisions).order_by(
            t.storyline_decisions.c.decided, t.storyline_decisions.c.item, t.storyline_decisions.c.story
        )
    ).all()
    titles = connection.execute(
        sa.select(t.told_clusters.c.item, t.told_clusters.c.headline).order_by(t.told_clusters.c.day)
    )
    headlines = {row.item: row.headline for row in titles}
    made = [
        LineDecision(
            item=row.item,
            storyline=row.storyline,
            decided=row.decided,
            headline=headlines.get(row.item, ""),
        )
        for row in found
    ]
    return tuple(dict.fromkeys(made))


def decided_lines(connection: sa.Connection) -> dict[str, str]:
    """Item → the storyline that the editor put it on."""
    found = connection.execute(
        sa.select(t.storyline_decisions.c.item, t.storyline_decisions.c.storyline).order_by(
            t.storyline_decisions.c.decided, t.storyline_decisions.c.item
        )
    )
    return {row.item: row.storyline for row in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where items of a genre stand: by the editor's word, else as their issue said, the first that told them."""

    decided: Mapping[str, str]
    stored: Mapping[str, str]

    def line(self, item: str, stored: str) -> str:
        """The storyline of an item: where the first item of the one it was put on stands, and so on.

        Decisions that lead round in a circle make one storyline, of the least id.
        """
        line = self.decided.get(item, stored) or item
        seen = [item]
        while line not in seen:
            seen.append(line)
            line = self.decided.get(line, self.stored.get(line, line)) or line
        return line if line == seen[-1] else min(seen[seen.index(line) :])


def standing(decided: Mapping[str, str], told: Iterable[sa.Row[tuple[object, ...]]]) -> Standing:
    """Where items stand by these decisions, and by what clusters were told (rows, in the order of telling)."""
    stored: dict[str, str] = {}
    for row in told:
        stored.setdefault(row.item, row.storyline)
    return Standing(decided=decided, stored=stored)
