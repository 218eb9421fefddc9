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
    cap: float = np.inf


WITHIN = Scaling(nearest=3, floor=0.35)
"""Between stories of one language."""
ACROSS = Scaling(nearest=5, floor=0.23)
"""Between a Korean and an English story, over pivots."""
NEARLY_COPIED = 0.65
"""A story more alike than this is nearly a copy, and tells no more of what is usual around another than one so alike."""
FULL, SHORT_CAP = 30, 0.40
"""Terms from which a story is told in full: below, its floor is lower in proportion, and there is a cap."""
HEADLINE, TEASER = 12, 20
"""Terms up to which a story counts as a mere headline, and from which as none; between them it is partly one."""
HEADLINE_SCALE = 0.56
"""The scale of a headline: too few terms to tell what is usual around it."""
TWIN = 0.8
"""Affinity from which a fuller story of the same language speaks for a headline."""
NEAR = 0.3
"""Affinity from which two stories are neighbours."""
SHARED = 0.2
"""Share of the common neighbours in the final affinity."""


def brevity(terms: Numbers) -> Numbers:
    """How much each story is a mere headline: 1 up to HEADLINE terms, 0 from TEASER terms."""
    return np.clip((TEASER - terms) / (TEASER - HEADLINE), 0.0, 1.0)


def held(level: Numbers, scaling: Scaling) -> Numbers:
    """The scales of stories of this level (what "similar" means around each): between floor and cap."""
    return np.maximum(scaling.floor, np.minimum(level, scaling.cap))


def held_by_length(level: Numbers, terms: Numbers, scaling: Scaling) -> Numbers:
    """As `held`, with the rule for stories of few terms: lower floor, a cap, and a fixed scale for mere headlines."""
    brief = brevity(terms)
    floor = (1 - brief) * scaling.floor * np.minimum(1.0, terms / FULL) + brief * HEADLINE_SCALE
    short = (1 - brief) * SHORT_CAP + brief * HEADLINE_SCALE
    cap = np.where(terms < FULL, short, scaling.cap)
    return np.maximum(np.maximum(floor, np.minimum(level, cap)), 1e-9)


def mean_of(tops: Numbers) -> Numbers:
    """The level of each row of which these are the highest values."""
    return np.asarray(tops.sum(axis=1) / tops.shape[1], dtype=np.float64)


def highest(similarities: Matrix, nearest: int) -> Numbers:
    """Each row's highest values, ascending, none above NEARLY_COPIED; 0 for a missing one."""
    found = np.zeros((similarities.shape[0], nearest))
    for row in range(len(found)):
        values = similarities.data[similarities.indptr[row] : similarities.indptr[row + 1]]
        if len(values) > nearest:
            values = np.partition(values, len(values) - nearest)[-nearest:]
        found[row, nearest - len(values) :] = np.minimum(np.sort(values), NEARLY_COPIED)
    return found


def scaled(similarities: Matrix, scale: Numbers) -> Matrix:
    """Each similarity over the geometric mean of its stories' scales, at most 1."""
    factor = sparse.diags(1 / np.sqrt(scale))
    found = (factor @ similarities @ factor).tocsr()
    found.data = np.minimum(found.data, 1.0)
    return found


def lent(within: Matrix, across: Matrix, brief: Numbers) -> Matrix:
    """Affinities between languages, where a mere headline also has those of the story most like it in its own.

    A headline of four words shares nothing with the other language that could be counted: it is no evidence against.
    """
    borrowed = twins(within, brief) @ across
    return across.maximum(borrowed).maximum(borrowed.T).tocsr()


def twins(within: Matrix, brief: Numbers) -> Matrix:
    """For each mere headline the fuller story of its language that speaks for it, and how much."""
    rows, found, values = [], [], []
    for row in np.flatnonzero(brief).tolist():
        start, end = within.indptr[row], within.indptr[row + 1]
        if end > start:
            best = start + int(np.argmax(within.data[start:end]))
            if within.data[best] >= TWIN and brief[within.indices[best]] < brief[row]:
                rows.append(row)
                found.append(within.indices[best])
                values.append(within.data[best] * brief[row])
    return sparse.csr_matrix((values, (rows, found)), shape=within.shape)


def with_neighbours(affinities: Matrix) -> Matrix:
    """(1 - SHARED) of the affinity, SHARED of the cosine between the stories' neighbourhoods (themselves included)."""
    near = neighbourhoods(affinities)
    return ((1 - SHARED) * affinities + SHARED * (near @ near.T)).tocsr()


def neighbourhoods(affinities: Matrix) -> Matrix:
    """Each story's neighbours and itself, by affinity, at unit length."""
    near = affinities.tocsr(copy=True)
    near.data = np.where(near.data > NEAR, near.data, 0.0)
    near.eliminate_zeros()
    near = near + sparse.identity(affinities.shape[0], format="csr")
    return (sparse.diags(1 / _lengths(near)) @ near).tocsr()


def _lengths(matrix: Matrix) -> Numbers:
    return np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64)).ravel()
