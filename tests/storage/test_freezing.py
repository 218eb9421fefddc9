"""Freezing to whom a campaign goes, while readers come and go."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.model import Subscriber
from digest.storage import campaigns, freezing, subscribers
from digest.storage import tables as t
from digest.storage.readership import Readership
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with ten subscribers."""
    opened = stores.opened(tmp_path / "digest.sqlite3")
    with opened.write() as connection:
        for number in range(10):
            subscribers.save(connection, Subscriber(id=str(number), address=f"{number}@example.org"), now=NOW)
    yield opened
    opened.close()


def names(store: Store, issue: str = "i") -> str:
    d = t.deliveries
    with store.read() as connection:
        rows = connection.execute(d.select().where(d.c.issue == issue).order_by(d.c.place)).all()
    return "".join(row.subscriber for row in rows)


def begin(store: Store, issue: str) -> None:
    with store.write() as connection:
        campaigns.start(connection, issue=issue, rendition="{}", letterhead="{}", now=NOW)


def test_others_may_write_while_a_large_campaign_is_frozen(store: Store, monkeypatch: pytest.MonkeyPatch):
    """Who leaves between two parts gets no row; nobody waits for more than one part."""
    path = str(store.engine.url.database)
    waited: list[float] = []

    def leave(seconds: float) -> None:
        waited.append(seconds)
        with sqlite3.connect(path, timeout=0) as other:  # would fail at once if the store were locked
            other.execute("DELETE FROM subscribers WHERE id = '7'")

    monkeypatch.setattr(freezing, "PART", 4)
    monkeypatch.setattr(freezing.time, "sleep", leave)
    assert freezing.freeze(store, {"i": Readership()}, now=NOW) == 9
    assert waited == [freezing.PAUSE] * 2
    assert names(store) == "012345689"


def test_the_order_is_worked_out_without_the_lock(store: Store, monkeypatch: pytest.MonkeyPatch):
    path = str(store.engine.url.database)
    plain = freezing._order

    def order(*given: object) -> int:
        last = plain(*given)  # type: ignore[arg-type]
        with sqlite3.connect(path, timeout=0) as other:
            other.execute("DELETE FROM subscribers WHERE id = '3'")
        return last

    monkeypatch.setattr(freezing, "_order", order)
    assert freezing.freeze(store, {"i": Readership()}, now=NOW) == 9
    assert names(store) == "012456789"


def test_what_a_crash_left_is_frozen_anew(store: Store, monkeypatch: pytest.MonkeyPatch):
    def crash(_seconds: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(freezing, "PART", 4)
        patch.setattr(freezing.time, "sleep", crash)
        with pytest.raises(KeyboardInterrupt):
            freezing.freeze(store, {"i": Readership()}, now=NOW)
    assert names(store) == "0123"
    with store.write() as connection:
        subscribers.remove(connection, "2")
        subscribers.save(connection, Subscriber(id="x", address="x@example.org"), now=NOW)
    assert freezing.freeze(store, {"i": Readership()}, now=NOW) == 10
    assert names(store) == "013456789x"


def test_what_a_crash_left_of_another_edition_keeps_nobody_out(store: Store):
    freezing.freeze(store, {"ko": Readership()}, now=NOW)  # its campaign never begins
    assert freezing.freeze(store, {"en": Readership(others=("ko",))}, now=NOW) == 10
    begin(store, "en")
    assert freezing.freeze(store, {"ko": Readership(others=("en",))}, now=NOW) == 0
    assert names(store, "en") == "0123456789"


def test_editions_are_settled_at_one_moment(store: Store, monkeypatch: pytest.MonkeyPatch):
    """Who changes their language while editions are frozen gets one of them, and not none."""
    path = str(store.engine.url.database)

    def change(_seconds: float) -> None:
        with sqlite3.connect(path, timeout=0) as other:
            other.execute("UPDATE subscribers SET language = 'ko' WHERE id = '3'")

    with store.write() as connection:
        connection.execute(t.subscribers.update().values(language="en"))
        connection.execute(t.subscribers.update().where(t.subscribers.c.id > "5").values(language="ko"))
    monkeypatch.setattr(freezing.time, "sleep", change)
    both = ("ko", "en")
    people = {
        "ko": Readership(language="ko", editions=both, others=("en",)),
        "en": Readership(language="en", editions=both, primary=False, others=("ko",)),
    }
    assert freezing.freeze(store, people, now=NOW) == 10
    assert (names(store, "ko"), names(store, "en")) == ("6789", "012345")
