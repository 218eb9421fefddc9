"""What was still to come when a story was told, and is past by the newest story of its cluster: nobody tells it as a plan any more."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.analysis.ahead import days
from digest.language.plans import is_planned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from digest.analysis.prepared import Prepared

_DAY = re.compile(r"(?<!\d)(?:(?P<day>\d{1,2})일|이날|오늘)(?![가-힣])")
_PLANNED = re.compile(r"(?:예정|계획|방침)(?:이다|입니다|이라고 (?:밝혔|말했|전했)다)\.?$")
"""How a Korean plan ends."""


def overtaken(members: Sequence[Prepared]) -> Callable[[str, str], bool]:
    """Whether a sentence of a story (by id) announces what lies behind the day of the newest of the members."""
    told = {one.story.id: one.story for one in members if one.story.published is not None}
    dates = {name: one.published.date() for name, one in told.items() if one.published is not None}
    newest = max(dates.values(), default=None)
    if newest is None or set(dates.values()) == {newest}:
        return lambda _story, _text: False

    @cache
    def is_overtaken(story: str, text: str) -> bool:
        if story not in dates or dates[story] >= newest:
            return False
        if _PLANNED.search(text) and _is_of(text, dates[story]):
            return True
        own = told[story]
        zone = own.published.tzinfo if own.published else None
        named = days(text, own, zone=zone) if zone else ()
        return any(day.precision == "day" and day.last <= newest and is_planned(text, day) for day in named)

    return is_overtaken


def _is_of(text: str, told: date) -> bool:
    """Whether the last day that a Korean sentence names is the one on which it was told."""
    found = [one["day"] for one in _DAY.finditer(text)]
    return bool(found) and found[-1] in (None, str(told.day))
