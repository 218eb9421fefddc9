"""Dates as newsletters write them, Korean and English, with how exact they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from digest.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK = (
    r"(?:(?:\s*\([월화수목금토일](?:요일)?\))?[\sT,]*(?:(?P<half>오전|오후|[ap]\.?m\.?)\s*)?"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?|시(?:\s*(?P<minute2>\d{1,2})분)?)"
    r"(?:\s*(?P<after>[ap]\.?m\b\.?))?(?:\s*(?P<zone>Z\b|GMT|UTC|KST|[+-]\d\d:?\d\d))?)?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)" + _CLOCK,
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s?[./]\s?(?P<month>\d{1,2})\s?[./]\s?(?P<day>\d{1,2})(?![\d])\.?"
        + _CLOCK,
        r"(?<!\d)(?P<year>(?:19|20)\d\d)년\s*(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일" + _CLOCK,
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?:년\s*|\s?[-.]\s?)(?P<month>\d{1,2})월호?(?!\s*\d{1,2}일)",
        r"['’‘](?P<short>\d\d)\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?",
        r"['’‘](?P<short>\d\d)(?:년|\.)\s?(?P<month>\d{1,2})월호",
        r"(?<![\w])" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b" + _CLOCK,
        r"(?<![\w])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(?P<year>(?:19|20)\d\d)\b" + _CLOCK,
        r"(?<![\w])" + _MONTH + r"\s+(?P<year>(?:19|20)\d\d)\b",
        r"(?<!\d)(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일" + _CLOCK,
    )
)
_YEARLESS = tuple(pattern for pattern in _PATTERNS if "(?P<year>" not in pattern.pattern)
_DIGIT, _YEARS = (
    re.compile(r"\d"),
    re.compile(r"(?:19|20)\d\d"),
)  # most lines hold neither: asked before the rest
_AGO = re.compile(
    r"(?<![\d.,\w])(?P<count>\d{1,4}|an?)\s*(?P<unit>분|시간|일|주일?|개월|달|min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|[hdw])\.?"
    r"\s*(?:전|ago)\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"(?<![가-힣\w])(?P<word>그저께|그제|어제|오늘|yesterday|today)(?![가-힣\w])" + _CLOCK, re.IGNORECASE
)
_NOW = re.compile(r"(?<![가-힣\w])(?:방금(?: 전)?|just now|moments ago)(?![가-힣\w])", re.IGNORECASE)
_TELLS_AGE = re.compile("전|ago|제|오늘|방금|그저께|yesterday|today|just now")
"""One of these stands in every age, in small letters."""
_UNITS: dict[str, tuple[timedelta, Precision]] = {
    **dict.fromkeys(("분", "m"), (timedelta(minutes=1), "time")),
    **dict.fromkeys(("시", "h"), (timedelta(hours=1), "time")),
    **dict.fromkeys(("일", "d"), (timedelta(days=1), "day")),
    # What is counted in weeks or months may be days off: only the month is told.
    **dict.fromkeys(("주", "w"), (timedelta(weeks=1), "month")),
    **dict.fromkeys(("개", "달", "mo"), (timedelta(days=30), "month")),
}
_BACK = {"그저께": 2, "그제": 2, "어제": 1, "yesterday": 1}
_ZONES = {"z": UTC, "gmt": UTC, "utc": UTC, "kst": timezone(timedelta(hours=9))}
_NOON = 12
_LONGEST = 80
"""Characters: no date is longer, with all that may stand around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date at `text[start:end]`; `moment` is aware: midnight for a day, the first of the month for a month."""

    start: int
    end: int
    moment: datetime
    precision: Precision


def parse_date(text: str, *, anchor: datetime | None, zone: tzinfo) -> tuple[datetime, Precision] | None:
    """The date that `text` is, but for a bracket, a full stop or a weekday around it; None where it is none.

    Args:
        text: `2025.01.13.`, `2025년 1월 31일 오후 3시`, `2025-2월호`, ISO 8601, RFC 5322, `3시간 전`, `어제`, `Jan. 13, 2025`.
            A season (`Spring 2026`, `2026 가을호`) is none: it names three months, and which is another matter in each land.
        anchor: when the text was written (aware): what `어제` and a day without a year are relative to.
        zone: the zone of a clock that names none.
    """
    if len(text) > _LONGEST:
        return None
    for found in _dates(text, anchor, zone):
        rest = re.sub(
            r"\([월화수목금토일]\)|[\s()\[\].,]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|[월화수목금토일]요일",
            "",
            text[: found.start] + text[found.end :].lower(),
            flags=re.IGNORECASE,
        )
        if not rest:
            return found.moment, found.precision
    return None


def locate_date(text: str, *, anchor: datetime | None, zone: tzinfo) -> FoundDate | None:
    """The first date in a text and its place; arguments as for `parse_date`."""
    return min(_dates(text, anchor, zone), key=lambda found: (found.start, -found.end), default=None)


def locate_ago(text: str, *, anchor: datetime, zone: tzinfo) -> FoundDate | None:
    """The first date in a text that is told as so long before a moment (`3시간 전`, `어제`), and its place.

    Args:
        text: a line.
        anchor: that moment (aware).
        zone: whose midnight begins a day.
    """
    found = _relative(text, anchor.astimezone(zone))
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def tells_age(text: str) -> bool:
    """Whether a text holds one of the words without which it cannot say how long ago something was."""
    return _TELLS_AGE.search(text.lower()) is not None


def _dates(text: str, anchor: datetime | None, zone: tzinfo) -> Iterator[FoundDate]:
    digits = _DIGIT.search(text) is not None
    years = digits and _YEARS.search(text) is not None
    for pattern in _PATTERNS if years else _YEARLESS if digits else ():
        for match in pattern.finditer(text):
            found = _read(match, anchor, zone)
            if found:
                yield found
    if anchor:
        yield from _relative(text, anchor.astimezone(zone))


def _read(match: re.Match[str], anchor: datetime | None, zone: tzinfo) -> FoundDate | None:
    got = match.groupdict()
    year = int(got["year"]) if got.get("year") else _year(got, anchor)
    month = int(got["month"]) if got.get("month") else _MONTHS.index(got["name"].lower()[:3]) + 1
    precision: Precision = "day" if got.get("day") else "month"
    end = match.end()
    try:
        if year is None:
            return None
        moment = datetime(year, month, int(got.get("day") or 1), tzinfo=zone)
        if got.get("hour"):
            moment, precision = _clock(moment, got), "time"
    except (ValueError, OverflowError):
        return None
    return FoundDate(start=match.start(), end=end, moment=moment, precision=precision)


def _year(got: dict[str, str | None], anchor: datetime | None) -> int | None:
    """The year of a date that names none in full: the last such day before the anchor, or shortly after it."""
    if got.get("short"):
        return 2000 + int(got["short"] or 0)
    if anchor is None:
        return None
    ahead = (int(got["month"] or 1) - anchor.month) % 12
    soon = 3
    month = anchor.month + (ahead if ahead <= soon else ahead - 12)
    return anchor.year + (1 if month > 12 else -1 if month < 1 else 0)  # noqa: PLR2004 - months of a year


def _clock(day: datetime, got: dict[str, str | None]) -> datetime:
    hour = int(got["hour"] or 0)
    half = (got.get("half") or got.get("after") or "").lower()
    if half.startswith(("오후", "p")) and hour < _NOON:
        hour += _NOON
    elif half.startswith(("오전", "a")) and hour == _NOON:
        hour = 0
    minute = int(got.get("minute") or got.get("minute2") or 0)
    zone = _zone(got.get("zone")) or day.tzinfo
    return day.replace(hour=hour, minute=minute, second=int(got.get("second") or 0), tzinfo=zone)


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name.lower() in _ZONES:
        return _ZONES[name.lower()]
    sign = -1 if name[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[-2:])))


def _relative(text: str, anchor: datetime) -> Iterator[FoundDate]:
    if not tells_age(text):
        return
    for match in _AGO.finditer(text):
        name = match["unit"].lower()
        unit, precision = _UNITS.get(name[:2]) or _UNITS[name[0]]
        count = 1 if match["count"].lower() in {"a", "an"} else int(match["count"])
        moment = anchor - unit * count
        moment = moment if precision == "time" else _midnight(moment)
        moment = moment.replace(day=1) if precision == "month" else moment
        yield FoundDate(start=match.start(), end=match.end(), moment=moment, precision=precision)
    for match in _DAYS.finditer(text):
        day = _midnight(anchor - timedelta(days=_BACK.get(match["word"].lower(), 0)))
        try:
            found: tuple[datetime, Precision] = (_clock(day, match.groupdict()), "time")
        except ValueError:
            continue
        found = found if match["hour"] else (day, "day")
        yield FoundDate(start=match.start(), end=match.end(), moment=found[0], precision=found[1])
    for match in _NOW.finditer(text):
        yield FoundDate(start=match.start(), end=match.end(), moment=anchor, precision="time")


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
