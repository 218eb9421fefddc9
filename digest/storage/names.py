"""The names that a document is known by: one document has many addresses, and comes again under a new guid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest import codec
from digest.model import Document
from digest.storage import tables as t
from digest.stories.lineage import is_edit, is_same_text
from digest.stories.links import MOBILE, host, page_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 20
"""Documents with the same name that are compared."""


def settled(connection: sa.Connection, document: Document) -> Document:
    """The document under the id that it is known by.

    That is its own where the store knows it; else the id under which it was recognised before; else that of a document
    of its source that says the same word for word, or that stands at another form of its address and says mostly the
    same. A document that was put out again keeps the earlier date: that of reaching its readers.
    """
    known = _known(connection, document)
    if known is None or known.id == document.id:
        return document
    moved = not known.url or (page_name(known.url) == page_name(document.url) and _secure(document.url))
    named = replace(document, id=known.id, url=document.url if moved else known.url)
    if known.dated_by == "fetched" or known.published is None:
        return named
    same = (document.dated_by, document.precision) == (known.dated_by, known.precision)
    if document.published and same:
        return replace(named, published=min(known.published, document.published))
    return replace(named, published=known.published, precision=known.precision, dated_by=known.dated_by)


def _secure(url: str) -> bool:
    """Whether it is the full page's address, and encrypted: the form to keep of two."""
    return url.startswith("https://") and "/amp" not in url.lower() and not MOBILE.match(host(url))


def remember(connection: sa.Connection, document: Document, own: str) -> None:
    """Keep the names of a document: the id `own` that it came under, and its address."""
    for name in names_of(document, own):
        kept = connection.execute(
            sa.select(t.document_names.c.name).where(
                t.document_names.c.name == name, t.document_names.c.document == document.id
            )
        ).one_or_none()
        if kept is None:
            connection.execute(sa.insert(t.document_names).values(name=name, document=document.id))


def names_of(document: Document, own: str) -> set[str]:
    """The names of a document: the id `own` that it came under, and its address."""
    return {own, _page(document)} - {""}


def name_of_page(source: str, url: str) -> str:
    """The name that a page's address gives a document of a source; empty where it gives none."""
    page = page_name(url)
    return codec.fingerprint("page", source, page) if page else ""


def _page(document: Document) -> str:
    return name_of_page(document.source, document.url)


def _known(connection: sa.Connection, document: Document) -> Document | None:
    found = _document(connection, document.id)
    if found:
        return found
    for known in _named(connection, document.id):
        return known
    for known in _told_before(connection, document):
        if is_same_text(known, document):
            return known
    page = _page(document)
    for known in _named(connection, page) if page else ():
        if is_edit(known, document):
            return known
    return None


def _document(connection: sa.Connection, name: str) -> Document | None:
    row = connection.execute(sa.select(t.documents.c.value).where(t.documents.c.id == name)).one_or_none()
    return codec.load(Document, row.value, subject="store") if row else None


def _named(connection: sa.Connection, name: str) -> Iterator[Document]:
    rows = connection.execute(
        sa.select(t.documents.c.value)
        .join(t.document_names, t.document_names.c.document == t.documents.c.id)
        .where(t.document_names.c.name == name)
        .order_by(t.documents.c.first_fetched, t.documents.c.id)
        .limit(_MOST)
    ).all()
    yield from (codec.load(Document, row.value, subject="store") for row in rows)


def _told_before(connection: sa.Connection, document: Document) -> Iterator[Document]:
    """The documents of the source that say, or once said, the same."""
    rows = connection.execute(
        sa.select(t.documents.c.value)
        .join(t.versions, t.versions.c.document == t.documents.c.id)
        .where(t.versions.c.version == document.version, t.documents.c.source == document.source)
        .order_by(t.documents.c.first_fetched, t.documents.c.id)
        .limit(_MOST)
    ).all()
    for row in rows:
        known = codec.load(Document, row.value, subject="store")
        # The version is the fingerprint of title and text: what it said then is what is said now.
        yield replace(known, title=document.title, text=document.text)
