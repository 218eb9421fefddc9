"""Whether a Hangul word is borrowed from another language, as foreign names are: only such words have names that sound like them."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.language.alike import same_name
from digest.language.data import word_list
from digest.language.names import EVERYDAY, LEXICON, entries, ordinary_terms, places
from digest.language.syllables import Syllables

LIST = "ko-borrowed.txt"
"""The words of all lists that sound as their English does: to listen to them takes half a second."""
_HANGUL = re.compile(r"[가-힣]{2,}")


def borrowed(word: str) -> float:
    """How much a Hangul word looks borrowed: log odds a syllable, above 0 more likely so than not.

    Borrowed are CLDR's names and the words of the lists that sound like their English; not borrowed are other words that are no names.
    """
    return _syllables().odds(word)


@lru_cache(maxsize=1)
def _syllables() -> Syllables:
    lent = {*places(), *word_list(LIST)}
    own = {*ordinary_terms(), *(word for word, _ in entries(EVERYDAY)), *word_list("familiar-words.txt")}
    return Syllables(lent, {word for word in own - lent if _HANGUL.fullmatch(word)})


def sounding() -> list[str]:
    """What belongs into the list."""
    told = ((word, english) for name in LEXICON for word, english in entries(name))
    return sorted(
        {
            word
            for word, english in told
            if _HANGUL.fullmatch(word) and any(same_name(word, one) for one in english)
        }
    )
