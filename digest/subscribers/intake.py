"""Imports: the lines of a table become subscribers, or people who are never written to.

Whoever has left stays away, whichever side they left on: no line brings back an address that left here, and a line that
says its person has left takes them off here too.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.model import ConsentRecord, Left, Subscriber, Suppression
from digest.storage import intake as rows
from digest.storage import subscribers
from digest.subscribers import entries, slips
from digest.subscribers.identity import identity
from digest.subscribers.table import Table
from digest.subscribers.taken import Consent, Intake, Told, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.storage.store import Connection, Store
    from digest.subscribers.entries import Entry

BATCH = 2000
"""Lines that are taken in one change: a campaign that is being sent waits for no more than these."""


def bring_in(
    store: Store,
    source: bytes | Path,
    *,
    subject: str,
    consent: Consent,
    now: datetime,
    wanted: Wanted | None = None,
    dry: bool = False,
) -> Intake:
    """Import a table: its good lines, 2,000 in one change; each other line is reported. The same table again changes nothing.

    Args:
        store: the publication's store.
        source: the file, or its bytes.
        subject: what it is called in errors.
        consent: what stands for what a line does not say of consent.
        now: the moment.
        wanted: how it is to be taken.
        dry: find out what it would do, and change nothing.

    Raises:
        UsageError: the file cannot be read, or lacks a column that was named.
        ResultError: the file is no such table; where a line is not CSV, those before it are taken.
    """
    how = wanted or Wanted()
    done = Intake()
    with Table(source, subject=subject, given=how.given) as table:
        done.service = table.service
        if dry:
            with store.read() as connection:
                batch = _Batch(connection, done, how, consent, now)
                for lines in _batches(_understood(table, done, how, consent, now)):
                    batch.sort(lines)
            return done
        for lines in _batches(_understood(table, done, how, consent, now)):
            with store.write() as connection:
                batch = _Batch(connection, done, how, consent, now)
                batch.sort(lines)
                batch.write()
    return done


def _understood(table: Table, done: Intake, how: Wanted, consent: Consent, now: datetime) -> Iterator[Entry]:
    for line in table:
        try:
            found = entries.entry(line, now=now, zone=consent.at.tzinfo, service=table.service, left=how.left)
            if not found.left and (found.lists or how.lists):
                found = replace(found, lists=_lists(found, how, strict=not table.service))
        except InputError as error:
            _refuse(done, line.number, line["email"], error)
            continue
        yield found


def _lists(entry: Entry, how: Wanted, *, strict: bool) -> tuple[str, ...]:
    keys = [how.names.get(one.casefold(), "") for one in entry.lists]
    if strict and "" in keys:
        unknown = entry.lists[keys.index("")]
        raise InputError("lists", f'there is no list "{unknown}" here')
    return tuple(sorted({*how.lists, *keys} - {""}))


def _batches(found: Iterator[Entry]) -> Iterator[list[Entry]]:
    while lines := list(islice(found, BATCH)):
        yield lines


class _Batch:
    """What some lines come to, before it is written; a dry run adds line to line and never writes."""

    def __init__(
        self, connection: Connection, done: Intake, how: Wanted, consent: Consent, now: datetime
    ) -> None:
        self.connection, self.done, self.how, self.consent, self.now = connection, done, how, consent, now
        self.seal: Callable[[str], str] = subscribers.sealer(connection)
        self.new: dict[str, Subscriber] = {}
        self.gone: dict[str, Suppression] = {}
        self.off: set[str] = set()
        self.on: list[tuple[str, str]] = []
        self.notes: list[tuple[str, ConsentRecord]] = []

    def sort(self, lines: list[Entry]) -> None:
        """Find out what is to be done with each line."""
        sealed = {entry.number: self.seal(entry.address) for entry in lines}
        ids = {entry.number: identity(entry.address) for entry in lines}
        self.left = rows.left(self.connection, set(sealed.values()))
        self.there = rows.there(self.connection, set(ids.values()))
        written = {ids[entry.number] for entry in lines if entry.consents}
        self.noted = rows.records(self.connection, written) if written else set()
        for entry in lines:
            seal, who = sealed[entry.number], ids[entry.number]
            if entry.left is not None:
                self._let_go(entry, seal, who, entry.left)
            elif (gone := self.left.get(seal) or self.gone.get(seal)) is not None:
                reason = f"{gone.reason} on {gone.at.date()}: it is not written to any more"
                _refuse(self.done, entry.number, entry.address, InputError("", reason))
            elif seal in self.new or (who in self.there and who not in self.off):
                self._meet(entry, seal, who)
            else:
                self._take(entry, seal, who)

    def write(self) -> None:
        """Do it."""
        rows.take_off(self.connection, self.off)
        rows.take(self.connection, self.new, now=self.now)
        rows.put_on(self.connection, self.on)
        rows.note(self.connection, self.notes)
        rows.let_go(self.connection, self.gone)

    def _take(self, entry: Entry, seal: str, who: str) -> None:
        exact = bool(entry.consents)  # our own export says all there is to say
        at = entry.consented if exact else entry.consented or self.consent.at
        source = entry.source if exact else self._source(entry)
        self.new[seal] = Subscriber(
            id=who,
            address=entry.address,
            name=entry.name,
            language=entry.language or self.how.language,
            consented=at,
            consent_source=source,
            lists=entry.lists,
        )
        self.done.added += 1
        self.done.undated += at is not entry.consented
        self.done.listless += not entry.lists
        if hint := slips.hint(entry.address):
            self.done.doubtful.append(Told(line=entry.number, address=entry.address, reason=hint))
        self._note(entry, who)
        if not exact and at is not None:
            self.notes.append((who, ConsentRecord(kind="given", at=at, source=source)))
        if not exact and entry.confirmed is not None:
            self.notes.append((who, ConsentRecord(kind="confirmed", at=entry.confirmed, source=source)))

    def _meet(self, entry: Entry, seal: str, who: str) -> None:
        self.done.known += 1
        if seal in self.new:
            before = self.new[seal]
            self.done.listless -= bool(entry.lists) and not before.lists
            further = set(entry.lists) - set(before.lists)
            self.new[seal] = replace(before, lists=tuple(sorted({*before.lists, *further})))
        else:
            further = set(entry.lists) - self.there[who]
            self.there[who] |= further
            self.on += [(who, key) for key in sorted(further)]
        self.done.joined += bool(further)
        self._note(entry, who)

    def _let_go(self, entry: Entry, seal: str, who: str, reason: Left) -> None:
        self.done.left += 1
        self._note(entry, who)
        if seal in self.left or seal in self.gone:
            return
        at = entry.at or self.now
        self.gone[seal] = Suppression(
            address=entry.address, reason=reason, at=at, detail=entry.detail or self._origin()
        )
        here = who in self.there and who not in self.off
        if (new := self.new.pop(seal, None)) is not None:
            self.done.added -= 1
            self.done.listless -= not new.lists
            self.notes = [note for note in self.notes if note[0] != who or note[1] in entry.consents]
        elif here:
            self.off.add(who)
            self.on = [one for one in self.on if one[0] != who]
        if here:
            told = f"{reason} there, and was subscribed here: taken off"
            self.done.taken_off.append(Told(line=entry.number, address=entry.address, reason=told))
            if not entry.consents and reason in ("unsubscribed", "complained"):
                record = ConsentRecord(kind="withdrawn", at=at, source=self.consent.source)
                self.notes.append((who, record))

    def _note(self, entry: Entry, who: str) -> None:
        for record in entry.consents:
            if (key := (who, record.kind, record.at, record.source)) not in self.noted:
                self.noted.add(key)
                self.notes.append((who, record))

    def _source(self, entry: Entry) -> str:
        if entry.source and self.done.service:
            return entries.one_line(f"{self.consent.source}: {entry.source}")
        return entry.source or self.consent.source

    def _origin(self) -> str:
        return self.consent.source if self.how.left or self.done.service else ""


def _refuse(done: Intake, number: int, address: str, error: InputError) -> None:
    done.refused.append(Told(line=number, address=entries.one_line(address), reason=_told(error)))


def _told(error: InputError) -> str:
    about = error.subject if error.subject in ("language", "status", "date", "date of consent") else ""
    return f"{about} {error.message}".strip()
