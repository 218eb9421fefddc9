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
from digest.language.transliteration import romanised, similarity, skeleton, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Stems = tuple[tuple[str, float], ...]
"""English stems with their weights."""

COMMON = "ko-en-news-terms.txt"
"""The terms that most news uses."""
MORE = "ko-en-more-terms.txt"
TRADES = "ko-en-trades.txt"
LEXICON = (COMMON, MORE, "ko-en-names.txt")
"""All lists; what stands in an earlier one counts."""
ACCEPTED = 0.78
"""Resemblance from which a name in Hangul and one in Latin letters may be the same."""
MOST = 3
"""Latin names that one Hangul name may stand for."""

LEAST = 4
"""Signs of the sound of a Korean name by which it is found in Latin letters."""
SHORTEST = 3
"""Signs of a sound below which it is found everywhere."""
ROUNDING = 1e-9
_MOST = 4
_PLACES = {sign: _MOST * place for place, sign in enumerate("aeiouHJKLMNPST")}
"""The signs of which sounds are made, each with its first bit."""
_ALL = (1 << _MOST) - 1

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


@lru_cache(maxsize=50_000)
def foreignness(word: str) -> float:
    """How much a Hangul word looks like a foreign name: log odds a syllable, above 0 more likely so than not.

    Naive Bayes over syllables and their bigrams: CLDR's names against the lexicon's common terms.
    """
    foreign, native, all_foreign, all_native = _syllables()
    odds = 0.0
    for left, right in zip(f"^{word}", f"{word}$", strict=True):
        for key in (left + right, right):
            odds += math.log((foreign.get(key, 0) + 0.5) / (all_foreign + 1000))
            odds -= math.log((native.get(key, 0) + 0.5) / (all_native + 1000))
    return odds / (len(word) + 1)


class LatinNames:
    """Capitalised words of English texts, found again by how a Hangul name sounds.

    Args:
        words: the capitalised words, each with the stem that stands for it among a story's terms.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._skeletons: dict[tuple[str, int], dict[str, int]] = {}
        self._sounds: dict[str, dict[tuple[str, str], tuple[str, str, int, int]]] = {}
        for word in words:
            for rolled in (False, True):
                bones, heard = skeleton(word, rolled=rolled), sound(word, rolled=rolled)
                if len(bones) > 1 or len(heard) > SHORTEST:
                    self._skeletons.setdefault((bones[:1], len(bones)), {})[bones] = _signs(bones)
                    told = (heard, word, _signs(heard), len(heard))
                    self._sounds.setdefault(bones, {})[heard, word] = told
        self._romanised: dict[str, set[str]] = {}
        for word, one in words.items():
            for heard in romanised(word):
                self._romanised.setdefault(heard, set()).add(one)
        self._known: dict[str, Stems] = {}
        self._near: dict[str, tuple[tuple[float, str], ...]] = {}

    def alike(self, name: str) -> Stems:
        """The stems of the best Latin names for a Hangul name, each with (resemblance - .6) / .4."""
        if name not in self._known:
            self._known[name] = self._search(name)
        return self._known[name]

    def romanised(self, name: str) -> Stems:
        """The stems of the names that are a Korean name written in Latin letters, sign for sign; few are by chance."""
        heard = sound(name)
        found = self._romanised.get(heard, set()) if len(heard) >= LEAST else set()
        return tuple((one, 1.0) for one in sorted(found)[:MOST])

    def _search(self, name: str) -> Stems:
        if not skeleton(name) or len(sound(name)) < SHORTEST:
            return ()
        score: dict[str, float] = {}
        for word, found in self._candidates(skeleton(name), sound(name)):
            score[word] = max(found, score.get(word, 0.0))
        best: dict[str, float] = {}
        for word in sorted(score, key=lambda word: (-score[word], word))[:MOST]:
            best.setdefault(self._words[word], (score[word] - 0.6) / 0.4)
        return tuple(best.items())

    def _candidates(self, bones: str, heard: str) -> Iterator[tuple[str, float]]:
        """Names that resemble by ACCEPTED or more: half from the consonants, half from the whole sound."""
        if bones not in self._near:
            self._near[bones] = tuple(self._skeletons_like(bones))
        signs, size = _signs(heard), len(heard)
        known = signs.bit_count()
        for needed, theirs in self._near[bones]:
            for other, word, others, length in self._sounds[theirs].values():
                # a cheap bound on the edit distance, told here for speed: the signs that the other does not have
                far = (1 - needed) * (size if size > length else length) + ROUNDING  # noqa: FURB136
                both = (signs & others).bit_count()
                if known - both <= far and others.bit_count() - both <= far:
                    alike = similarity(heard, other)
                    if alike >= needed:
                        yield word, (2 * ACCEPTED - needed + alike) / 2

    def _skeletons_like(self, bones: str) -> Iterator[tuple[float, str]]:
        """The skeletons of names that may resemble, each with how much the whole sounds must."""
        signs, size = _signs(bones), len(bones)
        known = signs.bit_count()
        for length in range(max(1, size - 1), size + 2):
            far = (2 - 2 * ACCEPTED) * max(size, length) + ROUNDING
            for theirs, others in self._skeletons.get((bones[:1], length), {}).items():
                both = (signs & others).bit_count()
                if known - both <= far and others.bit_count() - both <= far:
                    needed = 2 * ACCEPTED - similarity(bones, theirs)
                    if needed <= 1:
                        yield needed, theirs


@lru_cache(maxsize=50_000)
def _signs(heard: str) -> int:
    """The signs of a sound as the bits of a number: of each sign as many as there are of it, up to _MOST."""
    found = 0
    for sign in heard:
        place = _PLACES.get(sign, 0)
        found |= (found << 1 | 1 << place) & _ALL << place
    return found
