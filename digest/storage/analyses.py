"""What analysis said of stories: kept as long as their texts, so that nothing is analysed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def known(connection: sa.Connection, version: str, documents: Sequence[str]) -> dict[str, bytes]:
    """The analyses of these documents' stories that this version of the analysers made, by name."""
    found: dict[str, bytes] = {}
    for some in parts(documents):
        rows = connection.execute(
            sa.select(t.analyses.c.name, t.analyses.c.value).where(
                t.analyses.c.document.in_(some), t.analyses.c.version == version
            )
        )
        found.update((row.name, row.value) for row in rows)
    return found


def keep(
    connection: sa.Connection, version: str, stories: Iterable[tuple[str, str]], made: Mapping[str, bytes]
) -> None:
    """Keep what was made, and drop what another version made or what these documents no longer tell.

    Args:
        connection: for writing.
        version: of the analysers.
        stories: the document of each story that was read, and the name of its analysis.
        made: the new and renewed analyses by name.
    """
    told = set(stories)
    connection.execute(sa.delete(t.analyses).where(t.analyses.c.version != version))
    kept = set(_kept(connection, sorted({document for document, _ in told})))
    fresh = {pair for pair in told if pair[1] in made}
    _drop(connection, sorted(kept - told | kept & fresh))
    if fresh:
        rows = [
            {"document": document, "name": name, "version": version, "value": made[name]}
            for document, name in sorted(fresh)
        ]
        connection.execute(sa.insert(t.analyses), rows)


def forget(connection: sa.Connection, documents: Sequence[str]) -> None:
    """Drop the analyses of documents whose texts are no longer kept."""
    for some in parts(documents):
        connection.execute(sa.delete(t.analyses).where(t.analyses.c.document.in_(some)))


def _drop(connection: sa.Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Drop the analyses of these documents and names."""
    statement = sa.delete(t.analyses).where(
        t.analyses.c.document == sa.bindparam("of"), t.analyses.c.name == sa.bindparam("called")
    )
    if pairs:
        connection.execute(statement, [{"of": document, "called": name} for document, name in pairs])


def _kept(connection: sa.Connection, documents: Sequence[str]) -> Iterator[tuple[str, str]]:
    for some in parts(documents):
        rows = connection.execute(
            sa.select(t.analyses.c.document, t.analyses.c.name).where(t.analyses.c.document.in_(some))
        )
        yield from ((row.document, row.name) for row in rows)
