"""Numbers, shares and dates as a text states them, in one form for Korean and English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Language

_KOREAN_UNITS = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_ENGLISH_UNITS = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "k": 1000,
}
_ENGLISH_NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_KOREAN_NAMES = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열"
_MONTH_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
    "oct october|nov november|dec december"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ENGLISH_WORDS = {name: value for value, name in enumerate(_ENGLISH_NAMES.split(), 1)} | _TENS
_KOREAN_WORDS = {name: value for value, name in enumerate(_KOREAN_NAMES.split(), 1)}
_KOREAN_WORDS |= {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "스무": 20}
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNITS = "[십백천만억조]{1,2}(?![가-힣]{2})"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"

_KOREAN = re.compile(
    r"(?P<date>(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일)"
    r"|(?P<only>\d{1,2})월(?!드)"
    rf"|(?P<share>{_NUMBER})\s*(?:%|％|퍼센트|프로(?!그|젝))"
    rf"|(?P<number>{_NUMBER}(?:\s?{_UNITS}(?:\s?{_NUMBER}\s?{_UNITS}|{_NUMBER}(?![월일년]))*)?)"
    rf"|(?<![가-힣])(?P<word>{'|'.join(sorted(_KOREAN_WORDS, key=len, reverse=True))})\s?(?:명|곳|개|차례|번째|사람|살|대|건)"
)
_ENGLISH = re.compile(
    rf"\b(?P<date>(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\b))"
    rf"|\b(?P<only>{_MONTH.replace('|mar|', '|').replace('|may|', '|')})\b"
    rf"|(?P<share>{_NUMBER})\s*(?:%|percent\b|per cent\b|pct\b)"
    rf"|(?P<number>{_NUMBER})(?:[\s-]?(?P<unit>hundred|thousand|million|billion|trillion|mn|bn|m|k)\b)?"
    rf"|\b(?P<word>{'|'.join(_ENGLISH_WORDS)})\b(?:[\s-](?P<unit2>hundred|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)


def figures(text: str, language: Language) -> Iterator[str]:
    """The figures of a text in order: `n:` numbers, `p:` shares of a hundred, `d:` days of a year, `m:` months.

    Numbers from 10,000 are rounded to three figures, so that 1,234,567 and "1.23 million" meet.
    """
    for found in (_KOREAN if language == "ko" else _ENGLISH).finditer(text):
        yield from _figure(found, language)


def _figure(found: re.Match[str], language: Language) -> Iterator[str]:
    groups = found.groupdict()
    if groups["date"]:
        month, day = groups["month"] or groups["month2"], groups["day"] or groups["day2"]
        yield f"d:{_month(month)}-{int(day)}"
        yield f"m:{_month(month)}"
    elif groups["only"]:
        yield f"m:{_month(groups['only'])}"
    elif groups["share"]:
        yield f"p:{_round(float(groups['share'].replace(',', '')))}"
    elif groups["word"]:
        words = _KOREAN_WORDS if language == "ko" else _ENGLISH_WORDS
        unit = _ENGLISH_UNITS.get((groups.get("unit2") or "").lower(), 1)
        yield f"n:{_round(words[groups['word'].lower()] * unit)}"
    elif language == "ko":
        yield f"n:{_round(_korean(groups['number']))}"
    else:
        unit = _ENGLISH_UNITS.get((groups["unit"] or "").lower(), 1)
        yield f"n:{_round(float(groups['number'].replace(',', '')) * unit)}"


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS[name.lower()]


def _korean(text: str) -> float:
    total = part = 0.0
    for number, units in re.findall(rf"({_NUMBER})\s?([십백천만억조]*)", text):
        value = float(number.replace(",", ""))
        for unit in units:
            value *= _KOREAN_UNITS[unit]
        part += value
        if units and units[-1] in "만억조":
            total, part = total + part, 0.0
    return total + part


def _round(value: float) -> str:
    # a year keeps its four figures
    return f"{value:g}" if value < 10_000 else f"{float(f'{value:.3g}'):g}"  # noqa: PLR2004
