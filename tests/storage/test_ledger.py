"""The ledger: what is claimed is fenced, and what a dead worker left is found."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.model import Subscriber
from digest.storage import campaigns, freezing, ledger, slots, standing, subscribers
from digest.storage.lock import alone
from digest.storage.readership import Readership
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with a campaign of five rows."""
    opened = stores.opened(tmp_path / "digest.sqlite3")
    with opened.write() as connection:
        for number in range(5):
            subscribers.save(connection, Subscriber(id=str(number), address=f"{number}@example.org"), now=NOW)
    freezing.freeze(opened, {"i": Readership()}, now=NOW)
    with opened.write() as connection:
        campaigns.start(connection, issue="i", rendition="{}", letterhead="{}", now=NOW)
    yield opened
    opened.close()


def claim(store: Store, worker: str, count: int, now: datetime = NOW) -> list[str]:
    with store.write() as connection:
        rows = ledger.claim(connection, "i", worker=worker, now=now, until=now + HOUR, count=count)
    return [row.subscriber for row in rows]


def settle(store: Store, worker: str, who: str, state: str, **more: object) -> bool:
    with store.write() as connection:
        row = ledger.Settled(subscriber=who, state=state, answer="", attempts=1, **more)  # type: ignore[arg-type]
        return ledger.settle(connection, "i", [row], worker=worker, now=NOW) == 1


def counts(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return dict(standing.counts(connection, "i"))


def test_no_row_is_claimed_twice(store: Store):
    assert claim(store, "one", 3) == ["0", "1", "2"]
    assert claim(store, "two", 3) == ["3", "4"]
    assert claim(store, "two", 3) == []


def test_only_its_worker_changes_a_row(store: Store):
    (who,) = claim(store, "one", 1)
    with store.write() as connection:
        assert not ledger.leave_body(connection, "i", [who], worker="two", now=NOW)
        assert ledger.leave_body(connection, "i", [who], worker="one", now=NOW) == {who}
        assert not ledger.leave_body(connection, "i", [who], worker="one", now=NOW), "a body leaves once"
    assert not settle(store, "two", who, "sent")
    assert settle(store, "one", who, "sent")
    assert not settle(store, "one", who, "failed"), "what is settled stays"
    assert counts(store) == {"pending": 4, "sent": 1}


def test_a_retry_is_claimed_when_it_is_due(store: Store):
    (who,) = claim(store, "one", 1)
    settle(store, "one", who, "retry", due=NOW + HOUR)
    with store.read() as connection:
        assert standing.next_due(connection, "i") == NOW + HOUR
    assert who not in claim(store, "one", 9, NOW + HOUR - timedelta(seconds=1))
    assert claim(store, "one", 9, NOW + HOUR) == [who]


def test_what_a_dead_worker_left_is_taken_over(store: Store):
    first, second = claim(store, "dead", 2)
    with store.write() as connection:
        ledger.leave_body(connection, "i", [second], worker="dead", now=NOW)
        ledger.recover(connection, "i", now=NOW, alone=False, body="uncertain", answer="")
    assert counts(store) == {"pending": 3, "claimed": 1, "body": 1}, "its lease may still hold"
    with store.write() as connection:
        ledger.recover(connection, "i", now=NOW, alone=True, body="uncertain", answer="why")
    assert counts(store) == {"pending": 4, "uncertain": 1}
    with store.read() as connection:
        (row,) = ledger.rows(connection, "i", ("uncertain",))
    assert (row.subscriber, row.answer, row.attempts) == (second, "why", 1)
    assert first in claim(store, "next", 9)
    assert not settle(store, "dead", first, "sent"), "the dead cannot come back"


def test_a_lease_that_ran_out_frees_the_row(store: Store):
    claim(store, "slow", 5)
    with store.write() as connection:
        ledger.recover(
            connection, "i", now=NOW + HOUR + timedelta(seconds=1), alone=False, body="uncertain", answer=""
        )
    assert counts(store) == {"pending": 5}


def test_an_unknown_state_is_refused_by_the_table(store: Store):
    claim(store, "one", 1)
    with pytest.raises(sa.exc.IntegrityError):
        settle(store, "one", "0", "perhaps")


def test_a_campaign_begins_once(store: Store):
    with store.write() as connection:
        subscribers.save(connection, Subscriber(id="late", address="late@example.org"), now=NOW)
    assert freezing.freeze(store, {"i": Readership()}, now=NOW) == 0
    with pytest.raises(sa.exc.IntegrityError), store.write() as connection:
        campaigns.start(connection, issue="i", rendition="{}", letterhead="{}", now=NOW)
    with store.read() as connection:
        assert standing.counts(connection, "i") == {"pending": 5}


def test_a_slot_belongs_to_who_comes_first(store: Store):
    with store.write() as connection:
        assert slots.claim(connection, "p", NOW, now=NOW)
        assert not slots.claim(connection, "p", NOW, now=NOW)
        slots.settle(connection, "p", NOW, outcome="sent", issue="i")
    with store.read() as connection:
        found = slots.find(connection, "p", NOW)
    assert found == slots.Slot(due=NOW, claimed=NOW, outcome="sent", issue="i")


HOLD = """
import sys, time
from pathlib import Path
from digest.storage.lock import alone
from digest.storage.store import Store
with alone(Store.open(Path(sys.argv[1])), "send") as free:
    print(free, flush=True)
    time.sleep(60)
"""


def test_a_lock_ends_with_its_process_however_it_ends(store: Store, tmp_path: Path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "digest.sqlite3")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        with alone(store, "send") as free:
            assert not free
        with alone(store, "other purpose") as free:
            assert free
    finally:
        holder.kill()
        holder.wait()
    with alone(store, "send") as free:
        assert free


def test_a_committed_row_is_on_the_disk(store: Store):
    """Write-ahead log with full synchronisation, and one writer at a time."""
    with store.engine.connect() as connection:
        modes = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    assert modes == ["wal", 2]
    assert sqlite3.threadsafety
