"""How common a term is in news at large: what a small batch cannot tell by counting."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.language.data import word_list
from digest.language.english import stem
from digest.language.names import ordinary_terms, places

FAMILIAR, KNOWN, PLAIN = 0.05, 0.02, 0.0
"""Share of the stories that use an ordinary word of news, a name known to all or of a place, any other word."""
BY_DIGITS = (0.12, 0.12, 0.06, 0.01)
"""The same of a number, by its significant digits (0 to 3); of one with more as of any other word."""
DAY, MONTH = 0.12, 0.3
"""The same of a day of a year and of a month, as figures (`d:`, `m:`)."""
SPAN = 0.2
"""The same of a quarter or half of a year (`q:`, `h:`)."""

_NUMBER = re.compile(r"(?:[npx]:|c:[a-z]{3}:)?(\d[\d.,]*(?:e[+-]?\d+)?)$")
_HANGUL = re.compile(r"[가-힣]")


@lru_cache(maxsize=200_000)
def rate(term: str) -> float:
    """The share of stories that may be expected to use a term (a Korean noun, an English stem, a figure)."""
    if term.startswith("d:"):
        return DAY
    if term.startswith("m:"):
        return MONTH
    if term.startswith(("q:", "h:")):
        return SPAN
    number = _NUMBER.match(term)
    if number:
        return _of_number(number[1])
    if term in _known():
        return KNOWN
    return FAMILIAR if term in _familiar() else KNOWN if term in _places() else PLAIN


def _of_number(number: str) -> float:
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return BY_DIGITS[2]  # a year
    mantissa = number.partition("e")[0]
    digits = mantissa.replace(",", "").replace(".", "").lstrip("0")
    if "." not in mantissa:
        digits = digits.rstrip("0")
    return BY_DIGITS[len(digits)] if len(digits) < len(BY_DIGITS) else PLAIN


def _with_stems(name: str) -> frozenset[str]:
    """The words of a list, and the stems of the English ones."""
    words = word_list(name)
    return words | {stem(word) for word in words if not _HANGUL.search(word)}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return _with_stems("well-known-names.txt")


@lru_cache(maxsize=1)
def _familiar() -> frozenset[str]:
    lent = {found for stems in ordinary_terms().values() for found, _ in stems}
    return _with_stems("familiar-words.txt") | lent | set(ordinary_terms())


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(places()) | {found for stems in places().values() for found, _ in stems}
