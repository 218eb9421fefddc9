"""Files of a folder: which are documents, in what order, and their bytes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from digest.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

READ = frozenset(
    {"", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".mbox", ".xml", ".rss", ".atom", ".rdf"}
    | {".pdf", ".hwp", ".hwpx", ".docx"}
)  # fmt: skip
MOST_FILES = 20_000


def files(folder: Path, *, subject: str, suffixes: frozenset[str] = READ) -> list[tuple[str, Path]]:
    """The documents of a folder and of those in it, by relative path (posix, NFC), sorted; hidden ones are left out.

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
        raise InputError(
            subject, f"{folder} holds no documents", "put files in it (.html .md .txt .pdf .eml)"
        )
    return found[:MOST_FILES]


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
