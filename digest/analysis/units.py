"""What the editor put together, taken for one story: it is as near to others as its nearest member is.

So a merge of a story with one that is unlike it tears neither from the stories that it stood with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.linkage import average_linkage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.vectors import Matrix, Places


def linked(
    affinities: Matrix, cut: float, together: Sequence[Sequence[int]], apart: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """As `average_linkage`, with rows that are one story whatever their affinity."""
    found = units(affinities.shape[0], together)
    where = unit_of(affinities.shape[0], found)
    barred = [(int(where[left]), int(where[right])) for left, right in apart]
    clusters = average_linkage(contracted(affinities, found), cut, apart=barred)
    return sorted(sorted(row for unit in members for row in found[unit]) for members in clusters)


def units(size: int, together: Sequence[Sequence[int]]) -> list[list[int]]:
    """The rows of a batch by what counts as one story; in the order of their first rows."""
    held = {row for rows in together for row in rows}
    found = [list(rows) for rows in together] + [[row] for row in range(size) if row not in held]
    return sorted(sorted(rows) for rows in found)


def unit_of(size: int, found: Sequence[Sequence[int]]) -> Places:
    """For each row its place among `units`."""
    where = np.zeros(size, dtype=np.int64)
    for number, rows in enumerate(found):
        where[list(rows)] = number
    return where


def contracted(affinities: Matrix, found: Sequence[Sequence[int]]) -> Matrix:
    """The affinities between units: the highest between their members."""
    size = affinities.shape[0]
    if len(found) == size:
        return affinities
    where = unit_of(size, found)
    pairs = affinities.tocoo()
    rows, columns = where[pairs.row], where[pairs.col]
    order = np.lexsort((-pairs.data, columns, rows))
    rows, columns, values = rows[order], columns[order], pairs.data[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    kept = first & (rows != columns)
    return sparse.csr_matrix((values[kept], (rows[kept], columns[kept])), shape=(len(found), len(found)))
