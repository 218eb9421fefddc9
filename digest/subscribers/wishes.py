"""What readers wish who come with their token: to leave, to come back, to get something else.

Leaving takes effect at once: the consent is withdrawn on record, the subscriber is gone, the address suppressed, and a
campaign under way passes it over. Each wish is one short change of the store; the same wish twice is the same as once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.model import ConsentRecord, Language, Left, Subscriber, Suppression
from digest.storage import departures
from digest.storage import subscribers as rows
from digest.subscribers.entries import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.storage.store import Connection, Store

WAY_BACK = timedelta(days=30)
"""How long what somebody had chosen is kept after they left, so that they can come back as they were."""
_OWN: Left = "unsubscribed"
_OUT = ("unsubscribed", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Whether somebody whose token is good gets mail, or has left.

    Attributes:
        id: theirs, as the token says it.
        person: the subscriber; None where they get no mail any more.
        left: when they left, if that is known.
        back: whether they can come back by themselves: they left by themselves, and not too long ago.
        language: that they read, or read before they left; None where nothing is known of them any more.
    """

    id: str
    person: Subscriber | None = None
    left: datetime | None = None
    back: bool = False
    language: Language | None = None


def subscription(store: Store, subscriber_id: str, *, now: datetime) -> Subscription:
    """Whether somebody gets mail, or has left; reads only."""
    with store.read() as connection:
        return _subscription(connection, subscriber_id, now)


def leave(store: Store, subscriber_id: str, *, source: str, now: datetime) -> Subscription:
    """Unsubscribe somebody; who is gone already stays so, with the first moment.

    Args:
        store: the publication's store.
        subscriber_id: whom a token proved.
        source: by which way the wish came, for the record (`one-click`, `web page`).
        now: the moment.
    """
    with store.write() as connection:
        before = _subscription(connection, subscriber_id, now)
        person = before.person
        if person is None:
            return before
        departures.sweep(connection, now - WAY_BACK)
        departures.note(connection, person, at=now)
        rows.note_consent(connection, person.id, ConsentRecord(kind="withdrawn", at=now, source=source))
        rows.remove(connection, person.id)
        rows.suppress(connection, Suppression(address=person.address, reason=_OWN, at=now, detail=source))
        return _subscription(connection, subscriber_id, now)


def come_back(store: Store, subscriber_id: str, *, source: str, now: datetime) -> Subscription:
    """Subscribe somebody again who had left by themselves: a new consent, and all else as it was.

    An address that bounced, complained, was removed by an editor or forgotten does not come back by this way.
    """
    with store.write() as connection:
        before = _subscription(connection, subscriber_id, now)
        if before.person is not None or not before.back:
            return before
        gone = departures.find(connection, subscriber_id)
        person = rows.find(connection, subscriber_id)
        if person is not None:  # suppressed only, by an import
            rows.lift(connection, person.address, now=now)
            rows.note_consent(connection, person.id, ConsentRecord(kind="given", at=now, source=source))
        elif gone is not None and gone.suppression is not None:
            rows.lift(connection, gone.suppression.address, now=now)
            again = Subscriber(
                id=subscriber_id,
                address=gone.suppression.address,
                name=gone.name,
                language=gone.language,
                consented=now,
                consent_source=source,
                lists=gone.lists,
            )
            rows.save(connection, again, now=now)
        departures.drop(connection, subscriber_id)
        return _subscription(connection, subscriber_id, now)


def choose(
    store: Store,
    subscriber_id: str,
    *,
    now: datetime,
    name: str | None = None,
    language: Language | None = None,
    lists: Iterable[str] | None = None,
    offered: Iterable[str] = (),
) -> Subscription:
    """Change what somebody gets; None leaves a thing as it is, and so does who is gone.

    Args:
        store: the publication's store.
        subscriber_id: whom a token proved.
        now: the moment.
        name: how mails address them.
        language: the edition.
        lists: the lists that they want to be on of those that were `offered`; on others they stay as they are.
        offered: the lists that they could choose among.
    """
    with store.write() as connection:
        before = _subscription(connection, subscriber_id, now)
        if before.person is None:
            return before
        changed: dict[str, str] = {}
        if name is not None:
            changed["name"] = one_line(name)
        if language is not None:
            changed["language"] = language
        if changed:
            rows.change(connection, subscriber_id, **changed)
        if lists is not None:
            shown = set(offered)
            kept = set(before.person.lists) - shown
            rows.set_lists(connection, subscriber_id, kept | (set(lists) & shown))
        return _subscription(connection, subscriber_id, now)


def sweep(store: Store, *, now: datetime) -> None:
    """Forget what those had chosen who left too long ago to come back by themselves."""
    with store.write() as connection:
        departures.sweep(connection, now - WAY_BACK)


def _subscription(connection: Connection, subscriber_id: str, now: datetime) -> Subscription:
    person = rows.find(connection, subscriber_id)
    if person is not None:
        stopped = rows.suppressed(connection, person.address)
        if stopped is None or stopped.reason not in _OUT:
            return Subscription(id=subscriber_id, person=person, language=person.language)
        return Subscription(
            id=subscriber_id, left=stopped.at, back=stopped.reason == _OWN, language=person.language
        )
    gone = departures.find(connection, subscriber_id)
    if gone is None or gone.at < now - WAY_BACK:
        withdrawn = [one.at for one in rows.consents(connection, subscriber_id) if one.kind == "withdrawn"]
        return Subscription(id=subscriber_id, left=withdrawn[-1] if withdrawn else None)
    held = gone.suppression
    own = held is not None and held.reason == _OWN and bool(held.address)
    return Subscription(id=subscriber_id, left=gone.at, back=own, language=gone.language)
