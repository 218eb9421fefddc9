"""Figures and days of a text that another text does not give, in Korean or English: 2조 원 is 2 trillion won, and not $2 billion.

When unsure, silent: a rounding, a unit converted, a day told by its weekday or by 어제, a year told by 내년 are not strange.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.language.conversions import about, converted
from digest.language.lasting import length, otherwise
from digest.language.numbers import stated
from digest.language.spelled import COUNTED, NATIVE, NATIVES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from digest.model import Language

SMALL = 2
"""Numbers up to which words say nothing: one of them, two sides, 한 명."""
LARGE = 10_000
"""From here a number may be rounded further than to its last digit."""
YEARS = range(1900, 2101)
ROUGHLY, EXACTLY = 0.12, 0.002
"""How far a part told in words (a third) and one told in digits may be from a share of a hundred."""
WEEK = 7

_HEDGE = re.compile(
    r"(?:약|대략|거의|무려|최대|최소|about|around|nearly|almost|some|over|under|more than|less than|roughly|up to|at least)\s*\$?€?£?$",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\s?(?:여|가량|정도|안팎|남짓|이상|이하|넘|or so|or more)", re.IGNORECASE)
_PART = re.compile(r"[\s-]?(?:thirds?|quarters?|fifths?|tenths?|halves)\b|분의", re.IGNORECASE)
_DAYS = re.compile(r"(?<![\d.])(0?[1-9]|[12]\d|3[01])일(?!간|째|쯤|\s?동안)")
_OPENING = ("(", "(약", "(about", "(around", "(some", "(roughly", ", or about", ", or")
_WEEKDAYS = (
    ("월요일", "mon"), ("화요일", "tue"), ("수요일", "wed"), ("목요일", "thu"), ("금요일", "fri"), ("토요일", "sat"),
    ("일요일", "sun"),
)  # fmt: skip
_NEARBY = re.compile(
    r"어제|오늘|내일|그제|모레|전날|이날|다음 날|\b(?:today|yesterday|tomorrow|the (?:next|previous) day)\b",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(
    r"내년|올해|작년|지난해|이듬해|재작년|후년|금년|\b(?:next|this|last|previous|following) year\b",
    re.IGNORECASE,
)
_OTHER_MONTH = re.compile(
    r"다음\s?달|지난달|이달|이번\s?달|내달|새달|\b(?:next|this|last) month\b",
    re.IGNORECASE,
)
_AFTERNOON = re.compile(r"오후|밤|저녁|p\.?m\b|evening|night|afternoon", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure where a text gives it: `forms` are those of `numbers.stated`."""

    text: str
    start: int
    end: int
    forms: tuple[str, ...]

    def of(self, kind: str) -> Iterator[str]:
        """Its forms of a kind."""
        return (form for form in self.forms if form.startswith(f"{kind}:"))


def strange_figures(
    text: str,
    language: Language,
    told: Sequence[tuple[str, Language]],
    days: Collection[date] = (),
) -> tuple[str, ...]:
    """The figures of a text that none of the texts `told` gives, as they stand, each once.

    Args:
        text: the one that is looked at.
        language: of it.
        told: texts, each with its language.
        days: on which these were written.
    """
    known = _Known(told, days)
    found: list[str] = []
    before: Figure | None = None
    for one in _figures(text, language):
        fits = known.has(one, text)
        beside = before is not None and text[before.end : one.start].strip() in _OPENING
        if not fits and not (beside and any(one.of("c"))):
            found.append(one.text)
        before = one if fits else None
    if language == "ko":
        found += (match[0].strip() for match in _bare_days(text) if not known.has_day(int(match[1])))
    return tuple(dict.fromkeys(found))


def _figures(text: str, language: Language) -> Iterator[Figure]:
    at: dict[tuple[int, int], list[str]] = {}
    for form, start, end in stated(text, language):
        at.setdefault((start, end), []).append(form)
    if language == "ko":
        for match in NATIVE.finditer(text):
            if not any(start <= match.start() < end for start, end in at):
                at[match.span()] = [f"n:{NATIVES[match[1]]}"]
    for (start, end), forms in sorted(at.items()):
        if language == "ko" and _DAYS.match(text, start):
            continue  # a day without its month is looked at by itself
        yield Figure(text=text[start:end].strip(), start=start, end=end, forms=tuple(forms))


def _bare_days(text: str) -> Iterator[re.Match[str]]:
    """The days that are told without their month."""
    dated = [(start, end) for form, start, end in stated(text, "ko") if form.startswith("d:")]
    return (match for match in _DAYS.finditer(text) if not any(a <= match.start() < b for a, b in dated))


class _Known:
    """What texts tell."""

    def __init__(self, told: Sequence[tuple[str, Language]], days: Collection[date]) -> None:
        figures = [one for text, language in told for one in _figures(text, language)]
        self._lengths = {
            lasts
            for text, language in told
            for one in _figures(text, language)
            for form in one.of("n")
            if (lasts := length(text, one.start, one.end, _value(form)))
        }
        self._forms = {form for one in figures for form in one.forms}
        self._money = {_value(form) for one in figures for form in one.of("c")}
        self._plain = {_value(form) for one in figures if not any(one.of("c")) for form in one.of("n")}
        self._numbers = {_value(form) for one in figures for form in one.of("n")}
        whole = " ".join(text for text, _ in told)
        lower = whole.casefold()
        self._numbers |= {value for word, value in COUNTED if word in lower}
        if _AFTERNOON.search(whole):
            self._numbers |= {value + 12 for value in self._numbers if value <= 12}  # noqa: PLR2004 - hours
            self._numbers |= {value - 12 for value in self._numbers if 12 < value <= 24}  # noqa: PLR2004
        self._written = days
        self._years = (
            {day.year + by for day in days for by in (-1, 0, 1, 2)} if _OTHER_YEAR.search(whole) else set()
        )
        self._years |= {day.year for day in days}
        self._months = {(day.month + by - 1) % 12 + 1 for day in days for by in (-1, 0, 1)}
        self._relative = bool(_OTHER_MONTH.search(whole))
        self._days = {int(form.rpartition("-")[2]) for form in self._forms if form.startswith("d:")}
        self._bare = {int(match[1]) for match in _DAYS.finditer(whole)}
        self._numbers |= {float(day) for day in self._bare}
        self._near = set(self._spoken(lower, whole))

    def _spoken(self, lower: str, whole: str) -> Iterator[date]:
        """The days that the texts tell by weekday, or by their nearness."""
        for day in self._written:
            for by in range(-WEEK, WEEK + 1):
                other = day + timedelta(days=by)
                korean, english = _WEEKDAYS[other.weekday()]
                if (
                    korean in lower
                    or re.search(rf"\b{english}[a-z]*day\b", lower)
                    or (abs(by) <= 1 and _NEARBY.search(whole))
                ):
                    yield other

    def has(self, one: Figure, text: str) -> bool:
        """Whether a figure of another text is told, or says too little to be missed."""
        kinds = {form[0] for form in one.forms}
        if "d" in kinds:
            return self._has_date(one)
        if any(form in self._forms for form in one.forms if form[0] not in "nc"):
            return True
        if "c" in kinds:
            return self._has_money(one, text)
        if "m" in kinds:
            return self._relative or any(int(form[2:]) in self._months for form in one.of("m"))
        if kinds & {"p", "x"}:
            return self._has_share(one)
        return self._has_number(one, text) if "n" in kinds else False

    def _has_date(self, one: Figure) -> bool:
        for form in one.of("d"):
            month, day = (int(part) for part in form[2:].split("-")[-2:])
            same = {other for other in self._near if (other.month, other.day) == (month, day)}
            if form in self._forms or f"d:{month}-{day}" in self._forms or same or day in self._bare:
                return True
        return False

    def has_day(self, day: int) -> bool:
        """Whether a day of a month is told; where none is told at all, nothing speaks against it."""
        given = self._days | self._bare | {other.day for other in self._near}
        return not given or day in given

    def _has_money(self, one: Figure, text: str) -> bool:
        return any(
            form in self._forms
            or _value(form) in self._plain
            or self._rounds(
                _value(form), {_value(other) for other in self._forms if other[:6] == form[:6]}, one, text
            )
            for form in one.of("c")
        )

    def _has_share(self, one: Figure) -> bool:
        values = [_value(form) for form in one.forms]
        shares = {_value(form) for form in self._forms if form[0] in "px"}
        spare = shares | self._numbers
        parts = [value / 100 for value in shares] + [*shares, *(value * 100 for value in shares)]
        return any(
            value in spare
            or any(about(value, part, ROUGHLY if one.text[:1].isalpha() else EXACTLY) for part in parts)
            for value in values
        )

    def _has_number(self, one: Figure, text: str) -> bool:
        value = next(_value(form) for form in one.of("n"))
        said = text[one.start : one.end]
        if value <= SMALL and not re.search(r"\d", said):
            lasts = (
                length(text, one.start, one.end, value) if value == SMALL else None
            )  # one day, 한 해: idle
            return lasts is None or value in self._numbers or not otherwise(lasts, self._lengths)
        if value in YEARS and said.strip().isdigit():
            return value in self._numbers or value in self._years
        if _PART.match(text, one.end) or re.search(r"[A-Za-z][-.]?$|[.\-/:]$|\d[.:]\s?$", text[: one.start]):
            return True
        if value in self._numbers or value in self._money or self._rounds(value, self._numbers, one, text):
            return True
        shares = {_value(form) for form in self._forms if form[0] in "px"}
        return value in shares or converted(value, text[one.end : one.end + 20], self._numbers)

    def _rounds(self, value: float, known: Iterable[float], one: Figure, text: str) -> bool:
        """Whether a figure is what another was rounded to; hedged, it may be further from it."""
        hedged = bool(_HEDGE.search(text[: one.start]) or _HEDGED.match(text, one.end))
        step = _step(value)
        return any(
            about(value, other)
            if hedged
            else value >= LARGE and abs(value - other) <= step / 2 and about(value, other)
            for other in known
        )


def _value(form: str) -> float:
    return float(form.rpartition(":")[2])


def _step(value: float) -> float:
    """The worth of the last digit that is no zero."""
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step
