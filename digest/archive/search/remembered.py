"""What was worked out before, kept below `var/`: the terms of each item, and the files of each year.

So one more issue costs the analysis of its own sentences only, and the analyser is not even loaded where nothing is new.
A file that cannot be read or is of other rules is as none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest import codec
from digest.archive.search import terms
from digest.errors import ResultError
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.archive.search.record import Record

HEADLINE = 3
"""How many times a term of the headline counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an item tells: the weight of each term, neighbours that may be one word, verbs as written → stem + 다."""

    weights: dict[str, int]
    joins: frozenset[str]
    verbs: dict[str, str]


@dataclass(slots=True)
class Memory:
    """The terms of items and the files of years, in a folder; nothing is kept where there is none."""

    folder: Path | None
    version: str

    def told(self, year: int, records: Sequence[Record]) -> list[Told]:
        """The terms of each of a year's items, of which only new ones are analysed."""
        keys = [_key(one) for one in records]
        known = self._read(f"terms-{year}.json")
        missing = {key: one for key, one in zip(keys, records, strict=True) if key not in known}
        if missing or len(known) != len(set(keys)):
            known = {key: known[key] for key in keys if key in known}
            known.update(zip(missing, _analysed(tuple(missing.values())), strict=True))
            self._write(f"terms-{year}.json", known)
        return [
            Told(weights=weights, joins=frozenset(joins), verbs=verbs)
            for weights, joins, verbs in (known[key] for key in keys)
        ]

    def files(self, year: int, key: str) -> dict[str, str] | None:
        """The files made of this year under this key; None where they must be made."""
        found = self._read(f"files-{year}.json")
        return found["files"] if found.get("key") == key else None

    def keep(self, year: int, key: str, made: Mapping[str, str]) -> None:
        """Keep the files of a year."""
        self._write(f"files-{year}.json", {"key": key, "files": dict(made)})

    def _read(self, name: str) -> dict[str, Any]:
        if self.folder is None:
            return {}
        try:
            found = json.loads((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return {}
        right = isinstance(found, dict) and found.get("version") == self.version
        return found["of"] if right and isinstance(found.get("of"), dict) else {}

    def _write(self, name: str, of: Mapping[str, Any]) -> None:
        if self.folder is not None:
            text = json.dumps({"version": self.version, "of": of}, ensure_ascii=False, separators=(",", ":"))
            try:
                files.write(self.folder / name, text)
            except ResultError:
                return  # it is only kept to save time


def _key(one: Record) -> str:
    return codec.fingerprint(one.language, one.title, *one.sentences)


def _analysed(records: Sequence[Record]) -> list[list[Any]]:
    texts = [text for one in records for text in (one.title, *one.sentences)]
    languages = [one.language for one in records for _ in range(len(one.sentences) + 1)]
    found = iter(terms.analyse(texts, languages))
    made: list[list[Any]] = []
    for one in records:
        weights: dict[str, int] = {}
        joins: set[str] = set()
        verbs: dict[str, str] = {}
        for place in range(len(one.sentences) + 1):
            told = next(found)
            for term, count in told.counts.items():
                weights[term] = weights.get(term, 0) + (count if place else HEADLINE)
            joins |= told.joins
            verbs.update(told.verbs)
        made.append([weights, sorted(joins), verbs])
    return made
