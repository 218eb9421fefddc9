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
_READ, _DIGITS = 200, 4


@lru_cache(maxsize=8192)
def terms(shown: str) -> frozenset[str]:
    """The words, signs and lengths of numbers at a line's beginning; of longer Korean words the first and last two syllables too."""
    found: set[str] = set()
    for word in _WORD.findall(shown[:_READ].lower()):
        first = word[0]
        if "가" <= first <= "힣":
            found.add(word)
            if len(word) > 2:  # noqa: PLR2004 - syllables
                found.update((f"{word[:2]}~", f"~{word[-2:]}"))
        else:
            found.add("0" * min(len(word), _DIGITS) if first.isdigit() else word)
    return frozenset(found)


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
        self._says, self._bias = says, bias

    def kept(self) -> tuple[list[str], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """The words, what each says, and the bias: what a lexicon is made of."""
        return list(self._place), self._says, self._bias

    def said(self, lines: Sequence[str]) -> npt.NDArray[np.float32]:
        """Lines × tags: what the words of each line say of it."""
        place = self._place
        known = [[place[word] for word in terms(line) if word in place] for line in lines]
        counts = np.array([len(words) for words in known])
        out = np.repeat(self._bias[None, :], len(lines), axis=0)
        rows = np.repeat(np.arange(len(lines)), counts)
        flat = np.array([word for words in known for word in words], dtype=np.intp)
        scale = (1 / np.sqrt(np.maximum(counts, 1)))[rows].astype(np.float32)
        np.add.at(out, rows, self._says[flat] * scale[:, None])
        return out
