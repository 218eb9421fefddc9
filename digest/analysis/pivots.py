"""Latin pivots: what a Korean and an English story can have in common, as bags of English stems and figures.

English stories bring their stems; Korean ones their Latin words, figures and dates, and what their nouns are called in
English by the lexicon, by CLDR, or by how a foreign name sounds.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.capitals import capitalised
from digest.analysis.counting import Counted, Small, Weights, counted, joined, together
from digest.analysis.sounding import LatinNames
from digest.analysis.spans import spans
from digest.analysis.translating import Translator
from digest.analysis.vectors import Matrix
from digest.analysis.weights import noun_runs, term_weights, weighed
from digest.language.called import NO_NAMES
from digest.language.english import stem
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags
    from digest.analysis.translating import Run, Told
    from digest.analysis.vectors import Numbers
    from digest.language.called import Called

AT_ONCE = 500
"""Korean stories that are translated together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivots:
    """The pivots of a batch by weight (as `term_weights`); stories that are neither Korean nor English have none.

    `sounding` has 1 for each that a story has only because a name of its sounds so.
    """

    counted: Counted
    sounding: Matrix


def pivots_of(
    stories: Sequence[Prepared], names: Called = NO_NAMES, *, terms: Counted | None = None
) -> Pivots:
    """The pivots of a batch.

    Args:
        stories: the batch.
        names: those that are known in both scripts.
        terms: those of its English stories, where they are counted already.
    """
    ours, theirs = (
        [row for row, one in enumerate(stories) if one.story.language == of] for of in ("en", "ko")
    )
    english = [stories[row] for row in ours]
    translate = Translator(LatinNames(_capitalised(english)), names)
    korean, heard = _Korean(stories[row] for row in theirs).pivots(translate)
    told = _english(english, counted(map(term_weights, english)) if terms is None else terms)
    korean = korean.at(theirs)
    found = joined([korean, told.at(ours)], len(stories))
    return Pivots(counted=found, sounding=found.marked(korean.only(heard)))


def _capitalised(stories: Sequence[Prepared]) -> dict[str, str]:
    """The names of English stories, each with its stem."""
    found: dict[str, str] = {}
    for story in stories:
        for name in capitalised(story):
            found.setdefault(name.letters, name.term)
    return found


def _english(stories: Sequence[Prepared], terms: Counted) -> Weights:
    """The terms of English stories without numbers, and their figures (which are written like no term)."""
    numbers = {term: number for number, term in enumerate(terms.terms)}
    plain = np.array([not term[0].isdigit() for term in numbers], dtype=np.bool_)
    rows, met, weights = array("i"), array("i"), array("d")
    for row, story in enumerate(stories):
        for figure, weight in _figures(story):
            rows.append(row)
            met.append(numbers.setdefault(figure, len(numbers)))
            weights.append(weight)
    names = tuple(numbers)
    figures_told = Weights(rows=_small(rows), columns=_small(met), values=np.asarray(weights), names=names)
    found = terms.weights.tocoo()
    words = Weights(rows=found.row, columns=found.col, values=found.data, names=names)
    return together([words.only(plain[found.col]), figures_told.summed()[0]], names)


def _small(found: array[int]) -> Small:
    return np.asarray(found, dtype=np.int32)


def _figures(story: Prepared) -> Iterator[tuple[str, float]]:
    language = story.story.language
    texts = [story.story.title, *(sentence.text for sentence in story.story.sentences)]
    for text, (_, weight) in zip(texts, weighed(story), strict=True):
        for figure in figures(text, language):
            yield figure, weight


class _Korean:
    """Korean stories read: which runs of nouns, words and figures each has, in order, and how much each weighs there."""

    def __init__(self, stories: Iterable[Prepared]) -> None:
        self._runs: dict[Run, int] = {}
        self._plain: dict[str, int] = {}
        self._met, self._weights, self._sizes = array("i"), array("d"), array("i")
        for story in stories:
            before = len(self._met)
            self._read(story)
            self._sizes.append(len(self._met) - before)

    def _read(self, story: Prepared) -> None:
        """Runs by their number; words in Latin script (as stems) and figures by that below 0."""
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
        for figure, weight in _figures(story):
            self._met.append(~plain.setdefault(figure, len(plain)))
            self._weights.append(weight)

    def pivots(self, translate: Translator) -> tuple[Weights, Flags]:
        """What the stories have in English, and which of it only because a name sounds so."""
        translate.expect(self._runs)
        called = _Called(translate, self._runs, self._plain)
        sizes = _small(self._sizes)
        rows, ends = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), np.cumsum([0, *sizes])
        met, weights = _small(self._met), np.asarray(self._weights)
        met = np.where(met < 0, len(self._runs) + ~met, met)
        found = []
        for start in range(0, len(sizes), AT_ONCE):
            part = slice(ends[start], ends[min(start + AT_ONCE, len(sizes))])
            found.append(called.pivots(rows[part], met[part], weights[part]))
        told = together([one for one, _ in found], called.names)
        return told, np.concatenate([np.zeros(0, dtype=np.bool_), *(heard for _, heard in found)])


class _Called:
    """What distinct runs, words and figures are called, each translated once."""

    def __init__(self, translate: Translator, runs: Iterable[Run], plain: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        pivots, shares, plainly, ends = array("i"), array("d"), array("b"), array("q", [0])
        told: Iterator[Sequence[Told]] = map(translate, runs)
        for found in chain(told, ([(((one, 1.0),), one in translate.glossed)] for one in plain)):
            for stems, by_sound in found:
                for pivot, share in stems:
                    pivots.append(numbers.setdefault(pivot, len(numbers)))
                    shares.append(share)
                    plainly.append(not by_sound)
            ends.append(len(pivots))
        self.names = tuple(numbers)
        self._pivots, self._shares = _small(pivots), np.asarray(shares)
        self._plainly, self._ends = np.asarray(plainly), np.asarray(ends)

    def pivots(self, rows: Small, met: Small, weights: Numbers) -> tuple[Weights, Flags]:
        """The pivots of some stories (their rows), by what they have in order and how much it weighs; and which are by sound alone."""
        of, place = spans(self._ends[met], self._ends[met + 1])
        told = Weights(
            rows=rows[of],
            columns=self._pivots[place],
            values=weights[of] * self._shares[place],
            names=self.names,
        )
        found, which = told.summed()
        heard = np.bincount(which, weights=self._plainly[place], minlength=len(found.rows)) == 0
        return found, heard
