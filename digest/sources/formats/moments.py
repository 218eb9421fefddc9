"""When bytes say they were published: the forms that headers, feeds and meta elements use, strict and sloppy."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from digest.stories.dates import parse_date

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.model import Precision

LONGEST = 80
EARLIEST, LATEST = 1980, 2100  # outside of these a date is a fault of the software that wrote it
PIVOT = 69  # two digits of a year: 69 and later mean 19xx, as POSIX has it
NOON = 12
COMPACT = (len("202501130931"), len("20250113093108"))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours from UTC of the names that RFC 822 gives and of those common in feeds; a name with two meanings is left out.
ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("cet", "bst", "west"), 1),
    **dict.fromkeys(("cest", "eet"), 2),
    **dict.fromkeys(("eest", "msk"), 3),
    **dict.fromkeys(("hkt", "sgt"), 8),
    **dict.fromkeys(("kst", "jst"), 9),
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
MONTH = r"(?:(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?|(?P<month>\d{1,2})월)"
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?(?:\s?(?P<half>[ap])\.?m\.?\b)?"
ZONE = r"(?P<zone>[A-Za-z]{1,5}(?:/[A-Za-z]{2,4})?)?\s?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?(?:\s?\([^()]{0,40}\))?"
WEEKDAY = r"(?:(?:[a-z]{2,9}\.?|[월화수목금토일](?:요일)?)\s?[,.]?\s?)?"
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4}|\d\d)"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # RFC 822 and its kin: Mon, 13 Jan 2025 09:00:00 +0900 · Monday, 13-Jan-25 09:00 KST · 월, 13 1월 2025 09:00:00 +0900
        rf"{WEEKDAY}{DAY}[ \-/]{MONTH},?[ \-/]{YEAR}(?:,?\s(?:at\s)?{CLOCK}\s?{ZONE})?",
        # asctime and what Americans write: Mon Jan 13 09:00:00 KST 2025 · Jan 13, 2025 9:00 AM
        rf"{WEEKDAY}{MONTH} {DAY},? {CLOCK} ?{ZONE} ?(?P<year>\d{{4}})",
        rf"{WEEKDAY}{MONTH} {DAY},? (?P<year>\d{{4}})(?:,?\s(?:at\s)?{CLOCK}\s?{ZONE})?",
        # ISO 8601 as it is often missed: 2025-1-3 9:00 · 2025-01-13T09:00:00 KST · 2025-01-13T24:00:00Z · 2025/01/13 09:00
        rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/]{DAY}(?:(?:\s?T\s?|,?\s){CLOCK}\s?{ZONE})?(?:\[[\w/]+\])?",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)",
        # The day first, parted by full stops: 13.01.2025, 09:00 (Korea, with the year first, is read elsewhere)
        rf"{DAY}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?:,?\s(?:-\s)?{CLOCK})?",
    )
)


def moment(text: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The moment that a header or attribute names (RFC 5322, ISO 8601, or as newsletters write dates).

    Args:
        text: as it stands.
        zone: the zone of a moment that names none.
    """
    told = " ".join(text.split())
    if not told or len(told) > LONGEST:
        return None
    found = _iso(told) or _written(told) or _mail(told) or parse_date(told, anchor=None, zone=zone)
    if found is None or not EARLIEST <= found[0].year <= LATEST:
        return None
    return (found[0] if found[0].tzinfo else found[0].replace(tzinfo=zone)), found[1]


def _iso(text: str) -> tuple[datetime, Precision] | None:
    if text.isdecimal() and len(text) in COMPACT:
        text = f"{text[:8]}T{text[8:]}"
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found, "time" if ":" in text or "T" in text else "day"


def _written(text: str) -> tuple[datetime, Precision] | None:
    for form in FORMS:
        match = form.fullmatch(text)
        if match and (found := _read(match.groupdict())):
            return found
    return None


def _read(got: dict[str, str | None]) -> tuple[datetime, Precision] | None:
    year, named = int(got["year"] or 0), got.get("name")
    if len(got["year"] or "") == len("25"):
        year += 1900 if year >= PIVOT else 2000
    month = MONTHS.index(named.lower()) + 1 if named else int(got.get("month") or 0)
    try:
        zone = _zone(got.get("zone"), got.get("offset"))
        day = datetime(year, month, int(got.get("day") or 1), tzinfo=zone)
        if got.get("hour"):
            return day + _since_midnight(got), "time"
    except (ValueError, OverflowError):
        return None
    return day, "day" if "day" in got else "month"


def _since_midnight(got: dict[str, str | None]) -> timedelta:
    hour, minute = int(got["hour"] or 0), int(got["minute"] or 0)
    second = min(int(got.get("second") or 0), 59)  # a leap second has no place in a datetime
    half = (got.get("half") or "").lower()
    if half and 0 < hour <= NOON:
        hour = hour % NOON + (NOON if half == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and (minute or second)):  # noqa: PLR2004 - a clock's ends
        raise ValueError("no time of day")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(name: str | None, offset: str | None) -> tzinfo | None:
    """The zone; an offset goes before a name (`GMT+0900`). None where neither says anything."""
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > len("00") else (digits, "0")
        distance = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-distance if offset[0] == "-" else distance)
    known = (name or "").rpartition("/")[2].lower()
    return timezone(timedelta(hours=ZONES[known])) if known in ZONES else None


def _mail(text: str) -> tuple[datetime, Precision] | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found, "time" if ":" in text or found.hour or found.minute else "day"
