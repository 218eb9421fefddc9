"""The names of English texts: words with a capital inside a sentence."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from digest.language.familiar import rate
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.analysis.prepared import Prepared

_WORDS = codes(("word", "name"))
NOWHERE = -2
"""No word begins behind it."""


class Name(NamedTuple):
    """A name in lower case and without spaces; `term` is what stands for it among a story's terms, `rare` if news at large hardly has it."""

    letters: str
    term: str
    rare: bool


def capitalised(story: Prepared) -> Iterator[Name]:
    """The words of an English story with a capital, and after a rare one the two words as one: 두람케미칼 sounds like Duram Chemical.

    The first word of a sentence counts only before another.
    """
    text = story.story.text
    for sentence in story.sentences:
        words = sentence.words
        capital = map(str.isupper, map(text.__getitem__, words.places[::2]))
        before, behind, first = "", NOWHERE, ""
        for form, kind, start, end in compress(words.columns(), capital):
            if kind not in _WORDS:
                continue
            surface = text[start:end]
            if not surface.isalnum():
                surface = surface.partition("'")[0].partition("’")[0]
            rare = rate(form) == 0.0
            if start > sentence.start:
                yield Name(surface.lower(), form, rare)
            if start == behind + 1:
                yield Name((before + surface).lower(), first, True)
            before, behind, first = (surface, end, form) if rare else ("", NOWHERE, "")
