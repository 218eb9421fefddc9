"""Cosines of a space in which mere headlines borrow the words of their nearest stories.

Two headlines of one event often share a single word. Each is expanded by the stories most like it (Rocchio 1971,
pseudo relevance feedback), and the cosine of the expanded vectors has its say beside the plain one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.affinity import brevity
from digest.analysis.vectors import products, spread, unit, without_diagonal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.vectors import Matrix, Numbers, Places, Space

ALIKE = 0.25
"""Cosine from which a story lends its words."""
LENT = 0.6
"""Weight of what is lent, times the cosine."""
SAY = 0.5
"""Share of the expanded cosine between two mere headlines."""


def expanded(space: Space, floor: float) -> Matrix:
    """Cosines above `floor` between the stories of a space, without the diagonal."""
    plain = without_diagonal(products(space.vectors, space.vectors, floor))
    brief = brevity(space.counts)
    rows: list[int] = np.flatnonzero(brief).tolist()
    if not rows:
        return plain
    vectors = headlines(space, rows)
    other = without_diagonal(products(vectors, vectors, floor))
    size = plain.shape[0]
    difference = spread(other, rows, rows, size) - _among(plain, brief)
    say = np.sqrt(brief)
    return (plain + said(difference, say, say)).tocsr()


def said(difference: Matrix, left: Numbers, right: Numbers) -> Matrix:
    """What of a difference between expanded and plain cosines counts, by how much rows and columns are mere headlines.

    Of two stories it is the same from both sides, to the last bit.
    """
    pairs = difference.tocoo()
    values = pairs.data * (SAY * (left[pairs.row] * right[pairs.col]))
    return sparse.csr_matrix((values, (pairs.row, pairs.col)), shape=pairs.shape)


def headlines(space: Space, rows: Sequence[int] | Places) -> Matrix:
    """The expanded vectors of mere headlines, at these rows of the space."""
    if not len(rows):
        return space.vectors[:0]
    alike = products(space.vectors[rows], space.vectors, ALIKE).tocoo()
    kept = (np.asarray(rows)[alike.row] != alike.col) & (alike.data > ALIKE)
    lenders = sparse.csr_matrix((alike.data[kept], (alike.row[kept], alike.col[kept])), shape=alike.shape)
    found = unit(space.vectors[rows] + LENT * (lenders @ space.vectors))
    found.sort_indices()  # products sum in this order
    return found


def _among(matrix: Matrix, brief: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Matrix:
    """The values between mere headlines only."""
    chosen = sparse.diags((brief > 0).astype(np.float64))
    return chosen @ matrix @ chosen
