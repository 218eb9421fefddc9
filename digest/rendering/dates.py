"""Days, months and periods as a Korean or an English reader writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from digest.model import Period, Precision
    from digest.rendering.strings import Strings


def local_day(moment: datetime, timezone: str) -> date:
    """The day of a moment in the publication's zone."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def day(value: date, strings: Strings, *, precision: Precision = "day") -> str:
    """`2025. 1. 27` · `27 January 2025`; of month precision `2025. 1` · `January 2025`."""
    month = strings.listed("months")[value.month - 1]
    if precision == "month":
        return strings("date_month", year=value.year, month=month)
    return strings("date_day", year=value.year, month=month, day=value.day)


def period(value: Period, strings: Strings) -> str:
    """The local days of a half-open period: `2025. 1. 27 – 31`, `2025. 1. 27 – 2. 2`, `2024. 12. 30 – 2025. 1. 5`."""
    return days(value.start, value.end - timedelta(days=1), strings)


def days(first: date, last: date, strings: Strings) -> str:
    """Days from first to last, both included, saying what they share once."""
    if last <= first:
        return day(first, strings)
    if (
        first.day == 1
        and (last + timedelta(days=1)).day == 1
        and (first.year, first.month) == (last.year, last.month)
    ):
        return day(first, strings, precision="month")
    months = strings.listed("months")
    same = "year" if first.year != last.year else "month" if first.month != last.month else "day"
    return strings(
        f"period_{same}",
        year=first.year,
        month=months[first.month - 1],
        day=first.day,
        last_year=last.year,
        last_month=months[last.month - 1],
        last_day=last.day,
    )
