"""What a line of a table says: a person who is to be written to, or one who has left."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from digest.errors import InputError
from digest.model import ConsentRecord, Language, Left
from digest.subscribers import columns, dates
from digest.subscribers.address import normal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from digest.subscribers.table import Line

_EAST = r"\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # Hangul, kana, Han
_EASTERN = re.compile(rf"[{_EAST}]+")
_FULL_KOREAN = 3  # syllables of most Korean names, the family's included
_TOLERANCE = timedelta(days=1)  # clocks and zones differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line, understood.

    `consented` and `confirmed` are None where it dates none; `consents` is the whole record, where it is one of our own export;
    `left` says why the person is not written to, `at` since when.
    `lists` holds keys or names of lists as the line gives them.
    """

    number: int
    address: str
    name: str = ""
    language: Language | None = None
    lists: tuple[str, ...] = ()
    source: str = ""
    consented: datetime | None = None
    confirmed: datetime | None = None
    consents: tuple[ConsentRecord, ...] = ()
    left: Left | None = None
    at: datetime | None = None
    detail: str = ""


def entry(
    line: Line, *, now: datetime, zone: tzinfo | None, service: str = "", left: Left | None = None
) -> Entry:
    """Understand a line.

    Args:
        line: as it stands.
        now: the moment; consent cannot lie after it.
        zone: of dates that name none.
        service: whose export it is (`columns.service`).
        left: what all lines are taken for, whatever they say.

    Raises:
        InputError: it cannot be taken; says why.
    """
    address = normal(line["email"])
    gone = _gone(line, left, service)
    consented, confirmed = (_past(line[meaning], zone, now) for meaning in ("consented", "confirmed"))
    return Entry(
        number=line.number,
        address=address,
        name=name(line),
        language=_language(line, strict=not service),
        lists=tuple(one.strip() for one in re.split("[;,|]", line["lists"]) if one.strip()),
        source=one_line(line["source"]),
        consented=consented or confirmed,
        confirmed=confirmed if consented and confirmed and confirmed > consented else None,
        consents=_records(line["consents"]),
        left=gone,
        at=_when(line, zone, now) if gone else None,
        detail=one_line(line["detail"]),
    )


def name(line: Line) -> str:
    """The person's name, of its parts in the order of its language: 김 + 민지 = 김민지, Jordan + Reed = Jordan Reed."""
    whole, first, last = (one_line(line[part]) for part in ("name", "first", "last"))
    if last and not first:
        whole, first = "", whole
    return whole or joined(first, last)


def joined(first: str, last: str) -> str:
    """A given and a family name as one."""
    if not first or not last:
        return first or last
    if _EASTERN.fullmatch(first) and _EASTERN.fullmatch(last):
        whole = len(first) >= _FULL_KOREAN and first.startswith(last)  # people write all of it in one box
        return first if whole else last + first
    return f"{first} {last}"


def one_line(text: str) -> str:
    """A text of a cell in one line, of at most 200 characters, with nothing in it that does not print."""
    plain = text if text.isprintable() else "".join(one if one.isprintable() else " " for one in text)
    return " ".join(plain.split())[:200].strip()


def _gone(line: Line, left: Left | None, service: str) -> Left | None:
    status = columns.plain(line["status"])
    if left is not None:
        return left
    if not status and service == "listmonk":  # it writes one on each line: this one was cut short
        raise InputError("status", "is missing, so nobody can tell whether they agreed")
    if status in columns.GONE:
        return columns.GONE[status]
    if status in columns.NEVER:
        raise InputError("status", f'"{line["status"]}": has not agreed to be written to')
    if status not in columns.HERE:
        raise InputError(
            "status", f'"{line["status"][:40]}" is not known, so nobody can tell whether they agreed'
        )
    if status:
        return None
    if line["cleaned"]:
        return "bounced"
    return "unsubscribed" if line["left"] or line["detail"] else None


def _when(line: Line, zone: tzinfo | None, now: datetime) -> datetime | None:
    for meaning in ("left", "cleaned", "changed"):
        try:
            at = dates.moment(line[meaning], zone)
        except InputError:
            continue  # that they have left counts, whatever the date looks like
        if at is not None:
            return min(at, now)
    return None


def _past(text: str, zone: tzinfo | None, now: datetime) -> datetime | None:
    at = dates.moment(text, zone)
    if at is not None and at > now + _TOLERANCE:
        raise InputError("date of consent", f'"{text}" has not come yet')
    return at


def _language(line: Line, *, strict: bool) -> Language | None:
    """The language that a line names; that of a browser, which services note, is no reason to refuse anybody."""
    given = line["language"] or _attribute(line["attributes"], "language", "lang", "locale")
    if not given.strip():
        return None
    found = columns.LANGUAGES.get(re.split("[-_]", given.strip().casefold())[0])
    if found is None and strict:
        raise InputError("language", f'"{given}" is neither ko nor en')
    return found


def _attribute(text: str, *names: str) -> str:
    if not text.startswith("{"):
        return ""
    try:
        values: Mapping[str, Any] = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return next((str(values[one]) for one in names if values.get(one)), "")


def _records(text: str) -> tuple[ConsentRecord, ...]:
    """The record of consent as our own export writes it: a JSON array of [kind, moment, source]."""
    if not text:
        return ()
    try:
        rows = json.loads(text)
        found = [(str(kind), datetime.fromisoformat(at), str(source)) for kind, at, source in rows]
    except (ValueError, TypeError, RecursionError):
        found = [("", datetime.min, "")]  # noqa: DTZ901 - it is refused below
    if any(
        kind not in ("given", "confirmed", "withdrawn") or at.tzinfo is None or not dates.can_be(at)
        for kind, at, _ in found
    ):
        raise InputError("consents", "are not written as `digest subscribers export` writes them")
    return tuple(
        ConsentRecord(kind=cast("Any", kind), at=at, source=one_line(source)) for kind, at, source in found
    )
