"""Counts, amounts of money and shares as a sentence writes them: how exact they are, and what it says them in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.language import korean_figures
from digest.language.numbers import stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Language

CURRENCY = 3
"""Letters of a currency, and of no other unit."""
PEOPLE = "people"
"""The unit of persons, in both languages."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its unit at text[start:end].

    `step` is the worth of the last digit that it gives: 1 of 12, 10,000 of 56만, a million of "6 million". `unit` is a
    currency, `%`, a counter of Korean, or empty where the words behind it say what is counted (English).
    `bound` where it is said to be about, over, under or one end of a range: nothing exact.
    """

    start: int
    end: int
    value: float
    step: float
    unit: str
    bound: bool

    def moved(self, by: int) -> Measure:
        """The same measure, its places counted from further back."""
        return replace(self, start=self.start + by, end=self.end + by)


_COUNTERS = (
    "명|사람|개국|개사|개소|개교|개|곳|대|건|가구|세대|톤|표|채|권|장|마리|척|편|쌍|석|배럴|점|종|필지|그루|병|상자|벌|켤레|송이|"
    "㎞|km|㎡|㎏|kg|㎾|kW|MW|GW|ha|헥타르|미터|킬로리터|㎘|리터"
)
_KO_UNIT = re.compile(
    rf"(?:여|가량)?\s?(?P<unit>{_COUNTERS})(?![가-힣A-Za-z])|(?:여|가량)?\s?(?P<unit2>{_COUNTERS})(?=(?:은|는|이|가|을|를|의|에|으로|로|도|만|과|와|씩|이다|이며|이고|으로|뿐|까지|보다|대|이었|이라|였|에게|에서|꼴|째|이나|이상|이하|가량|안팎|정도|남짓|넘|미만|초과))"
)
_KO_AHEAD = re.compile(
    r"(?:약|대략|최소|최소한|최대|적어도|무려|거의|줄잡아|어림잡아|많게는|적게는|얼추|~|∼|～|-)\s?$"
)
_KO_BEHIND = re.compile(
    r"^\s?(?:여|가량|이상|이하|안팎|남짓|정도|미만|초과|내외|선|대(?=[로를에의 ,.])|이?나 |쯤|가까이|가까운|(?:을|를|이|가)?\s?(?:넘|웃돌|넘긴|넘겼|밑돌|육박|상회|하회|돌파|넘어)|[~∼～-]\s?\d|에서 \d|에 (?:달하는 것으로 (?:추정|추산)|육박|이를)|까지)"
)
_EN_AHEAD = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|some|over|under|above|below|up to|as many as|as much as|as few as|"
    r"more than|less than|fewer than|at least|at most|at minimum|close to|an estimated|estimated|minimum of|maximum of|"
    r"upwards? of|in excess of|just over|just under|well over|between|from|another|other|additional|top|number|no\.|the first|the last|\d[\d,.]* to|\d[\d,.]* of|\d[\d,.]* out of|hundreds of|thousands of|dozens of|millions of|no)"
    r"(?:\s(?:the|a|an))?|[~–-])\s?$",
    re.IGNORECASE,
)
_EN_BEHIND = re.compile(
    r"^\s?(?:or (?:so|more|fewer|less)|-?plus\b|\+|to \d|[–-]\s?\$?\d|and counting|-odd\b)", re.IGNORECASE
)
_EN_NO_COUNT = re.compile(
    r"^[\s-]?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|a\.?m\b|p\.?m\b|o'clock|st\b|nd\b|rd\b|th\b|%|per\s?cent|"
    r"times|degrees?|inch|foot|feet|yards?|miles?|pounds?|ounces?|\d|/|:|\.\d|,\d|[A-Z]\w*\s\d{4})",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_KO_DIGITS = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?([십백천만억조경]*)")
_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}


def measures(text: str, language: Language) -> Iterator[Measure]:
    """The measures of a sentence, in order; days, months, multiples and bare numbers are none."""
    at: dict[tuple[int, int], list[str]] = {}
    for figure, start, end in stated(text, language):
        at.setdefault((start, end), []).append(figure)
    for (start, end), told in at.items():
        kinds = {figure[0]: figure for figure in told}
        if kinds.keys() & set("dmqhx"):
            continue
        figure = next(kinds[kind] for kind in "cpn" if kind in kinds)
        read = _korean if language == "ko" else _english
        found = read(text, figure, start, end)
        if found:
            yield found


def _korean(text: str, figure: str, start: int, end: int) -> Measure | None:
    said = text[start:end]
    unit, stop = _unit_of(figure), end
    if not unit:
        counter = _KO_UNIT.match(text, end) or _counted_word(text, start, end)
        if counter is None:
            return None
        name = counter["unit"] or counter["unit2"] or ""
        unit, stop = PEOPLE if name in ("명", "사람") else name, max(end, counter.end())
    if re.search(r"[A-Za-z0-9.·제-]$", text[:start]) or re.search(r"[가-힣]$", text[:start]):
        return None  # a name, an article, the end of another number
    if (unit == "대" and re.fullmatch(r"[1-9]0", said)) or (unit == "세대" and re.fullmatch(r"\d", said)):
        return None  # 50대 남성, 5세대 통신
    value, step = _korean_value(said) if _DIGITS.search(said) else (float(figure[2:]), 1.0)
    behind = text[end : stop + 12]
    bound = bool(
        _KO_AHEAD.search(text[:start])
        or _KO_BEHIND.match(text[stop : stop + 12])
        or re.match(r"\s?(?:여|가량)", behind)
        or re.search(r"여|가량", said)
    )
    return Measure(start, stop, value, step, unit, bound)


def _counted_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """두 명, 세 곳: the word and its counter are one figure."""
    return re.compile(rf"[가-힣]+\s?(?P<unit>{_COUNTERS})(?P<unit2>)").fullmatch(text, start, end)


def _english(text: str, figure: str, start: int, end: int) -> Measure | None:
    said = text[start:end]
    unit = _unit_of(figure)
    end = start + len(said.rstrip())
    if re.search(r"(?:[\w.#/:-]|\d[:,] )$", text[max(0, start - 3) : start]) or re.match(
        r",? ?\d", text[end:]
    ):
        return None
    if not unit and re.fullmatch(r"(?:1[5-9]|20)\d\d", said):
        return None  # a year
    if not unit and (_EN_NO_COUNT.match(text[end:]) or not re.match(r"[\s-][a-zA-Z]", text[end:])):
        return None
    digits = _DIGITS.search(said)
    value = _amount(figure)
    if digits:
        number = float(digits[0].replace(",", ""))
        if not number:
            return None
        scale = 10 ** round(_log10(value / number))
        value, step = number * scale, _last(digits[0]) * scale
    else:
        step = 1.0 if value < 100 else value  # noqa: PLR2004 - twenty-one is exact, a million is not
    ahead = text[max(0, start - 24) : start]
    bound = bool(_EN_AHEAD.search(ahead) or _EN_BEHIND.match(text[end : end + 12]))
    return Measure(start, end, value, step, unit, bound)


def is_money(unit: str) -> bool:
    """Whether the unit of a measure is a currency (ISO 4217)."""
    return len(unit) == CURRENCY


def _log10(value: float) -> float:
    from math import log10

    return log10(value) if value > 0 else 0.0


def _unit_of(figure: str) -> str:
    return figure.split(":")[1] if figure[0] == "c" else "%" if figure[0] == "p" else ""


def _amount(figure: str) -> float:
    return float(figure.rpartition(":")[2])


def _korean_value(said: str) -> tuple[float, float]:
    """The value of an amount, and the worth of its last digit."""
    parts = _KO_DIGITS.findall(said)
    digits, units = next(((d, u) for d, u in reversed(parts)), ("1", ""))
    scale = 1.0
    for unit in units:
        scale *= _SCALES[unit]
    return korean_figures.value(said), _last(digits) * scale


def _last(digits: str) -> float:
    """The worth of the last digit that is no closing zero: 10 of 120, .1 of 5.6."""
    whole, _, parts = digits.replace(",", "").partition(".")
    if parts:
        return float(10 ** -len(parts))
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if int(whole) else 1.0


def same(left: Measure, right: Measure) -> bool:
    """Whether two measures may be one: equal, or one a rounding (or cutting off) of the other."""
    return abs(left.value - right.value) < max(left.step, right.step, 1e-9 * left.value)
