"""Whether a story reports something of these days, or explains and sums up: news names its day at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from digest.model import Language, Story

OPENING = 4
"""Sentences in which news tells when."""
DAYS = 4
"""Days before publication that are these days."""

_NAMED_KO = re.compile(r"이날|오늘|어제|전날|그제")
_DAY_KO = re.compile(r"(?<!\d)(\d{1,2})일(?!\s*(?:간|동안|만|째|까지|부터|이내|안에))")
_NAMED_EN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight|overnight)\b", re.IGNORECASE
)
_MONTHS = "january february march april may june july august september october november december"
_DAY_EN = re.compile(
    rf"\b(?:{'|'.join(month[:3] for month in _MONTHS.split())})[a-z]*\.?\s+(\d{{1,2}})\b"
    rf"|\b(\d{{1,2}})\s+(?:{'|'.join(_MONTHS.split())})\b",
    re.IGNORECASE,
)


def fresh(story: Story) -> bool:
    """Whether the opening names a day of these days; a story of which no more than the month is known may mean any."""
    opening = " ".join(sentence.text for sentence in story.sentences[:OPENING])
    if (_NAMED_KO if story.language == "ko" else _NAMED_EN).search(opening):
        return True
    days = _days(opening, story.language)
    if story.published is None or story.precision == "month":
        return bool(days)
    return not days.isdisjoint(_these(story.published))


def _days(text: str, language: Language) -> frozenset[int]:
    found: Iterable[re.Match[str]] = (_DAY_KO if language == "ko" else _DAY_EN).finditer(text)
    return frozenset(int(number) for one in found for number in one.groups() if number)


def _these(published: datetime) -> set[int]:
    ahead = 0 if published.utcoffset() else 1  # by UTC it may be a day later where it happened
    return {(published - timedelta(days=back)).day for back in range(-ahead, DAYS + 1)}
