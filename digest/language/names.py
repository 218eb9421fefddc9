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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Stems = tuple[tuple[str, float], ...]
"""English stems with their weights."""

COMMON = "ko-en-news-terms.txt"
"""The terms that most news uses."""
MORE = "ko-en-more-terms.txt"
TRADES = "ko-en-trades.txt"
LEXICON = (COMMON, MORE, "ko-en-names.txt")
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
    """What the lexicon has beside names."""
    return {**_read(MORE), **_read(COMMON)}


@lru_cache(maxsize=1)
def endings() -> Mapping[str, Stems]:
    """What may stand at the end of a company's name: its trade, or another word that is no name."""
    return {**ordinary_terms(), **_read(TRADES)}


def _read(name: str) -> dict[str, Stems]:
    found: dict[str, Stems] = {}
    for line in lines(name):
        korean, _, english = line.partition("=")
        found[korean.strip()] = weighed_stems(_WORDS.findall(english))
    return found


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
def _syllables() -> tuple[Mapping[str, int], Mapping[str, int], float, float]:
    foreign, native = _pairs(places()), _pairs(set(common_terms()) - set(places()))
    return foreign, native, sum(foreign.values()), sum(native.values())


def _pairs(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        for left, right in zip(f"^{word}", f"{word}$", strict=True):
            for key in (left + right, right):
                counts[key] = counts.get(key, 0) + 1
    return counts


@lru_cache(maxsize=100_000)
def foreignness(word: str) -> float:
    """How much a Hangul word looks like a foreign name: log odds a syllable, above 0 more likely so than not.

    Naive Bayes over syllables and their bigrams: CLDR's names against the lexicon's common terms.
    """
    odds = 0.0
    for left, right in zip(f"^{word}", f"{word}$", strict=True):
        for key in (left + right, right):
            foreign, native = _chances(key)
            odds += foreign
            odds -= native
    return odds / (len(word) + 1)


@lru_cache(maxsize=50_000)
def _chances(key: str) -> tuple[float, float]:
    """How likely a syllable or two are in foreign names and in other words, as logarithms."""
    foreign, native, all_foreign, all_native = _syllables()
    return (
        math.log((foreign.get(key, 0) + 0.5) / (all_foreign + 1000)),
        math.log((native.get(key, 0) + 0.5) / (all_native + 1000)),
    )
