"""Edit distances of many pairs of short strings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.vectors import Places

LONGEST = 64
"""Signs of the first string of a pair, at most: one for each bit of a number."""
AT_ONCE = 16_384
"""Pairs that are looked at together: what fits the processor's memory."""
_ONE = np.uint64(1)


class Written:
    """Strings over few signs as numbers; `sizes` are their lengths.

    Args:
        strings: any.
        signs: all that the strings are made of.
    """

    def __init__(self, strings: Sequence[str], signs: str) -> None:
        self.sizes: Places = np.array([len(one) for one in strings], dtype=np.int64)
        width = int(self.sizes.max(initial=0))
        place = {ord(sign): number for number, sign in enumerate(signs, 1)}
        text = "".join([one.ljust(width, "\0") for one in strings]).translate(place)
        lines = np.frombuffer(text.encode("latin-1"), dtype=np.uint8).reshape(len(strings), width)
        self._codes = np.ascontiguousarray(lines.T)
        self._kinds = len(signs) + 1

    def codes(self, place: int, rows: Places) -> Places:
        """The number of the sign at a place of some strings; 0 behind their ends."""
        found: Places = self._codes[place][rows].astype(np.int64)
        return found

    def bits(self) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """For each string and each sign the places at which it stands, as bits: strings of LONGEST signs at most."""
        found = np.zeros((len(self.sizes), self._kinds), dtype=np.uint64)
        everything = np.arange(len(self.sizes))
        for place, codes in enumerate(self._codes[:LONGEST]):
            found[everything, codes] |= _ONE << np.uint64(place)
        found[:, 0] = 0
        return found


def distances(left: Written, right: Written, one: Places, other: Places) -> Places:
    """The edit distance of each pair left[one[i]], right[other[i]] (Myers 1999), as `transliteration.distance`."""
    table = left.bits()
    kinds = table.shape[1]
    found = np.empty(len(one), dtype=np.int64)
    for start in range(0, len(one), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        found[part] = _some(table.ravel(), one[part] * kinds, left.sizes[one[part]], (right, other[part]))
    return found


def _some(table: Any, rows: Places, sizes: Places, texts: tuple[Written, Places]) -> Places:
    right, other = texts
    ends = right.sizes[other]
    full = ~np.uint64(0) >> (LONGEST - sizes).astype(np.uint64)
    last = (sizes - 1).astype(np.uint64)
    more, less, score = full, np.zeros(len(rows), dtype=np.uint64), sizes.copy()
    for place in range(int(ends.max(initial=0))):
        same = table[rows + right.codes(place, other)]
        level = (((same & more) + more) ^ more) | same
        rising = less | (full & ~(level | more))
        falling = more & level
        change = ((rising >> last) & _ONE).astype(np.int64) - ((falling >> last) & _ONE).astype(np.int64)
        score += change * (place < ends)
        rising = rising << _ONE | _ONE
        same |= less
        more = full & (falling << _ONE | ~(same | rising))
        less = full & rising & same
    return score
