"""What is asked of a memory of grouped stories, and what is written there (its tables: `memory.py`)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.analysis.recall import Kept
from digest.language.pairs import Sighting
from digest.storage import memory as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.analysis.recall import Changes

_AT_ONCE = 5000
"""Values in one question: SQLite takes no endless lists."""
_PLACE = (t.stories.c.number, t.stories.c.leader, t.stories.c.resemblance, t.stories.c.part,
          t.stories.c.cluster, t.stories.c.day, t.stories.c.tops, t.stories.c.edges)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A story that is known: its fingerprint says whether it has changed."""

    number: int
    id: str
    fingerprint: str
    leader: int
    cluster: int


def about(connection: sa.Connection) -> dict[str, str]:
    """What is known of the memory itself."""
    return {row.key: row.value for row in connection.execute(sa.select(t.about))}


def tell(connection: sa.Connection, told: Mapping[str, str]) -> None:
    """Keep this of the memory itself."""
    statement = "INSERT OR REPLACE INTO about (key, value) VALUES (?, ?)"
    connection.exec_driver_sql(statement, sorted(told.items()))


def known(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Known]:
    """Those of some stories that are known, by id."""
    return {one.id: one for some in _parts(ids) for one in _known(connection, t.stories.c.id.in_(some))}


def numbered(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, Known]:
    """Stories by number."""
    wanted = sorted(set(numbers))
    return {
        one.number: one for some in _parts(wanted) for one in _known(connection, t.stories.c.number.in_(some))
    }


def everything(connection: sa.Connection) -> dict[int, Known]:
    """All stories by number."""
    return {one.number: one for one in _known(connection, sa.true())}


def _known(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Iterator[Known]:
    c = t.stories.c
    rows = connection.execute(
        sa.select(c.number, c.id, c.fingerprint, c.leader, c.cluster).where(which).order_by(c.number)
    )
    for row in rows:
        yield Known(
            number=row.number, id=row.id, fingerprint=row.fingerprint, leader=row.leader, cluster=row.cluster
        )  # fmt: skip


def put(connection: sa.Connection, rows: Sequence[tuple[int, str, str, bytes, bytes]]) -> None:
    """Stories that are new or have changed: number, id, fingerprint, story, analysis."""
    named = [(number, name, fingerprint) for number, name, fingerprint, _, _ in rows]
    texts = [(number, zlib.compress(story, 6), analysis) for number, _, _, story, analysis in rows]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO stories (number, id, fingerprint) VALUES (?, ?, ?)", named
        )
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO texts (number, story, analysis) VALUES (?, ?, ?)", texts
        )


def texts(connection: sa.Connection, numbers: Sequence[int] | None = None) -> dict[int, tuple[bytes, bytes]]:
    """The story and its analysis of some numbers, or of all."""
    statement = sa.select(t.texts).order_by(t.texts.c.number)
    found = (
        [statement]
        if numbers is None
        else [statement.where(t.texts.c.number.in_(some)) for some in _parts(sorted(numbers))]
    )
    return {
        row.number: (zlib.decompress(row.story), row.analysis)
        for one in found
        for row in connection.execute(one)
    }


def standing(connection: sa.Connection, numbers: Sequence[int]) -> list[Kept]:
    """All stories of the parts that some stories belong to, by number."""
    parts: set[int] = set()
    for some in _parts(sorted(numbers)):
        found = sa.select(t.stories.c.part).where(t.stories.c.number.in_(some)).distinct()
        parts.update(row.part for row in connection.execute(found))
    kept = [
        _kept(row)
        for some in _parts(sorted(parts))
        for row in connection.execute(sa.select(*_PLACE).where(t.stories.c.part.in_(some)))
    ]
    return sorted(kept, key=lambda one: one.number)


def neighbours(connection: sa.Connection, numbers: Sequence[int]) -> list[Kept]:
    """Where these stories stand."""
    return [
        _kept(row)
        for some in _parts(sorted(numbers))
        for row in connection.execute(
            sa.select(*_PLACE).where(t.stories.c.number.in_(some)).order_by(t.stories.c.number)
        )
    ]


def _kept(row: Any) -> Kept:
    return Kept(
        number=row.number, leader=row.leader, resemblance=row.resemblance, part=row.part, cluster=row.cluster,
        day=row.day, tops=zlib.decompress(row.tops), edges=zlib.decompress(row.edges),
    )  # fmt: skip


def holding(
    connection: sa.Connection, words: Sequence[str]
) -> Iterator[tuple[str, int, float, float | None]]:
    """The word, story, weight and day of each mark that is one of these words; ordered."""
    m, s = t.marks.c, t.stories.c
    for some in _parts(sorted(words)):
        found = (
            sa.select(m.word, m.number, m.weight, s.day)
            .join_from(t.marks, t.stories, m.number == s.number)
            .where(m.word.in_(some))
            .order_by(m.word, m.number)
        )
        yield from ((row[0], row[1], row[2], row[3]) for row in connection.execute(found))


def counted(connection: sa.Connection, space: str, terms: Sequence[str]) -> dict[str, int]:
    """In how many stories of a space terms stand."""
    c = t.counts.c
    return {
        row.term: row.stories
        for some in _parts(terms)
        for row in connection.execute(sa.select(c.term, c.stories).where(c.space == space, c.term.in_(some)))
    }


def names(connection: sa.Connection) -> tuple[Sighting, ...]:
    """The names in both scripts that stories told."""
    c = t.sightings.c
    rows = connection.execute(sa.select(t.sightings).order_by(c.korean, c.latin, c.means, c.document))
    return tuple(
        Sighting(korean=row.korean, latin=row.latin, by=row.means, document=row.document, times=row.times)
        for row in rows
    )


def remove(connection: sa.Connection, number: int) -> None:
    """Take out what is kept of a story beside its text: it is to come in anew."""
    words = connection.execute(sa.select(t.stories.c.words).where(t.stories.c.number == number)).scalar()
    rows = [(word, number) for word in words.split("\n")] if words else []
    if rows:
        connection.exec_driver_sql("DELETE FROM marks WHERE word = ? AND number = ?", rows)
    connection.execute(
        sa.update(t.stories)
        .where(t.stories.c.number == number)
        .values(leader=None, part=None, cluster=None, words=None)
    )


def set_edges(connection: sa.Connection, told: Mapping[int, bytes]) -> None:
    """Other neighbours of some stories."""
    rows = [(zlib.compress(edges, 1), number) for number, edges in sorted(told.items())]
    if rows:
        connection.exec_driver_sql("UPDATE stories SET edges = ? WHERE number = ?", rows)


def forget(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Drop stories altogether; a whole grouping must follow."""
    for some in _parts(numbers):
        connection.execute(sa.delete(t.stories).where(t.stories.c.number.in_(some)))
        connection.execute(sa.delete(t.texts).where(t.texts.c.number.in_(some)))


def days(connection: sa.Connection) -> list[tuple[int, int, float | None]]:
    """The number, cluster and day of each story."""
    c = t.stories.c
    return [(row[0], row[1], row[2]) for row in connection.execute(sa.select(c.number, c.cluster, c.day))]


def clear(connection: sa.Connection) -> None:
    """Drop all that a whole grouping makes, and what is known of the memory itself: `tell` must follow."""
    for table in (t.marks, t.counts, t.sightings, t.about):
        connection.execute(sa.delete(table))


def keep(connection: sa.Connection, changes: Changes) -> None:
    """Write what grouping made."""
    placed = [
        (one.day, one.leader, one.resemblance, one.part, one.cluster, zlib.compress(one.tops, 1),
         zlib.compress(one.edges, 1), one.number)
        for one in changes.kept
    ]  # fmt: skip
    words = [("\n".join(word for word, _ in told), number) for number, told in changes.marks.items()]
    rows = sorted((word, number, weight) for number, told in changes.marks.items() for word, weight in told)
    for statement, values in (
        (
            "UPDATE stories SET day=?, leader=?, resemblance=?, part=?, cluster=?, tops=?, edges=? WHERE number=?",
            placed,
        ),
        ("UPDATE stories SET words=? WHERE number=?", words),
        ("INSERT OR REPLACE INTO marks (word, number, weight) VALUES (?, ?, ?)", rows),
        (
            "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET stories = stories + excluded.stories",
            sorted(
                (space, term, met) for space, told in changes.counts.items() for term, met in told.items()
            ),
        ),
        (
            "INSERT OR REPLACE INTO sightings (korean, latin, means, document, times) VALUES (?, ?, ?, ?, ?)",
            [(one.korean, one.latin, one.by, one.document, one.times) for one in changes.sightings],
        ),
    ):
        if values:
            connection.exec_driver_sql(statement, values)


def _parts(names: Sequence[object]) -> Iterator[Sequence[object]]:
    yield from (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
