"""New stores for tests: copies of one that the program made once a process, because migrating takes longest."""

from __future__ import annotations

import secrets
import tempfile
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.store import Store


def opened(path: Path) -> Store:
    """`Store.open` where no store is yet; the new one has secrets of its own, as each has that is migrated."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(_empty())
    store = Store.open(path)
    with store.write() as connection:
        connection.execute(sa.update(t.secrets).values(value=secrets.token_hex(32)))
    return store


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.sqlite3")
        Store.open(path).close()
        assert [one.name for one in path.parent.iterdir()] == [path.name], "all is in the one file"
        return path.read_bytes()
