"""Who said what in a text: the quotations of its sentences, and whom a name in short means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language import english_speech, korean_speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.language.spoken import Named, Spoken
    from digest.language.words import AnalysedSentence
    from digest.model import Language

_KIN = (
    "(?:(?:late|older|younger|elder|eldest|oldest|youngest|ex-)\\s?)?(?:widow|widower|wife|husband|brother|sister|son|daughter|father|mother|"
    "mom|dad|parents|family|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|grandson|granddaughter|twin|stepfather|stepmother)"
)
LONGEST = 2000
"""Characters beyond which a sentence is none, and nobody speaks in it."""
_MARKS = ('"', "“", "``")


def spoken(
    text: str, sentences: Sequence[AnalysedSentence], language: Language
) -> Iterator[tuple[int, Spoken]]:
    """The quotations of a text whose speaker is told, each with the number of its sentence; offsets are into the text."""
    if language == "und" or not any(mark in text for mark in _MARKS):
        return
    read = korean_speech.spoken if language == "ko" else english_speech.spoken
    for place, sentence in enumerate(sentences):
        if sentence.end - sentence.start > LONGEST:
            continue
        if any(text.find(mark, sentence.start, sentence.end) >= 0 for mark in _MARKS):
            for one in read(text, sentence):
                yield place, one


def in_full(
    text: str, sentences: Sequence[AnalysedSentence], language: Language, short: Named
) -> tuple[int, Named] | None:
    """The first full form of a name in short, with the number of its sentence; None unless just one can be meant."""
    read = korean_speech.persons if language == "ko" else english_speech.persons
    meant = [(place, one) for place, found in enumerate(sentences) for one in read(text, found, short.key)]
    if language == "en" and re.search(rf"\b{re.escape(short.key)}(?:['’]s|s['’])\s{_KIN}\b", text):
        return None  # a relative may bear the name, too
    if len({one.name for _, one in meant}) != 1 or meant[0][1].title != short.title:
        return None
    return meant[0]
