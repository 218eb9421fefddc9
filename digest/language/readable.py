"""A figure in words that a reader knows: `c:krw:4.12e+11` is 4,120억 원, or KRW 412 billion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.english_figures import MONTHS
from digest.language.korean_figures import CURRENCIES, DOLLARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Language

DATES = frozenset("dmqh")
"""Kinds of figures that tell a time."""
_KOREAN_UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_ENGLISH_UNITS = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_HALVES = ("상", "하")
_ORDER = ("first", "second", "third", "fourth")
_CURRENCIES = {code: f"{country}달러" for country, code in DOLLARS.items()}
_CURRENCIES |= {code: name for name, code in reversed(CURRENCIES.items())}


def is_figure(term: str) -> bool:
    """Whether a term is a figure as `numbers.figures` writes it, and no word."""
    return term[1:2] == ":" and term[0] in "ncpxdmqh" and len(term) > len("n:")


FEW = 10
"""Numbers below this are told in reports of all kinds."""


def is_telling(term: str) -> bool:
    """Whether a term is a figure that two events of one kind hardly share: money, a share, a day, a number that is not small."""
    if not is_figure(term):
        return False
    return float(term[2:]) >= FEW if term[0] == "n" else term[0] in "cpxd"


_YEARS = range(1900, 2100)
"""Numbers that are years far more often than they count something: nobody writes these with a comma."""


def readable(figure: str, language: Language) -> str:
    """A figure as `numbers.figures` writes it, in the words of a language (Korean or, for all others, English)."""
    kind, _, said = figure.partition(":")
    korean = language == "ko"
    if kind in DATES:
        return _time(kind, said, korean=korean)
    if kind == "c":
        currency, _, amount = said.partition(":")
        told = _amount(float(amount), korean=korean)
        return f"{told} {_CURRENCIES[currency]}" if korean else f"{currency.upper()} {told}"
    if kind == "x":
        return f"{float(said):g}{'배' if korean else ' times'}"
    if kind == "p":
        return f"{float(said):,.15g}%"
    return said if said.isdigit() and int(said) in _YEARS else _amount(float(said), korean=korean)


def _amount(value: float, *, korean: bool) -> str:
    """A number by its largest unit, if it has one to its three figures."""
    for size, unit in _KOREAN_UNITS if korean else _ENGLISH_UNITS:
        if value >= size:
            return f"{round(value / size, 6):,.12g}{unit}"
    return f"{value:,.12g}"


def _time(kind: str, said: str, *, korean: bool) -> str:
    *_, last = numbers = [int(number) for number in said.split("-")]
    if kind == "d":
        month = numbers[-2]
        return f"{month}월 {last}일" if korean else f"{last} {_name(month, MONTHS)}"
    if kind == "m":
        return f"{last}월" if korean else _name(last, MONTHS)
    if kind == "q":
        return f"{last}분기" if korean else f"{_name(last, _ORDER)} quarter"
    return f"{_name(last, _HALVES)}반기" if korean else f"{_name(last, _ORDER)} half"


def _name(number: int, names: Sequence[str]) -> str:
    """The name of a number; the number itself where a text's slip counts further than there are names."""
    return names[number - 1] if 0 < number <= len(names) else str(number)
