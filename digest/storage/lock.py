"""A lock between processes that ends with the process that holds it, however it ends.

SQLite's own file lock serves: it works alike on every system that Python runs on, and the kernel drops it when a
process is killed. So a free lock proves that nobody who held it is alive.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.storage.store import Store


@contextmanager
def alone(store: Store, purpose: str, *, wait: float = 0) -> Iterator[bool]:
    """Hold the store's lock for a purpose; gives False, and holds nothing, where another process has it.

    Args:
        store: the publication's store.
        purpose: what one wants to be alone at.
        wait: how long to wait for the other, in seconds.

    Raises:
        ResultError: nobody can be alone here: the file of the lock cannot be used.
    """
    path = store.engine.url.database
    if path is None or path == ":memory:":
        yield True
        return
    file = f"{path}.{purpose}.lock"
    try:
        connection = sqlite3.connect(file, timeout=wait, isolation_level=None)
    except sqlite3.Error as error:
        raise _useless(file, str(error)) from None
    try:
        yield _taken(connection, file)
    finally:
        connection.close()


def _taken(connection: sqlite3.Connection, file: str) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise _useless(file, str(error)) from None
    # Of a file that we may only read SQLite opens what others share: two would both be alone. Asked by its name: to open
    # it once more and close it would, by the rules of POSIX, give back what any thread of this process has locked of it.
    if not os.access(file, os.W_OK):
        raise _useless(file, "no permission to write it")
    return True


def _useless(file: str, why: str) -> ResultError:
    return ResultError(
        file,
        f"cannot be locked ({why})",
        "give it to the user whom digest runs as, or delete it while nothing else runs",
    )
