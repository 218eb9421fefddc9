"""How much each term weighs in each of some stories: as sparse matrices, since a batch has millions of such weights."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from digest.analysis.vectors import Matrix, Numbers, Places

if TYPE_CHECKING:
    from collections.abc import Iterable

Small = np.ndarray[Any, np.dtype[np.int32]]
"""Places in half the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The weights of terms, as stories × terms; the terms ascending."""

    terms: tuple[str, ...]
    weights: Matrix


def counted(bags: Iterable[dict[str, float]]) -> Counted:
    """The weights in stories' bags; no bag is held longer than it takes to read it."""
    met: dict[str, int] = {}
    columns, values, ends = array("i"), array("d"), array("q", [0])
    for bag in bags:
        columns.extend([met.setdefault(term, len(met)) for term in bag])
        values.extend(bag.values())
        ends.append(len(columns))
    terms = sorted(met)
    place = np.empty(len(met), dtype=np.int32)
    place[[met[term] for term in terms]] = np.arange(len(met), dtype=np.int32)
    weights = sparse.csr_matrix(
        (np.asarray(values), place[np.asarray(columns)], ends), shape=(len(ends) - 1, max(1, len(met)))
    )
    weights.sort_indices()
    return Counted(terms=tuple(terms), weights=weights)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in no order: `values[i]` is that of the term `columns[i]` in the story at `rows[i]`."""

    rows: Places
    columns: Places
    values: Numbers

    def summed(self) -> tuple[Weights, Places]:
        """The weights of one term in one story as one, summed one after the other as they stand; and for each its place there."""
        width = int(self.columns.max(initial=0)) + 1
        keys, which = np.unique(self.rows * width + self.columns, return_inverse=True)
        rows, columns = np.divmod(keys, width)
        values = np.bincount(which, weights=self.values, minlength=len(keys)).astype(np.float64, copy=False)
        return Weights(rows, columns, values), which
