"""Storylines: what stays of the clusters that each issue told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest import codec
from digest.errors import ResultError
from digest.model import Issue, Telling
from digest.storage import tables as t
from digest.storage.issues import PRIMARY
from digest.storage.placing import decided_lines, standing
from digest.storage.reached import KNOWN, REACHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.remembered import Remembered
    from digest.editing.past import Told
    from digest.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An item of a storyline, told or to be told; `state` is that of its issue."""

    telling: Telling
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A storyline of a genre: its parts in the order of the periods that tell them and of their days, and the days of its first and last."""

    id: str
    genre: str
    name: str
    first: date
    last: date
    parts: tuple[Part, ...]


def save(connection: sa.Connection, issue: Issue, remembered: Mapping[str, Remembered]) -> None:
    """Keep what stays of the clusters of an issue's items, in place of what its last building kept.

    Args:
        connection: for writing.
        issue: as built.
        remembered: by the id of the cluster.
    """
    connection.execute(sa.delete(t.told_clusters).where(t.told_clusters.c.issue == issue.id))
    rows = []
    for place, item in enumerate(issue.items, 1):
        line = item.storyline.id if item.storyline else item.id
        for cluster in item.clusters:
            kept = replace(remembered[cluster.id], storyline=line)
            rows.append(
                {
                    "issue": issue.id,
                    "cluster": cluster.id,
                    "item": item.id,
                    "place": place,
                    "headline": item.headline.text,
                    "language": item.headline.language,
                    "day": (kept.last or issue.period.end - timedelta(days=1)).isoformat(),
                    "storyline": line,
                    "name": item.storyline.name if item.storyline else "",
                    "value": codec.row(codec.plain(kept)),
                }
            )
    if rows:
        connection.execute(sa.insert(t.told_clusters), rows)


def rows(connection: sa.Connection, *, genre: str, before: str) -> tuple[tuple[str, ...], ...]:
    """What issues of a genre that reached somebody left, and where the editor put it, as texts: for a fingerprint.

    `before` is the issue that is being built, which does not see itself.
    """
    decided = sorted((item, line) for item, line in decided_lines(connection).items())
    told = (tuple(str(value) for value in row) for row in _told(connection, genre, before))
    return (*told, *decided)


def memory(connection: sa.Connection, *, genre: str, before: str) -> tuple[Told, ...]:
    """What issues of a genre that reached somebody left, in the order of their periods, each cluster on the storyline that the editor left it on."""
    return _as_past(connection, _told(connection, genre, before))


def of_issue(connection: sa.Connection, issue: str) -> tuple[Told, ...]:
    """What an issue tells, as a later one would know it, whether it has been sent or not."""
    own = (
        sa.select(t.told_clusters, t.issues.c.number)
        .join(t.issues, t.issues.c.id == t.told_clusters.c.issue)
        .where(t.issues.c.id == issue)
        .order_by(*_PLACE)
    )
    return _as_past(connection, connection.execute(own).all())


def forget_item(connection: sa.Connection, issue: str, item: str) -> None:
    """Keep nothing of an item that an issue does not tell after all."""
    rows = t.told_clusters
    connection.execute(sa.delete(rows).where(rows.c.issue == issue, rows.c.item == item))


def _as_past(connection: sa.Connection, told: Sequence[sa.Row[Any]]) -> tuple[Told, ...]:
    from digest.editing.past import Told

    places = standing(decided_lines(connection), told)
    found = []
    for row in told:
        kept = _kept(row)
        line = places.line(row.item, row.storyline)
        found.append(
            Told(
                telling=replace(telling_of(row), precision=kept.precision),
                cluster=replace(kept, id=f"{row.issue} {row.cluster}", storyline=line),
                name=row.name if row.storyline == line else "",
            )
        )
    return tuple(found)


def listed(connection: sa.Connection, *, edition: str | None = None) -> tuple[Line, ...]:
    """Every storyline of every genre, those of one item too; in the order of their first day.

    Of two drafts whose ids differ by their edition alone, as a change of a publication's editions leaves them, one is told.

    Args:
        connection: for reading.
        edition: what the ids of primary editions end with now; where that tells no two apart, the draft built last is told.
    """
    statement = sa.select(t.told_clusters, t.issues.c.number, t.issues.c.genre, t.issues.c.state).join(
        t.issues, t.issues.c.id == t.told_clusters.c.issue
    )
    # By periods, as an issue's id ends with the day on which its own begins: the last one may wait while others are sent, or be sent late.
    rows = connection.execute(statement.order_by(t.issues.c.id, *_PLACE)).all()
    left = _left_drafts(connection, edition)
    found = [row for row in rows if row.issue not in left]
    decided = decided_lines(connection)
    lines: dict[tuple[str, str], list[sa.Row[tuple[object, ...]]]] = {}
    for genre in sorted({row.genre for row in found}):
        told = [row for row in found if row.genre == genre]
        places = standing(decided, told)
        for row in told:
            lines.setdefault((genre, places.line(row.item, row.storyline)), []).append(row)
    made = [_line(name, of) for (_, name), of in lines.items()]
    return tuple(sorted(made, key=lambda line: (line.first, line.id, line.genre)))


def _left_drafts(connection: sa.Connection, edition: str | None) -> frozenset[str]:
    """The drafts beside which stands another issue, sent or of the edition that primaries have now, whose id differs by the edition alone."""
    issues = t.issues.c
    built = connection.execute(
        sa.select(issues.id, issues.state).where(PRIMARY).order_by(issues.built, issues.id)
    ).all()
    best: dict[str, tuple[bool, bool, int]] = {}
    place: dict[str, tuple[bool, bool, int]] = {}
    for number, row in enumerate(built):
        whole, own = _without_edition(row.id)
        place[row.id] = (row.state != "draft", own == edition, number)
        best[whole] = max(best.get(whole, place[row.id]), place[row.id])
    return frozenset(
        row.id for row in built if row.state == "draft" and place[row.id] != best[_without_edition(row.id)[0]]
    )


def _without_edition(issue: str) -> tuple[str, str]:
    """An issue's id without its edition, and that, empty where it has none."""
    found = re.fullmatch(r"(.*\d{4}-\d{2}-\d{2}.*?)(?:-(ko|en))?", issue)
    return (found[1], found[2] or "") if found else (issue, "")


def tellings(connection: sa.Connection) -> dict[tuple[str, str], Telling]:
    """(issue, item) → what is remembered of every item of a sent issue, of every edition: the day of its latest cluster, the outlets of all."""
    told = _remembered(connection)
    others = connection.execute(
        sa.select(t.issues.c.value).where(KNOWN, ~PRIMARY).order_by(t.issues.c.id)
    ).scalars()
    for value in others:
        told |= _as_told(codec.load(Issue, value, subject="an edition in the store"), told)
    return told


def _remembered(connection: sa.Connection) -> dict[tuple[str, str], Telling]:
    found = connection.execute(
        sa.select(t.told_clusters, t.issues.c.number)
        .join(t.issues, t.issues.c.id == t.told_clusters.c.issue)
        .where(KNOWN)
        .order_by(t.told_clusters.c.day, t.told_clusters.c.cluster)
    )
    outlets: dict[tuple[str, str], set[str]] = {}
    told: dict[tuple[str, str], Telling] = {}
    for row in found:
        key = (row.issue, row.item)
        outlets.setdefault(key, set()).update(_kept(row).outlets)
        told[key] = replace(telling_of(row), outlets=len(outlets[key]))
    return told


def edition(connection: sa.Connection, language: Language, *, genre: str) -> dict[tuple[str, str], Telling]:
    """(issue, item) of the primary editions of a genre → where their edition in a language told it, of what was sent."""
    primaries = _remembered(connection)
    values = connection.execute(
        sa.select(t.issues.c.value).where(t.issues.c.genre == genre, KNOWN, ~PRIMARY).order_by(t.issues.c.id)
    ).scalars()
    found: dict[tuple[str, str], Telling] = {}
    for value in values:
        issue = codec.load(Issue, value, subject="an edition in the store")
        if issue.language == language:
            told = _as_told(issue, primaries)
            found |= {(issue.primary, item): one for (_, item), one in told.items()}
    return found


def _as_told(issue: Issue, primaries: Mapping[tuple[str, str], Telling]) -> dict[tuple[str, str], Telling]:
    """(issue, item) → what is remembered of the items of an edition that is not the primary one."""
    return {
        (issue.id, item.id): replace(
            known, issue=issue.id, headline=item.headline.text, language=item.headline.language
        )
        for item in issue.items
        if (known := primaries.get((issue.primary, item.id)))
    }


def follows(connection: sa.Connection, *, genre: str, before: str) -> dict[str, str]:
    """Story → the storyline of a genre that the editor put it on; empty where it begins one.

    `before` is the issue that is being built, which does not see itself.
    """
    found = connection.execute(sa.select(t.storyline_decisions).order_by(t.storyline_decisions.c.story))
    places = standing(decided_lines(connection), _told(connection, genre, before))
    return {row.story: row.storyline and places.line(row.item, row.storyline) for row in found}


def storyline(connection: sa.Connection, name: str, *, genre: str) -> Line:
    """The storyline of a genre that is meant: by its id or that of one of its items, or as much of either's beginning as no other has.

    Raises:
        ResultError: there is none, there are several, or it is one of another genre.
    """
    every = listed(connection)
    found = _named([line for line in every if line.genre == genre], name)
    if len(found) == 1:
        return found[0]
    others = sorted({line.genre for line in _named(every, name)} - {genre})
    if found:
        told, hint = "several storylines begin so", "write more of its id"
    elif others:
        told = f"is one of {', '.join(others)}; items of {genre} go on storylines of {genre} alone"
        hint = "`digest storylines --all` says of each which genre tells it"
    else:
        told = "there is no such storyline"
        hint = "`digest storylines --all` lists them with their ids"
    raise ResultError(f'storyline "{name}"', told, hint)


def anywhere(connection: sa.Connection, name: str) -> Line:
    """The storyline of any genre that is meant by its id, that of one of its items, or the beginning of either.

    One that several genres tell is taken as the genre has it that tells most parts of it.

    Raises:
        ResultError: there is none, or there are several.
    """
    found = _named(listed(connection), name)
    if len({line.id for line in found}) == 1:
        return min(found, key=lambda line: (-len(line.parts), line.genre))
    told = "several storylines begin so" if found else "there is no such storyline"
    hint = "write more of its id" if found else "`digest storylines --all` lists them with their ids"
    raise ResultError(f'storyline "{name}"', told, hint)


def _named(lines: Sequence[Line], name: str) -> list[Line]:
    """The storylines that a name means; an item stands where the editor left it, though a storyline be called as it."""
    ids = [{part.telling.item for part in line.parts} for line in lines]
    items = [line for line, of in zip(lines, ids, strict=True) if name in of]
    exact = items or [line for line in lines if line.id == name]
    if exact or not name:
        return exact
    return [
        line
        for line, of in zip(lines, ids, strict=True)
        if any(one.startswith(name) for one in (line.id, *of))
    ]


_PLACE = (t.told_clusters.c.place, t.told_clusters.c.day, t.told_clusters.c.cluster)


def _told(connection: sa.Connection, genre: str, before: str) -> Sequence[sa.Row[tuple[object, ...]]]:
    statement = sa.select(t.told_clusters, t.issues.c.number).join(
        t.issues, t.issues.c.id == t.told_clusters.c.issue
    )
    # An issue's id ends with the day on which its period begins: what was sent early of a later one is not past.
    statement = statement.where(t.issues.c.genre == genre, REACHED, t.issues.c.id < before)
    return connection.execute(statement.order_by(t.issues.c.id, *_PLACE)).all()


def _kept(row: sa.Row[tuple[object, ...]]) -> Remembered:
    from digest.analysis.remembered import Remembered

    return codec.load(Remembered, row.value, subject=f'cluster "{row.cluster}" of issue "{row.issue}"')


def telling_of(row: sa.Row[tuple[object, ...]]) -> Telling:
    """The item that a row of what is kept (with the number of its issue) is of, with the day of its cluster."""
    return Telling(
        issue=row.issue,
        number=row.number,
        item=row.item,
        place=row.place,
        headline=row.headline,
        day=date.fromisoformat(row.day),
        language=row.language,
    )


def _line(name: str, of: Sequence[sa.Row[tuple[object, ...]]]) -> Line:
    parts = []
    for _, clusters in groupby(of, key=lambda row: (row.issue, row.item)):
        told = list(clusters)
        last = max(told, key=lambda row: row.day)
        parts.append(Part(telling=telling_of(last), state=last.state))
    parts.sort(key=lambda part: (part.telling.issue, part.telling.day))  # an issue may tell two of them
    named = [row.name for row in of if row.name]
    days = [date.fromisoformat(row.day) for row in of]
    return Line(
        id=name,
        genre=of[0].genre,
        name=named[-1] if named else of[-1].headline,
        first=min(days),
        last=max(days),
        parts=tuple(parts),
    )
