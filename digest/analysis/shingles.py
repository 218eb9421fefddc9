"""Runs of words as numbers, for many texts at once: what is copied is found by them, word for word.

After Broder, "On the resemblance and containment of documents" (1997). A run's number is a polynomial in its letters, modulo
2 to the 64, taken from sums over all letters (Karp and Rabin, "Efficient randomized pattern-matching algorithms", 1987): so
a text is never cut into words one by one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.vectors import Places

Shingles = np.ndarray[Any, np.dtype[np.uint64]]
"""Runs of words as numbers."""
Marks = np.ndarray[Any, np.dtype[np.uint32]]
"""The same as shorter ones."""
_Codes = np.ndarray[Any, np.dtype[np.uint32]]

RUN = 3
"""Words of a run."""
_BASE = 0x9E3779B97F4A7C15
"""Odd, so that it can be divided by."""
_BEGIN = np.uint64(1 << 21)
"""What the first letter of a word has besides: above all of Unicode."""
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_PLANE = 0x10000


def shingled(texts: Sequence[str], languages: Sequence[str]) -> tuple[Shingles, Places, Places]:
    """The runs of words of some texts in small letters; a text of fewer words than RUN is one run.

    What is no letter and no digit only parts words. What two languages both write is no run of both.

    Args:
        texts: any.
        languages: of each.

    Returns:
        The distinct runs of each text, ascending; where those of each end, one more than there are texts; the words of each text.
    """
    small = [text.lower() for text in texts]
    codes = np.frombuffer("\n".join([*small, ""]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    inside = _in_words(codes)
    first = inside.copy()
    first[1:] &= ~inside[:-1]
    letters = codes[inside].astype(np.uint64)
    begins = first[inside]
    letters[begins] += _BEGIN
    words = np.append(np.flatnonzero(begins), len(letters))
    # the words of each text, and where its first one stands among all
    ends = np.cumsum([len(text) + 1 for text in small], dtype=np.int64)
    until = np.concatenate([[0], np.searchsorted(np.flatnonzero(first), ends)])
    sizes = np.diff(until)
    counts = np.maximum(sizes - RUN + 1, np.minimum(sizes, 1))
    of = np.repeat(np.arange(len(texts)), counts)
    run_ends = np.concatenate([[0], np.cumsum(counts)])
    start = np.arange(run_ends[-1]) - run_ends[of] + until[of]
    stop = np.minimum(start + RUN, until[of + 1])
    power, back = _powers(1 << len(letters).bit_length())
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * power[: len(letters)], out=sums[1:])
    found = (sums[words[stop]] - sums[words[start]]) * back[words[start]]
    codes_of = np.array([crc32(language.encode()) for language in languages], dtype=np.uint64)
    found = (found ^ codes_of[of]) * _MIX
    distinct, distinct_ends = _distinct(found, run_ends)
    return distinct, distinct_ends, sizes


def _in_words(codes: _Codes) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which signs are letters or digits."""
    inside = _letters()[np.minimum(codes, _PLANE - 1)]
    far = np.flatnonzero(codes >= _PLANE)
    if len(far):
        inside[far] = [chr(code).isalnum() for code in codes[far].tolist()]
    return inside


@lru_cache(maxsize=1)
def _letters() -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.array([chr(code).isalnum() for code in range(_PLANE)])


@lru_cache(maxsize=16)
def _powers(count: int) -> tuple[Shingles, Shingles]:
    """The powers of the base from 0 on, and by what they are divided by."""
    found = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(count, base, dtype=np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers))
    return found[0], found[1]


def forget() -> None:
    """Free the memory that powers take."""
    _powers.cache_clear()


def _distinct(found: Shingles, ends: Places) -> tuple[Shingles, Places]:
    """The runs of each text once, ascending, and where those of each text end."""
    for start, end in pairwise(ends.tolist()):
        found[start:end].sort()
    first = np.ones(len(found), dtype=np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    first[ends[:-1][ends[:-1] < len(found)]] = True
    return found[first], np.concatenate([[0], np.cumsum(first)])[ends]
