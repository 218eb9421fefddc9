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

from digest.analysis.counting import Counted, Small, Weights
from digest.analysis.korean_pivots import KoreanPivots, KoreanWords
from digest.analysis.vectors import Matrix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.numbered import Numbered
    from digest.analysis.readings import Readings
    from digest.analysis.translating import Run, Translations

AT_ONCE = 1000
"""Stories whose pivots are put together at once: memory stays small in a large batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivots:
    """The pivots of a batch by weight (as `term_weights`); stories that are neither Korean nor English have none.

    `sounding` has 1 for each that a story has only because a name of its sounds so.
    """

    counted: Counted
    sounding: Matrix


class Sources:
    """What the pivots of a batch are made of.

    Args:
        korean: the words of its Korean stories.
        places: where the stories of each language stand in the batch.
        size: how many stories the batch has.

    Attributes:
        words: what the Korean stories tell.
    """

    def __init__(self, korean: Numbered, places: Mapping[str, Sequence[int]], size: int) -> None:
        self.size = size
        self.english, self.korean = (np.array(places[of], dtype=np.int64) for of in ("en", "ko"))
        self.words = KoreanWords(korean)

    def to_translate(self) -> tuple[list[Run], list[str]]:
        """The runs of Korean nouns, and the stems of words in Latin script."""
        return self.words.runs, list(self.words.plain)


def put_together(told: Sources, translated: Translations, readings: Readings, terms: Counted) -> Pivots:
    """The pivots of a batch, from what its stories tell; `terms` are those of the English ones."""
    ours, theirs = told.english, told.korean
    english, korean = _English(terms), KoreanPivots(told.words, translated)
    figures = _Figures(readings)
    pivots = sorted({*english.names, *korean.names, *figures.names})
    place = {pivot: column for column, pivot in enumerate(pivots)}
    of_english, of_korean, of_figures = (_columns(one.names, place) for one in (english, korean, figures))
    del place  # here and below: a large batch needs the memory
    weights, sounding = _Below(), _Below()
    for start in range(0, told.size, AT_ONCE):
        shape = (min(AT_ONCE, told.size - start), max(1, len(pivots)))
        mine = english.some(*np.searchsorted(ours, (start, start + AT_ONCE)).tolist())
        other, heard = korean.some(*np.searchsorted(theirs, (start, start + AT_ONCE)).tolist())
        numbers = figures.some(start, start + AT_ONCE)
        # no word is written like a figure
        rows = np.concatenate([ours[mine.rows], theirs[other.rows], numbers.rows]) - start
        columns = np.concatenate(
            [of_english[mine.columns], of_korean[other.columns], of_figures[numbers.columns]]
        )
        values = np.concatenate([mine.values, other.values, numbers.values])
        weights.add(sparse.csr_matrix((values, (rows, columns)), shape=shape))
        rows, columns = theirs[other.rows[heard]] - start, of_korean[other.columns[heard]]
        sounding.add(sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape))
    return Pivots(
        counted=Counted(terms=tuple(pivots), weights=weights.matrix(len(pivots))),
        sounding=sounding.matrix(len(pivots)),
    )


class _Below:
    """Matrices one below the other, as `scipy.sparse.vstack`, in arrays that grow: a large batch has no room for a copy."""

    def __init__(self) -> None:
        self._ends, self._columns, self._values = array("q", [0]), array("i"), array("d")

    def add(self, part: Matrix) -> None:
        """Put these rows below the others."""
        self._ends.frombytes((part.indptr[1:].astype(np.int64) + self._ends[-1]).tobytes())
        self._columns.frombytes(part.indices.astype(np.int32, copy=False).tobytes())
        self._values.frombytes(part.data.tobytes())

    def matrix(self, width: int) -> Matrix:
        """All of them, in the same memory."""
        told = (np.asarray(self._values), np.asarray(self._columns), np.asarray(self._ends))
        return sparse.csr_matrix(told, shape=(len(self._ends) - 1, max(1, width)))


def _columns(names: Sequence[str], place: Mapping[str, int]) -> Small:
    return np.array([place[name] for name in names], dtype=np.int32)


class _English:
    """The terms of English stories without numbers; asked for as `KoreanPivots`."""

    def __init__(self, terms: Counted) -> None:
        self._terms = terms.weights
        self._plain = np.array([not term[0].isdigit() for term in terms.terms], dtype=np.bool_)
        self._column = np.cumsum(self._plain) - 1
        self.names = tuple(term for term in terms.terms if not term[0].isdigit())

    def some(self, first: int, last: int) -> Weights:
        """The pivots of the stories from `first` to before `last`."""
        words = self._terms[first:last].tocoo()
        kept = self._plain[words.col]
        return Weights(words.row[kept] + first, self._column[words.col[kept]], words.data[kept])


class _Figures:
    """The figures of stories."""

    def __init__(self, readings: Readings) -> None:
        self._told = readings.figures
        self.names = tuple(self._told.names)

    def some(self, first: int, last: int) -> Weights:
        """Those of the stories from `first` to before `last`, each once in a story."""
        ends = np.asarray(self._told.ends[first : last + 1], dtype=np.int64)
        part = slice(int(ends[0]), int(ends[-1]))
        rows = np.repeat(np.arange(first, first + len(ends) - 1), np.diff(ends))
        columns = np.asarray(self._told.found[part], dtype=np.int64)
        return Weights(rows, columns, np.asarray(self._told.weights[part])).summed()[0]
