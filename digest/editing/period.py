"""Periods: half-open runs of local days in the publication's zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from digest.errors import UsageError
from digest.model import Period

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Length = Literal["day", "week", "month", "quarter", "half-year", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
HINT = "write 2025-02, 2025-W05, 2025-01-31 or 2025-01-01..2025-07-31"


def last_complete(length: Length, moment: datetime) -> Period:
    """The last period of this length that ended at or before the local day of `moment`; weeks begin on Monday."""
    today = moment.date()
    if length == "day":
        return Period(start=today - timedelta(days=1), end=today)
    if length == "week":
        end = today - timedelta(days=today.weekday())
        return Period(start=end - timedelta(days=7), end=end)
    months = MONTHS[length]
    index = today.year * 12 + today.month - 1
    end_index = index - index % months
    return Period(start=_month(end_index - months), end=_month(end_index))


def parse(text: str) -> Period:
    """A period as a person writes it; the last day of a range belongs to it.

    Raises:
        UsageError: it is none.
    """
    try:
        if found := re.fullmatch(r"(\d{4})-W(\d{2})", text):
            start = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return Period(start=start, end=start + timedelta(days=7))
        if found := re.fullmatch(r"(\d{4})-(\d{2})", text):
            index = int(found[1]) * 12 + int(found[2]) - 1
            return Period(start=date(int(found[1]), int(found[2]), 1), end=_month(index + 1))
        first, _, last = text.partition("..")
        period = Period(
            start=date.fromisoformat(first), end=date.fromisoformat(last or first) + timedelta(days=1)
        )
    except (ValueError, OverflowError):
        raise UsageError("--period", f'"{text}" is not a period', HINT) from None
    if period.end <= period.start:
        raise UsageError("--period", f'"{text}" ends before it begins', HINT)
    return period


def beginning(length: Length, start: date) -> Period:
    """The period of this length whose first day is `start`."""
    if length in MONTHS:
        return Period(start=start, end=_month(start.year * 12 + start.month - 1 + MONTHS[length]))
    return Period(start=start, end=start + timedelta(days=7 if length == "week" else 1))


def written(period: Period) -> str:
    """A period as `parse` reads it."""
    last = period.end - timedelta(days=1)
    return f"{period.start}..{last}" if last > period.start else str(last)


def bounds(period: Period, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a period begins and ends."""
    return (
        datetime.combine(period.start, time(), zone),
        datetime.combine(period.end, time(), zone),
    )


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
