"""Writing files whole: a reader, or a run that is cut off, never leaves half of one."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from digest.errors import ResultError


def write(path: Path, content: bytes | str) -> bool:
    """Write a file by way of a temporary one beside it; False where it already held these bytes.

    Raises:
        ResultError: the folder cannot be written, or the disk is full; nothing half-written is left.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = str(path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp"))
        with Path(temporary).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        raise ResultError(
            str(path),
            f"cannot be written ({error.strerror or error})",
            "check the folder's permissions and space",
        ) from None
    else:
        temporary = None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
    return True
