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

Matrix = Any
"""A scipy CSR matrix of floats (scipy carries no types of its own)."""
Numbers = np.ndarray[Any, np.dtype[np.float64]]

LARGE = 250
"""Stories of one language from which idf tells rare terms from common ones as well as it ever will."""
FEW = 10
"""A term is never too common while it stands in no more stories than this."""


LONELY = 0.7
"""What is left of the weight of a term that stands in one story only: it can join nothing, it only lengthens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Stories (their places in the batch, ascending) as unit rows over terms; `idf` is by column."""

    rows: tuple[int, ...]
    terms: tuple[str, ...]
    vectors: Matrix
    counts: Numbers
    idf: Numbers

    def column(self, term: str) -> int:
        """The column of a term, -1 where it has none."""
        place = bisect_left(self.terms, term)
        return place if place < len(self.terms) and self.terms[place] == term else -1


def space(bags: Sequence[dict[str, float]], rows: Sequence[int], *, drop_common: bool) -> Space:
    """Vectors of ln(1 + weight) · (ln((N + 1) / (df + 1)) + 1), less where df = 1, at unit length.

    Below LARGE stories N and df are made up to it with stories that use each term as often as news at large does.

    Args:
        bags: the weight of each term, a bag for each of `rows`.
        rows: the places of the stories in the batch.
        drop_common: leave out terms that stand in more than half of the bags.
    """
    vocabulary = {term: place for place, term in enumerate(sorted({term for bag in bags for term in bag}))}
    counts = np.array([len(bag) for bag in bags], dtype=np.float64)
    columns = [vocabulary[term] for bag in bags for term in bag]
    values = np.log1p([weight for bag in bags for weight in bag.values()])
    ends = np.concatenate([[0], np.cumsum([len(bag) for bag in bags])])
    matrix: Matrix = sparse.csr_matrix((values, columns, ends), shape=(len(bags), max(1, len(vocabulary))))
    terms = tuple(vocabulary) or ("",)
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    if drop_common:
        kept = np.flatnonzero(frequency <= max(len(bags) / 2, FEW))
        matrix, terms, frequency = matrix[:, kept], tuple(terms[column] for column in kept), frequency[kept]
    matrix.sort_indices()
    wanting = max(0, LARGE - len(bags))
    rates = np.array([rate(term) for term in terms])
    idf = np.log((1 + len(bags) + wanting) / (1 + frequency + wanting * rates)) + 1
    matrix = matrix.astype(np.float64)
    matrix.data *= (idf * np.where(frequency == 1, LONELY, 1.0))[matrix.indices]
    return Space(rows=tuple(rows), terms=terms, vectors=unit(matrix), counts=counts, idf=idf)


def unit(matrix: Matrix) -> Matrix:
    """The rows at unit length; empty rows stay empty."""
    from sklearn.preprocessing import normalize

    return normalize(matrix) if matrix.shape[1] else matrix


def products(left: Matrix, right: Matrix, floor: float) -> Matrix:
    """All scalar products of the rows of `left` and `right` above `floor`, exactly; the rest counts as 0."""
    from sparse_dot_topn import sp_matmul_topn

    if not (left.nnz and right.nnz):
        return sparse.csr_matrix((left.shape[0], right.shape[0]))
    # by value, never by rank: as many as there are
    found = sp_matmul_topn(
        left, right.T.tocsr(), top_n=right.shape[0], threshold=floor, sort=False, n_threads=1
    )
    found.sort_indices()
    return found


def spread(block: Matrix, rows: Sequence[int], columns: Sequence[int], size: int) -> Matrix:
    """A block's values at their stories' places in the batch, as a matrix of size × size."""
    found = block.tocoo()
    places = (np.asarray(rows, dtype=np.int64)[found.row], np.asarray(columns, dtype=np.int64)[found.col])
    return sparse.csr_matrix((found.data, places), shape=(size, size))


def without_diagonal(matrix: Matrix) -> Matrix:
    """The matrix without its diagonal, stored values only."""
    found = matrix.tocoo()
    kept = found.row != found.col
    return sparse.csr_matrix((found.data[kept], (found.row[kept], found.col[kept])), shape=matrix.shape)
