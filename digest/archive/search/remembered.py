"""What was worked out before, kept below `var/`: the terms of each item, and the files of each year.

So one more issue costs the analysis of its own sentences only, and the analyser is not even loaded where nothing is new.
`digest build`, which has it loaded, leaves the terms of an issue here beforehand (`prepare`). An item is analysed alone: what it tells
does not depend on what else is new. A file that cannot be read or is of other rules is as none.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest import codec
from digest.archive.search import terms
from digest.errors import ResultError
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digest.archive.search.record import Record

BEFOREHAND = "beforehand"
"""The folder of terms that were found before the archive asked for them: a file an issue."""
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
            beforehand = self._beforehand() if missing else {}
            for key, one in missing.items():
                known[key] = beforehand[key] if key in beforehand else _analysed(one)
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

    def _beforehand(self) -> dict[str, Any]:
        """All terms that were found beforehand by the same rules."""
        found: dict[str, Any] = {}
        if self.folder is not None:
            for path in sorted((self.folder.parent / BEFOREHAND).glob("*.json")):
                found |= _read(path, version())
        return found

    def _read(self, name: str) -> dict[str, Any]:
        return {} if self.folder is None else _read(self.folder / name, self.version)

    def _write(self, name: str, of: Mapping[str, Any]) -> None:
        if self.folder is not None:
            _write(self.folder / name, self.version, of)


def version() -> str:
    """Everything that determines what is kept of an item."""
    return f"each alone; {HEADLINE}; {terms.version()}"


def prepare(folder: Path, issue: str, records: Sequence[Record]) -> None:
    """Find the terms of an issue's items, and leave them for the archive; what is known already is not analysed again.

    Args:
        folder: the search's own below the archive's cache.
        issue: its id.
        records: its items.
    """
    path, rules = folder / BEFOREHAND / f"{issue}.json", version()
    known = _read(path, rules)
    found = {key: known.get(key) or _analysed(one) for one in records for key in [_key(one)]}
    if found != known:
        _write(path, rules, found)


def tidy(folder: Path, standing: Collection[str]) -> None:
    """Remove what was found beforehand for issues that are no more, or whose terms the archive has: all but these ids."""
    for path in (folder / BEFOREHAND).glob("*.json"):
        if path.stem not in standing:
            with suppress(OSError):
                path.unlink()


def _read(path: Path, rules: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    right = isinstance(found, dict) and found.get("version") == rules
    return found["of"] if right and isinstance(found.get("of"), dict) else {}


def _write(path: Path, rules: str, of: Mapping[str, Any]) -> None:
    text = json.dumps({"version": rules, "of": of}, ensure_ascii=False, separators=(",", ":"))
    with suppress(ResultError):  # it is only kept to save time
        files.write(path, text)


def _key(one: Record) -> str:
    return codec.fingerprint(one.language, one.title, *one.sentences)


def _analysed(one: Record) -> list[Any]:
    """The terms of an item, found without those of any other: the analyser's answers depend on what it is asked together."""
    texts = (one.title, *one.sentences)
    weights: dict[str, int] = {}
    joins: set[str] = set()
    verbs: dict[str, str] = {}
    for place, told in enumerate(terms.analyse(texts, [one.language] * len(texts))):
        for term, count in told.counts.items():
            weights[term] = weights.get(term, 0) + (count if place else HEADLINE)
        joins |= told.joins
        verbs.update(told.verbs)
    return [weights, sorted(joins), verbs]
