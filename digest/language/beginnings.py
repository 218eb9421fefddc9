"""Finding what a long pattern finds, by trying it only where it can begin: a search for few signs costs little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FAR = 3
"""Signs of a string before its last, at most, that a search finds by its end."""
_BEFORE = {"word": 0, None: 1, "far": 1 + FAR}
"""How far before what stands behind a hit a match may begin."""


def found_at(beginning: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, for a pattern that matches nothing empty.

    Args:
        beginning: found wherever a match of the pattern begins, and perhaps elsewhere.
        pattern: what is looked for.
        text: where.
    """
    begun = beginning.search(text)
    while begun:
        found = pattern.match(text, begun.start())
        if found:
            yield found
        begun = beginning.search(text, found.end() if found else begun.start() + 1)


def found_by_words(words: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The same in the small letters of a text, sign for sign, by the sign before each word.

    A search can leap over the letters of words, which begin nothing. (Where a pattern tells no small letters from capital
    ones, Python looks at each sign far longer.)

    Args:
        words: from `before_words`.
        pattern: what is looked for, in small letters.
        text: where.
    """
    end = 0
    told = small(text)
    for hit in words.finditer(f"\n{told}"):
        behind = hit.start()  # the line feed stands before the text
        for place in range(behind - _BEFORE[hit.lastgroup], behind + 1):
            found = pattern.match(told, place) if place >= end else None
            if found:
                yield found
                end = found.end()


def before_words(words: Iterable[str], signs: str, far: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `found_by_words`, in small letters: found at digits and signs, and at what stands before a word.

    Args:
        words: patterns, each of which begins with a letter.
        signs: at which a match may begin, with no letter behind.
        far: the same of strings of up to FAR + 1 signs, of which the last is no letter.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    any_word = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    ends = "|".join(f"(?<={re.escape(one)})" for one in far)
    return re.compile(rf"[\W\d](?:(?<=\d)|(?P<word>(?={any_word}))|(?<=[{signs}])|(?P<far>{ends}))")


def small(text: str) -> str:
    """A text in small letters, sign for sign; also what counts as the same letter when case is ignored."""
    return (
        text.lower() if text.isascii() else text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")
    )
