"""The issues that can be looked at: those of the issues folder, newest first, or one file alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An issue on the shelf, as the picker names it."""

    id: str
    title: str
    number: int
    genre: str
    language: str
    first: str
    last: str


class Shelf:
    """The issues of a folder; what was read of a file that has not changed is not read again."""

    def __init__(self, folder: Path | None, single: Path | None = None) -> None:
        self._folder = folder
        self._single = single
        self._read: dict[Path, tuple[tuple[int, int], Entry | None]] = {}

    def entries(self) -> tuple[Entry, ...]:
        """What can be looked at, the newest period first."""
        found = [entry for path in self._paths() if (entry := self._entry(path)) is not None]
        named = {entry.id: entry for entry in found}
        return tuple(sorted(named.values(), key=lambda entry: (entry.first, entry.id), reverse=True))

    def path(self, issue: str) -> Path | None:
        """The file of an issue; None where it is not on the shelf."""
        for path in self._paths():
            entry = self._entry(path)
            if entry is not None and entry.id == issue:
                return path
        return None

    def _paths(self) -> list[Path]:
        within = sorted(self._folder.glob("*/issue.json")) if self._folder else []
        return [*([self._single] if self._single else []), *within]

    def _entry(self, path: Path) -> Entry | None:
        try:
            found = path.stat()
            stamp = (found.st_mtime_ns, found.st_size)
            known = self._read.get(path)
            if known and known[0] == stamp:
                return known[1]
            entry = _read(path)
        except (OSError, ValueError):
            # Half written, or broken: it keeps its place, so that the fault is told where it is looked at.
            return self._read[path][1] if path in self._read else None
        self._read[path] = (stamp, entry)
        return entry


def _read(path: Path) -> Entry | None:
    value = json.loads(path.read_bytes())
    if not isinstance(value, dict) or "id" not in value:
        return None
    period = value.get("period") or {}
    start = str(period.get("start", "")) or next(iter(_DATE.findall(str(value["id"]))), "")
    return Entry(
        id=str(value["id"]),
        title=str(value.get("title", "")),
        number=int(value.get("number") or 0),
        genre=str(value.get("genre", "")),
        language=str(value.get("language", "")),
        first=start,
        last=str(period.get("end", "")),
    )
