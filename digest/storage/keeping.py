"""Documents that were read, kept: what is new or has changed, and nothing that stands there already."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest import codec
from digest.model import Document
from digest.storage import names
from digest.storage import tables as t
from digest.storage.parts import parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A document's row, and which of the names that are asked for it has."""

    row: sa.Row[Any]
    names: set[str] = field(default_factory=set)


def keep(connection: sa.Connection, read: Sequence[tuple[Document, bytes]], *, now: datetime) -> int:
    """Keep what a source gave; answers how many documents are new or have changed.

    Where a source gives a document twice, at two addresses or under two guids, the first counts.
    """
    known = _known(connection, [found for found, _ in read])
    seen: set[str] = set()
    changed = 0
    for found, original in read:
        row = known.get(found.id)
        if found.id not in seen and row is not None and _as_it_stands(row, found):
            seen.add(found.id)
            continue
        document = names.settled(connection, found)
        if document.id in seen:
            names.remember(connection, document, found.id)
            continue
        seen.add(document.id)
        changed += _save(connection, document, found.id, original, now=now)
    return changed


def _known(connection: sa.Connection, documents: Sequence[Document]) -> dict[str, _Known]:
    """What stands in the store under the ids of some documents, asked for at once: most of what a source gives was there the last time."""
    found: dict[str, _Known] = {}
    named = t.document_names.c
    for some in parts(documents):
        rows = connection.execute(
            sa.select(t.documents).where(t.documents.c.id.in_([one.id for one in some]))
        )
        found.update((row.id, _Known(row=row)) for row in rows)
        called = {name for one in some for name in names.names_of(one, one.id)}
        for name in connection.execute(sa.select(t.document_names).where(named.name.in_(sorted(called)))):
            if name.document in found:
                found[name.document].names.add(name.name)
    return found


def _as_it_stands(known: _Known, found: Document) -> bool:
    """Whether to keep a document that is known by its own id would change nothing."""
    row = known.row
    if row.version != found.version or not known.names.issuperset(names.names_of(found, found.id)):
        return False
    document = _dated(found, row)
    return bool(document.published == row.published) and codec.dump(document) == row.value


def save(connection: sa.Connection, found: Document, original: bytes, *, now: datetime) -> bool:
    """Keep a document and the bytes it was read from; True where it is new or has changed.

    One that is known under another id is kept as a version of that. A document without a date of its own keeps the
    moment of its first fetch, and one that only says how old it is the date that this told first.
    """
    return _save(connection, names.settled(connection, found), found.id, original, now=now)


def _save(connection: sa.Connection, document: Document, own: str, original: bytes, *, now: datetime) -> bool:
    """The same for a document under the id that it is known by, which came under the id `own`."""
    names.remember(connection, document, own)
    known = connection.execute(sa.select(t.documents).where(t.documents.c.id == document.id)).one_or_none()
    document = _dated(document, known) if known is not None else document
    if document.dated_by == "fetched" and known is None:
        # In UTC, as the store gives it back: the first build and the next must see the same value.
        document = replace(document, published=now.astimezone(UTC))
    if known is not None and known.version == document.version:
        if own != document.id:  # put out again: it stays what it was, where it stood first
            before = codec.load(Document, known.value, subject="store")
            document = replace(before, published=document.published, url=document.url)
        connection.execute(
            sa.update(t.documents)
            .where(t.documents.c.id == document.id)
            .values(value=codec.dump(document), published=document.published or now)
        )
        return False
    row = {
        "source": document.source,
        "version": document.version,
        "published": document.published or now,
        "value": codec.dump(document),
    }
    if known is None:
        connection.execute(sa.insert(t.documents).values(id=document.id, first_fetched=now, **row))
    else:
        connection.execute(sa.update(t.documents).where(t.documents.c.id == document.id).values(**row))
    _keep_version(connection, document, original, now)
    return True


def _dated(document: Document, known: sa.Row[Any]) -> Document:
    """A document that is read again, with the date that it told first or, where it tells none, the moment of its first fetch."""
    if document.dated_by == "relative":
        # The same words would tell a later day: what they told first stays.
        before = codec.load(Document, known.value, subject="store")
        if before.dated_by == "relative":
            return replace(document, published=before.published, precision=before.precision)
    if document.dated_by == "fetched":
        return replace(document, published=known.first_fetched)
    return document


def _keep_version(connection: sa.Connection, document: Document, original: bytes, now: datetime) -> None:
    for table in (t.originals, t.versions):
        same = (table.c.document == document.id, table.c.version == document.version)
        if table is t.originals:
            connection.execute(sa.delete(table).where(*same))
        elif connection.execute(sa.select(table.c.version).where(*same)).one_or_none() is None:
            connection.execute(
                sa.insert(table).values(document=document.id, version=document.version, first_seen=now)
            )
    connection.execute(
        sa.insert(t.originals).values(
            document=document.id,
            version=document.version,
            fetched=now,
            content=original,
            value=codec.dump(document),
        )
    )
