"""The journal of suppressions: a file beside the store that outlives it, so that an older copy that is put back still learns who has left.

One line of JSON an entry, only ever added to: the seal of an address (`digest.storage.seals`, never the address itself), whether it
is `out` or back `in`, why and when. How far the store has read it stands in the store, and so in each copy of it: what a copy
lacks is what follows its place.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import sqlalchemy as sa

from digest.codec import fingerprint
from digest.errors import ResultError
from digest.model import Left
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = "suppressions-read"
"""Under this name the store remembers how many bytes of the journal it has read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line: `seal` went `out` or came back `in`, for a `reason`, `at` that moment."""

    seal: str
    to: Literal["out", "in"]
    reason: Left
    at: datetime


def path_of(connection: sa.Connection) -> Path | None:
    """Where the journal of a store stands: `digest.suppressions.jsonl` beside `digest.sqlite3`; None for a store without a file."""
    database = connection.engine.url.database
    return Path(database).with_suffix(".suppressions.jsonl") if database and database != ":memory:" else None


def add(connection: sa.Connection, key: bytes, entries: Iterable[Entry]) -> None:
    """Write entries down, before the store commits them: a wish that the store lost is still to be carried out.

    Raises:
        ResultError: the file cannot be written.
    """
    path = path_of(connection)
    if path is None:
        return
    lines = "".join(_line(key, entry) for entry in entries).encode("ascii")
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "a+b") as file:
            if file.seek(0, os.SEEK_END):  # behind a line that a full disk cut off a new one begins
                file.seek(-1, os.SEEK_END)
                lines = lines if file.read(1) == b"\n" else b"\n" + lines
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from None


def unread(connection: sa.Connection, key: bytes) -> tuple[tuple[Entry, ...], int]:
    """What the store has not read of its journal, and the place to remember when it has.

    Lines of another store's key are passed over, and so is one that was cut off by a loss of power.
    """
    path, place = path_of(connection), _place(connection)
    if path is None or not path.is_file():
        return (), 0
    size = path.stat().st_size
    if size == place:
        return (), place
    with path.open("rb") as file:
        file.seek(place if place < size else 0)
        data = file.read(size)
        end = file.tell()
    mark = _mark(key)
    found = (_entry(line, mark) for line in data.splitlines())
    return tuple(entry for entry in found if entry is not None), end


def is_there(connection: sa.Connection) -> bool:
    """Whether the store has a journal."""
    path = path_of(connection)
    return path is None or path.is_file()


def is_read(connection: sa.Connection) -> bool:
    """Whether the store has read its journal to the end."""
    path = path_of(connection)
    return path is None or (path.is_file() and path.stat().st_size == _place(connection))


def remember(connection: sa.Connection, place: int) -> None:
    """Note in the store how far it has read its journal."""
    connection.execute(sa.delete(t.secrets).where(t.secrets.c.name == PLACE))
    connection.execute(sa.insert(t.secrets).values(name=PLACE, value=str(place)))


def erase(connection: sa.Connection, seal: str) -> None:
    """Take the entries of a seal out of the journal, for somebody of whom nothing is to stay.

    Raises:
        ResultError: the file cannot be written.
    """
    path = path_of(connection)
    if path is None or not path.is_file():
        return
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if seal.encode("ascii") not in line]
        if len(kept) == len(lines):
            return
        new = path.with_suffix(".new")
        new.write_bytes(b"".join(kept))
        new.chmod(0o600)
        new.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    remember(connection, 0)


def _place(connection: sa.Connection) -> int:
    value = connection.execute(
        sa.select(t.secrets.c.value).where(t.secrets.c.name == PLACE)
    ).scalar_one_or_none()
    return int(value or 0)


def _line(key: bytes, entry: Entry) -> str:
    row = {
        "key": _mark(key),
        "seal": entry.seal,
        "to": entry.to,
        "why": entry.reason,
        "at": entry.at.isoformat(),
    }
    return json.dumps(row) + "\n"


def _entry(line: bytes, mark: str) -> Entry | None:
    try:
        row: dict[str, Any] = json.loads(line)
        if row["key"] != mark or row["to"] not in ("out", "in") or row["why"] not in get_args(Left):
            return None
        return Entry(
            seal=str(row["seal"]), to=row["to"], reason=row["why"], at=datetime.fromisoformat(row["at"])
        )
    except (ValueError, KeyError, TypeError):
        return None


def _mark(key: bytes) -> str:
    """By what a line tells whose store wrote it: seals under another key mean nothing here."""
    return fingerprint("suppressions", key.hex())[:8]


def _unwritable(path: Path, error: OSError) -> ResultError:
    return ResultError(
        str(path), f"cannot be written ({error.strerror or error})", "check its permissions and the disk"
    )
