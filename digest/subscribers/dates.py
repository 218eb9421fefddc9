"""Moments as exports of mailing services and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from digest.errors import InputError

if TYPE_CHECKING:
    from datetime import tzinfo

_TIME = r"(?:(?P<before>오전|오후|am|pm)\s*)?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|시\s*(?:(?P<minutes>\d{1,2})분)?)(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<after>am|pm))?"
_ZONE = r"(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})"
_REST = rf"(?:(?:\s+|t){_TIME})?(?:\s*{_ZONE})?(?:\s+(?:[a-z]{{2,5}}|[+-]\d{{2,4}}))?(?:\s+m=\S+)?"
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})\s*[-./년]\s*(?P<month>\d{{1,2}})\s*[-./월]\s*(?P<day>\d{{1,2}})\s*[.일]?{_REST}"
)
_YEAR_LAST = re.compile(rf"(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>\d{{4}}),?{_REST}")
_NOON = 12
_EARLIEST, _LATEST = 1970, 9998


def moment(text: str, zone: tzinfo | None) -> datetime | None:
    """The moment that a cell names; None where it is empty. One without a zone is in `zone`.

    Read are ISO 8601, `2025-11-24 10:00:00`, `2025.11.24`, `2025. 11. 24. 오전 10:00`, `2025년 11월 24일`, `11/24/2025 10:00 AM`
    (month first, as in the United States, unless only the day can stand there), and the moments of Go programs
    (`2025-11-24 10:00:00.12 +0000 UTC`).

    Raises:
        InputError: it is not a date.
    """
    if not text.strip():
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        at = _told(text, zone)
    if not can_be(at):
        raise _no_date(text)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def can_be(at: datetime) -> bool:
    """Whether anybody can have come or left by mail then. Programs write 0001-01-01 for no date: it has no name in every zone."""
    return _EARLIEST <= at.year <= _LATEST


def long_past(now: datetime) -> datetime:
    """The moment two years ago: consent that is older is to be asked for again (Korea)."""
    day = 28 if (now.month, now.day) == (2, 29) else now.day
    return now.replace(year=now.year - 2, day=day)


def _told(text: str, zone: tzinfo | None) -> datetime:
    plain = " ".join(text.casefold().split())
    try:
        found = _YEAR_FIRST.fullmatch(plain) or _YEAR_LAST.fullmatch(plain)
        if found is not None:
            return _made(found, zone)
    except (ValueError, OverflowError):
        pass
    raise _no_date(text)


def _no_date(text: str) -> InputError:
    return InputError("date", f'"{text.strip()[:40]}" is not a date such as 2025-11-24')


def _made(found: re.Match[str], zone: tzinfo | None) -> datetime:
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    if month > 12 >= day and found.re is _YEAR_LAST:  # noqa: PLR2004 - there is no thirteenth month
        month, day = day, month
    hour = int(found["hour"] or 0)
    half = found["before"] or found["after"]
    if half in ("오후", "pm") and hour < _NOON:
        hour += _NOON
    elif half in ("오전", "am") and hour == _NOON:
        hour = 0
    minute, second = int(found["minute"] or found["minutes"] or 0), int(found["second"] or 0)
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found["zone"]) or zone)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in ("z", "utc", "gmt"):
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
