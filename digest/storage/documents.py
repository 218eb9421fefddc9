"""Documents as they were read, and what is remembered of each source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest import codec
from digest.model import Document
from digest.storage import analyses, unbundled
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Sequence


LONGEST_MONTH = timedelta(days=32)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What the last fetch of a source left: validators for the next, and its failures in a row.

    `about` is the fingerprint of the settings that the validators were given for: another address, or another way of
    reading, must be asked anew.
    """

    key: str
    about: str = ""
    etag: str = ""
    last_modified: str = ""
    fetched: datetime | None = None
    failures: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a document: the fingerprint of its title and text, and when it was first seen."""

    version: str
    first_seen: datetime


def versions(connection: sa.Connection, document: str) -> tuple[Version, ...]:
    """The versions of a document (id) that were ever read, the earliest first."""
    rows = connection.execute(
        sa.select(t.versions.c.version, t.versions.c.first_seen)
        .where(t.versions.c.document == document)
        .order_by(t.versions.c.first_seen, t.versions.c.version)
    )
    return tuple(Version(version=row.version, first_seen=row.first_seen) for row in rows)


def kept_versions(connection: sa.Connection, document: str) -> tuple[Document, ...]:
    """Each version of a document (id) whose text is kept, the one read last first."""
    rows = connection.execute(
        sa.select(t.originals.c.value)
        .where(t.originals.c.document == document)
        .order_by(t.originals.c.fetched.desc(), t.originals.c.version)
    )
    read = (codec.load(Document, row.value, subject="store") for row in rows if row.value)
    return tuple(one for one in read if one.text)


def between(
    connection: sa.Connection, start: datetime, end: datetime, sources: Sequence[str]
) -> tuple[Document, ...]:
    """The documents of these sources published in [start, end), and those of month precision that overlap it.

    Ordered by publication, then id.
    """
    found = values(connection, start, end, sources)
    read = (codec.load(Document, value, subject="store") for value in found.values())
    return tuple(document for document in read if reaches(document, start, end))


def values(
    connection: sa.Connection, start: datetime, end: datetime, sources: Sequence[str]
) -> dict[str, str]:
    """What stands in the store of all documents that may be among these, as it stands there, by id in their order."""
    rows = connection.execute(
        sa.select(t.documents.c.id, t.documents.c.value)
        .where(t.documents.c.source.in_(sources))
        # A month that began before the period may reach into it; `reaches` decides.
        .where(t.documents.c.published >= start - LONGEST_MONTH, t.documents.c.published < end)
        .order_by(t.documents.c.published, t.documents.c.id)
    )
    return {row.id: row.value for row in rows}


def undated(
    connection: sa.Connection, start: datetime, end: datetime, sources: Sequence[str]
) -> tuple[Document, ...]:
    """The documents of these sources that tell no date and were first read in [start, end), the first read first."""
    rows = connection.execute(
        sa.select(t.documents.c.value)
        .where(t.documents.c.source.in_(sources))
        .where(t.documents.c.published >= start, t.documents.c.published < end)
        .where(t.documents.c.value.contains('"dated_by": "fetched"', autoescape=True))
        .order_by(t.documents.c.published, t.documents.c.id)
    )
    return tuple(codec.load(Document, row.value, subject="store") for row in rows)


def dated_from(connection: sa.Connection, start: datetime, sources: Sequence[str]) -> tuple[Document, ...]:
    """The documents of these sources that are dated at or after a moment, by publication, then id."""
    rows = connection.execute(
        sa.select(t.documents.c.value)
        .where(t.documents.c.source.in_(sources), t.documents.c.published >= start)
        .order_by(t.documents.c.published, t.documents.c.id)
    )
    return tuple(codec.load(Document, row.value, subject="store") for row in rows)


def of_ids(connection: sa.Connection, ids: Sequence[str], sources: Sequence[str]) -> tuple[Document, ...]:
    """Those of these documents that come from these sources and whose texts are kept, by publication, then id."""
    rows = connection.execute(
        sa.select(t.documents.c.value)
        .where(t.documents.c.id.in_(sorted(set(ids))), t.documents.c.source.in_(sources))
        .order_by(t.documents.c.published, t.documents.c.id)
    )
    read = (codec.load(Document, row.value, subject="store") for row in rows)
    return tuple(document for document in read if document.text)


def extent(connection: sa.Connection, sources: Sequence[str]) -> tuple[datetime | None, datetime | None, int]:
    """The first and the last publication of these sources' documents, and how many there are."""
    published = t.documents.c.published
    first, last, count = connection.execute(
        sa.select(sa.func.min(published), sa.func.max(published), sa.func.count()).where(
            t.documents.c.source.in_(sources)
        )
    ).one()
    return first, last, count


def reaches(document: Document, start: datetime, end: datetime) -> bool:
    """Whether a document was published in [start, end); one dated to a month counts where the month overlaps."""
    published = document.published
    if published is None:
        return False
    if document.precision != "month":
        return start <= published < end
    local = published.astimezone(start.tzinfo)
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first < end and after > start


def source_state(connection: sa.Connection, key: str) -> SourceState:
    """What is remembered of a source; an empty state where nothing is."""
    row = connection.execute(sa.select(t.sources).where(t.sources.c.key == key)).one_or_none()
    if row is None:
        return SourceState(key=key)
    return SourceState(
        key=row.key,
        about=row.about,
        etag=row.etag,
        last_modified=row.last_modified,
        fetched=row.fetched,
        failures=row.failures,
        error=row.error,
    )


def save_source_state(connection: sa.Connection, state: SourceState) -> None:
    """Remember what the last fetch of a source left."""
    connection.execute(sa.delete(t.sources).where(t.sources.c.key == state.key))
    connection.execute(
        sa.insert(t.sources).values(
            key=state.key,
            about=state.about,
            etag=state.etag,
            last_modified=state.last_modified,
            fetched=state.fetched,
            failures=state.failures,
            error=state.error,
        )
    )


def forget_texts(connection: sa.Connection, before: datetime) -> int:
    """Drop the texts, originals, stories and analyses of documents first fetched before a moment; answers how many documents.

    What a document was, when and where, stays known.
    """
    of = t.documents.c
    old = of.first_fetched < before
    ids = connection.execute(sa.select(of.id).where(old)).scalars().all()
    analyses.forget(connection, ids)
    unbundled.forget(connection, ids)
    told = sa.func.json_extract(of.value, "$.text") != ""  # all others lost theirs in an earlier building
    rows = connection.execute(sa.select(of.id, of.value).where(old, told)).all()
    for row in rows:
        document = codec.load(Document, row.value, subject="store")
        bare = replace(document, text="", blocks=(), links=(), stressed=(), gaps=())
        connection.execute(sa.update(t.documents).where(of.id == row.id).values(value=codec.dump(bare)))
    connection.execute(sa.delete(t.originals).where(t.originals.c.fetched < before))
    return len(rows)
