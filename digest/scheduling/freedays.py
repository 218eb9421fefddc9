"""Public holidays of a country (holidays' only door)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import holidays

from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def of_country(code: str, years: Iterable[int]) -> dict[date, str]:
    """The public holidays of a country (ISO 3166, `KR`) or a part of it (`US-CA`) in these years: day → name.

    Raises:
        UsageError: there is no calendar of it.
    """
    country, _, part = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=sorted(set(years)))
    except NotImplementedError:
        raise UsageError(
            "schedule.country",
            f'there is no calendar of "{code}"',
            'write one such as "KR", or "" and list `dates`',
        ) from None
    return dict(sorted(found.items()))
