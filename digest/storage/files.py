"""Writing files whole: a reader, or a run that is cut off, never leaves half of one."""

from __future__ import annotations

import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 3600
"""Seconds that no writer takes for a file."""
_TEMPORARY = re.compile(r"\..+\.([1-9][0-9]{0,9})-[0-9]+\.tmp", re.DOTALL)


def write(path: Path, content: bytes | str) -> bool:
    """Write a file by way of a temporary one beside it; False where it already held these bytes.

    Raises:
        ResultError: the folder cannot be written, or the disk is full; nothing half-written is left.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and read(path) == data:
        return False
    _put(path, data)
    return True


def replace(path: Path, content: bytes, before: bytes | None) -> bool:
    """Write a file in the place of what was there (None: nothing); False, and nothing is done, where that is another by now.

    Raises:
        ResultError: the folder cannot be written, or the disk is full; nothing half-written is left.
    """
    if content == before:
        return read(path) == before
    return _put(path, content, when=lambda: read(path) == before)


def read(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none.

    Raises:
        ResultError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ResultError(
            str(path), f"cannot be read ({error.strerror or error})", "check its permissions"
        ) from None


def sweep(folder: Path) -> None:
    """Remove the temporary files below a folder whose process was killed before it could put them in their place.

    Raises:
        ResultError: one cannot be removed.
    """
    for home, _, names in os.walk(folder):
        for name in names:
            made = _TEMPORARY.fullmatch(name)
            path = Path(home, name)
            try:
                if made and _abandoned(path, int(made[1])):
                    path.unlink(missing_ok=True)
            except FileNotFoundError:  # its writer has just put it in its place
                continue
            except OSError as error:
                raise ResultError(
                    str(path), f"cannot be removed ({error.strerror or error})", "check its permissions"
                ) from None


def _abandoned(path: Path, process: int) -> bool:
    if os.name != "posix":  # to ask for a process there would be to stop it
        return time.time() - path.stat().st_mtime > LONG
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:  # somebody else's
        return False
    return False


class Together:
    """Files that are written together: their contents reach the disk side by side, then each takes its place, in their order.

    A context; what was not settled at its end is as if it had not been given. Not for several threads.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Path, Path, BinaryIO]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for _, temporary, file in self._waiting:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                temporary.unlink()

    def write(self, path: Path, content: bytes | str) -> bool:
        """Take a file that is to stand at this path; False where it already holds these bytes.

        Raises:
            ResultError: it cannot be written.
        """
        data = content.encode() if isinstance(content, str) else content
        if path.is_file() and read(path) == data:
            return False
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = _beside(path)
            file = temporary.open("wb")
            self._waiting.append((path, temporary, file))
            file.write(data)
            file.flush()
        return True

    def settle(self) -> None:
        """Put in their places what was given so far.

        Raises:
            ResultError: one cannot be written; those before it stand.
        """
        if not self._waiting:
            return
        with ThreadPoolExecutor(max_workers=8) as threads:
            synced = [threads.submit(os.fsync, file.fileno()) for _, _, file in self._waiting]
        for done in synced:
            path, temporary, file = self._waiting[0]
            with _told(path):
                done.result()
                file.close()
                temporary.replace(path)
            del self._waiting[0]


def _put(path: Path, data: bytes, when: Callable[[], bool] = lambda: True) -> bool:
    """Put a file in its place, if then `when` still says so."""
    temporary = _beside(path)
    there = True
    try:
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if not when():
                return False
            temporary.replace(path)
            there = False
    finally:
        if there:
            with suppress(OSError):
                temporary.unlink()
    return True


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ResultError(
            str(path),
            f"cannot be written ({error.strerror or error})",
            "check the folder's permissions and space",
        ) from None
