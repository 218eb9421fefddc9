"""How alike a Korean and an English story are: cosines over pivots, as far as enough of them are shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.proof import telling
from digest.analysis.sharing import shared
from digest.analysis.times import Flags
from digest.analysis.vectors import Matrix, Numbers, Places, Space, multiplied, space

if TYPE_CHECKING:
    from digest.analysis.pivots import Pivots
    from digest.analysis.tally import Tally

GATE = 5.0
"""Shared pivots (weighed by rarity) from which a Korean–English cosine counts in full."""
AT_ONCE = 4000
"""Stories whose pivots are looked through at once."""
COMMON, TELLING = 0.24, 1.4
"""A shared pivot weighs COMMON where all news uses it, and by TELLING more the more it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """A batch over its pivots.

    Args:
        space: all stories, those in neither language as empty rows.
        rarity: of each pivot: its idf as a multiple of what is usual, less where all news uses it.
        sounding: the pivots that a story has by sound alone, as stories × pivots.
        both: which pivots stand in both languages: no others can be shared.
    """

    space: Space
    rarity: Numbers
    sounding: Matrix
    both: Flags

    @classmethod
    def of(cls, pivots: Pivots, korean: Places, english: Places, tally: Tally | None = None) -> Across:
        """The pivots of a batch, of which these are the Korean and the English stories.

        Args:
            pivots: of the batch.
            korean: the places of the Korean stories.
            english: those of the English ones.
            tally: how often pivots stand in all that is known, where the batch is a part of it; told what is usual.
        """
        rows = range(pivots.sounding.shape[0])
        where = space(pivots.counted, rows, drop_common=False, spent=True, tally=tally)
        both = _met(where, korean) & _met(where, english)
        mean = tally.mean if tally is not None else None
        if mean is None:  # a rarity counts as a multiple of what is usual
            mean = float(where.idf[both].mean()) if both.any() else 1.0
        if tally is not None:
            tally.mean = mean
        rarity: Numbers = where.idf / mean * (COMMON + TELLING * telling(where))
        return cls(space=where, rarity=rarity, sounding=pivots.sounding, both=both)

    def against(self, columns: Places) -> Against:
        """What compares stories of the other language with these."""
        return Against(self, columns)

    def shared(self, left: int, right: int) -> float:
        """The rarity of the pivots that two stories have in common, summed."""
        mine, theirs = (self._pivots(row) for row in (left, right))
        return float(self.rarity[np.intersect1d(mine, theirs, assume_unique=True)].sum())

    def _pivots(self, row: int) -> Places:
        found: Places = self.space.vectors.indices[slice(*self.space.vectors.indptr[row : row + 2])]
        return found

    def plain(self, rows: Places) -> Matrix:
        """These stories' pivots (each as 1) without those that they have by sound alone."""
        found = _ones(self.space.vectors[rows])
        found = (found - found.multiply(self.sounding[rows])).tocsr()
        found.eliminate_zeros()
        return found


class Against:
    """Stories of one language that those of the other are compared with."""

    def __init__(self, across: Across, columns: Places) -> None:
        self._across, self._columns = across, columns
        vectors = across.space.vectors[columns]
        self._turned = vectors.T.tocsr()
        self._told = _only(vectors, across.both)

    def rows(self, rows: Places, floor: float) -> Matrix:
        """Cosines over pivots, of `floor` or more; where few pivots are shared, less in proportion; none where names are all that is shared.

        A name is written in both scripts in stories of all kinds, and what sounds alike may be two names: neither makes
        one event of two.
        """
        across = self._across
        left = across.space.vectors[rows]
        found = multiplied(left, self._turned, floor)
        found.data *= np.minimum(1.0, shared(left, self._told, found, across.rarity) / GATE)
        found = _those(found, found.data >= floor)
        return _those(found, self._beyond_names(rows, found))

    def _beyond_names(self, rows: Places, pairs: Matrix) -> Flags:
        """Of which pairs the stories share a pivot that is told, and not only heard."""
        if not pairs.nnz:
            return np.zeros(0, dtype=np.bool_)
        across = self._across
        met, columns = np.unique(pairs.indices, return_inverse=True)
        theirs = _only(across.plain(self._columns[met]), across.both)
        asked = sparse.csr_matrix((pairs.data, columns, pairs.indptr), shape=(pairs.shape[0], len(met)))
        found: Flags = shared(across.plain(rows), theirs, asked, np.ones(len(across.rarity))) > 0
        return found


def _ones(matrix: Matrix) -> Matrix:
    found = matrix.copy()
    found.data = np.ones_like(found.data)
    return found


def _met(pivots: Space, rows: Places) -> Flags:
    """Which pivots stand in one of these rows."""
    found: Flags = np.zeros(len(pivots.idf), dtype=np.bool_)
    for start in range(0, len(rows), AT_ONCE):  # what they say is copied: a large batch has no room for all
        found[pivots.vectors[rows[start : start + AT_ONCE]].indices] = True
    return found


def _only(matrix: Matrix, columns: Flags) -> Matrix:
    """The matrix without the values of other columns."""
    return _those(matrix, columns[matrix.indices])


def _those(matrix: Matrix, kept: Flags) -> Matrix:
    """The matrix with those of its values that are kept."""
    ends = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)
