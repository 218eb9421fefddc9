"""Sending an issue: its campaign begun or gone on with, and carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from digest import events
from digest.delivery import admission, beginning, configured, marker
from digest.delivery import campaign as campaigns
from digest.delivery.beginning import freeze, sole
from digest.delivery.message import Writer
from digest.delivery.rules import Clock, Rules, Time
from digest.delivery.worker import Worker
from digest.errors import DigestError, InputError, ResultError
from digest.model.why import Why
from digest.storage import corrections, ledger
from digest.storage.lock import alone

if TYPE_CHECKING:
    import threading
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.campaign import CampaignReport
    from digest.model import Issue, Rendition
    from digest.storage.store import Store

Token = Callable[[str], str]


def send(
    config: Config,
    store: Store,
    issue: Issue,
    *,
    render: Callable[[], Rendition],
    token: Token,
    clock: Clock,
    stop: threading.Event | None = None,
    without_archive: bool = False,
    alone_goes: bool = True,
    observer: events.Observer = events.ignore,
) -> CampaignReport:
    """Send an issue to everybody who has not got it; begin its campaign, or go on with it.

    Args:
        config: the publication's configuration.
        store: its store.
        issue: what is sent.
        render: makes the mail; called once in the life of a campaign.
        token: subscriber's id → unsubscribe token.
        clock: what tells the time.
        stop: ends it when set; what is under way is settled.
        without_archive: send although the issue's web page is not written.
        alone_goes: whether no other edition is sent beside this one; the observer is told of those who read another.
        observer: who is told.

    Raises:
        PostponedError: nothing has left, because the way out is closed now, another process is sending, or nobody
            has subscribed yet.
        ResultError: it may not be sent.
        UsageError: the configuration of delivery is wrong.
    """
    with sole(store):
        known = campaigns.report(store, issue.id)
        if known is not None and known.state == "ended" and not _again(config, known):
            return replace(known, already=True, later=admission.later(config, store, issue))
        if known is not None and known.state == "paused":
            raise ResultError(
                f'issue "{issue.id}"',
                f"its campaign is paused ({known.reason})",
                f"look at it, then run `digest campaign resume {issue.id}`",
                why=Why("paused", issue=issue.id, why=known.reason),
            )
        if known is None:
            admission.check(config, store, issue, without_archive=without_archive)
            freeze(config, store, ((issue, render()),), now=clock())
            if alone_goes:
                _note_others(config, store, issue, observer)
        elif _again(config, known):
            with store.write() as connection:
                ledger.release_uncertain(connection, issue.id, now=clock())
        return _carry_on(config, store, issue.id, token=token, clock=clock, stop=stop, observer=observer)


def resume(
    config: Config,
    store: Store,
    *,
    token: Token,
    clock: Clock,
    stop: threading.Event | None = None,
    observer: events.Observer = events.ignore,
) -> tuple[CampaignReport, ...]:
    """Go on with every running campaign that has something to send now: retries that are due, what a crash left.

    A paused campaign waits for a person. One that cannot go on holds no other up: the observer is told.

    Raises:
        DigestError: of the first that could not go on, where none could.
    """
    with alone(store, "send") as free:
        if not free:
            return ()
        done, faults = [], []
        for issue in campaigns.running(store):
            if stop is not None and stop.is_set():
                break
            standing = campaigns.report(store, issue)
            if standing is None or standing.state != "running" or not _anything_due(standing, clock()):
                continue  # somebody may have paused it while another was sent
            try:
                report = _carry_on(
                    config, store, issue, token=token, clock=clock, stop=stop, observer=observer
                )
            except DigestError as error:
                faults.append(error)
            else:
                done.append(report)
        if faults and not done:
            raise faults[0]
        for fault in faults:
            told = InputError(fault.subject, fault.message, fault.hint)
            observer(events.Failed(stage="send", error=told))
        return tuple(done)


def go_on(
    config: Config,
    store: Store,
    issue: str,
    *,
    token: Token,
    clock: Clock,
    observer: events.Observer = events.ignore,
) -> CampaignReport | None:
    """Go on with one running campaign; None where another process is sending now.

    Raises:
        PostponedError: nothing has left, because the way out is closed now.
        ResultError: nothing can leave.
        UsageError: the configuration of delivery is wrong.
    """
    with alone(store, "send", wait=beginning.PATIENCE) as free:
        if not free:
            return None
        return _carry_on(config, store, issue, token=token, clock=clock, observer=observer)


def _note_others(config: Config, store: Store, issue: Issue, observer: events.Observer) -> None:
    count = admission.others(config, store, issue)
    if count:
        told = f"readers of another edition than {issue.language}, to whom this one does not go: {count}"
        observer(events.Noted(stage="send", subject=f'issue "{issue.id}"', message=told))


def _carry_on(
    config: Config,
    store: Store,
    issue_id: str,
    *,
    token: Token,
    clock: Clock,
    stop: threading.Event | None = None,
    observer: events.Observer,
) -> CampaignReport:
    """Let a worker send what is due; the caller holds the lock.

    Where the way out closes after something has left, the observer is told and the rest waits.
    """
    _stop_withdrawn(store, issue_id)
    delivery, transport = config.delivery, configured.transport(config)
    rules = Rules(
        uncertain=delivery.uncertain,
        per_second=delivery.per_second,
        per_domain=delivery.per_domain,
        connections=delivery.connections,
        recycle=delivery.recycle,
    )
    safe = transport.repeatable or rules.uncertain == "resend"
    mark, doubted = marker.take_up(config, store, issue_id, hold=not safe, now=clock())
    if doubted:
        standing = campaigns.report(store, issue_id)
        assert standing is not None
        hint = f"see `digest campaign show {issue_id}`; `digest campaign resume {issue_id}` sends the rest"
        observer(events.Failed(stage="send", error=InputError(f'issue "{issue_id}"', standing.reason, hint)))
        return standing
    campaign = campaigns.take_up(store, issue_id, now=clock(), body="pending" if safe else "uncertain")
    worker = Worker(
        store=store,
        campaign=campaign,
        transport=transport,
        token=token,
        rules=rules,
        writer=Writer(campaign.rendition, campaign.letterhead, configured.signers(config)),
        time=Time(clock=clock),
        stop=stop,
        observer=observer,
        marker=mark,
    )
    try:
        worker.run()
    except ResultError as error:
        standing = campaigns.close_books(store, issue_id, now=clock())
        if not standing.sent:
            raise
        told = f"{error.message}; {standing.sent} sent, {standing.open} wait"
        observer(events.Failed(stage="send", error=InputError(error.subject, told, error.hint)))
        return standing
    finally:
        mark.close()
    return campaigns.close_books(store, issue_id, now=clock())


def _stop_withdrawn(store: Store, issue_id: str) -> None:
    """Keep what is left of a withdrawn issue from leaving, whoever let its campaign go on.

    Raises:
        ResultError: it is withdrawn; its campaign is paused.
    """
    with store.read() as connection:
        notes = corrections.every(connection, issue_id)
    try:
        admission.refuse_withdrawn(notes, issue_id)
    except ResultError:
        campaigns.pause(store, issue_id, reason=campaigns.WITHDRAWN)
        raise


def _again(config: Config, known: CampaignReport) -> bool:
    return config.delivery.uncertain == "resend" and bool(known.counts.get("uncertain"))


def _anything_due(standing: CampaignReport, now: datetime) -> bool:
    if any(standing.counts.get(state) for state in ("pending", "claimed", "body")):
        return True
    return standing.next_retry is not None and standing.next_retry <= now
