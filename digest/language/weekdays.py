"""Days told by their weekday or as the next one: `다음 주 화요일`, `내일`, `next Tuesday`, `on Thursday`.

They are counted from the day of the text. Where two readings differ (`next Tuesday` said on a Monday, `this week` said on
a Sunday), there is no day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEK = 7
_SUNDAY, _SATURDAY = 6, 5
_KOREAN = "월화수목금토일"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = {
    "ko": tuple(f"{day}요일" for day in _KOREAN),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
"""The days of a week in the words of a language."""
_NAMES = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEK_KO = re.compile(
    r"(?<![가-힣])(?:(?P<next>다음\s?주|차주|내주)|(?P<this>이번\s?주|금주)|(?P<ahead>오는))\s*"
    r"(?P<day>[월화수목금토일])요일(?:\s*\((?P<number>\d{1,2})일\))?(?!마다|\s?(?:쯤|께))"
)
_NEAR_KO = re.compile(
    r"(?<![가-힣])(?P<near>내일|모레)(?:\s*\((?P<number>\d{1,2})일(?:,? ?[가-힣]요일)?\))?(?=\s|부터|까지|은\s|,)"
)
_WEEKDAY_EN = re.compile(
    rf"(?P<kind>\b[Nn]ext |\b[Tt]his (?:coming )?|(?<=\b[Oo]n )|(?<=[a-z] )(?<!\blast )(?<!\bevery )(?<!\beach )(?<!\bpast )(?<!\bthe )(?<!\ba ))(?P<day>{_NAMES})\b"
    r"(?!['’]|s\b|,?\s(?:the\s)?\d|,?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\s(?:of|after|before|through|to|and|or)\b)"
)
_DATED = r"(?!,? ?(?:the )?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|s\b)"
_NAMED = {
    "en": re.compile(rf"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?day\b{_DATED}"),
    "ko": re.compile(r"([월화수목금토일])요일(?!마다)"),
}
_NEAR_EN = re.compile(r"(?<!of )(?<!after )\b[Tt]omorrow\b(?!['’])")


def weekdays(text: str, written: date, *, near: bool) -> Iterator[tuple[int, int, date]]:
    """The place and the day of each that lies after `written`, in no order.

    Args:
        text: a sentence.
        written: the day of its text.
        near: whether that is its day all over the world; else an English `tomorrow` says nothing.
    """
    # each pattern is tried where what stands in all that it finds does
    for found in _WEEK_KO.finditer(text) if "요일" in text else ():
        yield from _told(found, _of_week(found, written))
    for found in _NEAR_KO.finditer(text) if "내일" in text or "모레" in text else ():
        yield from _told(found, written + timedelta(days=1 + (found["near"] == "모레")))
    for found in _WEEKDAY_EN.finditer(text) if "day" in text else ():
        yield from _told(found, _named(found["kind"].strip().lower(), found["day"], written))
    if near and "omorrow" in text:
        for found in _NEAR_EN.finditer(text):
            yield found.start(), found.end(), written + timedelta(days=1)


def named_weekdays(text: str, language: str) -> frozenset[str]:
    """The weekdays that a text in Korean or English names, as `mon`, without those that a date follows: `Friday, March 6` dates a page."""
    pattern = _NAMED.get(language)
    found = pattern.findall(text) if pattern else ()
    return frozenset(name.lower() if name.isascii() else _ENGLISH[_KOREAN.index(name)] for name in found)


def weekday_names(days: frozenset[str], language: str) -> list[str]:
    """Weekdays as `named_weekdays` has them, in the order of a week, in the words of a language."""
    names = WEEKDAYS["ko" if language == "ko" else "en"]
    return [names[place] for place in sorted(map(_ENGLISH.index, days))]


def _told(found: re.Match[str], day: date | None) -> Iterator[tuple[int, int, date]]:
    """A day at its place, unless the number beside it is that of another day."""
    number = found.groupdict().get("number")
    if day and (number is None or int(number) == day.day):
        yield found.start(), found.end(), day


def _of_week(found: re.Match[str], written: date) -> date | None:
    named = _KOREAN.index(found["day"])
    if found["ahead"]:
        return _coming(named, written)
    if written.weekday() == _SUNDAY:
        return None
    monday = written - timedelta(days=written.weekday())
    day = monday + timedelta(days=named + (WEEK if found["next"] else 0))
    return day if day > written else None


def _named(kind: str, name: str, written: date) -> date | None:
    named = _ENGLISH.index(name[:3].lower())
    if kind == "next":  # certain only if this week's has passed
        passed = written.weekday() < _SATURDAY and named <= written.weekday()
        return _coming(named, written) or (written + timedelta(days=WEEK)) if passed else None
    if kind.startswith("this"):
        return _coming(named, written) if named > written.weekday() else None
    return _coming(named, written)


def _coming(named: int, written: date) -> date | None:
    """The weekday within the six days after a day."""
    days = (named - written.weekday()) % WEEK
    return written + timedelta(days=days) if days else None
