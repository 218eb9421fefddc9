"""The archive as a review reads it: the storylines that sent issues of the other genres told, and their stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest import codec
from digest.storage import tables as t
from digest.storage.placing import decided_lines, standing
from digest.storage.reached import REACHED
from digest.storage.storylines import telling_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digest.editing.past import Archived, Told
    from digest.model import Period

Row = sa.Row[tuple[object, ...]]


def archived(connection: sa.Connection, *, but: Collection[str], period: Period) -> tuple[Archived, ...]:
    """The storylines of which sent issues told in a period, in the order of their first telling there.

    Storylines of two genres that hold a story in common are one, under the id of the one that was told first.

    Args:
        connection: for reading.
        but: genres that look back themselves.
        period: in which the news was.
    """
    from digest.editing.past import Archived

    issues = t.issues
    told = _rows(connection, issues.c.genre.not_in(sorted(but)), REACHED)
    lines = _lines(connection, told)
    within = [row for row in told if period.start.isoformat() <= row.day < period.end.isoformat()]
    stories = _stories(connection, {row.issue for row in within})
    found: list[Archived] = []
    for line in dict.fromkeys(lines[row.issue, row.item] for row in within):
        of = [row for row in within if lines[row.issue, row.item] == line]
        held = frozenset(story for row in of for story in stories.get((row.issue, row.item), ()))
        names = [row.name for row in of if row.name]
        found.append(
            Archived(
                storyline=line[1],
                name=names[-1] if names else "",
                told=tuple(_told(row) for row in of),
                stories=held,
            )
        )
    return united(found)


def named(connection: sa.Connection, line: str, genre: str) -> Archived:
    """One storyline of a genre by its whole id, drafts included; only what was sent is among its tellings."""
    from digest.editing.past import Archived

    of = _of(connection, line, genre)
    stories = _stories(connection, {row.issue for row in of})
    names = [row.name for row in of if row.name]
    return Archived(
        storyline=line,
        name=names[-1] if names else "",
        told=tuple(_told(row) for row in of if row.reached),
        stories=frozenset(story for row in of for story in stories.get((row.issue, row.item), ())),
    )


def days(connection: sa.Connection, line: str, genre: str) -> tuple[date, date]:
    """The days of the first and of the last story that a storyline was told by."""
    found = []
    for row in _of(connection, line, genre):
        kept = _told(row).cluster
        found += [kept.first or date.fromisoformat(row.day), date.fromisoformat(row.day)]
    return min(found), max(found)


def _told(row: Row) -> Told:
    from digest.analysis.remembered import Remembered
    from digest.editing.past import Told

    kept = codec.load(Remembered, row.value, subject=f'cluster "{row.cluster}" of issue "{row.issue}"')
    return Told(telling=replace(telling_of(row), precision=kept.precision), cluster=kept)


def _of(connection: sa.Connection, line: str, genre: str) -> list[Row]:
    told = _rows(connection, t.issues.c.genre == genre)
    lines = _lines(connection, told)
    return [row for row in told if lines[row.issue, row.item] == (genre, line)]


def _rows(connection: sa.Connection, *which: sa.ColumnElement[bool]) -> Sequence[Row]:
    """What is kept of clusters, in the order of telling, drafts last."""
    kept, issues = t.told_clusters, t.issues
    order = (issues.c.sent.is_(None), issues.c.sent, kept.c.issue, kept.c.place, kept.c.day, kept.c.cluster)
    statement = sa.select(kept, issues.c.number, issues.c.genre, issues.c.sent, REACHED.label("reached"))
    joined = statement.join(issues, issues.c.id == kept.c.issue)
    return connection.execute(joined.where(*which).order_by(*order)).all()


def _lines(connection: sa.Connection, told: Sequence[Row]) -> dict[tuple[str, str], tuple[str, str]]:
    """(issue, item) → the genre and the storyline on which the editor left it."""
    decided = decided_lines(connection)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for genre in sorted({row.genre for row in told}):
        of = [row for row in told if row.genre == genre]
        places = standing(decided, of)
        found |= {(row.issue, row.item): (genre, places.line(row.item, row.storyline)) for row in of}
    return found


def _stories(connection: sa.Connection, issues: Collection[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(issue, item) → the stories that were told under it."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    kept = t.item_stories
    for issue in sorted(issues):
        rows = connection.execute(
            sa.select(kept).where(kept.c.issue == issue).order_by(kept.c.item, kept.c.story)
        )
        for row in rows:
            found[row.issue, row.item] = (*found.get((row.issue, row.item), ()), row.story)
    return found


def united(found: Sequence[Archived]) -> tuple[Archived, ...]:
    """The storylines, those that share a story as one."""
    from digest.editing.past import Archived

    kept: list[Archived] = []
    for one in found:
        joined = [other for other in kept if other.stories & one.stories]
        if not joined:
            kept.append(one)
            continue
        first, *rest = (*joined, one)
        whole = Archived(
            storyline=first.storyline,
            name=first.name or next((other.name for other in rest if other.name), ""),
            told=tuple(told for other in (first, *rest) for told in other.told),
            stories=first.stories.union(*(other.stories for other in rest)),
        )
        kept = [whole if other is first else other for other in kept if other is first or other not in rest]
    return tuple(kept)
