"""What a store that was put back from an older copy takes up from its journal: who has left since, and who came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

from digest.model import ConsentRecord, Language, Left, Subscriber
from digest.storage import departures, journal, seals, subscribers
from digest.storage import tables as t
from digest.storage.journal import Entry
from digest.storage.parts import parts

if TYPE_CHECKING:
    from digest.storage.store import Store

OFTEN = 65_536
"""Bytes of the journal that are read again rather than that each command writes into the store how far it has come."""
SOURCE = "journal of suppressions"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """How many have `left` since the copy, how many came `back`, and how many `lost` ones came back whom the copy does not know."""

    left: int = 0
    back: int = 0
    lost: int = 0


def take_up(store: Store) -> TakenUp:
    """Bring a store to what its journal says that it does not know; the journal of a store that has none yet is begun.

    Raises:
        ResultError: the journal cannot be read or written.
    """
    with store.read() as connection:
        if journal.is_read(connection):
            return TakenUp()
        key = _key(connection)
        known = connection.execute(sa.select(sa.exists(sa.select(t.suppressions.c.seal)))).scalar()
        begun = journal.is_there(connection)
        if key is None or not (begun or known):
            return TakenUp()
        entries, place = journal.unread(connection, key)
        if begun and len(entries) * 100 < OFTEN and not _missing(connection, entries):
            return TakenUp()
    with store.write() as connection:
        if not begun:
            _begin(connection, key)
        entries, place = journal.unread(connection, key)
        journal.remember(connection, place)
        return _apply(connection, _missing(connection, entries))


def _key(connection: sa.Connection) -> bytes | None:
    """The key of the seals, if the store has one: without it nobody has left."""
    value = connection.execute(
        sa.select(t.secrets.c.value).where(t.secrets.c.name == seals.KEY)
    ).scalar_one_or_none()
    return bytes.fromhex(value) if value else None


def _begin(connection: sa.Connection, key: bytes) -> None:
    rows = connection.execute(sa.select(t.suppressions).order_by(t.suppressions.c.at))
    journal.add(
        connection,
        key,
        [Entry(seal=row.seal, to="out", reason=cast("Left", row.reason), at=row.at) for row in rows],
    )


def _missing(connection: sa.Connection, entries: tuple[Entry, ...]) -> list[Entry]:
    """The last word on each address, where the store has another."""
    last = {entry.seal: entry for entry in entries}
    held = set[str]()
    for sealed in parts(list(last)):
        query = sa.select(t.suppressions.c.seal).where(t.suppressions.c.seal.in_(sealed))
        held.update(connection.execute(query).scalars())
    return [entry for entry in last.values() if (entry.to == "out") != (entry.seal in held)]


def _apply(connection: sa.Connection, entries: list[Entry]) -> TakenUp:
    left = back = lost = 0
    for entry in entries:
        if entry.to == "out":
            _leave(connection, entry)
            left += 1
        elif _come_back(connection, entry):
            back += 1
        else:
            lost += 1
    return TakenUp(left=left, back=back, lost=lost)


def _leave(connection: sa.Connection, entry: Entry) -> None:
    person = _person(connection, entry.seal)
    if person is not None and entry.reason != "bounced":
        if entry.reason != "removed":
            record = ConsentRecord(kind="withdrawn", at=entry.at, source=SOURCE)
            subscribers.note_consent(connection, person.id, record)
        if entry.reason == "unsubscribed":
            departures.note(connection, person, at=entry.at)
        subscribers.remove(connection, person.id)
    connection.execute(
        sa.insert(t.suppressions).values(
            seal=entry.seal,
            address=seals.folded(person.address) if person else "",
            reason=entry.reason,
            at=entry.at,
            detail=SOURCE,
        )
    )


def _come_back(connection: sa.Connection, entry: Entry) -> bool:
    """Let somebody in again, where the copy still knows who they are; else they stay out, and have to be added."""
    s, d = t.suppressions.c, t.departures.c
    person = _person(connection, entry.seal)
    if person is None:
        gone = connection.execute(
            sa.select(t.departures, s.address)
            .join(t.suppressions, d.seal == s.seal)
            .where(d.seal == entry.seal, s.address != "")
        ).one_or_none()
        if gone is None:
            return False
        again = Subscriber(
            id=gone.subscriber,
            address=gone.address,
            name=gone.name,
            language=cast("Language", gone.language),
            consented=entry.at,
            consent_source=SOURCE,
            lists=tuple(gone.lists.split()),
        )
        subscribers.save(connection, again, now=entry.at)
        departures.drop(connection, gone.subscriber)
    connection.execute(sa.delete(t.suppressions).where(s.seal == entry.seal))
    return True


def _person(connection: sa.Connection, seal: str) -> Subscriber | None:
    found = connection.execute(
        sa.select(t.subscribers.c.id).where(t.subscribers.c.seal == seal)
    ).scalar_one_or_none()
    return subscribers.find(connection, found) if found else None
