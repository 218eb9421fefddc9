"""Which of two kinds of Hangul words a word looks like: naive Bayes over its syllables and pairs of them."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SEEN, UNSEEN = 0.5, 1000
"""What is added to each count, and to the whole of a kind."""


class Syllables:
    """Two kinds of words, by what they are written with.

    Args:
        one: words of the first kind.
        other: of the second.
    """

    def __init__(self, one: Iterable[str], other: Iterable[str]) -> None:
        self._one, self._other = (
            Counter(key for word in some for key in _keys(word)) for some in (one, other)
        )
        self._all = self._one.total() + UNSEEN, self._other.total() + UNSEEN
        self._known: dict[str, tuple[float, float]] = {}

    def odds(self, word: str) -> float:
        """The log odds a syllable that a word is of the first kind and not of the other: above 0 it more likely is."""
        odds = 0.0
        for key in _keys(word):
            one, other = self._known.get(key) or self._learned(key)
            odds += one
            odds -= other
        return odds / (len(word) + 1)

    def _learned(self, key: str) -> tuple[float, float]:
        """How likely a syllable or two are in words of either kind, as logarithms."""
        one, other = self._all
        found = math.log((self._one[key] + SEEN) / one), math.log((self._other[key] + SEEN) / other)
        self._known[key] = found
        return found


def _keys(word: str) -> Iterator[str]:
    for left, right in zip(f"^{word}", f"{word}$", strict=True):
        yield left + right
        yield right
