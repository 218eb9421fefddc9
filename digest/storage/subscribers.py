"""Subscribers, the addresses that are never written to, and the store's own secrets."""

from __future__ import annotations

import secrets as randomness
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from digest.model import Subscriber, Suppression
from digest.storage import tables as t

if TYPE_CHECKING:
    from datetime import datetime

    from digest.model import Language


def folded(address: str) -> str:
    """The address as it is compared: nobody has two mailboxes that differ in capitals only."""
    return address.casefold()


def save(connection: sa.Connection, subscriber: Subscriber, *, now: datetime) -> None:
    """Keep a subscriber who is not there yet."""
    connection.execute(
        sa.insert(t.subscribers).values(
            id=subscriber.id,
            address=subscriber.address,
            name=subscriber.name,
            language=subscriber.language,
            consented=subscriber.consented,
            consent_source=subscriber.consent_source,
            added=now,
        )
    )


def find(connection: sa.Connection, subscriber_id: str) -> Subscriber | None:
    """The subscriber of this id."""
    row = connection.execute(
        sa.select(t.subscribers).where(t.subscribers.c.id == subscriber_id)
    ).one_or_none()
    return None if row is None else _subscriber(row)


def every(connection: sa.Connection) -> tuple[Subscriber, ...]:
    """All subscribers, in the order in which they came."""
    rows = connection.execute(
        sa.select(t.subscribers).order_by(t.subscribers.c.added, t.subscribers.c.address)
    )
    return tuple(_subscriber(row) for row in rows)


def remove(connection: sa.Connection, subscriber_id: str) -> bool:
    """Forget a subscriber; True if there was one."""
    done = connection.execute(sa.delete(t.subscribers).where(t.subscribers.c.id == subscriber_id))
    return bool(done.rowcount)


def suppress(connection: sa.Connection, suppression: Suppression) -> None:
    """Never write to an address again; the first reason and moment stay."""
    if suppressed(connection, suppression.address) is None:
        connection.execute(
            sa.insert(t.suppressions).values(
                address=folded(suppression.address), reason=suppression.reason, at=suppression.at
            )
        )


def suppressed(connection: sa.Connection, address: str) -> Suppression | None:
    """Why an address is never written to; None where it may be."""
    row = connection.execute(
        sa.select(t.suppressions).where(t.suppressions.c.address == folded(address))
    ).one_or_none()
    return None if row is None else Suppression(address=row.address, reason=row.reason, at=row.at)


def suppressions(connection: sa.Connection) -> tuple[Suppression, ...]:
    """Every address that is never written to, the oldest first."""
    rows = connection.execute(
        sa.select(t.suppressions).order_by(t.suppressions.c.at, t.suppressions.c.address)
    )
    return tuple(Suppression(address=row.address, reason=row.reason, at=row.at) for row in rows)


def lift(connection: sa.Connection, address: str) -> None:
    """Allow an address again: only its owner can ask for that."""
    connection.execute(sa.delete(t.suppressions).where(t.suppressions.c.address == folded(address)))


def secret(connection: sa.Connection, name: str) -> bytes:
    """The store's secret of this name: 32 random bytes, made at the first question."""
    value = connection.execute(
        sa.select(t.secrets.c.value).where(t.secrets.c.name == name)
    ).scalar_one_or_none()
    if value is None:
        value = randomness.token_hex(32)
        connection.execute(sa.insert(t.secrets).values(name=name, value=value))
    return bytes.fromhex(value)


def _subscriber(row: sa.Row[Any]) -> Subscriber:
    return Subscriber(
        id=row.id,
        address=row.address,
        name=row.name,
        language=cast("Language", row.language),
        consented=row.consented,
        consent_source=row.consent_source,
    )
