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
_SHORT = 12
"""Words below which a text may be English without a function word: a headline."""


def detect(title: str, text: str) -> Language:
    """The language of a title and its text, told from the title and the text's first 400 characters.

    Korean if two or more Hangul syllables stand there; English if most words are of ASCII letters and English
    function words outnumber those of its neighbours; otherwise `und`.
    """
    seen = f"{title}\n{text[:LOOKED_AT]}"
    if len(_HANGUL.findall(seen)) >= 2:  # noqa: PLR2004 - the design's figure: one syllable may be a name
        return "ko"
    return "en" if _is_english(_LETTERS.findall(seen)) else "und"


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
