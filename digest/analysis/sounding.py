"""Names by sound: Hangul names found again among the capitalised words of English texts, many at once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.distances import LONGEST, Written, distances
from digest.analysis.spans import spans
from digest.language.familiar import FAMILIAR, rate
from digest.language.transliteration import SIGNS, romanised, skeleton, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.analysis.vectors import Numbers, Places
    from digest.language.names import Stems

ACCEPTED = 0.78
"""Resemblance from which a name in Hangul and one in Latin letters may be the same."""
SHORT = {2: 0.875, 3: 0.82}
"""The same of a name of so many syllables: short ones are alike by chance."""
ORDINARY = 0.9
"""The same of an ordinary Latin word: a borrowed word (리스트) sounds much like the word it is, and less so like many others."""
WORSE = 0.05
"""By how much the resemblance of a name may be less than the best."""
MOST = 3
"""Latin names that one Hangul name may stand for."""
LEAST = 3
"""Signs of the sound of a Korean name by which it is found in Latin letters."""
SHORTEST = 3
"""Signs of a sound below which it is found everywhere."""
AT_ONCE = 100_000
"""Pairs that are held at once, about."""
ROUNDING = 1e-9
"""By so much the bounds are kept wide of rounding."""


class LatinNames:
    """Capitalised words of English texts, found again by how a Hangul name sounds.

    Args:
        words: the capitalised words, each with the stem that stands for it among a story's terms.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        bones: dict[str, int] = {}
        entries: list[tuple[str, str]] = []
        of = array("i")
        for word in words:
            for held, heard in dict.fromkeys(_heard(word)):
                if len(held) > 1 or len(heard) > SHORTEST:
                    entries.append((heard, word))
                    of.append(bones.setdefault(held, len(bones)))
        order = np.argsort(of, kind="stable").tolist()
        self._bones = Written(list(bones), SIGNS)
        self._groups: dict[tuple[str, int], Places] = _grouped(list(bones))
        self._sounds = Written([entries[place][0] for place in order], SIGNS)
        self._spelt = [entries[place][1] for place in order]
        # the sounds of skeleton i are those from _ends[i] to _ends[i + 1]
        self._ends: Places = np.cumsum([0, *np.bincount(of, minlength=len(bones)).tolist()])
        self._romanised: dict[str, set[str]] = {}
        for word, one in words.items():
            for heard in romanised(word):
                self._romanised.setdefault(heard, set()).add(one)
        self._known: dict[str, Stems] = {}

    def alike(self, name: str) -> Stems:
        """The stems of the best Latin names for a Hangul name, each with (resemblance - .6) / .4."""
        if name not in self._known:
            self.find([name])
        return self._known[name]

    def romanised(self, name: str) -> Stems:
        """The stems of the names that are a Korean name written in Latin letters, sign for sign; few are by chance."""
        heard = sound(name)
        found = self._romanised.get(heard, set()) if len(heard) >= LEAST else set()
        return tuple((one, 1.0) for one in sorted(found)[:MOST])

    def find(self, names: Iterable[str]) -> None:
        """Look for many Hangul names, which costs far less than one by one."""
        by_bones: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            if name not in self._known:
                self._known[name] = ()
                if skeleton(name) and SHORTEST <= len(sound(name)) <= LONGEST:
                    by_bones.setdefault(skeleton(name), []).append(name)
        queries = list(by_bones)
        written = Written(queries, SIGNS)
        for (first, size), places in _grouped(queries).items():
            for some in self._parts(places, first, size):
                self._search(some, written, [by_bones[queries[place]] for place in some], (first, size))

    def _near(self, first: str, size: int) -> Places:
        """The skeletons that begin alike and are about as long."""
        groups = [self._groups.get((first, length)) for length in (size - 1, size, size + 1)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *(one for one in groups if one is not None)])

    def _parts(self, places: Places, first: str, size: int) -> Iterator[Places]:
        each = max(1, AT_ONCE // (len(self._near(first, size)) + 1))
        yield from (places[start : start + each] for start in range(0, len(places), each))

    def _search(
        self, places: Places, written: Written, names: Sequence[Sequence[str]], group: tuple[str, int]
    ) -> None:
        """The names of some skeletons, all of one group.

        Half of a resemblance comes from the consonants, half from the whole sound; together they must be ACCEPTED or more.
        """
        query, theirs, needed = self._skeletons_like(places, written, self._near(*group))
        if not len(query):
            return
        asked = [name for found in names for name in found]
        ends = np.cumsum([0, *(len(found) for found in names)])
        heard = Written([sound(name) for name in asked], SIGNS)
        found: dict[int, dict[str, float]] = {}
        pairs = (ends[query + 1] - ends[query]) * (self._ends[theirs + 1] - self._ends[theirs])
        for some in _cut(pairs):
            # for each name the skeletons that are like its own, and for each of these its sounds
            near, mine = spans(ends[query[some]], ends[query[some] + 1])
            of, entry = spans(self._ends[theirs[some][near]], self._ends[theirs[some][near] + 1])
            mine, least = mine[of], needed[some][near[of]]
            alike, kept = _alike(heard, self._sounds, (mine, entry), least)
            scores = (2 * ACCEPTED - least[kept] + alike) / 2
            for number, place, score in zip(
                mine[kept].tolist(), entry[kept].tolist(), scores.tolist(), strict=True
            ):
                words = found.setdefault(number, {})
                word = self._spelt[place]
                words[word] = max(score, words.get(word, 0.0))
        for number, words in found.items():
            self._known[asked[number]] = self._best(asked[number], words)

    def _skeletons_like(
        self, places: Places, written: Written, candidates: Places
    ) -> tuple[Places, Places, Numbers]:
        """Pairs of a query (its number among `places`) and a skeleton that may resemble, with how much the whole sounds must."""
        query = np.repeat(np.arange(len(places)), len(candidates))
        theirs = np.tile(candidates, len(places))
        mine = places[query]
        alike, kept = _alike(
            written, self._bones, (mine, theirs), np.full(len(mine), 2 * ACCEPTED - 1 - ROUNDING)
        )
        needed = 2 * ACCEPTED - alike
        sure = needed <= 1
        return query[kept][sure], theirs[kept][sure], needed[sure]

    def _best(self, name: str, score: Mapping[str, float]) -> Stems:
        least = max(SHORT.get(len(name), ACCEPTED), max(score.values()) - WORSE)
        found = [word for word in score if score[word] >= least and self._may_be(word, score[word])]
        best: dict[str, float] = {}
        for word in sorted(found, key=lambda word: (-score[word], word))[:MOST]:
            best.setdefault(self._words[word], (score[word] - 0.6) / 0.4)
        return tuple(best.items())

    def _may_be(self, word: str, score: float) -> bool:
        return score >= ORDINARY or rate(self._words[word]) < FAMILIAR


def _alike(
    left: Written, right: Written, pairs: tuple[Places, Places], least: Numbers
) -> tuple[Numbers, Places]:
    """The similarity of the pairs of which it is as much as they need, and which pairs these are."""
    one, other = pairs
    mine, theirs = left.sizes[one], right.sizes[other]
    longer = np.maximum(mine, theirs)
    # so many signs more in one of them are as many edits
    likely = np.flatnonzero(np.abs(mine - theirs) <= (1 - least) * longer + ROUNDING)
    found = 1 - distances(left, right, one[likely], other[likely]) / longer[likely]
    enough = found >= least[likely]
    return found[enough], likely[enough]


def _heard(word: str) -> list[tuple[str, str]]:
    """The skeletons and sounds of a word in Latin letters."""
    return [(skeleton(word, rolled=rolled), sound(word, rolled=rolled)) for rolled in (False, True)]


def _cut(sizes: Places) -> list[Places]:
    """Their places in order, in parts of about AT_ONCE in all."""
    if not len(sizes):
        return []
    places = np.arange(len(sizes))
    return np.split(places, np.flatnonzero(np.diff(np.cumsum(sizes) // AT_ONCE)) + 1)


def _grouped(bones: Sequence[str]) -> dict[tuple[str, int], Places]:
    """The places of skeletons that begin alike and are as long."""
    groups: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(bones):
        groups.setdefault((one[:1], len(one)), []).append(place)
    return {key: np.array(found, dtype=np.int64) for key, found in groups.items()}
