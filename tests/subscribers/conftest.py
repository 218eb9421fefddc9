"""Stores for the tests of subscribers: copies of one that was made once, because migrating takes longest."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.store import Store, engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store."""
    path = tmp_path_factory.mktemp("empty") / "digest.sqlite3"
    Store.open(path).close()
    return path


@pytest.fixture
def another(empty: Path, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes empty stores on disk, each with secrets of its own."""
    made: list[Store] = []

    def make() -> Store:
        path = tmp_path / f"store{len(made)}" / "digest.sqlite3"
        path.parent.mkdir()
        shutil.copy(empty, path)
        store = Store(engine(path))
        with store.write() as connection:
            connection.execute(sa.update(t.secrets).values(value=secrets.token_hex(32)))
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(another: Callable[[], Store]) -> Store:
    """An empty store on disk."""
    return another()
