"""What Korean stories have in English: each distinct run of their nouns, Latin word and figure is translated once."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.counting import Weights
from digest.analysis.spans import spans
from digest.analysis.weights import noun_runs, weighed, weighed_figures
from digest.language.english import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags
    from digest.analysis.translating import Run, Told, Translator


class KoreanPivots:
    """The pivots of Korean stories, asked for by stories that stand together: `names[column]` is a pivot."""

    def __init__(self, stories: Iterable[Prepared], translate: Translator) -> None:
        self._runs: dict[Run, int] = {}
        self._plain: dict[str, int] = {}
        self._met, self._weights, self._ends = array("i"), array("d"), array("q", [0])
        for story in stories:
            self._read(story)
        translate.expect(self._runs)
        self._translated(translate)

    def _read(self, story: Prepared) -> None:
        """Runs by their number; words in Latin script (as stems) and figures by that below 0; in order."""
        runs, plain = self._runs, self._plain
        for words, weight in weighed(story):
            met = [runs.setdefault(run, len(runs)) for run in noun_runs(words)]
            met += [
                ~plain.setdefault(stem(word.form), len(plain))
                for word in words
                if word.kind == "latin" or (word.kind == "name" and word.form.isascii())
            ]
            self._met.extend(met)
            self._weights.extend([weight] * len(met))
        for figure, weight in weighed_figures(story):
            self._met.append(~plain.setdefault(figure, len(plain)))
            self._weights.append(weight)
        self._ends.append(len(self._met))

    def _translated(self, translate: Translator) -> None:
        """What runs are called, and behind them what words and figures are, each with its share."""
        numbers: dict[str, int] = {}
        pivots, shares, plainly, ends = array("q"), array("d"), array("b"), array("q", [0])
        told: Iterator[Sequence[Told]] = map(translate, self._runs)
        plain = ([(((one, 1.0),), one in translate.glossed)] for one in self._plain)
        for found in chain(told, plain):
            for stems, by_sound in found:
                for pivot, share in stems:
                    pivots.append(numbers.setdefault(pivot, len(numbers)))
                    shares.append(share)
                    plainly.append(not by_sound)
            ends.append(len(pivots))
        self.names = tuple(numbers)
        self._pivots, self._shares = np.asarray(pivots, dtype=np.int64), np.asarray(shares)
        self._plainly, self._called = np.asarray(plainly), np.asarray(ends)

    def some(self, first: int, last: int) -> tuple[Weights, Flags]:
        """The pivots of the stories from `first` to before `last`, and which of them a story has by sound alone."""
        ends = np.asarray(self._ends[first : last + 1])
        part = slice(int(ends[0]), int(ends[-1]))
        met = np.asarray(self._met[part], dtype=np.int64)
        met = np.where(met < 0, len(self._runs) + ~met, met)
        of, place = spans(self._called[met], self._called[met + 1])
        rows = np.repeat(np.arange(first, last), np.diff(ends))[of]
        weights = np.asarray(self._weights[part])[of] * self._shares[place]
        found, which = Weights(rows, self._pivots[place], weights).summed()
        return found, np.bincount(which, weights=self._plainly[place], minlength=len(found.rows)) == 0
