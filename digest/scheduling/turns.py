"""What is due now, and what became of it: the slot row decides, whoever looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.delivery.transport import PostponedError
from digest.errors import DigestError
from digest.model.why import Why, kind
from digest.scheduling.timetable import OWN, Moment, Timetable, between
from digest.storage import campaigns, hands, issues, livechecks, slots
from digest.storage.lock import alone
from digest.storage.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.pipeline import Outcome
    from digest.storage.store import Store

PAUSE = timedelta(minutes=5)  # before a slot that could not be done is tried again
PUNCTUAL = timedelta(minutes=1)  # a slot is not late before
LOOK_BACK = timedelta(days=32)
RECENT = 500  # rows among which one may wait for approval; more than any grace holds


def tick(
    store: Store,
    publication: str,
    table: Timetable,
    *,
    grace: timedelta,
    clock: Callable[[], datetime],
    run: Callable[[datetime], Outcome],
    before: timedelta = timedelta(0),
    prepare: Callable[[datetime], object] | None = None,
    issue: Callable[[datetime], str] = lambda _due: "",
) -> tuple[Slot, ...] | None:
    """Deal with every slot that is due and has no end yet; answers what became of each.

    None where another process is at it. Where nothing is due, `prepare` is called with the slot that is in less than `before`.
    `issue` names the issue that a slot is to bring out: it is kept with one that fails, is put off, or is over before there is any.
    """
    with alone(store, "slot") as free:
        if not free:
            return None
        now, patience = clock(), max(grace, PUNCTUAL)
        with store.read() as connection:
            begun = slots.running(connection, publication)
            # A clock that ran ahead for a while has left rows of days to come: they must not hide what is due before them.
            latest = slots.latest(connection, publication, until=now)
        settled = _approved(store, publication, table, run, now=now, patience=patience)
        # The lock was free: whoever began these is dead, or has put them off.
        settled += [
            _finish(
                store,
                publication,
                one.due.astimezone(table.zone),
                run,
                now=now,
                in_time=now - one.due <= patience,
                before=one.reason,
                brings=issue(one.due.astimezone(table.zone)),
            )
            for one in begun
            if not one.reason or now - one.claimed >= PAUSE
        ]
        after = max(latest[0].due, now - LOOK_BACK) if latest else now - patience
        moments = between(table, after, now)
        settled += _dropped(store, publication, moments, now=now)
        missed = tuple(one.due for one in moments if one.runs)
        if not missed:
            if prepare and not settled:
                for one in [one for one in between(table, now, now + before) if one.runs][:1]:
                    prepare(one.due)
            return tuple(settled)
        settled += _passed_over(store, publication, missed[:-1], now=now, patience=patience, issue=issue)
        with store.write() as connection:
            mine = slots.claim(connection, publication, missed[-1], now=now)
        if mine:
            settled.append(
                _finish(
                    store,
                    publication,
                    missed[-1],
                    run,
                    now=now,
                    in_time=now - missed[-1] <= patience,
                    brings=issue(missed[-1]),
                )
            )
        return tuple(settled)


def _approved(
    store: Store,
    publication: str,
    table: Timetable,
    run: Callable[[datetime], Outcome],
    *,
    now: datetime,
    patience: timedelta,
) -> list[Slot]:
    """Go on with the slots whose issue waited for a person; answers those of which there is something new to say.

    Within the grace, one that has been approved is run again: it goes out as it stands, to whom the ledger says has
    not got it; one that the editor skipped is passed over. After the grace it is left to the person, and that is said once.
    """
    with store.read() as connection:
        waiting = [
            (
                one,
                issues.row(connection, one.issue),
                hands.skipped(connection, one.issue),
                livechecks.held(connection, one.issue),
                campaigns.left_behind(connection, issues.editions(connection, one.issue)),
            )
            for one in slots.latest(connection, publication, RECENT)
            if one.outcome == "waiting" and one.issue
        ]
    new: list[Slot] = []
    for one, row, skipped, held, behind in reversed(waiting):
        state = row.state if row else "draft"
        if skipped is not None and (state != "sent" or behind):
            passed = Why("skipped", note=skipped)
            _settle(store, publication, one.due, outcome="skipped", issue=one.issue, reason=passed)
            new.append(replace(one, outcome="skipped", reason=passed))
            continue
        if now - one.due <= patience:
            if state != "draft" and not held:
                due = one.due.astimezone(table.zone)
                done = _finish(store, publication, due, run, now=now, in_time=True, brings=one.issue)
                new += [done] if (done.outcome, done.reason) != (one.outcome, one.reason) else []
            continue
        outcome: slots.Outcome = "sent" if state == "sent" else "waiting"
        late = Why("late", issue=one.issue) if kind(one.reason) == "unapproved" else one.reason
        reason: str = _by_hand(behind) if state == "sent" else late
        if (outcome, reason) != (one.outcome, one.reason):
            _settle(store, publication, one.due, outcome=outcome, issue=one.issue, reason=reason)
            new.append(replace(one, outcome=outcome, reason=reason))
    return new


def _dropped(store: Store, publication: str, moments: tuple[Moment, ...], *, now: datetime) -> list[Slot]:
    """Record the moments that a free day drops; one that is run together with another has that one's row."""
    dropped: list[Slot] = []
    with store.write() as connection:
        for one in moments:
            if one.runs or one.moved:
                continue
            reason = "a free day" if one.holiday == OWN else f"a free day: {one.holiday}"
            new = slots.pass_over(
                connection, publication, (one.due,), now=now, outcome="skipped", reason=reason
            )
            dropped += [Slot(due=due, claimed=now, outcome="skipped", reason=reason) for due in new]
    return dropped


def _passed_over(
    store: Store,
    publication: str,
    missed: tuple[datetime, ...],
    *,
    now: datetime,
    patience: timedelta,
    issue: Callable[[datetime], str],
) -> list[Slot]:
    """Record slots that were missed and are not run any more, because a later one was due as well."""
    passed: list[Slot] = []
    for due in missed:
        outcome: slots.Outcome = "skipped"
        name, reason = "", "a later slot was due before this one could be run"
        if now - due > patience:
            name = issue(due)
            outcome, reason = _over(store, name, _missed(due, now))
        with store.write() as connection:
            new = slots.pass_over(
                connection, publication, (due,), now=now, outcome=outcome, reason=reason, issue=name
            )
        passed += [Slot(due=one, claimed=now, outcome=outcome, issue=name, reason=reason) for one in new]
    return passed


def _over(store: Store, issue: str, reason: str) -> tuple[slots.Outcome, str]:
    """How a slot ends whose grace is over: it waits for a person, unless a person has sent its issue already."""
    with store.read() as connection:
        row = issues.row(connection, issue)
        behind = campaigns.left_behind(connection, issues.editions(connection, issue))
    if row is not None and row.state == "sent":
        return "sent", _by_hand(behind)
    return "waiting", reason


def _by_hand(behind: tuple[str, ...]) -> str:
    return Why("sent_in_part", issues=behind, first=behind[0]) if behind else Why("sent_by_hand")


def _finish(
    store: Store,
    publication: str,
    due: datetime,
    run: Callable[[datetime], Outcome],
    *,
    now: datetime,
    in_time: bool,
    before: str = "",
    brings: str = "",
) -> Slot:
    """Run a slot that is ours, and write down how it ended.

    One that was interrupted, or that cannot be done now, stays `running` and is tried again within the grace;
    `before` is why it could not be done the last time, `brings` the issue that it is to bring out.
    """
    issue, reason = brings, ""
    outcome: slots.Outcome = "failed"
    if not in_time:
        outcome, reason = _over(store, issue, Why("still", why=before) if before else Why("over"))
    else:
        try:
            done = run(due)
            outcome, issue, reason = done.outcome, done.issue, done.reason
        except PostponedError as error:
            with store.write() as connection:
                slots.postpone(connection, publication, due, now=now, issue=issue, reason=error.why)
            told = f"{error}; it is tried again"
            return Slot(due=due, claimed=now, outcome="running", issue=issue, reason=told)
        except DigestError as error:
            reason = error.why
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
            _settle(store, publication, due, outcome="failed", issue=issue, reason=fault)
            raise
    _settle(store, publication, due, outcome=outcome, issue=issue, reason=reason)
    return Slot(due=due, claimed=now, outcome=outcome, issue=issue, reason=reason)


def _settle(
    store: Store, publication: str, due: datetime, *, outcome: slots.Outcome, issue: str = "", reason: str
) -> None:
    with store.write() as connection:
        slots.settle(connection, publication, due, outcome=outcome, issue=issue, reason=reason)


def _missed(due: datetime, now: datetime) -> str:
    return Why("missed", hours=round((now - due).total_seconds() / 3600))
