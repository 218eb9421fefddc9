"""Many subscribers at once: what the store knows of a batch of addresses, and how it takes them in or lets them go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.model import Suppression
from digest.storage import seals
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from digest.model import ConsentRecord, Subscriber


def left(connection: sa.Connection, sealed: Collection[str]) -> dict[str, Suppression]:
    """Which of these addresses (by seal) are never written to, and why."""
    rows = connection.execute(sa.select(t.suppressions).where(t.suppressions.c.seal.in_(sealed)))
    return {
        row.seal: Suppression(address=row.address, reason=row.reason, at=row.at, detail=row.detail)
        for row in rows
    }


def there(connection: sa.Connection, ids: Collection[str]) -> dict[str, set[str]]:
    """Which of these subscribers there are, and the lists that each is on."""
    found: dict[str, set[str]] = {
        key: set()
        for key in connection.execute(
            sa.select(t.subscribers.c.id).where(t.subscribers.c.id.in_(ids))
        ).scalars()
    }
    m = t.memberships.c
    for row in connection.execute(sa.select(m.subscriber, m.list).where(m.subscriber.in_(list(found)))):
        found[row.subscriber].add(row.list)
    return found


def records(connection: sa.Connection, ids: Collection[str]) -> set[tuple[str, str, datetime, str]]:
    """Every entry of these people's record of consent: id, kind, moment, source."""
    c = t.consents.c
    rows = connection.execute(sa.select(c.subscriber, c.kind, c.at, c.source).where(c.subscriber.in_(ids)))
    return {(row.subscriber, row.kind, row.at, row.source) for row in rows}


def take(connection: sa.Connection, people: Mapping[str, Subscriber], *, now: datetime) -> None:
    """Keep subscribers (by the seal of their address) who are not there yet, with their lists."""
    _insert(
        connection,
        t.subscribers,
        [
            {
                "id": person.id,
                "address": person.address,
                "name": person.name,
                "language": person.language,
                "consented": person.consented,
                "consent_source": person.consent_source,
                "added": now,
                "seal": seal,
            }
            for seal, person in people.items()
        ],
    )
    put_on(connection, [(person.id, key) for person in people.values() for key in person.lists])


def put_on(connection: sa.Connection, memberships: Sequence[tuple[str, str]]) -> None:
    """Put subscribers on lists that they are not on yet."""
    rows = [{"subscriber": who, "list": key} for who, key in memberships]
    _insert(connection, t.memberships, rows)


def note(connection: sa.Connection, consents: Sequence[tuple[str, ConsentRecord]]) -> None:
    """Add entries to the records of people's consent."""
    rows = [
        {"subscriber": who, "kind": record.kind, "at": record.at, "source": record.source}
        for who, record in consents
    ]
    _insert(connection, t.consents, rows)


def let_go(connection: sa.Connection, suppressions: Mapping[str, Suppression]) -> None:
    """Never write to these addresses again (by seal; none of them is suppressed yet)."""
    rows = [
        {
            "seal": seal,
            "address": seals.folded(one.address),
            "reason": one.reason,
            "at": one.at,
            "detail": one.detail,
        }
        for seal, one in suppressions.items()
    ]
    _insert(connection, t.suppressions, rows)


def take_off(connection: sa.Connection, ids: Collection[str]) -> None:
    """Take subscribers off; the record of their consent stays."""
    if ids:
        connection.execute(sa.delete(t.memberships).where(t.memberships.c.subscriber.in_(ids)))
        connection.execute(sa.delete(t.subscribers).where(t.subscribers.c.id.in_(ids)))


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)
