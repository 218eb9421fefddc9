"""Campaigns: begun once, with recipients and bytes frozen; taken up again after a crash; closed when all is settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from digest import codec
from digest.delivery.letterhead import Letterhead
from digest.model import DeliveryState, Rendition
from digest.model.why import Why, kind
from digest.storage import campaigns, freezing, issues, ledger, standing
from digest.storage.readership import Readership

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Issue, Language
    from digest.storage.store import Connection, Store

PAUSED, WITHDRAWN, ITEM_WITHDRAWN = Why("by_hand"), Why("withdrawn"), Why("item_withdrawn")
"""Why a campaign is paused."""
LANGUAGES: tuple[Language, ...] = ("ko", "en")
"""In which there may be editions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What a campaign sends: frozen when it began."""

    issue: str
    started: datetime
    rendition: Rendition
    letterhead: Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What is sent of one edition, under which letterhead, and to whom."""

    rendition: Rendition
    letterhead: Letterhead
    readers: Readership


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReport:
    """How a campaign stands: rows by state, the next retry, and why it is paused.

    `already` says that everything had been settled before: nothing was sent now; `later` is how many subscribers came
    after the recipients were frozen, and therefore do not get it.
    """

    issue: str
    state: campaigns.CampaignState
    started: datetime
    ended: datetime | None
    counts: dict[DeliveryState, int]
    next_retry: datetime | None = None
    reason: str = ""
    stop_after: int | None = None
    already: bool = False
    later: int = 0

    @property
    def sent(self) -> int:
        """How many mails the other side has taken."""
        return self.counts.get("sent", 0)

    @property
    def in_vain(self) -> bool:
        """Whether it has ended and nobody got it, nor can have."""
        return self.state == "ended" and bool(self.total) and self.counts.get("failed", 0) == self.total

    @property
    def open(self) -> int:
        """How many rows are not settled yet."""
        return sum(self.counts.get(state, 0) for state in ledger.OPEN)

    @property
    def total(self) -> int:
        """How many were to get it when it began."""
        return sum(self.counts.values())


def readership(issue: Issue, lists: tuple[str, ...] = ()) -> Readership:
    """Whom the campaign of an issue goes to: its readers, but for those whom another edition of it was meant for already.

    Whoever changes their language between two campaigns of one selection is written to once. `lists` are those that
    get the issue's genre (`Config.lists_of`).
    """
    others = {issue.selection, *(issue.edition(language) for language in LANGUAGES)} - {issue.id}
    return Readership(
        language=issue.language if issue.editions else "",
        editions=issue.editions,
        primary=issue.id == issue.primary,
        lists=lists,
        others=tuple(sorted(others)),
    )


def start(
    store: Store,
    *begun: Beginning,
    now: datetime,
    stop_after: int | None = None,
    unless: Callable[[Connection], None] = lambda _: None,
) -> int:
    """Begin the campaigns of an issue's editions: from now on nothing changes what is sent, or to whom it may be sent.

    The issue counts as sent in the same moment, so that it is never built anew. Answers how many it goes to;
    `stop_after` lets so many of each have their turn and then waits for a person. Whatever `unless` raises in that moment
    keeps all of them from beginning.
    """
    people = {one.rendition.issue: one.readers for one in begun}
    many = freezing.freeze(store, people, now=now)
    with store.write() as connection:
        unless(connection)
        for one in begun:
            campaigns.start(
                connection,
                issue=one.rendition.issue,
                rendition=codec.dump(one.rendition),
                letterhead=codec.dump(one.letterhead),
                lists=one.readers.lists,
                now=now,
                stop_after=stop_after,
            )
            issues.mark_sent(connection, one.rendition.issue, now=now)
    return many


def take_up(store: Store, issue: str, *, now: datetime, body: Literal["pending", "uncertain"]) -> Campaign:
    """A campaign made ready to go on; what a dead worker left is put back (the caller holds the lock `send`).

    Args:
        store: the publication's store.
        issue: the campaign's issue; its campaign has begun.
        now: the moment.
        body: what becomes of a row whose body was leaving when its worker died.
    """
    told = "interrupted while the message was leaving: it may or may not have arrived"
    with store.write() as connection:
        ledger.recover(
            connection, issue, now=now, alone=True, body=body, answer=told if body == "uncertain" else ""
        )
        # One that ended is opened again; one that another process has just paused stays so.
        campaigns.change_state(connection, issue, "running", expected=("ended",))
        row = campaigns.find(connection, issue)
        rendition, letterhead = campaigns.frozen(connection, issue)
    assert row is not None
    subject = f'campaign "{issue}"'
    return Campaign(
        issue=issue,
        started=row.started,
        rendition=codec.load(Rendition, rendition, subject=subject),
        letterhead=codec.load(Letterhead, letterhead, subject=subject),
    )


def close_books(store: Store, issue: str, *, now: datetime) -> CampaignReport:
    """End a campaign that has begun, if it runs and has no open rows; answers how it stands."""
    with store.write() as connection:
        found = _report(connection, issue)
        assert found is not None
        if found.state != "running" or found.open:
            return found
        campaigns.set_state(connection, issue, "ended", now=now)
        return replace(found, state="ended", ended=now)


def pause(store: Store, issue: str, *, reason: str = PAUSED) -> bool:
    """Stop a campaign that runs: whoever sends it stops within a second; False where it does not run."""
    with store.write() as connection:
        return campaigns.change_state(connection, issue, "paused", expected=("running",), reason=reason)


def resume(store: Store, issue: str) -> bool:
    """Let a paused campaign go on, to all that are left; False where it has ended or was never begun."""
    with store.write() as connection:
        return campaigns.change_state(
            connection, issue, "running", expected=("paused", "running"), go_on=True
        )


def stopped_at_first(standing: CampaignReport) -> bool:
    """Whether a campaign waits because its first so many have had their turn, as was asked."""
    return standing.state == "paused" and kind(standing.reason) == "first"


def report(store: Store, issue: str) -> CampaignReport | None:
    """How the campaign of an issue stands; None where it has not begun."""
    with store.read() as connection:
        return _report(connection, issue)


def running(store: Store) -> tuple[str, ...]:
    """The issues whose campaigns run, the newest last."""
    with store.read() as connection:
        return tuple(row.issue for row in campaigns.every(connection, "running"))


def _report(connection: Connection, issue: str) -> CampaignReport | None:
    row = campaigns.find(connection, issue)
    if row is None:
        return None
    return CampaignReport(
        issue=issue,
        state=row.state,
        started=row.started,
        ended=row.ended,
        counts=standing.counts(connection, issue),
        next_retry=standing.next_due(connection, issue),
        reason=row.reason,
        stop_after=row.stop_after,
    )
