"""What a send would do: nothing leaves, and the ledger is not touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.delivery import admission, configured
from digest.delivery.letterhead import Recipient
from digest.delivery.message import Writer
from digest.errors import ResultError
from digest.storage import readership

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.send import Token
    from digest.model import Issue, Rendition, Subscriber
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What a send would do: to how many, in all and by domain (the largest first), and by what.

    How many `others` read another edition; `bytes` is the size of the largest mail. `missing` is why it would not leave yet.
    """

    issue: str
    transport: str
    recipients: int
    domains: tuple[tuple[str, int], ...]
    others: int
    subject: str
    bytes: int
    missing: tuple[ResultError, ...] = ()


def rehearse(
    config: Config,
    store: Store,
    issue: Issue,
    rendition: Rendition,
    *,
    token: Token,
    now: datetime,
    without_archive: bool = False,
    despite_live: bool = False,
    each: Callable[[str], None] = lambda _address: None,
) -> Rehearsal:
    """What `send` would do now, were nothing missing; nothing leaves, and the ledger is not touched.

    `each` is told each address in turn.

    Raises:
        ResultError: the way out is not configured as it must be.
    """
    transport = configured.transport(config)
    missing = [
        *admission.faults(config, store, issue, without_archive=without_archive, despite_live=despite_live)
    ]
    try:
        admission.fitting(rendition, issue)
    except ResultError as error:
        missing.append(error)
    head = configured.letterhead(config, date=now, language=issue.language, genre=issue.genre)
    domains: Counter[str] = Counter()
    longest: Subscriber | None = None
    with store.read() as connection:
        for person in readership.each(connection, admission.readers(config, issue), but_settled_in=issue.id):
            each(person.address)
            domains[person.address.rpartition("@")[2]] += 1
            # Mails differ in name and address alone: the largest is written, not a million.
            if longest is None or _length(person) > _length(longest):
                longest = person
    return Rehearsal(
        issue=issue.id,
        transport=transport.label,
        recipients=domains.total(),
        domains=tuple(sorted(domains.items(), key=lambda one: (-one[1], one[0]))),
        others=admission.others(config, store, issue),
        subject=rendition.subject,
        bytes=len(Writer(rendition, head, configured.signers(config)).write(_recipient(longest, token)).data)
        if longest
        else 0,
        missing=tuple(missing),
    )


def _length(person: Subscriber) -> int:
    return len(person.address) + len(person.name.encode("utf-8", "replace"))


def _recipient(person: Subscriber, token: Token) -> Recipient:
    return Recipient(subscriber=person.id, address=person.address, name=person.name, token=token(person.id))
