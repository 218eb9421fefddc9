"""Average linkage (UPGMA) over sparse affinities: a missing pair counts 0."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.analysis.vectors import Matrix

Sums = list[dict[int, float]]
Barred = dict[int, set[int]]
TINY = 1e-9
"""By so much the bound is kept wide of rounding."""


def average_linkage(
    affinities: Matrix,
    cut: float,
    *,
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The clusters that remain when no two have a mean affinity of `cut` or more between their members.

    Always the pair with the highest mean is merged; equal means: the pair of the first stories. The rows' order
    therefore decides ties, so give them in the order of ids.

    Args:
        affinities: between the rows, symmetric.
        cut: the mean that still merges.
        apart: pairs of rows whose clusters are never merged.

    Returns:
        The members of each cluster, ascending; clusters by their first member.
    """
    sums = _sums(_meeting(affinities, cut))
    members = [[row] for row in range(len(sums))]
    barred: Barred = {}
    for left, right in apart:
        barred.setdefault(left, set()).add(right)
        barred.setdefault(right, set()).add(left)
    heap = [
        (-value, left, right) for left, row in enumerate(sums) for right, value in row.items() if left < right
    ]
    heap = [entry for entry in heap if -entry[0] >= cut]
    heapify(heap)
    while heap:
        negative, left, right = heappop(heap)
        if right not in sums[left] or _mean(sums, members, left, right) != -negative:
            continue  # one of the two has changed since
        if right in barred.get(left, ()):
            continue
        _merge(sums, members, left, right)
        _bar(barred, left, right)
        for other in sums[left]:
            mean = _mean(sums, members, left, other)
            if mean >= cut:
                heappush(heap, (-mean, min(left, other), max(left, other)))
    return sorted(sorted(found) for found in members if found)


def _meeting(affinities: Matrix, cut: float) -> Matrix:
    """The affinities without those of rows that never meet: a mean of `cut` asks for a pair of it, so no chain of pairs, no cluster."""
    from scipy.sparse.csgraph import connected_components

    pairs = affinities.tocoo()
    strong = pairs.data >= cut - TINY
    links = sparse.csr_matrix(
        (np.ones(np.count_nonzero(strong)), (pairs.row[strong], pairs.col[strong])), shape=pairs.shape
    )
    _, where = connected_components(links, directed=False)
    kept = where[pairs.row] == where[pairs.col]
    return sparse.csr_matrix((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)


def _sums(affinities: Matrix) -> Sums:
    found: Sums = [{} for _ in range(affinities.shape[0])]
    pairs = affinities.tocoo()
    for left, right, value in zip(pairs.row.tolist(), pairs.col.tolist(), pairs.data.tolist(), strict=True):
        if left < right and value > 0:
            found[left][right] = found[right][left] = value
    return found


def _mean(sums: Sums, members: list[list[int]], left: int, right: int) -> float:
    return sums[left][right] / (len(members[left]) * len(members[right]))


def _merge(sums: Sums, members: list[list[int]], left: int, right: int) -> None:
    """Right becomes a part of left."""
    gone = sums[right]
    sums[right] = {}
    members[left] += members[right]
    members[right] = []
    for other, value in gone.items():
        del sums[other][right]
        if other != left:
            total = sums[left].get(other, 0.0) + value
            sums[left][other] = sums[other][left] = total


def _bar(barred: Barred, left: int, right: int) -> None:
    """What was kept apart from right is from now on kept apart from left."""
    for other in barred.pop(right, ()):
        barred[other].discard(right)
        barred[other].add(left)
        barred.setdefault(left, set()).add(other)
