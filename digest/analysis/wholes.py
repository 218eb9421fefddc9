"""Korean names that analysis breaks, put together again: of 다온버스 it knows 버스, of 세림시 a 림시 with another word before it."""

from __future__ import annotations

import re
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

from digest.analysis.weights import NOUNS, noun_runs, weighed
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.analysis.prepared import Prepared
    from digest.language.words import Words

MOST = 4
"""Words of a compound that counts as a term of its own."""
SHORTEST, LONGEST = 3, 12
"""Syllables of a broken name: shorter ones are a determiner and its noun."""
_NOUNS = codes(NOUNS)
_PREFIXES = frozenset("각고구급단대맹무반본부불비소순신양역재저전준총최초친탈현")
"""Syllables that make no name of the noun behind them: 불구속, 순매수."""
_COUNTED = re.compile(r"[\d만억조천] ?$")
"""Before what a number counts: 310억 원어치."""


def compounds(story: Prepared) -> dict[str, float]:
    """Korean nouns that stand together without a space, as one term with its weight, and the names that analysis breaks."""
    found: dict[str, float] = {}
    for words, text, weight in passages(story):
        broken = tuple(wholes(words, text))
        for run in noun_runs(words):
            compound = "".join(run)
            # what a broken name ends with is no term: 림시
            if 1 < len(run) <= MOST and not any(whole.endswith(compound) for whole in broken):
                found[compound] = found.get(compound, 0.0) + weight
        for whole in broken:
            found[whole] = found.get(whole, 0.0) + weight
    return found


def broken_names(story: Prepared, sentences: int | None = None) -> Iterator[str]:
    """Those of the names that analysis breaks that are more than a noun with a prefix, as often as they are written.

    Args:
        story: in any language; of Korean alone it has any.
        sentences: of its text, those first, that are read with the title; all where it is None.
    """
    read = None if sentences is None else sentences + 1
    for words, text, _ in islice(passages(story), read):
        yield from (whole for whole in wholes(words, text) if whole[0] not in _PREFIXES)


def passages(story: Prepared) -> Iterator[tuple[Words, str, float]]:
    """The words of a Korean story's title and of each sentence, the text in which they stand, and their weight."""
    if story.story.language == "ko":
        texts = chain((story.story.title,), repeat(story.story.text))
        for (words, weight), text in zip(weighed(story), texts, strict=False):
            yield words, text, weight


def wholes(words: Words, text: str) -> Iterator[str]:
    """The words between spaces that nouns do not fill, from their beginning to the end of their last noun, in order.

    Where analysis does not know a name it reads its beginning as something else, and not always alike: 다온버스 as `다`, `오다` and
    버스. What stands between a space and the end of the last noun is the same however it is read.

    Args:
        words: of a title or a sentence.
        text: in which they stand.
    """
    nouns: list[tuple[int, int]] = []
    begin = -1
    for _, kind, start, end in words.columns():
        if kind in _NOUNS and _hangul(text[start : start + 1]):
            first = begin_of(text, start)
            if first != begin:
                yield from _whole(text, begin, nouns)
                begin, nouns = first, []
            nouns.append((start, end))
    yield from _whole(text, begin, nouns)


def _whole(text: str, begin: int, nouns: list[tuple[int, int]]) -> Iterator[str]:
    if not nouns:
        return
    end = nouns[-1][1]
    missing = end - begin - sum(last - first for first, last in nouns)
    counted = _COUNTED.search(text, max(0, begin - 2), begin)
    if missing > 0 and SHORTEST <= end - begin <= LONGEST and not counted:
        yield text[begin:end]


def begin_of(text: str, at: int) -> int:
    """Where the Hangul begins that goes on at a place."""
    while at and _hangul(text[at - 1]):
        at -= 1
    return at


def _hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"
