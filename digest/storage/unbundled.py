"""How documents came apart: kept as long as their texts, so that none is unbundled twice; one row a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.parts import parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Kept(NamedTuple):
    """What a document came apart into, packed, and the fingerprint of what it was made from."""

    given: str
    value: bytes


def known(connection: sa.Connection, version: str, documents: Sequence[str]) -> dict[str, Kept]:
    """What this version of the program made of documents, by their ids."""
    found: dict[str, Kept] = {}
    of = t.unbundled.c
    for some in parts(documents):
        rows = connection.execute(
            sa.select(of.document, of.given, of.value).where(of.document.in_(some), of.version == version)
        )
        found.update((row.document, Kept(row.given, row.value)) for row in rows)
    return found


def keep(connection: sa.Connection, version: str, made: Mapping[str, Kept]) -> None:
    """Keep what was made in the place of what was known of the same documents; what another version made is dropped."""
    connection.execute(sa.delete(t.unbundled).where(t.unbundled.c.version != version))
    forget(connection, list(made))
    rows = [
        {"document": document, "version": version, "given": one.given, "value": one.value}
        for document, one in made.items()
    ]
    if rows:
        connection.execute(sa.insert(t.unbundled), rows)


def forget(connection: sa.Connection, documents: Sequence[str]) -> None:
    """Drop what is known of documents."""
    for some in parts(documents):
        connection.execute(sa.delete(t.unbundled).where(t.unbundled.c.document.in_(some)))
