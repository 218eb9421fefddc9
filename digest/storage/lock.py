"""A lock between processes that ends with the process that holds it, however it ends.

SQLite's own file lock serves: it works alike on every system that Python runs on, and the kernel drops it when a
process is killed. So a free lock proves that nobody who held it is alive.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

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
    """
    path = store.engine.url.database
    if path is None or path == ":memory:":
        yield True
        return
    connection = sqlite3.connect(f"{path}.{purpose}.lock", timeout=wait, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
    finally:
        connection.close()
