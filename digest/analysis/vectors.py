"""Bags of weighted terms as sparse unit vectors; sparse products of them. The door of scikit-learn and sparse_dot_topn.

Nothing here is dense in the number of stories.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from digest.language.familiar import rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.counting import Counted
    from digest.analysis.tally import Tally

Matrix = Any
"""A scipy CSR matrix of floats (scipy carries no types of its own)."""
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]
"""Places in a batch, or in a part of it."""

LARGE = 250
"""Stories of one language from which idf tells rare terms from common ones as well as it ever will."""
FEW = 10
"""A term is never too common while it stands in no more stories than this."""

LONELY = 0.7
"""What is left of the weight of a term that stands in one story only: it can join nothing, it only lengthens."""

AT_ONCE = 1_000_000
"""Values that are weighed at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Stories (their places in the batch, ascending) as unit rows over terms; `idf` is by column."""

    rows: Places
    terms: tuple[str, ...]
    vectors: Matrix
    counts: Numbers
    idf: Numbers

    def column(self, term: str) -> int:
        """The column of a term, -1 where it has none."""
        place = bisect_left(self.terms, term)
        return place if place < len(self.terms) and self.terms[place] == term else -1


def space(
    counted: Counted,
    rows: Sequence[int] | Places,
    *,
    drop_common: bool,
    spent: bool = False,
    tally: Tally | None = None,
) -> Space:
    """Vectors of ln(1 + weight) · (ln((N + 1) / (df + 1)) + 1), less where df = 1, at unit length.

    Below LARGE stories N and df are made up to it with stories that use each term as often as news at large does.

    Args:
        counted: the weight of each term in each story.
        rows: the places of the stories in the batch.
        drop_common: leave out terms that stand in more than half of the stories.
        spent: nobody asks for the weights any more, so the vectors may stand in their memory.
        tally: counts more than these stories, where they are a part of what is known.
    """
    terms, told = counted.terms or ("",), counted.weights
    values = np.log1p(told.data, out=told.data if spent else None)
    matrix = sparse.csr_matrix((values, told.indices, told.indptr), shape=told.shape)
    size = matrix.shape[0]
    counts = np.diff(matrix.indptr).astype(np.float64)
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    if tally is not None:
        size, frequency = tally.counted(matrix, terms, np.asarray(rows))
    if drop_common:
        kept = np.flatnonzero(frequency <= max(size / 2, FEW))
        if len(kept) < len(terms):
            matrix, terms, frequency = (
                matrix[:, kept],
                tuple(terms[column] for column in kept),
                frequency[kept],
            )
    wanting = max(0, LARGE - size)
    made_up = wanting * np.array([rate(term) for term in terms]) if wanting else 0.0
    idf = np.log((1 + size + wanting) / (1 + frequency + made_up)) + 1
    weights = idf * np.where(frequency == 1, LONELY, 1.0)
    for start in range(0, matrix.nnz, AT_ONCE):  # a large batch has no room for the weights of all
        part = slice(start, start + AT_ONCE)
        matrix.data[part] *= weights[matrix.indices[part]]
    return Space(
        rows=np.asarray(rows, dtype=np.int64), terms=terms, vectors=unit(matrix), counts=counts, idf=idf
    )


def unit(matrix: Matrix) -> Matrix:
    """The matrix itself, its rows at unit length; empty rows stay empty."""
    from sklearn.preprocessing import normalize

    return normalize(matrix, copy=False) if matrix.shape[1] else matrix


def products(left: Matrix, right: Matrix, floor: float) -> Matrix:
    """All scalar products of the rows of `left` and `right` above `floor`, exactly; the rest counts as 0."""
    return multiplied(left, right.T.tocsr(), floor)


def multiplied(left: Matrix, right: Matrix, floor: float) -> Matrix:
    """All values of a product above `floor`, exactly; the rest counts as 0."""
    # by value, never by rank: as many as there are
    found = _product(left, right, right.shape[1], floor)
    found.sort_indices()
    return found


def best_of(left: Matrix, right: Matrix, count: int) -> Matrix:
    """The highest values of each row of a product, so many at the most, in no order."""
    return _product(left, right, count, 0.0)


def _product(left: Matrix, right: Matrix, most: int, floor: float) -> Matrix:
    from sparse_dot_topn import sp_matmul_topn

    if not (left.nnz and right.nnz):
        return sparse.csr_matrix((left.shape[0], right.shape[1]))
    # in one thread: a second one costs more than it takes off, and another process may be at work
    return sp_matmul_topn(left, right, top_n=most, threshold=floor, sort=False, n_threads=1)


def in_common(left: Matrix, right: Matrix) -> Numbers:
    """For each row what it has in common with the same row of the other: their products, summed."""
    found = left.multiply(right).sum(axis=1)
    return np.asarray(found, dtype=np.float64).ravel()


def spread(block: Matrix, rows: Sequence[int] | Places, columns: Sequence[int] | Places, size: int) -> Matrix:
    """A block's values at their stories' places in the batch, as a matrix of size × size."""
    found = block.tocoo()
    places = (np.asarray(rows, dtype=np.int64)[found.row], np.asarray(columns, dtype=np.int64)[found.col])
    return sparse.csr_matrix((found.data, places), shape=(size, size))


def without_diagonal(matrix: Matrix) -> Matrix:
    """The matrix without its diagonal, stored values only."""
    found = matrix.tocoo()
    kept = found.row != found.col
    return sparse.csr_matrix((found.data[kept], (found.row[kept], found.col[kept])), shape=matrix.shape)
