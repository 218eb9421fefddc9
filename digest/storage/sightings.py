"""The names that the archive gives in both scripts, and where: they grow with every document that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

from digest import codec
from digest.language.glosses import RULES
from digest.language.pairs import Sighting, sightings
from digest.model import Document
from digest.storage import tables as t
from digest.storage.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.language.glosses import By

_AT_ONCE = 500
"""Documents that are read together: texts of more are never held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A document that gives a pair, as a person knows it."""

    document: str
    source: str
    title: str
    url: str
    published: datetime | None


def learn(connection: sa.Connection) -> int:
    """Read the documents that were kept or changed since the last time; answers how many.

    A pair counts as learned when the version that gives it was first seen. One that was learned stays when its
    document is edited, or its text forgotten.
    """
    done = 0
    while found := _unread(connection):
        for document, learned in found:
            _read(connection, document, learned)
        done += len(found)
    return done


def _unread(connection: sa.Connection) -> list[tuple[Document, datetime]]:
    rows = connection.execute(
        sa.select(
            t.documents.c.value,
            sa.func.coalesce(t.versions.c.first_seen, t.documents.c.first_fetched).label("seen"),
        )
        .join(t.name_readings, t.name_readings.c.document == t.documents.c.id, isouter=True)
        .join(
            t.versions,
            sa.and_(t.versions.c.document == t.documents.c.id, t.versions.c.version == t.documents.c.version),
            isouter=True,
        )
        .where(
            sa.or_(
                t.name_readings.c.document.is_(None),
                t.name_readings.c.version != t.documents.c.version,
                t.name_readings.c.rules != RULES,
            )
        )
        .order_by(t.documents.c.id)
        .limit(_AT_ONCE)
    )
    return [(codec.load(Document, row.value, subject="store"), row.seen) for row in rows]


def _read(connection: sa.Connection, document: Document, learned: datetime) -> None:
    mine = t.name_sightings.c.document == document.id
    if document.text:  # where it was forgotten, what was learned from it is all that is left
        connection.execute(sa.delete(t.name_sightings).where(mine, t.name_sightings.c.rules != RULES))
    known = {
        (row.korean, row.latin)
        for row in connection.execute(
            sa.select(t.name_sightings.c.korean, t.name_sightings.c.latin).where(mine)
        )
    }
    told = sightings([(document.id, document.title), (document.id, document.text)])
    rows = [
        {
            "korean": one.korean,
            "latin": one.latin,
            "document": one.document,
            "by": one.by,
            "times": one.times,
            "learned": learned,
            "rules": RULES,
        }
        for one in told
        if (one.korean, one.latin) not in known
    ]
    if rows:
        connection.execute(sa.insert(t.name_sightings), rows)
    connection.execute(sa.delete(t.name_readings).where(t.name_readings.c.document == document.id))
    connection.execute(
        sa.insert(t.name_readings).values(document=document.id, version=document.version, rules=RULES)
    )


def seen(connection: sa.Connection, sources: Sequence[str], *, by: datetime) -> tuple[Sighting, ...]:
    """What documents of these sources gave that were put out and read by a moment; ordered by name and document."""
    rows = connection.execute(
        sa.select(t.name_sightings, t.documents.c.published)
        .join(t.documents, t.documents.c.id == t.name_sightings.c.document)
        .where(
            t.documents.c.source.in_(sources), t.name_sightings.c.learned <= by, t.documents.c.published <= by
        )
        .order_by(t.name_sightings.c.korean, t.name_sightings.c.latin, t.name_sightings.c.document)
    )
    return tuple(
        Sighting(
            korean=row.korean,
            latin=row.latin,
            by=cast("By", row.by),
            document=row.document,
            times=row.times,
            published=row.published,
            learned=row.learned,
        )
        for row in rows
    )


def all_of(connection: sa.Connection, sources: Sequence[str]) -> tuple[Sighting, ...]:
    """What documents of these sources gave at any time; ordered by name and document."""
    return seen(connection, sources, by=datetime.max.replace(tzinfo=UTC))


def places(connection: sa.Connection, documents: Iterable[str]) -> tuple[Place, ...]:
    """The documents of these ids as a person knows them, the earliest first."""
    ids = list(documents)
    found: list[Place] = []
    for some in parts(ids):
        rows = connection.execute(sa.select(t.documents.c.value).where(t.documents.c.id.in_(some))).scalars()
        for value in rows:
            one = codec.load(Document, value, subject="store")
            found.append(
                Place(
                    document=one.id, source=one.source, title=one.title, url=one.url, published=one.published
                )
            )
    return tuple(sorted(found, key=lambda place: (str(place.published or ""), place.document)))
