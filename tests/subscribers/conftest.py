"""Stores for the tests of subscribers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import stores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest.storage.store import Store


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes empty stores on disk, each with secrets of its own."""
    made: list[Store] = []

    def make() -> Store:
        made.append(stores.opened(tmp_path / f"store{len(made)}" / "digest.sqlite3"))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(another: Callable[[], Store]) -> Store:
    """An empty store on disk."""
    return another()
