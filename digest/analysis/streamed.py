"""The affinities of a large batch, exactly, without ever holding all of them.

Average linkage merges two clusters only where their mean affinity reaches the cut, and so only where that of some pair
does. Stories that no chain of such pairs joins therefore never meet, and what they have in common need not be kept. So
the batch is gone through twice, part by part: first for the strong affinities and for what is usual around each story,
then, within what the strong ones join, for all. Those between the languages are few, and kept from the first way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from digest.analysis.affinity import (
    ACROSS,
    NEAR,
    SHARED,
    WITHIN,
    brevity,
    held,
    held_by_length,
    highest,
    mean_of,
    neighbourhoods,
    twins,
)
from digest.analysis.figures import RAISED, Figures
from digest.analysis.highest import Highest
from digest.analysis.surroundings import Compared, Tops
from digest.analysis.vectors import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.batch import Batch
    from digest.analysis.times import Flags, Pace, Times
    from digest.analysis.vectors import Matrix, Places

_Small = np.ndarray[Any, np.dtype[np.int32]]

TINY = 1e-9
"""By so much the bounds are kept wide of rounding."""


def compared(batch: Batch, *, cut: float, bound: Sequence[Sequence[int]], pace: Pace) -> Compared:
    """All pairs compared that average linkage at this cut can ask for.

    Args:
        batch: the stories.
        cut: the least mean affinity, above SHARED.
        bound: rows that are joined whatever their affinities.
        pace: how many stories are compared at once.
    """
    least = max(TINY, min(NEAR, (cut - SHARED) / (1 - SHARED)) - TINY)
    strong = _Strong(batch, least=least, pace=pace)
    labels = _joined(strong.affinities, strong.near, cut=cut, bound=bound, at_once=pace.at_once)
    found, bare = _all(batch, strong, labels=labels, at_once=pace.at_once)
    return Compared(found, (strong.affinities, bare), strong.tops)


class _Strong:
    """The first way through: each story's scales, the affinities of `least` or more, and between the languages all there are (`across`)."""

    def __init__(self, batch: Batch, *, least: float, pace: Pace) -> None:
        size = len(batch.terms)
        same, other = _Pairs(size), _Pairs(size)
        near, english = Highest(size, WITHIN.nearest), Highest(size, ACROSS.nearest)
        self.tops = Tops.none(size)
        floor = np.sqrt(held_by_length(np.zeros(size), batch.terms, WITHIN))
        stretches = list(batch.when.stretches(pace.stretch))
        for stretch in stretches:
            # two stories are as alike the other way round: what a stretch finds, later ones need not
            columns = stretch.ahead
            partners = batch.against(columns)
            for rows in _parts(stretch.rows, pace.at_once):
                found = partners.same(rows)
                later = _those(found, stretch.later)
                near.add(found.T, rows)
                near.add(later, columns)
                self.tops.same[rows] = near.of(rows)  # what earlier stretches found, too
                scale = held_by_length(mean_of(self.tops.same[rows]), batch.terms[rows], WITHIN)
                bound = _Bound(least * np.sqrt(scale), floor[columns], batch.figures)
                same.add(_those(found, ~stretch.later), rows, columns, bound)
                same.add(later, rows, columns, bound, both_ways=True)
        for stretch in stretches:  # across languages at last: by now all may be translated
            columns = stretch.near
            partners = batch.against(columns)
            for rows in _parts(stretch.rows, pace.at_once):
                found = partners.korean(rows)
                english.add(found, columns)
                self.tops.other[rows] = highest(found, ACROSS.nearest)
                other.add_all(found, rows, columns)  # there are few
        self.tops.other[:] += english.of(np.arange(size))  # a story has them from one side only
        self.same_scale = held_by_length(mean_of(self.tops.same), batch.terms, WITHIN)
        within = _from(batch.weighed(_scaled(same.matrix(), self.same_scale)), least)
        self.twins = twins(within, brevity(batch.terms))
        self.across = _scaled(_both_ways(other.matrix()), held(mean_of(self.tops.other), ACROSS))
        across = _from(self.across, least)
        self.affinities = batch.tied(within + _lent(across, self.twins @ across, batch.when)).tocsr()
        self.near = neighbourhoods(self.affinities)


def _joined(
    strong: Matrix, near: Matrix, *, cut: float, bound: Sequence[Sequence[int]], at_once: int
) -> Places:
    """For each story the number of what it is joined to by chains of affinities of `cut` or more, or bound to."""
    edges = _Pairs(strong.shape[0])
    turned, everything = near.T.tocsr(), np.arange(strong.shape[0])
    for rows in _parts(everything, at_once):
        mine = strong[rows]
        pattern = mine.copy()
        pattern.data = np.ones_like(pattern.data)
        found = ((1 - SHARED) * mine + SHARED * pattern.multiply(near[rows] @ turned)).tocsr()
        edges.add(found, rows, everything, _Bound(np.full(len(rows), cut - TINY), np.ones(len(everything))))
    edges.add_bound(bound)
    labels: Places = connected_components(edges.matrix(), directed=False)[1]
    return labels


def _all(batch: Batch, strong: _Strong, *, labels: Places, at_once: int) -> tuple[Matrix, Matrix]:
    """The second way through: all affinities between stories that are joined, and these before neighbours are counted."""
    size = len(labels)
    same, shared = _Pairs(size), _Pairs(size)
    order = np.argsort(labels, kind="stable")
    order = order[np.bincount(labels)[labels[order]] > 1]
    turned = strong.near.T.tocsr()
    for rows, columns in _together(order, labels, at_once):
        partners = batch.against(columns)
        theirs = labels[columns]
        for some in _parts(rows, at_once):
            mine = labels[some]
            same.add_joined(partners.same(some), some, columns, mine, theirs)
            shared.add_joined((strong.near[some] @ turned)[:, columns], some, columns, mine, theirs)
    between, borrowed = (
        _within(pairs, labels) for pairs in (strong.across, strong.twins @ strong.across)
    )  # all of them are known
    across = _lent(between, borrowed, batch.when)
    whole = batch.tied(batch.weighed(_scaled(same.matrix(), strong.same_scale)) + across)
    return ((1 - SHARED) * whole + SHARED * shared.matrix()).tocsr(), whole


def _lent(across: Matrix, borrowed: Matrix, when: Times) -> Matrix:
    """Affinities between languages with what is lent to mere headlines (as `affinity.lent`), of what may be compared."""
    return when.allowed(across.maximum(borrowed).maximum(borrowed.T))


def _scaled(similarities: Matrix, scale: Numbers) -> Matrix:
    """As `affinity.scaled`, in the matrix itself."""
    factor = 1 / np.sqrt(scale)
    rows = np.repeat(factor, np.diff(similarities.indptr))
    similarities.data *= rows
    similarities.data *= factor[similarities.indices]
    np.minimum(similarities.data, 1.0, out=similarities.data)
    return similarities


def _both_ways(korean: Matrix) -> Matrix:
    """The similarities of Korean stories with English ones, and of these with them."""
    return (korean + korean.T).tocsr()


def _those(matrix: Matrix, columns: Flags) -> Matrix:
    """The values in some columns, at their places."""
    pairs = matrix.tocoo()
    kept = columns[pairs.col]
    return sparse.coo_matrix((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)


def _from(matrix: Matrix, least: float) -> Matrix:
    pairs = matrix.tocoo()
    return _only(pairs, pairs.data >= least)


def _within(matrix: Matrix, labels: Places) -> Matrix:
    """The values between stories that are joined."""
    pairs = matrix.tocoo()
    return _only(pairs, labels[pairs.row] == labels[pairs.col])


def _only(pairs: Matrix, kept: Flags) -> Matrix:
    places = (pairs.row[kept], pairs.col[kept])
    return sparse.csr_matrix((pairs.data[kept], places), shape=pairs.shape)


def _parts(places: Places, size: int) -> Iterator[Places]:
    yield from (places[start : start + size] for start in range(0, len(places), size))


def _together(order: Places, labels: Places, size: int) -> Iterator[tuple[Places, Places]]:
    """Stories (ordered by what they are joined to) in parts, each with all that its stories are joined to, ascending."""
    start = 0
    while start < len(order):
        last = labels[order[min(start + size, len(order)) - 1]]
        end = int(np.searchsorted(labels[order], last, side="right"))
        places = np.sort(order[start:end])
        yield places, places
        start = end


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a pair must reach: the product of its row's and its column's share, less where `figures` raise it."""

    rows: Numbers
    columns: Numbers
    figures: Figures | None = None


class _Pairs:
    """Pairs of stories with a value, gathered part by part."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: list[tuple[_Small, _Small, Numbers]] = []

    def add(
        self, part: Matrix, rows: Places, columns: Places, lowest: _Bound, *, both_ways: bool = False
    ) -> None:
        """Those of a part that are, or that figures make, high enough."""
        pairs = part.tocoo()
        bound = lowest.rows[pairs.row] * lowest.columns[pairs.col]
        kept = pairs.data >= bound
        if lowest.figures is not None:
            wanting = np.flatnonzero(~kept & (pairs.data * RAISED >= bound))
            raised = lowest.figures.agreement(rows[pairs.row[wanting]], columns[pairs.col[wanting]])
            kept[wanting] = pairs.data[wanting] * raised >= bound[wanting]
        self._keep(pairs, kept, rows, columns)
        if both_ways:
            self._found.append((self._found[-1][1], self._found[-1][0], self._found[-1][2]))

    def add_all(self, part: Matrix, rows: Places, columns: Places) -> None:
        """All of a part."""
        pairs = part.tocoo()
        self._keep(pairs, np.ones(len(pairs.data), dtype=np.bool_), rows, columns)

    def add_bound(self, bound: Sequence[Sequence[int]]) -> None:
        """The first of these rows with each of the others."""
        pairs = [(found[0], other) for found in bound for other in found[1:]]
        places = np.array(pairs, dtype=np.int32).reshape(-1, 2)
        self._found.append((places[:, 0], places[:, 1], np.ones(len(places))))

    def add_joined(self, part: Matrix, rows: Places, columns: Places, mine: Places, theirs: Places) -> None:
        """Those of a part whose two stories are joined."""
        pairs = part.tocoo()
        self._keep(pairs, mine[pairs.row] == theirs[pairs.col], rows, columns)

    def _keep(self, pairs: Matrix, kept: Flags, rows: Places, columns: Places) -> None:
        places = (where[at[kept]].astype(np.int32) for where, at in ((rows, pairs.row), (columns, pairs.col)))
        self._found.append((*places, pairs.data[kept]))

    def matrix(self) -> Matrix:
        """All of them, as stories × stories; they are given out once."""
        if not self._found:
            return sparse.csr_matrix((self._size, self._size))
        rows, columns, values = (np.concatenate(part) for part in zip(*self._found, strict=True))
        self._found = []
        return sparse.csr_matrix((values, (rows, columns)), shape=(self._size, self._size))
