"""What the editor decided is kept, listed, taken back, and never contradictory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.errors import ResultError, UsageError
from digest.storage import decisions
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.opened(tmp_path / "digest.sqlite3")
    yield opened
    opened.close()


def test_decisions_are_kept_once_and_taken_back(store):
    with store.write() as connection:
        assert decisions.decide(connection, "together", ["b", "a", "c"], now=NOW) == 2
        assert decisions.decide(connection, "together", ["a", "b"], now=NOW) == 0
        assert decisions.decide(connection, "apart", ["a", "d", "e"], now=NOW) == 3
    with store.read() as connection:
        found = decisions.constraints(connection)
    assert found.together == (("a", "b"), ("b", "c"))
    assert found.apart == (("a", "d"), ("a", "e"), ("d", "e"))
    with store.write() as connection:
        assert decisions.undo(connection, "apart", ["e", "a"]) == 1
        assert decisions.undo(connection, "apart", ["a", "b"]) == 0
        assert [one.kind for one in decisions.listed(connection)] == [
            "together",
            "apart",
            "together",
            "apart",
        ]


def test_a_contradiction_is_refused_and_nothing_is_kept(store):
    with store.write() as connection:
        decisions.decide(connection, "together", ["a", "b"], now=NOW)
        decisions.decide(connection, "together", ["b", "c"], now=NOW)
    told = '"a" and "c": were merged .*"a" with "b", "b" with "c".*digest merge --undo a b'
    with store.write() as connection, pytest.raises(UsageError, match=told):
        decisions.decide(connection, "apart", ["a", "c"], now=NOW)
    with store.read() as connection:
        assert decisions.constraints(connection).apart == ()


def test_an_unknown_story_is_told(store):
    with store.read() as connection, pytest.raises(ResultError, match="no issue was built"):
        decisions.story(connection, "nothing")
