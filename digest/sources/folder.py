"""Files of a folder: which are documents, in what order, and their bytes."""

from __future__ import annotations

import re
import unicodedata
from hashlib import file_digest
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_FILES = 20_000
"""Of one folder so many are read, and that there are more is told: whoever names `/` has slipped."""
READ = frozenset(
    {"", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".emlx", ".mbox", ".xml", ".rss", ".atom", ".rdf"}
    | {".pdf", ".hwp", ".hwpx", ".docx"}
)  # fmt: skip
_FLAGGED = re.compile(r"[:;!]2,[A-Za-z]*$")


def files(
    folder: Path,
    *,
    subject: str,
    suffixes: frozenset[str] = READ,
    hint: str = "put files in it (.html .md .txt .pdf .eml)",
) -> list[tuple[str, Path]]:
    """The documents of a folder and of those in it, by relative path (posix, NFC), sorted; hidden ones are left out.

    `hint` says what belongs there.

    Raises:
        InputError: there is no such folder, it cannot be read, or there is none in it.
    """
    if not folder.is_dir():
        raise InputError(subject, f"{folder} is no folder", "create it, or correct the path")
    try:
        found = sorted(
            (relative(path, folder), path) for path in folder.rglob("*") if _wanted(path, folder, suffixes)
        )
    except OSError as error:
        raise InputError(
            subject, f"{folder} cannot be read ({error.strerror})", "look at its permissions"
        ) from None
    if not found:
        raise InputError(subject, f"{folder} holds no documents", hint)
    return found


def few(
    found: list[tuple[str, Path]], *, subject: str, newest: bool = False
) -> tuple[list[tuple[str, Path]], InputError | None]:
    """As many of the documents of a folder as are read of one, and what to say of the others; None where all are.

    They are the first of them, or of letters, whose names begin with the moment at which they came, the `newest`.
    """
    if len(found) <= MOST_FILES:
        return found, None
    told = f"holds {len(found):,} documents, of which the {'newest' if newest else 'first'} {MOST_FILES:,} are read"
    if newest:
        found = sorted(sorted(found, key=lambda one: _came(one[0]))[-MOST_FILES:])
    return found[:MOST_FILES], InputError(subject, told, "move those elsewhere that are done with")


def _came(name: str) -> tuple[int, str]:
    """When a letter of a Maildir came, in seconds, and its name."""
    own = name.rpartition("/")[2]
    seconds = own.partition(".")[0]
    return int(seconds) if seconds.isascii() and seconds.isdecimal() else 0, own


def mark(files: Sequence[tuple[str, Path]]) -> str:
    """A fingerprint of the files' names and bytes: while it is the same, there is nothing new in them."""
    return fingerprint(*(part for name, path in files for part in (name, _print(path))))


def _print(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file_digest(file, "blake2b").digest()
    except OSError:
        return b""  # it is told when it is read


def is_maildir(folder: Path) -> bool:
    """Whether a folder is a Maildir: mail in `cur` and `new`."""
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def letters(folder: Path) -> list[tuple[str, Path]]:
    """The messages of a Maildir and of the Maildirs in it, by a name that stays when one is moved or flagged, sorted.

    Drafts and what was put in the bin (flags D and T) are left out, as is what is still being written (`tmp`).
    """
    boxes = [folder, *(path.parent for path in folder.rglob("cur") if is_maildir(path.parent))]
    found = []
    for box in dict.fromkeys(boxes):
        for path in (*(box / "cur").glob("*"), *(box / "new").glob("*")):
            name, _, flags = (
                re.split(r"([:;!]2,)", path.name, maxsplit=1)
                if _FLAGGED.search(path.name)
                else (path.name, "", "")
            )
            if path.is_file() and not name.startswith(".") and not set(flags) & {"D", "T"}:
                found.append((name if box == folder else f"{relative(box, folder)}/{name}", path))
    return sorted(found)


def relative(path: Path, folder: Path) -> str:
    """The path within a folder: posix, NFC (macOS writes NFD)."""
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def content(path: Path, *, subject: str, max_bytes: int) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it is missing, not readable or larger than `max_bytes`.
    """
    try:
        if path.stat().st_size > max_bytes:
            raise InputError(
                subject, f"larger than {max_bytes:,} bytes", "raise [fetch] max_bytes, or split it"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(subject, "no such file", "correct the path") from None
    except IsADirectoryError:
        raise InputError(subject, "is a folder, not a file", 'set kind = "folder"') from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", "") or str(error)
        raise InputError(subject, f"cannot be read ({told})", "look at its permissions") from None


def _wanted(path: Path, folder: Path, suffixes: frozenset[str]) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in suffixes and path.is_file()
