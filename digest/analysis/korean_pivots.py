"""What Korean stories have in English: each distinct run of their nouns, Latin word and figure is translated once."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain, compress
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.counting import Weights
from digest.analysis.spans import spans
from digest.analysis.translating import Translator
from digest.analysis.weights import noun_runs, weighed
from digest.language.english import stem
from digest.language.words import codes, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.sounding import LatinNames
    from digest.analysis.times import Flags
    from digest.analysis.translating import Run, Told
    from digest.language.called import Called

_LATIN, _NAMES = codes(("latin",)), marks(("latin", "name"))


class KoreanWords:
    """The runs of nouns and the Latin words of Korean stories, as numbers: of runs from 0 on, of words (as stems) below."""

    def __init__(self, stories: Iterable[Prepared]) -> None:
        self.runs: dict[Run, int] = {}
        self.plain: dict[str, int] = {}
        self.met, self.weights, self.ends = array("i"), array("d"), array("q", [0])
        for story in stories:
            self._read(story)

    def _read(self, story: Prepared) -> None:
        runs, plain = self.runs, self.plain
        for words, weight in weighed(story):
            met = [runs.setdefault(run, len(runs)) for run in noun_runs(words)]
            met += [
                ~plain.setdefault(stem(form), len(plain))
                for form, kind in compress(
                    zip(words.forms, words.kinds, strict=True), words.kinds.translate(_NAMES)
                )
                if kind in _LATIN or form.isascii()
            ]
            self.met.extend(met)
            self.weights.extend([weight] * len(met))
        self.ends.append(len(self.met))


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """What runs are called, and behind them what words are, each with its share.

    Those of run i are `names[pivots[at]]` for ends[i] ≤ at < ends[i + 1]; `plainly` is 0 where it is called so by its sound alone.
    """

    names: tuple[str, ...]
    pivots: array[int]
    shares: array[float]
    plainly: array[int]
    ends: array[int]


def translations(latin: LatinNames, runs: Sequence[Run], plain: Sequence[str], names: Called) -> Translations:
    """What runs of Korean nouns, and words in Latin script, are called.

    Args:
        latin: the names of English texts.
        runs: each once.
        plain: the stems of words, each once.
        names: those that are known in both scripts.
    """
    translate = Translator(latin, names)
    translate.expect(runs)
    numbers: dict[str, int] = {}
    pivots, shares, plainly, ends = array("q"), array("d"), array("b"), array("q", [0])
    told: Iterator[Sequence[Told]] = map(translate, runs)
    words = ([(((one, 1.0),), one in translate.glossed)] for one in plain)
    for found in chain(told, words):
        for stems, by_sound in found:
            for pivot, share in stems:
                pivots.append(numbers.setdefault(pivot, len(numbers)))
                shares.append(share)
                plainly.append(not by_sound)
        ends.append(len(pivots))
    return Translations(names=tuple(numbers), pivots=pivots, shares=shares, plainly=plainly, ends=ends)


class KoreanPivots:
    """The pivots of Korean stories, without figures, asked for by stories that stand together: `names[column]` is a pivot."""

    def __init__(self, words: KoreanWords, found: Translations) -> None:
        self._words = words
        self.names = found.names
        self._pivots, self._shares = np.asarray(found.pivots, dtype=np.int64), np.asarray(found.shares)
        self._plainly, self._called = np.asarray(found.plainly), np.asarray(found.ends)

    def some(self, first: int, last: int) -> tuple[Weights, Flags]:
        """The pivots of the stories from `first` to before `last`, and which of them a story has by sound alone."""
        ends = np.asarray(self._words.ends[first : last + 1])
        part = slice(int(ends[0]), int(ends[-1]))
        met = np.asarray(self._words.met[part], dtype=np.int64)
        met = np.where(met < 0, len(self._words.runs) + ~met, met)
        of, place = spans(self._called[met], self._called[met + 1])
        rows = np.repeat(np.arange(first, last), np.diff(ends))[of]
        weights = np.asarray(self._words.weights[part])[of] * self._shares[place]
        found, which = Weights(rows, self._pivots[place], weights).summed()
        return found, np.bincount(which, weights=self._plainly[place], minlength=len(found.rows)) == 0
