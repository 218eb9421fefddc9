"""Public holidays of a country (holidays' only door)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import holidays

from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Calendar:
    """The public holidays of a country; called with a year, it gives those of that year, day → name.

    Args:
        code: a country (ISO 3166, `KR`) or a part of it (`US-CA`).
        language: in which the days are named, where the calendar knows it; else in the country's own.

    Raises:
        UsageError: there is no calendar of it.
    """

    def __init__(self, code: str, language: str = "") -> None:
        self._country, _, part = code.partition("-")
        self._part = part or None
        try:
            made = holidays.country_holidays(self._country, subdiv=self._part)
        except NotImplementedError:
            raise UsageError(
                "schedule.country",
                f'there is no calendar of "{code}"',
                'write one such as "KR", or "" and list `dates`',
            ) from None
        known = (*made.supported_languages, made.default_language)
        self._language = next(
            (one for one in known if one and one[:2] == language[:2]), made.default_language
        )
        self.weekend = frozenset(int(day) for day in made.weekend)
        self._years: dict[int, Mapping[date, str]] = {}

    def __call__(self, year: int) -> Mapping[date, str]:
        """The holidays of a year."""
        if year not in self._years:
            found = holidays.country_holidays(
                self._country, subdiv=self._part, years=year, language=self._language
            )
            self._years[year] = {day: found[day] for day in sorted(found) if day.year == year}
        return self._years[year]
