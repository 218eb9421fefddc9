"""What is kept only to save time, behind a checksum: where it is damaged, cut short or not there, it is as nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digest import codec
from digest.errors import ResultError
from digest.storage import files

if TYPE_CHECKING:
    from pathlib import Path


def keep(path: Path, data: bytes, *, under: str = "") -> None:
    """Keep these bytes in a file; where that cannot be done, they are found anew next time.

    Args:
        path: of the file.
        data: of any kind.
        under: what they depend on; they are given to those alone who say the same.
    """
    with suppress(OSError, ResultError):
        files.write(path, codec.fingerprint(under, data).encode() + b"\n" + data)


def kept(path: Path, *, under: str = "") -> bytes | None:
    """The bytes in a file as they were kept; None where there are none."""
    try:
        mark, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if mark == codec.fingerprint(under, data).encode() else None
