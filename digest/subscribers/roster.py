"""The roster, one person at a time: coming in, agreeing, changing, leaving. Who has left comes back only by their own wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import InputError, ResultError, UsageError
from digest.model import ConsentRecord, Subscriber, Suppression
from digest.storage import subscribers as rows
from digest.subscribers import tokens, wishes
from digest.subscribers.address import normal
from digest.subscribers.entries import one_line
from digest.subscribers.identity import identity
from digest.subscribers.taken import Consent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from digest.model import Language, Left
    from digest.storage.store import Store

__all__ = ["Consent", "add", "change", "confirm", "identity", "listed", "remove", "suppress", "unsubscribe"]


def add(
    store: Store,
    address: str,
    *,
    consent: Consent,
    now: datetime,
    name: str = "",
    language: Language = "ko",
    lists: Iterable[str] = (),
    again: bool = False,
) -> bool:
    """Add one subscriber; False if the address is there already (it is put on the lists named all the same).

    Args:
        store: the publication's store.
        address: the address as given.
        consent: where and when its owner agreed.
        now: the moment.
        name: the owner's name, if known.
        language: the edition wanted.
        lists: the keys of the lists to be on.
        again: the owner, who had left, asked to be written to again.

    Raises:
        UsageError: no mail can be sent to the address.
        ResultError: its owner had left.
    """
    plain = _plain(address)
    person = Subscriber(
        id=identity(plain),
        address=plain,
        name=one_line(name),
        language=language,
        consented=consent.at,
        consent_source=one_line(consent.source),
        lists=tuple(sorted(set(lists))),
    )
    with store.write() as connection:
        if again:
            rows.lift(connection, plain, now=now)
        gone = rows.suppressed(connection, plain)
        if gone is not None:
            raise ResultError(
                f'address "{plain}"',
                f"{gone.reason} on {gone.at.date()}: it is not written to any more",
                "only if its owner asks: `digest subscribers add ADDRESS --again`",
            )
        before = rows.find(connection, person.id)
        if before is None:
            rows.save(connection, person, now=now)
            return True
        rows.set_lists(connection, person.id, {*before.lists, *person.lists})
        return False


def change(
    store: Store,
    address: str,
    *,
    name: str | None = None,
    language: Language | None = None,
    on: Iterable[str] = (),
    off: Iterable[str] = (),
) -> Subscriber:
    """Change what is kept of a subscriber: name, language, lists. None: as it was.

    Raises:
        UsageError: no mail can be sent to the address.
        ResultError: nobody with this address is subscribed.
    """
    plain = _plain(address)
    with store.write() as connection:
        before = rows.find(connection, identity(plain))
        if before is None:
            raise _stranger(plain)
        values = {"name": None if name is None else one_line(name), "language": language}
        if given := {key: value for key, value in values.items() if value is not None}:
            rows.change(connection, before.id, **given)
        rows.set_lists(connection, before.id, {*before.lists, *on} - set(off))
        after = rows.find(connection, before.id)
    assert after is not None
    return after


def confirm(store: Store, address: str, *, consent: Consent) -> None:
    """Note that a subscriber said again that they want to be written to.

    Raises:
        UsageError: no mail can be sent to the address.
        ResultError: nobody with this address is subscribed.
    """
    plain = _plain(address)
    with store.write() as connection:
        if rows.find(connection, identity(plain)) is None:
            raise _stranger(plain)
        record = ConsentRecord(kind="confirmed", at=consent.at, source=one_line(consent.source))
        rows.note_consent(connection, identity(plain), record)


def remove(store: Store, address: str, *, now: datetime, reason: Left = "removed", detail: str = "") -> None:
    """Take a subscriber off and never write to the address again. Twice is the same as once.

    Raises:
        ResultError: nobody with this address is subscribed, or was.
    """
    try:
        plain = normal(address)
    except InputError as error:
        raise ResultError(error.subject, error.message, error.hint) from None
    with store.write() as connection:
        known = rows.find(connection, identity(plain)) or rows.suppressed(connection, plain)
        if known is None:
            raise _stranger(plain)
    suppress(store, plain, now=now, reason=reason, detail=detail)


def suppress(
    store: Store, address: str, *, now: datetime, reason: Left = "removed", detail: str = ""
) -> bool:
    """Never write to an address again, whether it is subscribed or not; False where it was so before.

    Raises:
        UsageError: no mail can be sent to the address in any case.
    """
    plain = _plain(address)
    with store.write() as connection:
        before = rows.suppressed(connection, plain)
        if rows.remove(connection, identity(plain)) and reason in ("unsubscribed", "complained"):
            record = ConsentRecord(kind="withdrawn", at=now, source=one_line(detail) or reason)
            rows.note_consent(connection, identity(plain), record)
        rows.suppress(connection, Suppression(address=plain, reason=reason, at=now, detail=one_line(detail)))
    return before is None


def unsubscribe(store: Store, token: str, *, now: datetime) -> str:
    """Carry out the wish that a reader sent with their token; answers their address.

    Raises:
        ResultError: the token was not made by this publication, or its subscriber is gone.
    """
    with store.write() as connection:
        who = tokens.check(rows.secret(connection, tokens.KEY), token)
        person = rows.find(connection, who) if who else None
    if person is None:
        raise ResultError("token", "is nobody's here", "copy it whole from the mail, or give the address")
    wishes.leave(store, person.id, source="sent their token", now=now)
    return person.address


def listed(store: Store) -> tuple[Subscriber, ...]:
    """All subscribers, in the order in which they came."""
    with store.read() as connection:
        return rows.every(connection)


def _plain(address: str) -> str:
    try:
        return normal(address)
    except InputError as error:
        raise UsageError(error.subject, error.message, error.hint) from None


def _stranger(address: str) -> ResultError:
    return ResultError(
        f'address "{address}"', "is not subscribed", "see `digest subscribers list` for who is"
    )
