"""How long something lasts, in Korean or English: two years is 24개월, and not 1년."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

Length = tuple[str, float]
"""A unit of time and how many of it."""

CALENDAR = 1000
"""From here a number before 년 is a year of the calendar."""
_UNIT = re.compile(
    r"[\s-]?(?:(?P<year>years?\b|년|해(?![가-힣]))|(?P<month>months?\b|개월|달(?!러))|(?P<week>weeks?\b|주(?:일|간|째)?(?![가-힣]))"
    r"|(?P<day>days?\b|일(?:간|째|\s?동안))|(?P<hour>hours?\b|시간))",
    re.IGNORECASE,
)
_FINER = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24)}


def length(text: str, start: int, end: int, value: float) -> Length | None:
    """What the figure at a place says of time, with the unit that follows it or, as in 두 달, belongs to it; None where it counts something else."""
    found = _UNIT.match(text, end) or next(
        (unit for unit in _UNIT.finditer(text, start, end) if unit.end() == end), None
    )
    return (str(found.lastgroup), value) if found and value < CALENDAR else None


def otherwise(told: Length, others: Collection[Length]) -> bool:
    """Whether others tell another length in the same unit, and this one in none."""
    unit, value = told
    finer, times = _FINER.get(unit, ("", 0))
    if told in others or (finer, value * times) in others:
        return False
    return any(known == unit for known, _ in others)
