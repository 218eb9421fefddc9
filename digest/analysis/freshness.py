"""Whether a story reports something of these days, or explains and sums up: news names its day at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from digest.model import Story

OPENING = 4
"""Sentences in which news tells when."""
DAYS = 4
"""Days before publication that are these days."""

_NAMED_KO = re.compile(r"이날|오늘|어제|전날|그제")
# Korean news names the day of the month alone; a number of days is none.
_DAY_KO = re.compile(r"(?<!\d)(\d{1,2})일(?!\s*(?:간|동안|만|째|까지|부터|이내|안에))")
_NAMED_EN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight|overnight)\b", re.IGNORECASE
)


def fresh(story: Story, zone: tzinfo | None = None) -> bool:
    """Whether the opening names a day of these days; a story of which no more than the month is known may mean any.

    Days are counted in `zone`, or in that of the story.
    """
    opening = " ".join(sentence.text for sentence in story.sentences[:OPENING])
    if (_NAMED_KO if story.language == "ko" else _NAMED_EN).search(opening):
        return True
    days = set(_korean_days(opening) if story.language == "ko" else _english_days(opening))
    if story.published is None or story.precision == "month":
        return bool(days)
    published = (story.published.astimezone(zone) if zone else story.published).date()
    return any(day in days for day in _these(published, korean=story.language == "ko"))


def _korean_days(text: str) -> Iterator[str]:
    yield from (str(int(found[1])) for found in _DAY_KO.finditer(text))


def _english_days(text: str) -> Iterator[str]:
    yield from (figure.removeprefix("d:") for figure in figures(text, "en") if figure.startswith("d:"))


def _these(published: date, *, korean: bool) -> Iterator[str]:
    """These days as texts write them: of the month in Korean, with their month in English."""
    for back in range(DAYS + 1):
        day = published - timedelta(days=back)
        yield str(day.day) if korean else f"{day.month}-{day.day}"
