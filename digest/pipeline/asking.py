"""Asks the store what an archive needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.pairs import Known, pairs
from digest.pipeline import correcting
from digest.pipeline.naming import good_lines_of_glossary
from digest.pipeline.recorded import Recorded
from digest.storage import issues, reached, sightings, storylines

if TYPE_CHECKING:
    from digest.errors import DigestError
    from digest.pipeline.recorded import Asked, Groups
    from digest.storage.store import Store


def recorded(asked: Asked, store: Store) -> Recorded:
    """What the store knows of these issues.

    Raises:
        ConfigurationError: the glossary cannot be read.
        ResultError: the store or a file of notes cannot be read or written.
    """
    with store.read() as connection:
        built = issues.fingerprints(connection)
        published = reached.published(connection)
        lines = storylines.listed(connection)
    notes, faults = correcting.every(
        correcting.Desk(asked.issues, asked.zone, asked.language), store, asked.names
    )
    known, fault = _known_names(asked, store)
    return Recorded(
        built=built,
        published=published,
        standing={(part.telling.issue, part.telling.item): line.id for line in lines for part in line.parts},
        notes=notes,
        names=known,
        faults=(*faults, *([fault] if fault else [])),
    )


def _known_names(asked: Asked, store: Store) -> tuple[Groups, DigestError | None]:
    """The names, and what is wrong in the glossary: pages with a correction must not wait for it."""
    glossary, fault = good_lines_of_glossary(asked.glossary)
    with store.read() as connection:
        seen = sightings.all_of(connection, asked.sources)
    groups: dict[str, list[str]] = {}
    for pair in pairs(Known(glossary=glossary, archive=seen)):
        if pair.believed:
            groups.setdefault(pair.korean, []).append(pair.latin)
    return tuple((korean, *dict.fromkeys(latin)) for korean, latin in groups.items()), fault
