"""How strongly stories belong together: cosines, made fair to each story's surroundings, and shared neighbours.

Local scaling after Zelnik-Manor and Perona, "Self-tuning spectral clustering" (2004), with a floor so that single
stories stay single; shared neighbours after Jarvis and Patrick (1973).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from digest.analysis.vectors import Matrix, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """How a story's scale is found: the mean of its `nearest` highest similarities, held between floor and cap."""

    nearest: int
    floor: float
    cap: float
    full: int = 0
    """Terms from which a story counts as fully told: below, its floor is lower in proportion and the cap holds."""


WITHIN = Scaling(nearest=3, floor=0.35, cap=0.40, full=30)
"""Between stories of one language."""
ACROSS = Scaling(nearest=5, floor=0.20, cap=9.0)
"""Between a Korean and an English story, over pivots."""
NEAR = 0.3
"""Affinity from which two stories are neighbours."""
SHARED = 0.2
"""Share of the common neighbours in the final affinity."""


def scales(similarities: Matrix, terms: Numbers, scaling: Scaling) -> Numbers:
    """The scale of each story: what "similar" means around it."""
    size = similarities.shape[0]
    level = np.zeros(size)
    for row in range(size):
        values = similarities.data[similarities.indptr[row] : similarities.indptr[row + 1]]
        if len(values) > scaling.nearest:
            values = np.partition(values, len(values) - scaling.nearest)[-scaling.nearest :]
        level[row] = values.sum() / scaling.nearest
    short = terms < scaling.full
    told = np.minimum(1.0, terms / scaling.full) if scaling.full else np.ones(size)
    limit = np.where(short, scaling.cap, np.inf) if scaling.full else np.full(size, scaling.cap)
    return np.maximum(np.maximum(scaling.floor * told, np.minimum(level, limit)), 1e-9)


def scaled(similarities: Matrix, scale: Numbers) -> Matrix:
    """Each similarity over the geometric mean of its stories' scales, at most 1."""
    factor = sparse.diags(1 / np.sqrt(scale))
    found = (factor @ similarities @ factor).tocsr()
    found.data = np.minimum(found.data, 1.0)
    return found


def with_neighbours(affinities: Matrix) -> Matrix:
    """(1 - SHARED) of the affinity, SHARED of the cosine between the stories' neighbourhoods (themselves included)."""
    size = affinities.shape[0]
    near = affinities.tocsr(copy=True)
    near.data = np.where(near.data > NEAR, near.data, 0.0)
    near.eliminate_zeros()
    near = near + sparse.identity(size, format="csr")
    length = _lengths(near)
    unit = (sparse.diags(1 / length) @ near).tocsr()
    return ((1 - SHARED) * affinities + SHARED * (unit @ unit.T)).tocsr()


def _lengths(matrix: Matrix) -> Numbers:
    return np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64)).ravel()
