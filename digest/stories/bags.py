"""Bags of words as numbers: each word of a document is a bit, so that what two lines share is counted at once."""

from __future__ import annotations

import re
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from digest.language.data import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEM = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}")
_BITS = 8192
"""More words than any letter has; a book's share bits, so that its lines take no more room than these."""


class Bagger:
    """Makes bags of the words of one document."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._stop = word_list("en-stop-words.txt")

    def bag(self, text: str) -> int:
        """The beginnings of a text's words of meaning: words of one story return, those of two do not."""
        bits, found = self._bits, 0
        for word in _STEM.findall(text):
            if word[0] >= "가":
                stem = word[:2]
            else:
                lower = word.lower()
                if lower in self._stop:
                    continue
                stem = lower[:6]
            bit = bits.get(stem)
            if bit is None:
                bits[stem] = bit = 1 << (len(bits) % _BITS)
            found |= bit
        return found


def all_of(bags: Iterable[int]) -> int:
    """The words of several bags."""
    return reduce(or_, bags, 0)


def covered(words: int, others: int) -> float:
    """The share of words that others have too; 0 where there are none."""
    return (words & others).bit_count() / words.bit_count() if words else 0.0


def alike(one: int, other: int) -> float:
    """Ochiai's coefficient of two bags; 0 where one is empty."""
    return (one & other).bit_count() / (one.bit_count() * other.bit_count()) ** 0.5 if one and other else 0.0
