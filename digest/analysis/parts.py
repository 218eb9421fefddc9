"""Parts: stories that chains of strong affinities join, and what a memory keeps of the affinities there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from digest.analysis.affinity import NEAR
from digest.analysis.recall import pack_edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.vectors import Matrix, Places


def joined(affinities: Matrix, cut: float, also: Sequence[tuple[int, int]] = ()) -> Places:
    """For each row the number of what chains of affinities of `cut` or more, and of these pairs, join it to."""
    pairs = affinities.tocoo()
    strong = pairs.data >= cut
    more = np.array(also, dtype=np.int64).reshape(-1, 2)
    places = (
        np.concatenate([pairs.row[strong], more[:, 0]]),
        np.concatenate([pairs.col[strong], more[:, 1]]),
    )
    edges = sparse.csr_matrix((np.ones(len(places[0])), places), shape=affinities.shape)
    labels: Places = connected_components(edges, directed=False)[1]
    return labels


def edges(bare: Matrix, numbers: Sequence[int], rows: Sequence[int], part: Places) -> Iterator[bytes]:
    """Of each of these rows the neighbours, and all of its part, with their affinities before neighbours are counted.

    Args:
        bare: the affinities.
        numbers: of the stories of its columns.
        rows: whose edges are told.
        part: of each column, below 0 where it is in none.
    """
    named = np.array(numbers, dtype=np.int64)
    for row in rows:
        place = slice(bare.indptr[row], bare.indptr[row + 1])
        columns, values = bare.indices[place], bare.data[place]
        kept = (values > NEAR) | ((part[columns] == part[row]) & (part[row] >= 0) & (values > 0))
        kept &= columns != row
        yield pack_edges(named[columns[kept]], values[kept])
