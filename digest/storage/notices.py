"""What editors were told by mail: one row a thing told, with the mail while it has not left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def told(connection: sa.Connection, keys: Sequence[str]) -> frozenset[str]:
    """Those of these things that have been told, or are about to be."""
    found = connection.execute(sa.select(t.notices.c.key).where(t.notices.c.key.in_(keys))).scalars()
    return frozenset(found)


def put(connection: sa.Connection, key: str, *, about: str, mail: str, now: datetime) -> None:
    """Remember that a thing is told; `mail` is what is still to be sent of it, empty where another row has it."""
    connection.execute(sa.insert(t.notices).values(key=key, about=about, at=now, mail=mail))


def waiting(connection: sa.Connection) -> tuple[tuple[str, str], ...]:
    """What has not left yet, the oldest first: key and mail."""
    rows = connection.execute(
        sa.select(t.notices.c.key, t.notices.c.mail)
        .where(t.notices.c.mail != "")
        .order_by(t.notices.c.at, t.notices.c.key)
    )
    return tuple((row.key, row.mail) for row in rows)


def change(connection: sa.Connection, key: str, mail: str) -> None:
    """Write down what is left to be sent of a notice; empty once it has left."""
    connection.execute(sa.update(t.notices).where(t.notices.c.key == key).values(mail=mail))


def forget(connection: sa.Connection, key: str) -> bool:
    """Let a thing be told anew when it happens again; False where it had not been told."""
    return connection.execute(sa.delete(t.notices).where(t.notices.c.key == key)).rowcount > 0
