"""`corrections.toml` beside an issue: its corrections and withdrawals as text that an editor can read and mend.

It outlasts the store: a store that is put back from an older copy learns again from it what it had forgotten, and a file
that is lost is written anew from the store. Where both know a note, the file's words hold.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeGuard

from digest.errors import InputError
from digest.model import Note, Notes
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.model import Language, NoteKind

FILE = "corrections.toml"
KINDS: dict[str, NoteKind] = {"corrections": "correction", "withdrawals": "withdrawal"}
HEAD = (
    "# Corrections and withdrawals of {issue}, as readers are told of them.",
    "# `digest correct` and `digest withdraw` write here. The texts may be changed by hand; `digest archive` follows.",
)
KOREAN_HEAD = (
    "# {issue}의 정정과 철회. 독자에게 이대로 알립니다.",
    "# `digest correct`와 `digest withdraw`가 여기에 적습니다. 글은 직접 고쳐도 되고, `digest archive`가 그대로 따릅니다.",
)


def read(path: Path, issue: str) -> Notes:
    """The notes of the file; none where there is no file.

    Raises:
        InputError: it is not TOML, or a note of it cannot be understood.
        ResultError: it cannot be read.
    """
    data = files.read(path)
    if data is None:
        return Notes()
    try:
        value = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            str(path), f"is not TOML ({error})", "mend the line, or delete the file: the store has the notes"
        ) from None
    strange = next((key for key in value if key not in KINDS), None)
    if strange is not None:
        raise _wrong(path, f'"{strange}" is no kind of note')
    tables = [(KINDS[key], row) for key, rows in value.items() for row in _listed(rows)]
    notes = [_note(path, issue, kind, row) for kind, row in tables]
    numbers = [note.number for note in notes]
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if twice is not None:
        raise _wrong(path, f"number {twice} stands there twice")
    return Notes(every=tuple(sorted(notes, key=lambda note: note.number)))


def write(path: Path, issue: str, notes: Notes, language: Language) -> bool:
    """Write the file, whose comments are in the editor's language; False where it says all this already (its comments and order then stay).

    Raises:
        ResultError: it cannot be written.
    """
    return files.write(path, text(issue, notes, language)) if notes.every else False


def text(issue: str, notes: Notes, language: Language) -> str:
    """The file's text."""
    head = KOREAN_HEAD if language == "ko" else HEAD
    lines = [line.format(issue=issue) for line in head]
    for note in notes.every:
        key = next(key for key, kind in KINDS.items() if kind == note.kind)
        lines += ["", f"[[{key}]]", *_rows(note)]
    return "".join(f"{line}\n" for line in lines)


def merged(kept: Notes, written: Notes) -> Notes:
    """What the store keeps and what the file says, together: nothing that either knows is lost.

    The file's words hold; a note that either says was taken back is.
    """
    found = {note.number: note for note in kept.every}
    for note in written.every:
        known = found.get(note.number)
        undone = note.undone or (known.undone if known and known.at == note.at else None)
        found[note.number] = replace(note, undone=undone)
    return Notes(every=tuple(found[number] for number in sorted(found)))


def _listed(rows: Any) -> list[Any]:
    return rows if isinstance(rows, list) else [rows]


def _rows(note: Note) -> Iterator[str]:
    yield f"number = {note.number}"
    yield f"at = {note.at.isoformat(timespec='seconds')}"
    if note.item:
        yield f"item = {quoted(note.item)}"
    yield f"text = {quoted(note.text)}"
    if note.undone:
        yield f"undone = {note.undone.isoformat(timespec='seconds')}"


def _note(path: Path, issue: str, kind: NoteKind, row: Any) -> Note:
    if not isinstance(row, dict):
        raise _wrong(path, "a note is no table")
    number, at, told = row.get("number"), row.get("at"), row.get("text")
    undone, item = row.get("undone"), row.get("item", "")
    subject = f"note {number}"
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise _wrong(path, "a note has no number")
    if not isinstance(told, str) or not told.strip():
        raise _wrong(path, f"{subject} has no text")
    if not isinstance(item, str):
        raise _wrong(path, f"the item of {subject} is no text")
    if not _moment(at) or not (undone is None or _moment(undone)):
        raise _wrong(path, f"{subject}: `at` is no moment with its zone, as in 2025-11-24T07:00:00+09:00")
    return Note(
        issue=issue,
        number=number,
        kind=kind,
        item=item,
        text=" ".join(told.split()),
        at=at,
        undone=undone,
    )


def _moment(given: Any) -> TypeGuard[datetime]:
    return isinstance(given, datetime) and given.tzinfo is not None


def quoted(told: str) -> str:
    """A text as a TOML string of one line (JSON's escapes are TOML's; DEL alone is not)."""
    return json.dumps(told, ensure_ascii=False).replace("\x7f", "\\u007f")


def _wrong(path: Path, message: str) -> InputError:
    return InputError(str(path), message, "mend it, or delete the file: the store has the notes")
