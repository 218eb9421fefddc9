"""What is held comes until it was told or dropped, and what a file decided goes with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.analysis.constraints import Constraints
from digest.storage import decisions, hands
from digest.storage.hands import Held
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, tzinfo=UTC)
FIRST, SECOND, THIRD = (f"p-weekly-2025-11-{day}" for day in ("03", "10", "17"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.opened(tmp_path / "digest.sqlite3")
    yield opened
    opened.close()


def waiting(store: Store, before: str, genre: str = "weekly", told: tuple[str, ...] = ()) -> list[str]:
    with store.read() as connection:
        return [one.story for one in hands.held(connection, genre=genre, before=before, told=told)]


def test_what_is_held_waits_for_later_issues_of_its_genre(store):
    held = [Held(issue=FIRST, story=name, item="i", document="d") for name in ("s1", "s2")]
    with store.write() as connection:
        hands.hold(connection, "weekly", FIRST, held)
    assert waiting(store, SECOND) == waiting(store, THIRD) == ["s1", "s2"]
    assert waiting(store, FIRST) == waiting(store, SECOND, "brief") == []
    assert waiting(store, THIRD, told=("s1",)) == ["s2"]
    with store.write() as connection:
        hands.hold(connection, "weekly", FIRST, held[:1])
    assert waiting(store, SECOND) == ["s1"]


def test_a_later_issue_drops_it_for_good_or_takes_that_back(store):
    with store.write() as connection:
        hands.hold(connection, "weekly", FIRST, [Held(issue=FIRST, story="s1", item="i", document="d")])
        hands.drop(connection, SECOND, ["s1"])
    assert waiting(store, SECOND) == ["s1"]  # where it is dropped it is still to be seen
    assert waiting(store, THIRD) == []
    with store.write() as connection:  # built again, the first issue still holds it
        hands.hold(connection, "weekly", FIRST, [Held(issue=FIRST, story="s1", item="i", document="d")])
    assert waiting(store, THIRD) == []
    with store.write() as connection:
        hands.drop(connection, SECOND, [])
    assert waiting(store, THIRD) == ["s1"]


def test_a_file_decides_for_later_issues_as_long_as_it_says_so(store):
    file = Constraints(together=(("a", "b"),), apart=(("a", "c"),))
    with store.write() as connection:
        decisions.follow_file(connection, FIRST, file, now=NOW)
        assert decisions.constraints(connection) == file
        assert decisions.constraints(connection, but=FIRST) == Constraints()
        decisions.decide(connection, "together", ["a", "b"], now=NOW)  # a command says so, too
        decisions.follow_file(connection, FIRST, Constraints(), now=NOW)
        assert decisions.constraints(connection) == Constraints(together=(("a", "b"),))
        decisions.follow_file(connection, SECOND, Constraints(together=(("a", "b"),)), now=NOW)
        decisions.follow_file(connection, SECOND, Constraints(), now=NOW)
        assert decisions.constraints(connection) == Constraints(together=(("a", "b"),))
