"""The roster: adding, importing, removing subscribers. An address that left comes back only by its owner's wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from digest.codec import fingerprint
from digest.errors import InputError, ResultError, UsageError
from digest.model import Subscriber, Suppression
from digest.storage import seals
from digest.storage import subscribers as rows
from digest.subscribers import table, tokens
from digest.subscribers.address import normal

if TYPE_CHECKING:
    import sqlalchemy as sa

    from digest.model import Language
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Where and when people agreed to be written to: the law asks for both."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line of an import that was not taken: its number in the file, its address, the reason."""

    line: int
    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an import did: how many are new, how many were there before, which lines were refused."""

    added: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()


def identity(address: str) -> str:
    """The id of whoever reads mail at an address; capitals do not make another person."""
    return fingerprint("subscriber", seals.folded(address))


def add(
    store: Store,
    address: str,
    *,
    consent: Consent,
    now: datetime,
    name: str = "",
    language: Language = "ko",
    again: bool = False,
) -> bool:
    """Add one subscriber; False if the address is there already.

    Args:
        store: the publication's store.
        address: the address as given.
        consent: where and when its owner agreed.
        now: the moment.
        name: the owner's name, if known.
        language: the edition wanted.
        again: the owner, who had left, asked to be written to again.

    Raises:
        UsageError: no mail can be sent to the address.
        ResultError: its owner had left.
    """
    try:
        plain = normal(address)
    except InputError as error:
        raise UsageError(error.subject, error.message, error.hint) from None
    person = Subscriber(
        id=identity(plain),
        address=plain,
        name=_one_line(name),
        language=language,
        consented=consent.at,
        consent_source=consent.source,
    )
    with store.write() as connection:
        if again:
            rows.lift(connection, person.address)
        try:
            return _enter(connection, person, now=now)
        except InputError as error:
            raise ResultError(error.subject, error.message, error.hint) from None


def bring_in(
    store: Store, data: bytes, *, subject: str, consent: Consent, now: datetime, language: Language = "ko"
) -> Intake:
    """Import a CSV file (UTF-8 or CP949): all its good lines in one change; each other line is reported.

    Raises:
        ResultError: the file is no such table.
    """
    added, known, refused = 0, 0, list[Refusal]()
    with store.write() as connection:
        for line in table.read(data, subject=subject):
            try:
                person = _person(line, consent, language)
                if _enter(connection, person, now=now):
                    added += 1
                else:
                    known += 1
            except InputError as error:
                refused.append(
                    Refusal(line=line.number, address=_one_line(line.address), reason=error.message)
                )
    return Intake(added=added, known=known, refused=tuple(refused))


def remove(
    store: Store,
    address: str,
    *,
    now: datetime,
    reason: Literal["unsubscribed", "bounced", "complained", "removed"] = "removed",
) -> None:
    """Forget a subscriber and never write to the address again.

    Raises:
        ResultError: nobody with this address is subscribed.
    """
    try:
        plain = normal(address)
    except InputError as error:
        raise ResultError(error.subject, error.message, error.hint) from None
    with store.write() as connection:
        gone = rows.remove(connection, identity(plain))
        if not gone and rows.suppressed(connection, plain) is None:
            raise ResultError(
                f'address "{plain}"', "is not subscribed", "see `digest subscribers list` for who is"
            )
        rows.suppress(connection, Suppression(address=plain, reason=reason, at=now))


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
    remove(store, person.address, now=now, reason="unsubscribed")
    return person.address


def listed(store: Store) -> tuple[Subscriber, ...]:
    """All subscribers, in the order in which they came."""
    with store.read() as connection:
        return rows.every(connection)


def _enter(connection: sa.Connection, person: Subscriber, *, now: datetime) -> bool:
    gone = rows.suppressed(connection, person.address)
    if gone is not None:
        raise InputError(
            f'address "{person.address}"',
            f"{gone.reason} on {gone.at.date()}: it is not written to any more",
            "only if its owner asks: `digest subscribers add ADDRESS --again`",
        )
    if rows.find(connection, person.id) is not None:
        return False
    rows.save(connection, person, now=now)
    return True


def _person(line: table.Line, consent: Consent, language: Language) -> Subscriber:
    address = normal(line.address)
    return Subscriber(
        id=identity(address),
        address=address,
        name=_one_line(line.name),
        language=table.language(line.language) or language,
        consented=table.moment(line.consented, consent.at),
        consent_source=_one_line(line.consent_source) or consent.source,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
