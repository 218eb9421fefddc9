"""What somebody had chosen who left: kept for a while without their address, so that a slip of the hand can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

from digest.model import Language, Suppression
from digest.storage import tables as t
from digest.storage.subscribers import sealer

if TYPE_CHECKING:
    from digest.model import Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody who left: what they had chosen, and why their address is not written to; its `address` is empty where it was forgotten."""

    subscriber: str
    name: str
    language: Language
    lists: tuple[str, ...]
    at: datetime
    suppression: Suppression | None


def note(connection: sa.Connection, person: Subscriber, *, at: datetime) -> None:
    """Keep what somebody had chosen who leaves now."""
    drop(connection, person.id)
    connection.execute(
        sa.insert(t.departures).values(
            subscriber=person.id,
            seal=sealer(connection)(person.address),
            name=person.name,
            language=person.language,
            lists=" ".join(person.lists),
            at=at,
        )
    )


def find(connection: sa.Connection, subscriber_id: str) -> Departure | None:
    """What somebody of this id had chosen who left; None where nobody did, or too long ago."""
    d, s = t.departures.c, t.suppressions.c
    query = (
        sa.select(t.departures, s.seal.label("sealed"), s.address, s.reason, s.at.label("since"), s.detail)
        .outerjoin(t.suppressions, d.seal == s.seal)
        .where(d.subscriber == subscriber_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    held = row.sealed is not None
    return Departure(
        subscriber=row.subscriber,
        name=row.name,
        language=cast("Language", row.language),
        lists=tuple(row.lists.split()),
        at=row.at,
        suppression=Suppression(address=row.address, reason=row.reason, at=row.since, detail=row.detail)
        if held
        else None,
    )


def drop(connection: sa.Connection, subscriber_id: str) -> None:
    """Forget what somebody had chosen."""
    connection.execute(sa.delete(t.departures).where(t.departures.c.subscriber == subscriber_id))


def sweep(connection: sa.Connection, before: datetime) -> int:
    """Forget what those had chosen who left before a moment; how many."""
    return connection.execute(sa.delete(t.departures).where(t.departures.c.at < before)).rowcount
