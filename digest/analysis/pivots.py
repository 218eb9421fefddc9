"""Latin pivots: what a Korean and an English story can have in common, as bags of English stems and figures.

English stories bring their stems; Korean ones their Latin words, figures and dates, and what their nouns are called in
English by the lexicon, by CLDR, or by how a foreign name sounds.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.capitals import capitalised
from digest.analysis.counting import Counted, Small, Weights, counted
from digest.analysis.korean_pivots import KoreanPivots
from digest.analysis.sounding import LatinNames
from digest.analysis.translating import Translator
from digest.analysis.vectors import Matrix
from digest.analysis.weights import term_weights, weighed_figures
from digest.language.called import NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.called import Called

AT_ONCE = 1000
"""Stories whose pivots are put together at once: memory stays small in a large batch."""


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
        np.array([row for row, one in enumerate(stories) if one.story.language == of], dtype=np.int64)
        for of in ("en", "ko")
    )
    told = [stories[row] for row in ours.tolist()]
    english = _English(told, counted(map(term_weights, told)) if terms is None else terms)
    translate = Translator(LatinNames(_capitalised(told)), names)
    korean = KoreanPivots((stories[row] for row in theirs.tolist()), translate)
    pivots = sorted({*english.names, *korean.names})
    place = {pivot: column for column, pivot in enumerate(pivots)}
    of_english, of_korean = _columns(english.names, place), _columns(korean.names, place)
    weights, sounding = [], []
    for start in range(0, len(stories), AT_ONCE):
        shape = (min(AT_ONCE, len(stories) - start), max(1, len(pivots)))
        mine = english.some(*np.searchsorted(ours, (start, start + AT_ONCE)).tolist())
        other, heard = korean.some(*np.searchsorted(theirs, (start, start + AT_ONCE)).tolist())
        rows = np.concatenate([ours[mine.rows], theirs[other.rows]]) - start
        columns = np.concatenate([of_english[mine.columns], of_korean[other.columns]])
        values = np.concatenate([mine.values, other.values])
        weights.append(sparse.csr_matrix((values, (rows, columns)), shape=shape))
        rows, columns = theirs[other.rows[heard]] - start, of_korean[other.columns[heard]]
        sounding.append(sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape))
    return Pivots(
        counted=Counted(terms=tuple(pivots), weights=sparse.vstack(weights, format="csr")),
        sounding=sparse.vstack(sounding, format="csr"),
    )


def _columns(names: Sequence[str], place: Mapping[str, int]) -> Small:
    return np.array([place[name] for name in names], dtype=np.int32)


def _capitalised(stories: Sequence[Prepared]) -> dict[str, str]:
    """The names of English stories, each with its stem."""
    found: dict[str, str] = {}
    for story in stories:
        for name in capitalised(story):
            found.setdefault(name.letters, name.term)
    return found


class _English:
    """The terms of English stories without numbers, and their figures; asked for as `KoreanPivots`."""

    def __init__(self, stories: Sequence[Prepared], terms: Counted) -> None:
        self._terms = terms.weights
        self._plain = np.array([not term[0].isdigit() for term in terms.terms], dtype=np.bool_)
        self._column = np.cumsum(self._plain) - 1
        numbers: dict[str, int] = {}
        for term in terms.terms:
            if not term[0].isdigit():
                numbers[term] = len(numbers)
        self._met, self._weights, self._ends = array("i"), array("d"), array("q", [0])
        for story in stories:
            for figure, weight in weighed_figures(story):
                self._met.append(numbers.setdefault(figure, len(numbers)))
                self._weights.append(weight)
            self._ends.append(len(self._met))
        self.names = tuple(numbers)

    def some(self, first: int, last: int) -> Weights:
        """The pivots of the stories from `first` to before `last`."""
        words = self._terms[first:last].tocoo()
        kept = self._plain[words.col]
        ends = np.asarray(self._ends[first : last + 1])
        part = slice(int(ends[0]), int(ends[-1]))
        rows = np.repeat(np.arange(first, last), np.diff(ends))
        met = np.asarray(self._met[part], dtype=np.int64)
        told = Weights(rows, met, np.asarray(self._weights[part])).summed()[0]
        return Weights(  # no term is written like a figure
            np.concatenate([words.row[kept] + first, told.rows]),
            np.concatenate([self._column[words.col[kept]], told.columns]),
            np.concatenate([words.data[kept], told.values]),
        )
