"""Names across scripts: what Korean words are called in English. Babel's only door (for CLDR's names).

A translation is a set of English stems, each with a weight; nothing here decides that two stories are the same.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.language.data import lines
from digest.language.english import stem
from digest.language.syllables import Syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Stems = tuple[tuple[str, float], ...]
"""English stems with their weights."""

COMMON = "ko-en-news-terms.txt"
"""The terms that most news uses."""
MORE = "ko-en-more-terms.txt"
TRADES = "ko-en-trades.txt"
EVERYDAY = "ko-en-everyday.txt"
LEXICON = (COMMON, MORE, "ko-en-names.txt", EVERYDAY)
"""All lists; what stands in an earlier one counts."""
_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset({"and", "of", "the", "for", "in", "on", "de", "da", "do", "la", "el", "al", "st", "city"})


def weighed_stems(words: Iterable[str]) -> Stems:
    """The English stems of a name's words; each weighs by the root of their number, so that a long name weighs as much as a short one."""
    stems = sorted({stem(word.lower()) for word in words if word.lower() not in _SMALL})
    return tuple((found, 1 / math.sqrt(len(stems))) for found in stems)


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, Stems]:
    """Korean news terms and names: the English words they are told by."""
    found: dict[str, Stems] = {}
    for name in LEXICON:
        found = {**_read(name), **found}
    return found


@lru_cache(maxsize=1)
def common_terms() -> Mapping[str, Stems]:
    """The part of the lexicon that most news uses, and that holds no names."""
    return _read(COMMON)


@lru_cache(maxsize=1)
def ordinary_terms() -> Mapping[str, Stems]:
    """What the lexicon has beside names and things of every day, which hardly any news is about."""
    return {**_read(MORE), **_read(COMMON)}


@lru_cache(maxsize=1)
def endings() -> Mapping[str, Stems]:
    """What may stand at the end of a company's name: its trade, or another word that is no name."""
    return {**ordinary_terms(), **_read(TRADES)}


def _read(name: str) -> dict[str, Stems]:
    return {korean: weighed_stems(words) for korean, words in entries(name)}


def entries(name: str) -> Iterator[tuple[str, list[str]]]:
    """The words of a list, each with the English ones that stand behind it."""
    for line in lines(name):
        korean, _, english = line.partition("=")
        yield korean.strip(), _WORDS.findall(english)


@lru_cache(maxsize=1)
def places() -> Mapping[str, Stems]:
    """Territories, languages, currencies and cities by their Korean names, from CLDR."""
    return {korean: weighed_stems(_WORDS.findall(latin)) for korean, latin in place_names().items()}


@lru_cache(maxsize=1)
def place_names() -> Mapping[str, str]:
    """The same with their English names as CLDR has them."""
    from babel import Locale

    korean, english = Locale("ko"), Locale("en")
    found: dict[str, str] = {}
    for kind in ("territories", "languages", "currencies"):
        theirs, ours = getattr(english, kind), getattr(korean, kind)
        for key in sorted(ours):
            name = ours[key].partition("(")[0].replace(" ", "").replace("·", "")
            if key in theirs and re.fullmatch(r"[가-힣]{2,}", name):
                found.setdefault(name, theirs[key].partition("(")[0].strip())
    for zone, names in sorted(korean.time_zones.items()):
        city = names.get("city", "").replace(" ", "")
        if re.fullmatch(r"[가-힣]{2,}", city):
            found.setdefault(city, zone.rpartition("/")[2].replace("_", " "))
    return found


@lru_cache(maxsize=1)
def _syllables() -> Syllables:
    return Syllables(places(), set(common_terms()) - set(places()))


@lru_cache(maxsize=100_000)
def foreignness(word: str) -> float:
    """How much a Hangul word looks like a foreign name: log odds a syllable, above 0 more likely so than not.

    CLDR's names against the lexicon's common terms.
    """
    return _syllables().odds(word)
