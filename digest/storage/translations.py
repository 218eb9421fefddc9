"""The editor's translations, each with the fingerprint of the text that it translates; they hold for every later build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.editing.translations import Translation
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def kept(connection: sa.Connection) -> tuple[Translation, ...]:
    """All of them, in the order of what they translate."""
    table = t.translations
    rows = connection.execute(sa.select(table).order_by(table.c.language, table.c.what, table.c.of))
    return tuple(
        Translation(what=row.what, of=row.of, to=row.language, text=row.text, source=row.source)
        for row in rows
    )


def keep(connection: sa.Connection, translations: Iterable[Translation], *, now: datetime) -> int:
    """Keep translations, each instead of the one before; says how many are new or other than before."""
    known = {(one.key, one.to): one for one in kept(connection)}
    changed = [one for one in translations if known.get((one.key, one.to)) != one]
    for one in changed:
        forget(connection, one)
        connection.execute(
            sa.insert(t.translations).values(
                what=one.what, of=one.of, language=one.to, text=one.text, source=one.source, changed=now
            )
        )
    return len(changed)


def forget(connection: sa.Connection, one: Translation) -> None:
    """Drop a translation."""
    table = t.translations
    connection.execute(
        sa.delete(table).where(table.c.what == one.what, table.c.of == one.of, table.c.language == one.to)
    )
