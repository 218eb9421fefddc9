"""Each slot once, whoever looks, whenever; and none dropped in silence."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import pytest

from digest.delivery.transport import PostponedError
from digest.errors import ResultError
from digest.scheduling.timetable import Timetable
from digest.scheduling.turns import tick
from digest.storage import slots
from digest.storage.lock import alone
from digest.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEOUL = ZoneInfo("Asia/Seoul")
DUE = datetime(2025, 11, 24, 7, 0, tzinfo=SEOUL)
DAILY = Timetable(cron="0 7 * * *", zone=SEOUL)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ended:
    outcome: Literal["sent", "skipped", "waiting", "failed"] = "sent"
    issue: str = "i-1"
    reason: str = ""


@dataclass
class Runner:
    """Counts the runs of each slot."""

    runs: list[datetime] = field(default_factory=list)
    fault: BaseException | None = None

    def __call__(self, due: datetime) -> Ended:
        self.runs.append(due)
        if self.fault:
            raise self.fault
        return Ended()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "digest.sqlite3")
    yield opened
    opened.close()


def look(store: Store, run: Runner, now: datetime, grace: timedelta = timedelta(hours=6)):
    return tick(store, "p", DAILY, grace=grace, clock=lambda: now, run=run)  # type: ignore[arg-type]


def told(store: Store) -> dict[datetime, str]:
    with store.read() as connection:
        return {slot.due: slot.outcome for slot in slots.latest(connection, "p", 99)}


def test_a_slot_runs_once_however_often_one_looks(store: Store):
    run = Runner()
    for minute in range(5):
        look(store, run, DUE + timedelta(minutes=minute))
    assert run.runs == [DUE]
    assert told(store) == {DUE: "sent"}
    assert look(store, run, DUE + DAY)
    assert run.runs == [DUE, DUE + DAY]


def test_before_its_time_nothing_runs(store: Store):
    run = Runner()
    assert look(store, run, DUE - timedelta(seconds=1), grace=timedelta(0)) == ()
    assert run.runs == []


def test_a_late_slot_runs_within_grace(store: Store):
    run = Runner()
    look(store, run, DUE + timedelta(hours=5))
    assert run.runs == [DUE]


def test_a_slot_missed_by_more_waits_for_a_person_and_says_so(store: Store):
    run = Runner()
    look(store, run, DUE)
    done = look(store, run, DUE + 3 * DAY + timedelta(hours=8))
    assert done is not None
    assert {slot.outcome for slot in done} == {"waiting"}
    assert all("by hand" in slot.reason for slot in done)
    assert told(store) == {DUE: "sent", **{DUE + number * DAY: "waiting" for number in (1, 2, 3)}}
    assert run.runs == [DUE]
    assert look(store, run, DUE + 3 * DAY + timedelta(hours=9)) == (), "it is said once"


def test_of_several_missed_slots_within_grace_the_last_runs(store: Store):
    run = Runner()
    look(store, run, DUE)
    look(store, run, DUE + 2 * DAY, grace=3 * DAY)
    assert run.runs == [DUE, DUE + 2 * DAY]
    assert told(store)[DUE + DAY] == "skipped"


def test_a_fault_is_the_slots_outcome(store: Store):
    done = look(store, Runner(fault=ResultError("issue", "cannot be built", "look")), DUE)
    assert done is not None
    assert (done[0].outcome, done[0].reason) == ("failed", "issue: cannot be built: look")
    run = Runner()
    look(store, run, DUE + timedelta(minutes=1))
    assert run.runs == []


def test_a_slot_that_cannot_be_done_now_is_tried_again_within_grace(store: Store):
    down = Runner(fault=PostponedError("mail server", "cannot be reached"))
    for minute in range(11):
        look(store, down, DUE + timedelta(minutes=minute))
    assert len(down.runs) == 3, "at once, after five minutes, after ten"
    assert told(store) == {DUE: "running"}
    run = Runner()
    look(store, run, DUE + timedelta(minutes=20))
    assert (run.runs, told(store)) == ([DUE], {DUE: "sent"})


def test_a_slot_that_could_not_be_done_within_grace_waits(store: Store):
    down = Runner(fault=PostponedError("mail server", "cannot be reached"))
    look(store, down, DUE)
    look(store, down, DUE + timedelta(hours=7))
    assert (len(down.runs), told(store)) == (1, {DUE: "waiting"})


def test_a_run_that_was_cut_off_is_resumed(store: Store):
    with pytest.raises(KeyboardInterrupt):
        look(store, Runner(fault=KeyboardInterrupt()), DUE)
    assert told(store) == {DUE: "running"}
    run = Runner()
    look(store, run, DUE + timedelta(minutes=1))
    assert run.runs == [DUE]
    assert told(store) == {DUE: "sent"}


def test_a_run_that_was_cut_off_long_ago_waits(store: Store):
    with pytest.raises(KeyboardInterrupt):
        look(store, Runner(fault=KeyboardInterrupt()), DUE)
    run = Runner()
    look(store, run, DUE + timedelta(hours=7))
    assert run.runs == []
    assert told(store) == {DUE: "waiting"}


def test_two_schedulers_on_one_store_run_a_slot_once(store: Store, tmp_path: Path):
    run = Runner()
    both = [store, Store.open(tmp_path / "digest.sqlite3")]
    barrier = threading.Barrier(2)

    def race(mine: Store) -> None:
        barrier.wait()
        for _ in range(5):
            look(mine, run, DUE)

    threads = [threading.Thread(target=race, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    both[1].close()
    assert run.runs == [DUE]


def test_while_another_process_is_at_it_one_only_says_so(store: Store):
    with alone(store, "slot"):
        assert look(store, Runner(), DUE) is None
