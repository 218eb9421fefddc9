"""Numbers, money, shares, multiples and dates as a text states them, in one form for Korean and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language import english_figures, korean_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Language


def figures(text: str, language: Language) -> Iterator[str]:
    """The figures of a text in order.

    `n:` numbers, `c:` money in a currency (the number before it), `p:` shares of a hundred, `x:` multiples and parts,
    `d:` days of a year, `m:` months, `q:` quarters, `h:` halves of a year. Numbers from 10,000 are rounded to three
    figures, so that 1,234,567 and "1.23 million" meet.
    """
    return (figure for figure, _, _ in stated(text, language))


def stated(text: str, language: Language) -> Iterator[tuple[str, int, int]]:
    """The same figures, each with where the text states it: text[start:end]."""
    return korean_figures.stated(text) if language == "ko" else english_figures.stated(text)
