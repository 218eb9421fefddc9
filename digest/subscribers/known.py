"""All that is known of a person: what `digest subscribers show` tells, and what they may ask to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import InputError, ResultError, UsageError
from digest.model import ConsentRecord, Subscriber, Suppression
from digest.storage import departures
from digest.storage import known as storage
from digest.storage import subscribers as rows
from digest.subscribers import dates
from digest.subscribers.address import normal, shown
from digest.subscribers.identity import identity

if TYPE_CHECKING:
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of whoever reads mail at an address.

    `person` is None where they are not subscribed, `departure` what they had chosen if they left a short while ago; the address of `suppression` is empty where only its seal is kept. `due` says
    that their consent is older than two years, `link` that a link to unsubscribe, made of their id and kept nowhere, works.
    """

    address: str
    shown: str
    person: Subscriber | None
    added: datetime | None
    consents: tuple[ConsentRecord, ...]
    suppression: Suppression | None
    departure: departures.Departure | None
    mails: tuple[storage.Mail, ...]
    due: bool
    link: bool


def known(store: Store, address: str, *, now: datetime) -> Known:
    """All that is known of an address, also of one that is only suppressed, or whose seal alone is kept.

    Raises:
        UsageError: no mail can be sent to the address.
        ResultError: nothing is known of it.
    """
    try:
        plain = normal(address)
    except InputError as error:
        raise UsageError(error.subject, error.message, error.hint) from None
    who = identity(plain)
    with store.read() as connection:
        person = rows.find(connection, who)
        consents = rows.consents(connection, who)
        found = Known(
            address=person.address if person else plain,
            shown=shown(person.address if person else plain),
            person=person,
            added=storage.added(connection, who),
            consents=consents,
            suppression=rows.suppressed(connection, plain),
            departure=departures.find(connection, who),
            mails=storage.mails(connection, plain, who),
            due=person is not None and _due(person, consents, now),
            link=person is not None,
        )
    if found.person is None and found.suppression is None and not (found.consents or found.mails):
        raise ResultError(
            f'address "{plain}"', "nothing is known of it", "it was never here, or was forgotten"
        )
    return found


def _due(person: Subscriber, consents: tuple[ConsentRecord, ...], now: datetime) -> bool:
    said = [record.at for record in consents if record.kind != "withdrawn"]
    last = max(said, default=person.consented)
    return last is None or last < dates.long_past(now)
