"""How a campaign stands, for the people who watch it: by domain, with what is left, how fast, and why mails failed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.delivery import campaign as campaigns
from digest.delivery.again import AGAIN
from digest.delivery.campaign import CampaignReport
from digest.model import Delivery, DeliveryState
from digest.storage import campaigns as stored
from digest.storage import issues, ledger
from digest.storage import standing as counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.storage.store import Store

LATELY = timedelta(seconds=60)
"""Over which the speed of a campaign is read from the ledger."""
MOST_REASONS = 12

WAITING: tuple[DeliveryState, ...] = ("pending", "claimed", "body")
_SETTLED: tuple[DeliveryState, ...] = ("sent", "failed", "uncertain")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@,;:]+>?")
_NUMBER = re.compile(r"(?<![\w.])(?=[\w-]*\d)[\w-]{7,}(?![\w.])")  # a queue's id, a session's


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """The mails of a campaign to one domain: all, and those that are sent, wait for another attempt, failed, or are uncertain."""

    domain: str
    mails: int
    sent: int = 0
    retry: int = 0
    failed: int = 0
    uncertain: int = 0

    @property
    def waiting(self) -> int:
        """Those that have not had their turn."""
        return self.mails - self.sent - self.retry - self.failed - self.uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why so many mails are in a state: what the servers said, without addresses and numbers of their own."""

    state: DeliveryState
    told: str
    mails: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignStatus(CampaignReport):
    """A campaign's report, by domain and by reason; the largest first.

    Attributes:
        domains: the mails of each domain.
        reasons: why mails failed, are uncertain or wait for another attempt; the most frequent.
        per_second: mails settled a second, over the last minute.
        ready: when those that wait will have had their turn, at that speed and by the limits; None where nobody can say.
        uncertain: the rows of which nobody knows.
        failed: the rows that were refused for good.
    """

    domains: tuple[Domain, ...]
    reasons: tuple[Reason, ...] = ()
    per_second: float = 0
    ready: datetime | None = None
    uncertain: tuple[Delivery, ...] = ()
    failed: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many mails a second may leave, in all (0: no limit) and to a domain."""

    per_second: float
    per_domain: dict[str, float]

    def least(self, domains: Iterable[Domain], rate: float) -> float | None:
        """How many seconds those that wait still need, at a rate and by these limits; None where there is no telling."""
        waiting = [one for one in domains if one.waiting]
        left = sum(one.waiting for one in waiting)
        if not left:
            return 0
        if not rate:
            return None
        slowest = [one.waiting / limit for one in waiting if (limit := self.per_domain.get(one.domain))]
        if self.per_second:
            slowest.append(left / self.per_second)
        return max(left / rate, *slowest) if slowest else left / rate


def status(
    store: Store, issue: str, *, now: datetime, limits: Limits, people: bool = False
) -> CampaignStatus | None:
    """How a campaign stands; None where it was never begun.

    Args:
        store: the publication's store.
        issue: the campaign's issue.
        now: the moment.
        limits: what the configuration allows.
        people: whether the uncertain and the failed are named, and the reasons read.
    """
    plain = campaigns.report(store, issue)
    if plain is None:
        return None
    with store.read() as connection:
        rows = counted.by_domain(connection, issue, since=now - LATELY)
        held = ledger.rows(connection, issue, ("uncertain", "body")) if people else ()
        failed = ledger.rows(connection, issue, ("failed",)) if people else ()
        said = reasons(counted.answers(connection, issue, AGAIN)) if people else ()
    domains = by_domain(rows)
    settled = sum(row.lately for row in rows if row.state in _SETTLED)
    rate = settled / min(LATELY, max(now - plain.started, timedelta(seconds=1))).total_seconds()
    left = limits.least(domains, rate) if plain.state == "running" else None
    return CampaignStatus(
        **{field.name: getattr(plain, field.name) for field in fields(CampaignReport)},
        domains=domains,
        reasons=said,
        per_second=round(rate, 2),
        ready=now + timedelta(seconds=round(left)) if left else None,
        uncertain=held,
        failed=failed,
    )


def by_domain(rows: Iterable[counted.Counted]) -> tuple[Domain, ...]:
    """The domains of a campaign, the largest first."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row.domain, Counter())[row.state] += row.mails
    made = [
        Domain(
            domain=name,
            mails=sum(states.values()),
            sent=states["sent"],
            retry=states["retry"],
            failed=states["failed"],
            uncertain=states["uncertain"],
        )
        for name, states in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.mails, one.domain)))


def summed(domains: Iterable[Domain], name: str = "") -> Domain:
    """Several domains as one."""
    held = tuple(domains)
    return Domain(
        domain=name,
        mails=sum(one.mails for one in held),
        sent=sum(one.sent for one in held),
        retry=sum(one.retry for one in held),
        failed=sum(one.failed for one in held),
        uncertain=sum(one.uncertain for one in held),
    )


def reasons(answers: Iterable[tuple[DeliveryState, str, int]]) -> tuple[Reason, ...]:
    """What was said, where servers said the same but for an address or a number of theirs; the most frequent first."""
    found: Counter[tuple[DeliveryState, str]] = Counter()
    for state, answer, mails in answers:
        found[state, alike(answer)] += mails
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_REASONS]
    return tuple(Reason(state=state, told=told, mails=mails) for (state, told), mails in ranked)


def alike(answer: str) -> str:
    """A server's answer without the address that it speaks of and the numbers that it gives each mail."""
    return _NUMBER.sub("…", _ADDRESS.sub("…", answer))


def meant(
    store: Store, name: str | None, *, states: tuple[stored.CampaignState, ...] = ()
) -> tuple[str, ...]:
    """The campaigns that are meant: that of the issue, or of each of its editions where none of them is named.

    Where no name is given: those of the issue that began last, of these states if there is any.
    """
    with store.read() as connection:
        rows = stored.every(connection)
        begun = {row.issue: row for row in rows}
        if name in begun:
            return (name,)
        if name is None:
            fitting = [row for row in rows if row.state in states] or list(rows)
            if not fitting:
                return ()
            family = issues.editions(connection, fitting[-1].issue) or (fitting[-1].issue,)
        else:
            family = next(
                (
                    issues.editions(connection, one)
                    for one in begun
                    if re.fullmatch(rf"{re.escape(name)}-(?:ko|en)", one)
                ),
                (),
            )
        found = [one for one in family if one in begun]
        return tuple([one for one in found if begun[one].state in states] or found)
