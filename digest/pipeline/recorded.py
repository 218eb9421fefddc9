"""What the store knows that an archive asks for, as values: who reads this module reads nothing of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from digest.errors import DigestError
from digest.model import Language, NoteBook

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What has to be known of a publication to ask its store.

    Args:
        store: the file.
        issues: the folder of all issues.
        names: their ids, found before the store is asked: what is built meanwhile waits for the next archive.
        zone: the publication's.
        language: the publication's.
        glossary: the file of names; it need not be there.
        sources: the keys of those whose names may be told.
    """

    store: Path
    issues: Path
    names: tuple[str, ...]
    zone: tzinfo
    language: Language
    glossary: Path
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the store knows of the issues of an archive, and of the names in them.

    Args:
        built: issue → its state and the digest of its file as it was built.
        published: the issues that the published archive listed when it was written last.
        standing: (issue, item) → its storyline.
        notes: issue → the editor's corrections and withdrawals.
        names: groups of spellings of one name, in both scripts, that grouping believes; the Korean one first.
        faults: what is wrong in files of notes and in the glossary, whose other lines hold.
    """

    built: Mapping[str, tuple[str, str]]
    published: frozenset[str]
    standing: Mapping[tuple[str, str], str]
    notes: NoteBook
    names: Groups
    faults: tuple[DigestError, ...] = ()
