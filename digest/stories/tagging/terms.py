"""The words of a line as the tagger counts them, and the list of words with what each says of its line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

_WORD = re.compile(r"[가-힣]+|[A-Za-z]+|\d+|[^\w\s]")
_READ, _DIGITS, _SYLLABLES = 200, 4, 2
_MOST_KNOWN = 20_000
"""Words whose places are kept."""


@lru_cache(maxsize=8192)
def terms(shown: str) -> frozenset[str]:
    """The words, signs and lengths of numbers at a line's beginning; of longer Korean words the first and last two syllables too."""
    return frozenset(term for word in _words(shown) for term in _of_word(word))


def _words(shown: str) -> list[str]:
    return _WORD.findall(shown[:_READ].lower())


def _of_word(word: str) -> tuple[str, ...]:
    if "가" <= word[0] <= "힣":
        return (
            (word, f"{word[:_SYLLABLES]}~", f"~{word[-_SYLLABLES:]}") if len(word) > _SYLLABLES else (word,)
        )
    return ("0" * min(len(word), _DIGITS),) if word[0].isdigit() else (word,)


class Lexicon:
    """Words with what each says for the three tags.

    Args:
        words: the list.
        says: words × tags; a line's words are weighed by the root of their number.
        bias: what is said of a line without any of them, by tag.
    """

    def __init__(
        self, words: Sequence[str], says: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
    ) -> None:
        self._place = {word: place for place, word in enumerate(words)}
        self._known: dict[str, tuple[int, ...]] = {}
        self._says, self._bias = says, bias

    def kept(self) -> tuple[list[str], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """The words, what each says, and the bias: what a lexicon is made of."""
        return list(self._place), self._says, self._bias

    def said(self, lines: Sequence[str]) -> npt.NDArray[np.float32]:
        """Lines × tags: what the words of each line say of it."""
        known = [self._places(line) for line in lines]
        counts = np.array([len(words) for words in known])
        out = np.repeat(self._bias[None, :], len(lines), axis=0)
        some = np.flatnonzero(counts)
        if len(some):
            flat = np.array([word for words in known for word in words], dtype=np.intp)
            begins = np.concatenate(([0], np.cumsum(counts[some])[:-1]))
            sums = np.add.reduceat(self._says[flat], begins)
            out[some] += sums / np.sqrt(counts[some])[:, None].astype(np.float32)
        return out

    def _places(self, line: str) -> set[int]:
        """The places of a line's `terms` in the list."""
        found: set[int] = set()
        known = self._known
        for word in _words(line):
            places = known.get(word)
            found.update(self._learnt(word) if places is None else places)
        return found

    def _learnt(self, word: str) -> tuple[int, ...]:
        """The places of what a word is counted as; kept, since texts say their words again and again."""
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        places = tuple(place for term in _of_word(word) if (place := self._place.get(term)) is not None)
        self._known[word] = places
        return places
