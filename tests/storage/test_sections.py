"""Where the editor placed items is kept by their stories, listed, and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digest.storage import sections
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


def test_the_last_decision_holds_and_is_taken_back_by_its_item(store):
    """Also where a story has moved to another item since."""
    with store.write() as connection:
        sections.place(connection, "one", ["a", "b"], "tech", now=NOW)
        sections.place(connection, "one", ["a", "b", "c"], "policy", now=NOW)
        sections.place(connection, "two", ["c", "d"], "tech", now=NOW + timedelta(hours=1))
        assert sections.placed(connection) == {"a": "policy", "b": "policy", "c": "tech", "d": "tech"}
        assert [(one.item, one.section) for one in sections.decisions(connection)] == [
            ("one", "policy"),
            ("two", "tech"),
        ]
        assert sections.undo(connection, "one") == 2
        assert sections.undo(connection, "one") == 0
        assert sections.placed(connection) == {"c": "tech", "d": "tech"}


def test_what_was_decided_of_a_story_that_left_the_item_stays(store):
    """Placing an item anew says nothing of stories that are no longer of it."""
    with store.write() as connection:
        sections.place(connection, "one", ["a", "b", "c"], "tech", now=NOW)
        sections.place(connection, "one", ["a", "b"], "policy", now=NOW + timedelta(hours=1))
        assert sections.placed(connection) == {"a": "policy", "b": "policy", "c": "tech"}
