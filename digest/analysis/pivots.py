"""Latin pivots: what a Korean and an English story can have in common, as bags of English stems and figures.

English stories bring their stems; Korean ones their Latin words, figures and dates, and what their nouns are called in
English by the lexicon, by CLDR, or by how a foreign name sounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.counting import Counted, Small, Weights
from digest.analysis.korean_pivots import KoreanPivots, KoreanWords
from digest.analysis.vectors import Matrix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.korean_pivots import Translations
    from digest.analysis.numbered import Numbered
    from digest.analysis.readings import Readings
    from digest.analysis.translating import Run

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
    weights, sounding = [], []
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
        weights.append(sparse.csr_matrix((values, (rows, columns)), shape=shape))
        rows, columns = theirs[other.rows[heard]] - start, of_korean[other.columns[heard]]
        sounding.append(sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape))
    return Pivots(
        counted=Counted(terms=tuple(pivots), weights=_stacked(weights, len(pivots))),
        sounding=_stacked(sounding, len(pivots)),
    )


def _stacked(parts: list[Matrix], width: int) -> Matrix:
    """Some matrices one below the other, as `scipy.sparse.vstack`; each array of theirs goes as soon as it is taken over."""
    ends = np.cumsum([0, *(part.nnz for part in parts)])
    starts = [part.indptr[:-1] + begun for part, begun in zip(parts, ends[:-1], strict=True)]
    indptr = np.concatenate([*starts, ends[-1:]])
    indices, values = [part.indices for part in parts], [part.data for part in parts]
    parts.clear()
    columns = np.concatenate([np.zeros(0, dtype=np.int32), *indices])
    indices.clear()
    told = np.concatenate([np.zeros(0), *values])
    values.clear()
    return sparse.csr_matrix((told, columns, indptr), shape=(len(indptr) - 1, max(1, width)))


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
        told = readings.figures
        self._rows = np.repeat(np.arange(len(told.ends) - 1), np.diff(told.ends))
        self._columns, self._weights = np.asarray(told.found, dtype=np.int64), np.asarray(told.weights)
        self.names = tuple(told.names)

    def some(self, first: int, last: int) -> Weights:
        """Those of the stories from `first` to before `last`, each once in a story."""
        part = slice(*np.searchsorted(self._rows, (first, last)).tolist())
        return Weights(self._rows[part], self._columns[part], self._weights[part]).summed()[0]
