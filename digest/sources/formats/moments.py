"""When bytes say they were published: the forms that headers, feeds and meta elements use."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from digest.stories.dates import parse_date

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.model import Precision

LONGEST = 80
EARLIEST, LATEST = 1980, 2100  # outside of these a date is a fault of the software that wrote it


def moment(text: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The moment that a header or attribute names (RFC 5322, ISO 8601, or as newsletters write dates).

    Args:
        text: as it stands.
        zone: the zone of a moment that names none.
    """
    told = text.strip()
    if not told or len(told) > LONGEST:
        return None
    found = _iso(told) or _mail(told)
    if found is None:
        written = parse_date(told, anchor=None, zone=zone)
        return written if written and EARLIEST <= written[0].year <= LATEST else None
    if not EARLIEST <= found.year <= LATEST:
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=zone)
    return aware, "day" if len(told) == len("2025-01-13") else "time"


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
