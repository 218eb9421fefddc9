"""Campaigns: begun once, with recipients and bytes frozen; taken up again after a crash; closed when all is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from digest import codec
from digest.delivery.message import Letterhead
from digest.model import Delivery, DeliveryState, Rendition
from digest.storage import issues, ledger
from digest.storage.readership import Readership

if TYPE_CHECKING:
    from digest.model import Issue, Language
    from digest.storage.store import Store

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
class CampaignReport:
    """How a campaign stands: rows by state, those nobody can be sure of, those that failed, the next retry.

    `already` says that everything had been settled before: nothing was sent now; `later` is how many subscribers came
    after the recipients were frozen, and therefore do not get it.
    """

    issue: str
    state: ledger.CampaignState
    started: datetime
    ended: datetime | None
    counts: dict[DeliveryState, int]
    uncertain: tuple[Delivery, ...] = ()
    failed: tuple[Delivery, ...] = ()
    next_retry: datetime | None = None
    reason: str = ""
    already: bool = False
    later: int = 0

    @property
    def sent(self) -> int:
        """How many mails the other side has taken."""
        return self.counts.get("sent", 0)

    @property
    def open(self) -> int:
        """How many rows are not settled yet."""
        return sum(self.counts.get(state, 0) for state in ledger.OPEN)


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
    rendition: Rendition,
    letterhead: Letterhead,
    readers: Readership,
    *,
    now: datetime,
    stop_after: int | None = None,
) -> int:
    """Begin the campaign of an issue: from now on nothing changes what is sent, or to whom it may be sent.

    The issue counts as sent in the same moment, so that it is never built anew. Answers how many it goes to;
    `stop_after` lets so many have their turn and then waits for a person.
    """
    with store.write() as connection:
        many = ledger.start(
            connection,
            issue=rendition.issue,
            rendition=codec.dump(rendition),
            letterhead=codec.dump(letterhead),
            readers=readers,
            now=now,
            stop_after=stop_after,
        )
        issues.mark_sent(connection, rendition.issue, now=now)
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
        ledger.set_state(connection, issue, "running", now=now)
        row = ledger.campaign(connection, issue)
    assert row is not None
    subject = f'campaign "{issue}"'
    return Campaign(
        issue=issue,
        started=row.started,
        rendition=codec.load(Rendition, row.rendition, subject=subject),
        letterhead=codec.load(Letterhead, row.letterhead, subject=subject),
    )


def close_books(store: Store, issue: str, *, now: datetime) -> None:
    """End a campaign that has no open rows."""
    with store.write() as connection:
        counts = ledger.counts(connection, issue)
        row = ledger.campaign(connection, issue)
        if row is not None and row.state == "running" and not any(counts.get(s) for s in ledger.OPEN):
            ledger.set_state(connection, issue, "ended", now=now)


def report(store: Store, issue: str, *, already: bool = False) -> CampaignReport | None:
    """How the campaign of an issue stands; None where it has not begun."""
    with store.read() as connection:
        row = ledger.campaign(connection, issue)
        if row is None:
            return None
        return CampaignReport(
            issue=issue,
            state=row.state,
            started=row.started,
            ended=row.ended,
            counts=ledger.counts(connection, issue),
            uncertain=ledger.rows(connection, issue, ("uncertain", "body")),
            failed=ledger.rows(connection, issue, ("failed",)),
            next_retry=ledger.next_due(connection, issue),
            reason=row.reason,
            already=already,
        )
