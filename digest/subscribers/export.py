"""Writing subscribers as CSV: for another Ganchu, whole, or as a mailing service reads it.

A cell that a spreadsheet would take for a formula gets an apostrophe before it; `digest.subscribers.table` takes it off again.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeVar

from digest.storage import known, subscribers
from digest.subscribers.identity import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from digest.model import ConsentRecord, Subscriber, Suppression
    from digest.storage.store import Connection, Store

Target = Literal["own", "stibee", "mailchimp", "listmonk"]
BATCH = 1000
T = TypeVar("T")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_OWN = (
    "email", "name", "language", "status", "lists", "consented", "consent_source", "consents", "left", "detail",
)  # fmt: skip
_HEADERS: dict[Target, tuple[str, ...]] = {
    "own": _OWN,
    "stibee": ("이메일 주소", "이름", "언어", "구독일"),
    "mailchimp": ("Email Address", "First Name", "Last Name", "Language", "OPTIN_TIME"),
    "listmonk": ("email", "name", "attributes", "status", "created_at"),
}
_LEFT: dict[Target, tuple[str, ...]] = {
    "own": _OWN,
    "stibee": ("이메일 주소", "구독 상태", "수신거부일", "구독 해지 사유"),
    "mailchimp": ("Email Address", "UNSUB_TIME", "UNSUB_REASON", "CLEAN_TIME"),
    "listmonk": ("email", "name", "attributes", "status", "updated_at"),
}


@dataclass(slots=True, kw_only=True)
class Written:
    """What an export wrote: people, those who have left, and whatever could not be written as it is.

    `sealed` counts those who were forgotten: only this store knows them again. `lost` holds (address, what was lost).
    """

    people: int = 0
    left: int = 0
    sealed: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)


def export(
    store: Store,
    write: Callable[[bytes], object],
    *,
    target: Target = "own",
    encoding: Literal["utf-8", "cp949"] = "utf-8",
    zone: tzinfo,
    lists: Sequence[str] = (),
    gone: bool | None = None,
) -> Written:
    """Write subscribers as CSV.

    Args:
        store: the publication's store.
        write: takes the bytes, some at a time.
        target: for whom. `own` loses nothing: imported elsewhere, it gives the same people, consents, lists and suppressions.
        encoding: UTF-8 begins with a byte order mark, by which Excel knows it.
        zone: of the dates for services.
        lists: only who is on one of these; none: everybody.
        gone: True: only those who have left; False: only subscribers; None: what the target takes (`own`: both).
    """
    done = Written()
    page = _Page(write, encoding, done)
    if encoding == "utf-8":
        write("\ufeff".encode())
    page.row((_LEFT if gone else _HEADERS)[target])
    people, left = gone is not True, gone if gone is not None else target == "own" and not lists
    with store.read() as connection:
        for batch in _batches(subscribers.each(connection) if people else ()):
            chosen = [one for one in batch if not lists or set(lists) & set(one.lists)]
            records = known.records(connection, [one.id for one in chosen]) if target == "own" else {}
            for person in chosen:
                row = _person(person, records.get(person.id, ()), target, zone)
                done.people += page.row(row, person.address, exact=target == "own")
        if left:
            _write_left(connection, page, done, target, zone)
    return done


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _write_left(connection: Connection, page: _Page, done: Written, target: Target, zone: tzinfo) -> None:
    for batch in _batches(subscribers.suppressions(connection)):
        named = {identity(one.address): one for one in batch if one.address}
        done.sealed += len(batch) - len(named)
        records = known.records(connection, list(named)) if target == "own" else {}
        for who, one in named.items():
            row = _gone(one, records.get(who, ()), target, zone)
            done.left += page.row(row, one.address, exact=target == "own")


def _person(
    person: Subscriber, records: Iterable[ConsentRecord], target: Target, zone: tzinfo
) -> Sequence[str]:
    day = _local(person.consented, zone)
    match target:
        case "own":
            at = person.consented.isoformat() if person.consented else ""
            keys = ";".join(person.lists)
            about = (person.name, person.language, "subscribed", keys, at, person.consent_source)
            return (person.address, *about, _json(records), "", "")
        case "stibee":
            return (person.address, person.name, person.language, day)
        case "mailchimp":
            return (person.address, person.name, "", person.language, day)
        case "listmonk":
            values = {"language": person.language, "lists": list(person.lists)}
            attributes = json.dumps(values, ensure_ascii=False)
            return (person.address, person.name, attributes, "enabled", day)


def _gone(one: Suppression, records: Iterable[ConsentRecord], target: Target, zone: tzinfo) -> Sequence[str]:
    day = _local(one.at, zone)
    match target:
        case "own":
            about = (one.reason, "", "", "", _json(records), one.at.isoformat(), one.detail)
            return (one.address, "", "", *about)
        case "stibee":
            status = "자동삭제" if one.reason == "bounced" else "수신거부"
            return (one.address, status, day, one.detail)
        case "mailchimp":
            bounced = one.reason == "bounced"
            return (one.address, "" if bounced else day, one.detail or one.reason, day if bounced else "")
        case "listmonk":
            return (one.address, "", json.dumps({"reason": one.reason}), "blocklisted", day)


class _Page:
    """Rows on their way to a file, in its encoding."""

    def __init__(
        self, write: Callable[[bytes], object], encoding: Literal["utf-8", "cp949"], done: Written
    ) -> None:
        self.write, self.encoding, self.done = write, encoding, done
        self._line = io.StringIO(newline="")
        self._csv = csv.writer(self._line)

    def row(self, cells: Sequence[str], address: str = "", *, exact: bool = True) -> bool:
        """Write a row; False, and it is told, where it could not be.

        A service would take the apostrophe for a part of the address: such an address is left out for it.
        """
        if not exact and _FORMULA.match(address):
            self.done.lost.append((address, "left out: a spreadsheet would take it for a formula"))
            return False
        self._csv.writerow([safe(cell) for cell in cells])
        text = self._line.getvalue()
        self._line.seek(0)
        self._line.truncate()
        try:
            data = text.encode(self.encoding)
        except UnicodeEncodeError:
            data = text.encode(self.encoding, "replace")
            strange = sorted({one for one in text if not _fits(one, self.encoding)})
            self.done.lost.append((address, f"has no {' '.join(strange)} in CP949: ? stands for it"))
        self.write(data)
        return True


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _json(records: Iterable[ConsentRecord]) -> str:
    return json.dumps([[one.kind, one.at.isoformat(), one.source] for one in records], ensure_ascii=False)


def _local(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if at else ""


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    found = iter(items)
    while batch := list(islice(found, BATCH)):
        yield batch
