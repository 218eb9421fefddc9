"""Subscribers, their lists and consents, the addresses that are never written to, and the store's own secrets."""

from __future__ import annotations

import secrets as randomness
from typing import TYPE_CHECKING, Any, Literal, cast

import sqlalchemy as sa

from digest.model import ConsentRecord, Subscriber, Suppression
from digest.storage import journal, seals
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from digest.model import Language, Left

_LENGTH = 32  # bytes of a secret


def save(connection: sa.Connection, subscriber: Subscriber, *, now: datetime) -> None:
    """Keep a subscriber who is not there yet, with their lists and the consent that they come with."""
    connection.execute(
        sa.insert(t.subscribers).values(
            id=subscriber.id,
            address=subscriber.address,
            name=subscriber.name,
            language=subscriber.language,
            consented=subscriber.consented,
            consent_source=subscriber.consent_source,
            added=now,
            seal=sealer(connection)(subscriber.address),
        )
    )
    set_lists(connection, subscriber.id, subscriber.lists)
    record = ConsentRecord(kind="given", at=subscriber.consented or now, source=subscriber.consent_source)
    note_consent(connection, subscriber.id, record)


def find(connection: sa.Connection, subscriber_id: str) -> Subscriber | None:
    """The subscriber of this id."""
    row = connection.execute(
        sa.select(t.subscribers).where(t.subscribers.c.id == subscriber_id)
    ).one_or_none()
    return None if row is None else _subscriber(row, lists(connection, subscriber_id))


def every(connection: sa.Connection) -> tuple[Subscriber, ...]:
    """All subscribers, in the order in which they came; `each` holds only one at a time."""
    return tuple(each(connection))


def each(connection: sa.Connection) -> Iterator[Subscriber]:
    """One subscriber after another, in the order in which they came."""
    m = t.memberships.c
    on: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(m.subscriber, m.list).order_by(m.subscriber, m.list)):
        on.setdefault(row.subscriber, []).append(row.list)
    query = sa.select(t.subscribers).order_by(t.subscribers.c.added, t.subscribers.c.address)
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield _subscriber(row, tuple(on.get(row.id, ())))


def change(connection: sa.Connection, subscriber_id: str, **values: Any) -> bool:
    """Change a subscriber's `name` or `language`; True if there is one."""
    done = connection.execute(
        sa.update(t.subscribers).where(t.subscribers.c.id == subscriber_id).values(**values)
    )
    return bool(done.rowcount)


def remove(connection: sa.Connection, subscriber_id: str) -> bool:
    """Take a subscriber off; True if there was one. The record of their consent stays: the law may ask for it."""
    connection.execute(sa.delete(t.memberships).where(t.memberships.c.subscriber == subscriber_id))
    done = connection.execute(sa.delete(t.subscribers).where(t.subscribers.c.id == subscriber_id))
    return bool(done.rowcount)


def lists(connection: sa.Connection, subscriber_id: str) -> tuple[str, ...]:
    """The keys of the lists that a subscriber is on."""
    m = t.memberships.c
    query = sa.select(m.list).where(m.subscriber == subscriber_id).order_by(m.list)
    return tuple(connection.execute(query).scalars())


def set_lists(connection: sa.Connection, subscriber_id: str, keys: Iterable[str]) -> None:
    """Put a subscriber on these lists and on no other."""
    connection.execute(sa.delete(t.memberships).where(t.memberships.c.subscriber == subscriber_id))
    rows = [{"subscriber": subscriber_id, "list": key} for key in sorted(set(keys))]
    if rows:
        connection.execute(sa.insert(t.memberships), rows)


def note_consent(connection: sa.Connection, subscriber_id: str, record: ConsentRecord) -> None:
    """Add an entry to the record of a subscriber's consent."""
    connection.execute(
        sa.insert(t.consents).values(
            subscriber=subscriber_id, kind=record.kind, at=record.at, source=record.source
        )
    )


def consents(connection: sa.Connection, subscriber_id: str) -> tuple[ConsentRecord, ...]:
    """The record of a subscriber's consent, the oldest entry first."""
    query = (
        sa.select(t.consents)
        .where(t.consents.c.subscriber == subscriber_id)
        .order_by(t.consents.c.at, t.consents.c.id)
    )
    return tuple(
        ConsentRecord(kind=row.kind, at=row.at, source=row.source) for row in connection.execute(query)
    )


def suppress(connection: sa.Connection, suppression: Suppression) -> None:
    """Never write to an address again; the first reason and moment stay. The journal keeps it beyond this store."""
    if suppressed(connection, suppression.address) is None:
        seal = sealer(connection)(suppression.address)
        note_departure(connection, seal, to="out", reason=suppression.reason, at=suppression.at)
        connection.execute(
            sa.insert(t.suppressions).values(
                seal=seal,
                address=seals.folded(suppression.address),
                reason=suppression.reason,
                at=suppression.at,
                detail=suppression.detail,
            )
        )


def suppressed(connection: sa.Connection, address: str) -> Suppression | None:
    """Why an address is never written to; None where it may be."""
    key = _known(connection, seals.KEY)
    if key is None:  # no address was ever sealed
        return None
    query = sa.select(t.suppressions).where(t.suppressions.c.seal == seals.seal(key, address))
    row = connection.execute(query).one_or_none()
    return None if row is None else _suppression(row)


def suppressions(connection: sa.Connection) -> tuple[Suppression, ...]:
    """Every address that is never written to, the oldest first."""
    rows = connection.execute(sa.select(t.suppressions).order_by(t.suppressions.c.at, t.suppressions.c.seal))
    return tuple(_suppression(row) for row in rows)


def lift(connection: sa.Connection, address: str, *, now: datetime) -> None:
    """Allow an address again: only its owner can ask for that."""
    found = suppressed(connection, address)
    if found is not None:
        seal = sealer(connection)(address)
        note_departure(connection, seal, to="in", reason=found.reason, at=now)
        connection.execute(sa.delete(t.suppressions).where(t.suppressions.c.seal == seal))


def note_departure(
    connection: sa.Connection, seal: str, *, to: Literal["out", "in"], reason: Left, at: datetime
) -> None:
    """Write into the journal that an address is not written to any more, or is again."""
    entry = journal.Entry(seal=seal, to=to, reason=reason, at=at)
    journal.add(connection, secret(connection, seals.KEY), (entry,))


def sealer(connection: sa.Connection) -> Callable[[str], str]:
    """What seals addresses with the store's key (`digest.storage.seals`).

    On a connection for reading, where no key was made yet, the seals are of a key that nobody has: they meet none.
    """
    writes = connection.get_execution_options().get("write", True)
    key = (secret if writes else _known)(connection, seals.KEY) or randomness.token_bytes(_LENGTH)
    return lambda address: seals.seal(key, address)


def secret(connection: sa.Connection, name: str) -> bytes:
    """The store's secret of this name: 32 random bytes, made at the first question (on a connection for writing)."""
    value = _known(connection, name)
    if value is None:
        value = randomness.token_bytes(_LENGTH)
        connection.execute(sa.insert(t.secrets).values(name=name, value=value.hex()))
    return value


def _known(connection: sa.Connection, name: str) -> bytes | None:
    """The store's secret of this name; None where it was not made yet."""
    value = connection.execute(
        sa.select(t.secrets.c.value).where(t.secrets.c.name == name)
    ).scalar_one_or_none()
    return None if value is None else bytes.fromhex(value)


def _subscriber(row: Any, on: tuple[str, ...]) -> Subscriber:
    return Subscriber(
        id=row.id,
        address=row.address,
        name=row.name,
        language=cast("Language", row.language),
        consented=row.consented,
        consent_source=row.consent_source,
        lists=on,
    )


def _suppression(row: sa.Row[Any]) -> Suppression:
    return Suppression(address=row.address, reason=row.reason, at=row.at, detail=row.detail)
