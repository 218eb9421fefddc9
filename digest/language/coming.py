"""Days to come that a sentence names: `오는 12월 3일`, `내년 3월`, `다음 달 5일까지`, `on 14 March`, `next Tuesday`.

Only what is certain is a day: a bare `14일` is none, nor is `지난달`. A day without its year is the next such day after the
text was written, and only where that is less than half a year away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from digest.language.told_day import is_told_then
from digest.language.weekdays import weekdays

if TYPE_CHECKING:
    from collections.abc import Iterator

SOON = 183
"""Days within which a day without its year must lie."""

LONGEST = 2000
"""Characters beyond which a text is no sentence, and names no day."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_WEEKDAY_KO = r"(?:\s*\([월화수목금토일](?:요일)?\))?"
_DAY_KO = rf"(?P<day>{_DAY})(?:일(?!간|째|쯤|께)|(?=\s?[~∼～–-]\s?{_DAY}일))"
_UNTIL_KO = rf"{_WEEKDAY_KO}\s*(?:부터|[~∼～–-]|(?P<next_to>[과,]\s?(?=\d{{1,2}}일)))\s*(?:(?P<year2>20\d\d)년\s*)?(?:(?P<month2>1[0-2]|0?[1-9])월\s*)?(?P<day2>{_DAY})일"
_KOREAN = tuple(
    map(
        re.compile,
        (
            # 2026년 3월 5일, 내년 3월, 올해 12월 3일, 오는 12월 3일
            (
                r"(?<![\d가-힣])(?:(?:오는\s*)?(?P<year>20\d\d)년|(?P<next>내년)|(?P<this>올해|올)|(?P<ahead>오는))?\s*"
                rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])월(?![가-힣]?호)(?:\s*{_DAY_KO}{_WEEKDAY_KO}(?:{_UNTIL_KO})?|(?!\s*\d))"
            ),
            rf"(?<![가-힣])(?P<soon>다음\s?달|내달)(?:\s*{_DAY_KO}(?:{_UNTIL_KO})?|(?=\s*(?:초|중순|말|중|부터|에|까지)|\s[가-힣]))",
            rf"(?<![가-힣])(?P<now>이달|이번\s?달)\s*{_DAY_KO}(?:{_UNTIL_KO})?",
            rf"(?<![가-힣])(?P<ahead>오는)\s*{_DAY_KO}(?:{_UNTIL_KO})?",
            rf"(?<![\d.])(?P<year>20\d\d)\s?[./-]\s?(?P<month>1[0-2]|0?[1-9])\s?[./-]\s?(?P<day>{_DAY})",
        ),
    )
)
_TO = r"(?:\s?[–-]\s?|\s(?:to|through|until)\s|(?P<next_to>\s(?:and|&)\s))"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?(?!\d|,?\s+\d{4})"
_ENGLISH = tuple(
    map(
        re.compile,
        (
            rf"(?<![\w.])(?P<name>{_NAME})\s(?P<day>{_DAY})(?:st|nd|rd|th)?+(?:{_TO}(?:(?P<name2>{_NAME})\s)?(?P<day2>{_DAY})(?:st|nd|rd|th)?+)?{_YEAR}",
            rf"(?<![\w.:-])(?P<day>{_DAY})(?:st|nd|rd|th)?+(?:{_TO}(?P<day2>{_DAY})(?:st|nd|rd|th)?+)?\s(?:of\s)?(?P<name>{_NAME}){_YEAR}(?!\s\d)",
            rf"(?<![\w.:-])(?P<day>{_DAY})\s(?P<name>{_NAME}){_TO}(?P<day2>{_DAY})\s(?P<name2>{_NAME}){_YEAR}(?!\s\d)",
            rf"(?<=\b[Ii]n )(?:(?:early|late|mid)[ -])?(?P<name>{_NAME})\s(?P<year>20\d\d)\b",
            rf"(?<=\b[Bb]y )(?P<name>{_NAME})\s(?P<year>20\d\d)\b",
            rf"(?<=\b[Ii]n )(?:(?:early|late|mid)[ -])?(?P<name>{_NAME})(?![\w']|\s\d|,?\s\d{{4}})",
            r"\b(?P<soon>next month)\b",
            rf"(?<![\d.])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>{_DAY})",
        ),
    )
)
_NAMES = tuple(map(str.title, _MONTHS))
_DATES = tuple(
    zip(
        (*_KOREAN, *_ENGLISH),
        (
            ("월",), ("다음", "내달"), ("이달", "이번"), ("오는",), ("20",),
            _NAMES, _NAMES, _NAMES, ("20",), ("20",), _NAMES, ("next month",), ("20",),
        ),
        strict=True,
    )
)  # fmt: skip
"""The patterns, each with what stands in all that it finds."""
_BEFORE = re.compile(
    r"(?:지난해?|작년|전년|재작년|그해|당시|지난 ?[가-힣]{1,3}|매년|매달|해마다|의|\d년|around|about|circa|week of|week commencing|last|every|each|since|this past|between|\d or|\d(?:st|nd|rd|th)?+,)\s*$|^\W*[\[(]\s*$|\d[일월]?\s?(?:부터|[~∼～–-])\s*$|\d(?:st|nd|rd|th)?+ (?:to|through|until) (?:\w+day,? )?$",
    re.IGNORECASE,
)


_AFTER = re.compile(
    r"\s*(?:이전|이후|뒤|후|전(?=까지|에|\s)|쯤|께|경(?=[\s,.]))|\s(?:edition|issue)\b|\sor\s"
)
"""What makes a day vague, or a limit: `12월 31일 이전에 맺은 약정`."""
_ITS_YEAR = re.compile(
    rf"\s?[,(]\s?\d{{4}}년(?!\s*\d{{1,2}}월)|{_TO}(?:{_NAME}\s)?\d{{1,2}}(?:st|nd|rd|th)?+,?\s+\d{{4}}"
)
"""A year that stands behind a day, and is not read with it: `1월 1일(2100년)`, `January 1 to 5, 2100`."""
_ANY_MONTH = re.compile(
    r"(?:신청|가입|등록|발급|해지|퇴직|입사|전입|신고|공포|접수|[가-힣](?:한|된|난|간))\s*$"
)
"""What makes the next month that after something, whenever that was: `가입한 다음 달`."""
_OTHER_YEAR = re.compile(r"내년|후년|이듬해|다음 해|(?:next|following) year", re.IGNORECASE)
"""What takes a later date of the sentence into another year: `내년 대회는 6월에 열 예정`."""
_YEAR_NUMBER = re.compile(r"(?<![\d.,$£€])20\d\d(?!\d|[.,]\d|학년도|회계연도|[가-힣]*원)")
_SIGN = re.compile(r"\d|달|요일|내일|모레|month|omorrow|day\b| in ")
"""What every sentence has that names a day."""
_WEEKDAYS = "월화수목금토일"
_WEEKDAY_EN = re.compile(
    r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*(?:the\s)?$", re.IGNORECASE
)
_DAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Days [first, last] named at `text[start:end]`; of a month, `first` is its first day and `last` its last.

    `certain`: the words themselves say that they lie ahead, or which year is meant. `near`: told by its weekday, or as
    tomorrow.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Literal["day", "month"]
    certain: bool
    near: bool = False


def coming(text: str, *, written: date, exact: bool = True, near: bool = True) -> tuple[Coming, ...]:
    """The days and months after `written` that a sentence names, in its order.

    Args:
        text: a sentence, Korean or English.
        written: the day on which its readers got it.
        exact: whether that day is known; else only a date with its year counts.
        near: whether it was that day all over the world; else `tomorrow` counts in Korean alone.
    """
    if len(text) > LONGEST or not _SIGN.search(text):
        return ()
    exact = exact and is_told_then(text, written)
    found = _near(text, written, near=near) if exact else []
    taken = [(one.start, one.end) for one in found]
    for match in _matches(text):
        if _BEFORE.search(text[: match.start()]) or _AFTER.match(text, match.end()):
            continue
        if not match.groupdict().get("year") and _ITS_YEAR.match(text, match.end()):
            continue
        if match.groupdict().get("soon") and _ANY_MONTH.search(text[: match.start()]):
            continue
        one = _read(match, written, exact=exact)
        if (
            one
            and (one.first if one.precision == "month" else one.last) > written
            and (one.certain or not _names_later_year(text, one))
            and (one.certain or not _OTHER_YEAR.search(text, 0, one.start))
            and _is_that_day(text, one)
            and not any(start < one.end and one.start < end for start, end in taken)
        ):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _near(text: str, written: date, *, near: bool) -> list[Coming]:
    return [
        Coming(start=start, end=end, first=day, last=day, precision="day", certain=True, near=True)
        for start, end, day in weekdays(text, written, near=near)
    ]


def _names_later_year(text: str, one: Coming) -> bool:
    """Whether what happens is of another year: `2030 월드컵은 6월 8일 개막한다`."""
    return any(int(found[0]) > one.first.year for found in _YEAR_NUMBER.finditer(text, 0, one.start))


def _is_that_day(text: str, one: Coming) -> bool:
    """Whether the weekday that stands beside a day, if one does, is that of the year that was inferred."""
    korean = re.search(r"\(([월화수목금토일])(?:요일)?\)", text[one.start : one.end + 6])
    english = _WEEKDAY_EN.search(text[: one.start])
    if one.precision == "month" or not (korean or english):
        return True
    named = (
        _WEEKDAYS.index(korean[1]) if korean else _DAYS_EN.index(english[1][:3].lower()) if english else -1
    )
    return one.first.weekday() == named


def _matches(text: str) -> list[re.Match[str]]:
    """Every date of a sentence; of two that overlap, the one that begins first and is longest."""
    every = [
        match
        for pattern, signs in _DATES
        if any(map(text.__contains__, signs))
        for match in pattern.finditer(text)
    ]
    every.sort(key=lambda match: (match.start(), -match.end()))
    kept: list[re.Match[str]] = []
    for match in every:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _read(match: re.Match[str], written: date, *, exact: bool) -> Coming | None:
    got = match.groupdict()
    if not exact and not got.get("year"):
        return None
    try:
        first = _first(got, written)
        last = _last(got, first) if first else None
    except ValueError:
        return None
    if first is None or last is None or last < first:
        return None
    return Coming(
        start=match.start(),
        end=match.end(),
        first=first,
        last=last,
        precision="day" if got.get("day") else "month",
        certain=any(got.get(name) for name in ("year", "next", "this", "now", "ahead", "soon")),
    )


def _first(got: dict[str, str | None], written: date) -> date | None:
    day = int(got.get("day") or 1)
    month = _month(got.get("month"), got.get("name"))
    here = written.replace(day=1)
    if got.get("soon"):
        return _after(here).replace(day=day)
    if got.get("now"):
        return here.replace(day=day)
    if not month:  # 오는 14일
        return (here if day > written.day else _after(here)).replace(day=day)
    year = int(got.get("year") or 0) or (
        written.year + bool(got.get("next")) if got.get("next") or got.get("this") else 0
    )
    return date(year, month, day) if year else _next(month, day, written, whole=not got.get("day"))


def _next(month: int, day: int, written: date, *, whole: bool) -> date | None:
    """The next such day after a day, or (`whole`) such month that is not over; None where it is far away."""
    first = date(written.year, month, day)
    over = (month < written.month) if whole else first <= written
    if over:
        first = date(written.year + 1, month, day)
    return first if (first - written).days <= SOON else None


def _last(got: dict[str, str | None], first: date) -> date:
    if not got.get("day"):
        return _after(first) - timedelta(days=1)
    if not got.get("day2"):
        return first
    month = _month(got.get("month2"), got.get("name2")) or first.month
    year = int(got.get("year2") or 0) or first.year + (month < first.month)
    last = date(year, month, int(got["day2"] or 0))
    return first if got.get("next_to") and (last - first).days > 1 else last  # 5 and 19 June are two days


def _month(number: str | None, name: str | None) -> int:
    return int(number) if number else _MONTHS.index(name.lower()[:3]) + 1 if name else 0


def _after(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """The places of all that looks like a day or a month, past or to come."""
    yield from (match.span() for match in _matches(text))
