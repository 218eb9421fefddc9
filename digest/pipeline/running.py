"""One slot of the schedule, from the sources to the mailboxes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.delivery import marker, noticed, notices
from digest.editing import period as periods
from digest.errors import ResultError
from digest.model.why import Why
from digest.pipeline import live, livestate, publishing
from digest.pipeline.archiving import archive
from digest.pipeline.building import build, web_url
from digest.pipeline.editions import note_differing, remarks
from digest.pipeline.fetching import fetch
from digest.pipeline.linting import findings, passed
from digest.pipeline.settings import edition_ids, primary_id
from digest.storage import hands, issues

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from datetime import datetime

    from digest import events
    from digest.config import Config
    from digest.model import Issue, Period
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the run of one slot ended."""

    outcome: Literal["sent", "skipped", "waiting", "failed"]
    issue: str = ""
    reason: str = ""


def run(
    config: Config,
    store: Store,
    *,
    now: datetime,
    genre: str,
    clock: Callable[[], datetime],
    observer: events.Observer,
    planned: datetime | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Bring the issue of the slot `now` out: fetch, build, archive, send, record.

    What a person has approved is sent as it stands and never built anew; a draft that waits for approval is left to
    the person who works on it. `clock` tells the time while mail is sent, which may take longer than a moment. A slot that
    free days have moved brings the issue of the moment for which it was `planned`. `stop`, when set, ends the sending: what is under
    way is settled.

    Raises:
        KeyboardInterrupt: it was stopped before anything had left.
        DigestError: a stage as a whole failed; what was done before it stands.
    """
    period = _period(config, genre, planned or now)
    name = primary_id(config, genre, period)
    with store.read() as connection:
        rows = [row for one in issues.editions(connection, name) if (row := issues.row(connection, one))]
        skipped = hands.skipped(connection, name)
    if skipped is not None:
        return Outcome(outcome="skipped", issue=name, reason=Why("skipped", note=skipped))
    try:
        marker.check(config, store, edition_ids(config, name))
    except ResultError as error:
        return Outcome(outcome="waiting", issue=name, reason=error.why)
    # An issue is what the least ready of its editions is.
    known = next((row for row in rows if row.state == "draft"), rows[0] if rows else None)
    required = config.schedule.approval == "required"
    if known is None or (known.state == "draft" and not required):
        fetch(config, store, now=now, observer=observer)
        built = build(config, store, now=now, genre=genre, period=period, observer=observer)
        if built.issue is None:
            return Outcome(outcome="skipped", reason=built.reason)
        known = None
    archive(config, store, observer=observer)
    if required and (known is None or known.state == "draft"):
        _tell_of_draft(config, store, name, due=now, now=clock())
        return Outcome(outcome="waiting", issue=name, reason=Why("unapproved", issue=name))
    return _send(config, store, name, clock=clock, stop=stop, observer=observer)


def due_issue(config: Config, *, planned: datetime, genre: str) -> str:
    """The id of the issue that a slot brings out, whether there is one already or not."""
    return primary_id(config, genre, _period(config, genre, planned))


def _period(config: Config, genre: str, planned: datetime) -> Period:
    return periods.last_complete(config.genres[genre].period, planned.astimezone(config.zone))


def _tell_of_draft(config: Config, store: Store, name: str, *, due: datetime, now: datetime) -> None:
    """Tell the editors that a draft waits for them."""
    if not notices.wanted(config, "draft"):
        return
    issue = livestate.read(config.at(config.output.issues) / name / "issue.json")
    differing = remarks(config, store, _editions(config, name), now=now)
    found = Counter(remark.level for remark in (*findings(config, issue), *differing))
    noticed.draft(config, store, issue, found=found, page=web_url(issue), due=due, now=now)


def _send(
    config: Config,
    store: Store,
    name: str,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event | None,
    observer: events.Observer,
) -> Outcome:
    from digest.delivery.editions import send_each
    from digest.subscribers import tokens

    held, checked = live.before_sending(
        config, store, _editions(config, name), clock=clock, observer=observer
    )
    if held:
        return Outcome(outcome="waiting", issue=name, reason=Why("held", why=held, issue=name))
    if checked and checked.dropped:
        archive(config, store, observer=observer)
    leaving = _editions(config, name)
    note_differing(config, store, leaving, now=clock(), observer=observer)
    publishing.publish_as_set(config, observer=observer)  # a mail leads to pages that are there
    reports = send_each(
        config,
        store,
        leaving,
        render=lambda one: passed(config, one, despite=False, observer=observer),
        token=tokens.signer(store),
        clock=clock,
        stop=stop,
        observer=observer,
    )
    if stop is not None and stop.is_set() and not any(report.sent for report in reports):
        raise KeyboardInterrupt  # the slot has no end yet: it is run at the next start
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update(report.counts)
    states = Why("counted", counts=tuple(Why(f"n_{one}", n=count) for one, count in counted.items() if count))
    stopped = stop is not None and stop.is_set()  # what has begun is gone on with like any campaign
    done = all(
        (report.state == "ended" and not report.in_vain) or report.sent or stopped for report in reports
    )
    settled: Literal["sent", "failed"] = "sent" if done else "failed"
    stops = tuple(report.reason for report in reports if report.reason)
    reason = Why("counted", counts=stops) if stops else ""
    return Outcome(outcome=settled, issue=name, reason=reason or states)


def _editions(config: Config, name: str) -> tuple[Issue, ...]:
    folder = config.at(config.output.issues)
    issue = livestate.read(folder / name / "issue.json")
    return (
        issue,
        *(livestate.read(folder / issue.edition(one) / "issue.json") for one in issue.editions[1:]),
    )
