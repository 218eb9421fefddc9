"""Latin pivots: what a Korean and an English story can have in common, as bags of English stems and figures.

English stories bring their stems; Korean ones their Latin words, figures and dates, and what their nouns are called in
English by the lexicon, by CLDR, or by how a foreign name sounds.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.capitals import capitalised
from digest.analysis.sounding import LatinNames
from digest.analysis.spans import spans
from digest.analysis.translating import Translator
from digest.analysis.weights import noun_runs, term_weights, weighed
from digest.language.called import NO_NAMES
from digest.language.english import stem
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.translating import Run, Told
    from digest.analysis.vectors import Numbers, Places
    from digest.language.called import Called

Bag = dict[str, float]

AT_ONCE = 500
"""Korean stories that are translated together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivots:
    """The pivots of a story by weight (as `term_weights`), empty where it is neither Korean nor English.

    `sounding` are those that it has only because a name of its sounds so.
    """

    bag: Bag
    sounding: frozenset[str] = frozenset()


def pivots_of(stories: Sequence[Prepared], names: Called = NO_NAMES) -> Iterator[Pivots]:
    """The pivots of each story of a batch; `names` are those that are known in both scripts."""
    english = [story for story in stories if story.story.language == "en"]
    translate = Translator(LatinNames(_capitalised(english)), names)
    korean = _Korean(story for story in stories if story.story.language == "ko").pivots(translate)
    for story in stories:
        if story.story.language == "ko":
            yield next(korean)
        else:
            yield Pivots(bag=_english(story) if story.story.language == "en" else {})


def _capitalised(stories: Sequence[Prepared]) -> dict[str, str]:
    """The names of English stories, each with its stem."""
    found: dict[str, str] = {}
    for story in stories:
        for name in capitalised(story):
            found.setdefault(name.letters, name.term)
    return found


def _english(story: Prepared) -> Bag:
    bag = {term: weight for term, weight in term_weights(story).items() if not term[0].isdigit()}
    for figure, weight in _figures(story):
        bag[figure] = bag.get(figure, 0.0) + weight
    return bag


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
        self._met, self._weights, self._ends = array("i"), array("d"), array("q", [0])
        for story in stories:
            self._read(story)

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
        self._ends.append(len(self._met))

    def pivots(self, translate: Translator) -> Iterator[Pivots]:
        """What the stories have in English, in their order."""
        translate.expect(self._runs)
        called = _Called(translate, self._runs, self._plain)
        met, weights, ends = np.asarray(self._met), np.asarray(self._weights), np.asarray(self._ends)
        met = np.where(met < 0, len(self._runs) + ~met, met)
        for start in range(0, len(ends) - 1, AT_ONCE):
            some = ends[start : start + AT_ONCE + 1]
            part = slice(int(some[0]), int(some[-1]))
            yield from called.pivots(met[part], weights[part], np.diff(some))


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
        self._names = list(numbers)
        self._pivots, self._shares = np.asarray(pivots, dtype=np.int64), np.asarray(shares)
        self._plainly, self._ends = np.asarray(plainly), np.asarray(ends)

    def pivots(self, met: Places, weights: Numbers, sizes: Places) -> Iterator[Pivots]:
        """The pivots of some stories: what they have in order, how much it weighs, and how much each story has."""
        of, place = spans(self._ends[met], self._ends[met + 1])
        owner = np.repeat(np.arange(len(sizes)), sizes)[of]
        keys, which = np.unique(owner * len(self._names) + self._pivots[place], return_inverse=True)
        # summed one after the other, as they stand
        sums = np.bincount(which, weights=weights[of] * self._shares[place], minlength=len(keys)).tolist()
        heard = np.bincount(which, weights=self._plainly[place], minlength=len(keys)) == 0
        owners, found = np.divmod(keys, max(1, len(self._names)))
        names = [self._names[pivot] for pivot in found.tolist()]
        for start, end in pairwise(np.searchsorted(owners, np.arange(len(sizes) + 1)).tolist()):
            yield Pivots(
                bag=dict(zip(names[start:end], sums[start:end], strict=True)),
                sounding=frozenset(names[at] for at in (start + np.flatnonzero(heard[start:end])).tolist()),
            )
