"""How much each term weighs in each of some stories: as a sparse matrix, since a batch has millions of such weights."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from digest.analysis.vectors import Matrix, Numbers, Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digest.analysis.times import Flags

Small = np.ndarray[Any, np.dtype[np.int32]]
"""Places in half the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights in no order: `values[i]` is that of the term `names[columns[i]]` in the story at `rows[i]`."""

    rows: Small
    columns: Small
    values: Numbers
    names: Sequence[str]

    def at(self, places: Sequence[int]) -> Weights:
        """The same of the stories at these places of a batch."""
        return replace(self, rows=np.asarray(places, dtype=np.int32)[self.rows])

    def only(self, kept: Flags) -> Weights:
        """Some of them."""
        return replace(self, rows=self.rows[kept], columns=self.columns[kept], values=self.values[kept])

    def summed(self) -> tuple[Weights, Places]:
        """The weights of one term in one story as one, summed one after the other as they stand; and for each its place there."""
        width = max(1, len(self.names))
        keys, which = np.unique(self.rows.astype(np.int64) * width + self.columns, return_inverse=True)
        rows, columns = (found.astype(np.int32) for found in np.divmod(keys, width))
        sums = np.bincount(which, weights=self.values, minlength=len(keys)).astype(np.float64, copy=False)
        return replace(self, rows=rows, columns=columns, values=sums), which


def together(parts: Sequence[Weights], names: Sequence[str]) -> Weights:
    """The weights of some parts over the same terms as one."""
    nowhere = np.zeros(0, dtype=np.int32)
    return Weights(
        rows=np.concatenate([nowhere, *(part.rows for part in parts)]),
        columns=np.concatenate([nowhere, *(part.columns for part in parts)]),
        values=np.concatenate([np.zeros(0), *(part.values for part in parts)]),
        names=names,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The weights of terms, as stories × terms; the terms ascending."""

    terms: tuple[str, ...]
    weights: Matrix

    def marked(self, some: Weights) -> Matrix:
        """1 where some of the weights stand."""
        columns = _columns(some, lambda term: bisect_left(self.terms, term))
        return sparse.csr_matrix((np.ones(len(columns)), (some.rows, columns)), shape=self.weights.shape)


def counted(bags: Iterable[dict[str, float]]) -> Counted:
    """The weights in stories' bags; no bag is held longer than it takes to read it."""
    met: dict[str, int] = {}
    columns, values, sizes = array("i"), array("d"), array("i")
    for bag in bags:
        columns.extend([met.setdefault(term, len(met)) for term in bag])
        values.extend(bag.values())
        sizes.append(len(bag))
    rows = np.repeat(np.arange(len(sizes), dtype=np.int32), np.asarray(sizes, dtype=np.int32))
    told = Weights(
        rows=rows, columns=np.asarray(columns, dtype=np.int32), values=np.asarray(values), names=tuple(met)
    )
    return joined([told], len(sizes))


def joined(parts: Sequence[Weights], size: int) -> Counted:
    """The weights of some parts of a batch of so many stories; each of a term in a story stands there once."""
    terms = sorted({part.names[column] for part in parts for column in np.unique(part.columns).tolist()})
    place = {term: column for column, term in enumerate(terms)}
    whole = together([replace(part, columns=_columns(part, place.__getitem__)) for part in parts], terms)
    weights = sparse.csr_matrix((whole.values, (whole.rows, whole.columns)), shape=(size, max(1, len(terms))))
    weights.sort_indices()
    return Counted(terms=tuple(terms), weights=weights)


def _columns(some: Weights, place: Callable[[str], int]) -> Small:
    """The columns of some weights where each term has a place among others."""
    met = np.unique(some.columns)
    found = np.zeros(len(some.names), dtype=np.int32)
    found[met] = [place(some.names[column]) for column in met.tolist()]
    return found[some.columns]
