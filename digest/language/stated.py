"""The one form of a figure, whatever language states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

YEARS = 10_000
"""Numbers below this are kept as they are: a year has four figures."""
LARGEST = 1e21
"""Nothing that news counts is larger."""

MONEY = {
    "US$": "usd",
    "C$": "cad",
    "A$": "aud",
    "HK$": "hkd",
    "NT$": "twd",
    "S$": "sgd",
    "$": "usd",
    "＄": "usd",
    "€": "eur",
    "£": "gbp",
    "¥": "jpy",
    "￥": "jpy",
    "₩": "krw",
    "USD ": "usd",
    "EUR ": "eur",
    "KRW ": "krw",
    "JPY ": "jpy",
}
"""Signs before an amount, and the currency of each."""

DAY_OF = r"(?P<year>(?:19|20)\d\d)(?P<mark>[-./])\s?(?P<of_year>0?[1-9]|1[0-2])(?P=mark)\s?(?P<of_month>0?[1-9]|[12]\d|3[01])(?!\d)"
"""A day in figures: 2018-09-30, 2018. 9. 30."""


def rounded(value: float) -> str:
    """A number to three figures from YEARS on, so that 1,234,567 and "1.23 million" meet."""
    return f"{value:g}" if value < YEARS else f"{float(f'{min(value, LARGEST):.3g}'):g}"


def number(value: float) -> str:
    """A bare number."""
    return f"n:{rounded(value)}"


def share(value: float) -> str:
    """A share of a hundred, or a change by so many points of it."""
    return f"p:{rounded(round(value, 4))}"


def multiple(value: float) -> str:
    """So many times as much; a half is .5 times."""
    return f"x:{value:.3g}"


def money(value: float, currency: str) -> Iterator[str]:
    """An amount of money: the number, and the number with its currency (ISO 4217)."""
    yield number(value)
    yield f"c:{currency}:{rounded(value)}"


def dated(found: Mapping[str, str]) -> Iterator[str]:
    """The year, day and month of a match of DAY_OF."""
    month, day = int(found["of_year"]), int(found["of_month"])
    yield f"n:{found['year']}"
    yield f"d:{month}-{day}"
    yield f"m:{month}"
