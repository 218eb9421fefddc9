"""The word that a Korean term stands in: a name is told whole where texts hardly write its part by itself (해솔 of 해솔은행)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.weights import NOUNS
from digest.analysis.wholes import begin_of, passages
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.words import Words

MOSTLY = 0.8
"""Share of a term's places in which it must stand in the same word."""
LONGEST = 12
"""Syllables of a word that is told."""
_NOUNS = codes(NOUNS)
_SUFFIX = re.compile(r"[생률율권력](?=들|[은는이가을를의에도로와과만](?![가-힣])|[^가-힣]|$)")
"""What analysis parts from a noun and drops: 중학생, 찬성률, 운영권."""


def standing(terms: Collection[str], stories: Sequence[Prepared]) -> dict[str, str]:
    """Terms that nearly always stand in one longer word of nouns, each with that; what is written once stands in what it may.

    Args:
        terms: Korean nouns, as analysis writes them.
        stories: that tell them.
    """
    places: dict[str, list[list[str]]] = {}
    for story in stories:
        for words, text, _ in passages(story):
            for term, around in _around(terms, words, text):
                places.setdefault(term, []).append(around)
    wholes = {term: _whole(term, around) for term, around in places.items()}
    return {term: whole for term, whole in wholes.items() if whole != term}


def _whole(term: str, places: Sequence[Sequence[str]]) -> str:
    """The longest word around a term that stands in most of its places."""
    counts: dict[str, int] = {}
    for around in places:
        for whole in around:
            counts[whole] = counts.get(whole, 0) + 1
    common = [whole for whole, count in counts.items() if count >= MOSTLY * len(places)]
    return max(common, key=lambda whole: (len(whole), whole), default=term)


def _around(terms: Collection[str], words: Words, text: str) -> Iterator[tuple[str, list[str]]]:
    """Each of the terms with the words that it stands in: from itself or the beginning of its word to the end of each noun behind it."""
    nouns = [
        (form, start, end)
        for form, kind, start, end in words.columns()
        if kind in _NOUNS and end <= len(text) and "가" <= text[start] <= "힣"
    ]
    for at, (form, start, end) in enumerate(nouns):
        if form not in terms:
            continue
        begins, ends = {start, begin_of(text, start)}, [end]
        for _, first, last in nouns[at + 1 :]:
            if first != ends[-1]:
                break
            ends.append(last)
        if _SUFFIX.match(text, ends[-1]):
            ends.append(ends[-1] + 1)
        around = {text[first:last] for first in begins for last in ends if last - first <= LONGEST}
        yield form, sorted(around)
