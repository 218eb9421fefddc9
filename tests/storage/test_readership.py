"""Whom an issue is for, decided by the database; in what order they have their turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.model import Subscriber, Suppression
from digest.storage import campaigns, freezing, ledger, readership, subscribers
from digest.storage import tables as t
from digest.storage.readership import Readership
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
PEOPLE = {
    "a@big.example": ("ko", ("daily",)),
    "b@big.example": ("en", ("daily", "weekly")),
    "c@big.example": ("ko", ()),
    "d@small.example": ("ko", ("weekly",)),
    "e@tiny.example": ("und", ("weekly",)),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.opened(tmp_path / "digest.sqlite3")
    with opened.write() as connection:
        for address, (language, lists) in PEOPLE.items():
            person = Subscriber(id=address[0], address=address, language=language, lists=lists)  # type: ignore[arg-type]
            subscribers.save(connection, person, now=NOW)
    yield opened
    opened.close()


def frozen(store: Store, readers: Readership, issue: str = "i") -> str:
    """The rows of a campaign for these readers, in the order of their turns."""
    d = t.deliveries.c
    many = freezing.freeze(store, {issue: readers}, now=NOW)
    with store.write() as connection:
        campaigns.start(connection, issue=issue, rendition="{}", letterhead="{}", now=NOW)
        query = t.deliveries.select().where(d.issue == issue).order_by(d.place)
        rows = connection.execute(query).all()
    assert [row.place for row in rows] == list(range(1, many + 1))
    assert all(row.address.endswith(f"@{row.domain}") and row.seal for row in rows)
    return "".join(row.subscriber for row in rows)


@pytest.mark.parametrize(
    ("readers", "whom", "elsewhere"),
    [
        (Readership(), "abcde", 0),
        (Readership(language="ko", editions=("ko", "en"), primary=True), "acde", 1),
        (Readership(language="en", editions=("ko", "en"), primary=False), "b", 4),
        (Readership(lists=("weekly",)), "bde", 0),
        (Readership(lists=("weekly", "daily"), language="ko", editions=("ko",), primary=True), "abde", 0),
        (Readership(lists=("monthly",)), "", 0),
    ],
)
def test_whom_it_is_for_is_whom_it_freezes(store: Store, readers: Readership, whom: str, elsewhere: int):
    with store.read() as connection:
        assert readership.count(connection, readers) == len(whom)
        assert readership.elsewhere(connection, readers) == elsewhere
        assert "".join(sorted(person.id for person in readership.each(connection, readers))) == whom
    assert "".join(sorted(frozen(store, readers))) == whom


def test_domains_take_turns(store: Store):
    assert frozen(store, Readership()) == "adebc"


def test_who_left_or_stands_in_another_campaign_is_left_out(store: Store):
    with store.write() as connection:
        gone = Suppression(address="A@BIG.example", reason="unsubscribed", at=NOW)
        subscribers.suppress(connection, gone)
    assert frozen(store, Readership(language="ko", editions=("ko", "en")), "ko") == "cde"
    assert frozen(store, Readership(others=("ko", "none")), "en") == "b"
    with store.read() as connection:
        assert readership.later(connection, Readership(), "ko") == 1


def test_what_is_settled_is_left_out_of_a_rehearsal(store: Store):
    frozen(store, Readership())
    with store.write() as connection:
        (row,) = ledger.claim(connection, "i", worker="w", now=NOW, until=NOW, count=1)
        done = ledger.Settled(subscriber=row.subscriber, state="sent", answer="", attempts=1)
        assert ledger.settle(connection, "i", [done], worker="w", now=NOW) == 1
        left = list(readership.each(connection, Readership(), but_settled_in="i"))
    assert [person.id for person in left] == ["b", "c", "d", "e"]


def claim(store: Store, count: int, **how: object) -> str:
    with store.write() as connection:
        rows = ledger.claim(
            connection,
            "i",
            worker="w",
            now=NOW,
            until=NOW + timedelta(hours=1),
            count=count,
            **how,  # type: ignore[arg-type]
        )
    return "".join(row.subscriber for row in rows)


def test_rows_are_claimed_by_place_and_domain(store: Store):
    frozen(store, Readership())  # a d e b c
    assert claim(store, 2, without=("big.example",)) == "de"
    assert claim(store, 1, only=("big.example",)) == "a"
    assert claim(store, 9, after=4) == "c"
    assert claim(store, 9) == "b"


def test_claiming_sorts_nothing_and_looks_nothing_through(store: Store):
    """The index gives the rows in their order: a claim costs the same, however many wait."""
    asked: list[tuple[str, object]] = []

    @sa.event.listens_for(store.engine, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        if statement.startswith("UPDATE"):
            asked.append((statement, given))

    frozen(store, Readership())
    assert claim(store, 2, without=("big.example",), after=1) == "de"
    with store.write() as connection:
        seen = [
            row[-1]
            for statement, given in tuple(asked)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        ]
    assert not [step for step in seen if "SCAN" in step or "TEMP B-TREE" in step], seen
    assert any("ix_deliveries_order (issue=? AND place>?)" in step for step in seen)
    assert any("ix_deliveries_work (issue=? AND due<?)" in step for step in seen)
