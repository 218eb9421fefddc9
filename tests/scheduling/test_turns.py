"""Each slot once, whoever looks, whenever; and none dropped in silence."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import pytest

from digest.delivery.transport import PostponedError
from digest.errors import ResultError
from digest.model.why import Why
from digest.scheduling.timetable import Timetable
from digest.scheduling.turns import tick
from digest.storage import campaigns, hands, issues, livechecks, slots
from digest.storage.lock import alone
from digest.storage.store import Store
from tests import stores
from tests.delivery.conftest import issue

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
    ends: Ended = field(default_factory=Ended)

    def __call__(self, due: datetime) -> Ended:
        self.runs.append(due)
        if self.fault:
            raise self.fault
        return self.ends


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.opened(tmp_path / "digest.sqlite3")
    yield opened
    opened.close()


def look(store: Store, run: Runner, now: datetime, grace: timedelta = timedelta(hours=6)):
    return tick(store, "p", DAILY, grace=grace, clock=lambda: now, run=run, issue=lambda due: f"of-{due:%m-%d}")  # type: ignore[arg-type]  # fmt: skip


def draft(store: Store, *, state: str = "draft") -> None:
    """The issue that `Runner` brings out stands in the store."""
    with store.write() as connection:
        issues.save(connection, replace(issue(), id="i-1"), (), now=DUE)
        if state in ("approved", "sent"):
            issues.approve(connection, "i-1", now=DUE)
        if state == "sent":
            issues.mark_sent(connection, "i-1", now=DUE)


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


def test_what_is_due_soon_is_prepared_and_nothing_else(store: Store):
    run, prepared = Runner(), []

    def at(now: datetime) -> list[datetime]:
        before = timedelta(minutes=30)
        tick(store, "p", DAILY, grace=timedelta(hours=6), clock=lambda: now, run=run, before=before, prepare=prepared.append)  # type: ignore[arg-type]  # fmt: skip
        return prepared

    at(DUE)
    assert at(DUE + DAY - timedelta(minutes=31)) == []
    assert at(DUE + DAY - timedelta(minutes=30)) == [DUE + DAY]
    assert at(DUE + DAY) == [DUE + DAY]
    assert run.runs == [DUE, DUE + DAY]


def test_an_issue_that_waits_because_of_its_pages_is_not_run_until_somebody_lets_it_go(store: Store):
    run = Runner(ends=Ended(outcome="waiting", reason="changed"))
    look(store, run, DUE)
    draft(store, state="approved")
    with store.write() as connection:
        livechecks.save(connection, "i-1", at=DUE, report="{}", held="changed")
    assert look(store, run, DUE + timedelta(minutes=1)) == ()
    with store.write() as connection:
        livechecks.release(connection, "i-1")
    run.ends = Ended()
    look(store, run, DUE + timedelta(minutes=2))
    assert run.runs == [DUE, DUE]
    assert told(store) == {DUE: "sent"}


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


def test_a_slot_missed_by_more_names_its_issue(store: Store):
    """The next slot is run, and its issue is another one: what a person makes good has to be named."""
    run = Runner()
    look(store, run, DUE)
    look(store, run, DUE + 2 * DAY)
    with store.read() as connection:
        missed = slots.find(connection, "p", DUE + DAY)
    assert missed is not None
    assert (missed.outcome, missed.issue) == ("waiting", "of-11-25")


@pytest.mark.parametrize("hours", [8, 30])
def test_a_slot_missed_by_more_whose_issue_a_person_has_sent_waits_for_nobody(store: Store, hours: int):
    draft(store, state="sent")
    run = Runner()
    look(store, run, DUE - DAY)
    done = tick(store, "p", DAILY, grace=timedelta(hours=6), clock=lambda: DUE + timedelta(hours=hours), run=run, issue=lambda due: "i-1" if due == DUE else "other")  # type: ignore[arg-type]  # fmt: skip
    assert done is not None
    first = next(slot for slot in done if slot.due == DUE)
    assert (first.outcome, first.issue, first.reason) == ("sent", "i-1", "sent by hand")


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


WAITS = Ended(outcome="waiting", reason=Why("unapproved", issue="i-1"))


def test_a_slot_that_waits_for_approval_is_taken_up_when_it_is_given_and_said_once(store: Store):
    run = Runner(ends=WAITS)
    draft(store)
    assert [slot.outcome for slot in look(store, run, DUE) or ()] == ["waiting"]
    for minute in range(1, 60):
        assert look(store, run, DUE + timedelta(minutes=minute)) == (), "nothing new: nothing is said"
    assert run.runs == [DUE]
    draft(store, state="approved")
    run.ends = Ended()
    assert [slot.outcome for slot in look(store, run, DUE + timedelta(hours=1)) or ()] == ["sent"]
    assert look(store, run, DUE + timedelta(hours=2)) == ()
    assert (run.runs, told(store)) == ([DUE, DUE], {DUE: "sent"})


def test_a_slot_whose_issue_the_editor_skips_is_passed_over_with_the_reason(store: Store):
    run = Runner(ends=WAITS)
    draft(store)
    look(store, run, DUE)
    with store.write() as connection:
        hands.skip(connection, "i-1", "연휴", now=DUE)
    (slot,) = look(store, run, DUE + timedelta(minutes=5)) or ()
    assert (slot.outcome, slot.reason) == ("skipped", "skipped by the editor: 연휴")
    assert look(store, run, DUE + timedelta(minutes=6)) == ()
    assert (run.runs, told(store)) == ([DUE], {DUE: "skipped"})


def test_a_slot_approved_after_the_grace_is_left_to_a_person_and_that_is_said_once(store: Store):
    run = Runner(ends=WAITS)
    draft(store)
    look(store, run, DUE)
    (late,) = look(store, run, DUE + timedelta(hours=7)) or ()
    assert (late.outcome, late.issue) == ("waiting", "i-1")
    assert "`digest send i-1`" in late.reason
    draft(store, state="approved")
    assert look(store, run, DUE + timedelta(hours=8)) == ()
    assert (run.runs, told(store)) == ([DUE], {DUE: "waiting"})
    with store.write() as connection:
        issues.mark_sent(connection, "i-1", now=DUE)
    (done,) = look(store, run, DUE + timedelta(hours=9)) or ()
    assert (done.outcome, done.reason) == ("sent", "sent by hand")
    assert look(store, run, DUE + timedelta(hours=10)) == ()


def test_an_edition_that_was_left_behind_is_told_after_the_grace(store: Store):
    """Sent by hand was the English edition alone: its readers have it, the others do not."""
    run = Runner(ends=WAITS)
    with store.write() as connection:
        for language in ("ko", "en"):
            one = replace(issue(), id=f"i-{language}", language=language, editions=("ko", "en"))
            issues.save(connection, one, (), now=DUE)
            issues.approve(connection, one.id, now=DUE)
    run.ends = replace(WAITS, issue="i-ko")
    look(store, run, DUE)
    with store.write() as connection:
        campaigns.start(
            connection, issue="i-en", rendition="{}", letterhead="{}", lists=(), now=DUE, stop_after=None
        )
        issues.mark_sent(connection, "i-en", now=DUE)
    (done,) = look(store, run, DUE + timedelta(hours=7)) or ()
    assert done.outcome == "sent"
    assert "not i-ko" in done.reason
    assert "`digest send i-ko`" in done.reason


def test_a_slot_taken_up_that_is_cut_off_is_taken_up_again(store: Store):
    run = Runner(ends=WAITS)
    draft(store)
    look(store, run, DUE)
    draft(store, state="approved")
    run.fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        look(store, run, DUE + timedelta(minutes=1))
    run.fault, run.ends = None, Ended()
    look(store, run, DUE + timedelta(minutes=2))
    assert (len(run.runs), told(store)) == (3, {DUE: "sent"})


def test_why_it_could_not_be_done_is_told_when_the_grace_is_over(store: Store):
    nobody = Runner(fault=PostponedError("issue", "there is no subscriber to send it to"))
    look(store, nobody, DUE)
    (slot,) = look(store, nobody, DUE + timedelta(hours=7)) or ()
    assert "no subscriber" in slot.reason
    assert "by hand" in slot.reason


@pytest.mark.parametrize(
    ("fault", "later", "outcome"),
    [
        (ResultError("build", "there is no room"), timedelta(0), "failed"),
        (PostponedError("mail server", "cannot be reached"), timedelta(0), "running"),
        (PostponedError("mail server", "cannot be reached"), timedelta(hours=7), "waiting"),
    ],
)
def test_which_issue_a_slot_was_to_bring_out_is_kept_however_it_ends(
    store: Store, fault: Exception, later: timedelta, outcome: str
):
    look(store, Runner(fault=fault), DUE)
    look(store, Runner(fault=fault), DUE + later)
    with store.read() as connection:
        slot = slots.find(connection, "p", DUE)
    assert slot is not None
    assert (slot.outcome, slot.issue) == (outcome, "of-11-24")


def test_which_issue_it_was_is_kept_where_the_program_itself_is_at_fault(store: Store):
    with pytest.raises(ZeroDivisionError):
        look(store, Runner(fault=ZeroDivisionError()), DUE)
    with store.read() as connection:
        slot = slots.find(connection, "p", DUE)
    assert slot is not None
    assert (slot.outcome, slot.issue) == ("failed", "of-11-24")


def test_a_clock_that_ran_ahead_for_a_while_hides_no_slot_that_is_due_later(store: Store):
    run = Runner()
    look(store, run, DUE + 30 * DAY)
    assert run.runs == [DUE + 30 * DAY]
    look(store, run, DUE + timedelta(minutes=1))
    look(store, run, DUE + DAY)
    assert run.runs[1:] == [DUE, DUE + DAY]
    look(store, run, DUE + 30 * DAY + timedelta(minutes=1))
    assert run.runs.count(DUE + 30 * DAY) == 1, "what was run by the wrong clock is not run again"


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
