"""Which language a text is in: Korean, English, or neither of the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list

if TYPE_CHECKING:
    from digest.model import Language

LOOKED_AT = 400
"""Characters of the text that are looked at."""

_HANGUL = re.compile(r"[가-힣]")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GLOSSES = 10
"""ASCII letters to each Hangul syllable above which Hangul may be names that an English text tells in Korean, too."""
_LEAST_STOPS = 3
_STOPS = 6
"""Words to each English function word, at most: lists of product names have hardly any."""
_SHORT = 12
"""Words below which a text may be English without a function word: a headline."""


def detect(title: str, text: str) -> Language:
    """The language of a title and its text, told from the title and the text's first 400 characters.

    Korean if two or more Hangul syllables stand there, unless it is English sentences with a gloss (`DeepSeek (딥시크)
    said …`); English if most words are of ASCII letters and English function words outnumber those of its neighbours;
    otherwise `und`.
    """
    seen = f"{title}\n{text[:LOOKED_AT]}"
    words = _LETTERS.findall(seen)
    syllables = len(_HANGUL.findall(seen))
    if syllables >= 2:  # noqa: PLR2004 - the design's figure: one syllable may be a name
        return "en" if _glosses(words, syllables) else "ko"
    return "en" if _is_english(words) else "und"


def _glosses(words: list[str], syllables: int) -> bool:
    """Whether Hangul syllables are glosses among English sentences."""
    plain = [word for word in words if word.isascii()]
    if sum(map(len, plain)) <= _GLOSSES * syllables:
        return False
    stops = sum(word.lower() in word_list("en-stop-words.txt") for word in plain)
    return stops >= max(_LEAST_STOPS, len(plain) / _STOPS)


def _is_english(words: list[str]) -> bool:
    plain = [word.lower() for word in words if word.replace("’", "'").isascii()]
    if not plain or len(plain) < 0.85 * len(words):
        return False
    stop = word_list("en-stop-words.txt")
    ours = sum(word in stop for word in plain)
    other = word_list("foreign-function-words.txt")
    foreign = sum(word in other and word not in stop for word in plain)
    if ours > foreign:
        return True
    # a bare headline has no function word of any language; a sound one has vowels
    return foreign == 0 and len(plain) < _SHORT and sum(len(word) > 2 for word in plain) >= 2  # noqa: PLR2004
