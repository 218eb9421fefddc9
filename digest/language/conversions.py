"""Whether a figure may be another in a unit of the other country: miles and kilometres, pounds and kilograms, degrees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 0.05
"""How far a converted or hedged figure may be from what was told, as a share of it."""

_END = "(?![A-Za-z])"
_UNITS: tuple[tuple[str, float], ...] = (
    (r"㎞|km|킬로미터|kilomet", 1.609344),
    (r"miles?|마일", 1 / 1.609344),
    (r"kg|㎏|킬로그램|kilogram", 0.45359237),
    (r"pounds?|파운드", 1 / 0.45359237),
    (rf"m{_END}|미터|met(?:er|re)", 0.3048),
    (r"feet|foot|피트", 1 / 0.3048),
    (rf"ha{_END}|헥타르|hectare", 0.40468564),
    (r"acres?|에이커", 1 / 0.40468564),
    (r"square feet|sq", 10.7639),
    (r"㎡|제곱미터|square met", 3.305785),
    (r"평", 1 / 3.305785),
)
_CONVERTED = tuple((re.compile(rf"[\s-]?(?:{unit})", re.IGNORECASE), factor) for unit, factor in _UNITS)
_DEGREES = re.compile(r"\s?(?:도|°|℃|℉|degrees)", re.IGNORECASE)


def about(value: float, other: float, near: float = NEAR) -> bool:
    """Whether two figures are nearly the same."""
    return abs(value - other) <= near * max(abs(value), abs(other))


def converted(value: float, behind: str, known: Iterable[float]) -> bool:
    """Whether a figure before the unit that begins `behind` is one of those known, in another unit."""
    factors = [factor for unit, factor in _CONVERTED if unit.match(behind)]
    warm = bool(_DEGREES.match(behind))
    return any(
        any(about(value, other * factor) for factor in factors)
        or (warm and min(abs(value - (other - 32) / 1.8), abs(value - (other * 1.8 + 32))) <= 1)
        for other in known
    )
