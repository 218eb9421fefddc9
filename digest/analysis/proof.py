"""What speaks for and against two short stories of a small batch being one event, beside the words they share.

A large batch tells by its own counts which words name an event; a small one of teasers does not: two companies that
each raise money share most of their words. So short stories must share terms that tell one event from another
(names, rare words, exact figures); it speaks against them if each opens with a name that the other nowhere has, and if
one outlet tells both. Against two of any length it speaks that neither has a name of the other's.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.strangers import strangers
from digest.analysis.vectors import LARGE, products
from digest.analysis.weights import KINDS
from digest.language.familiar import rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Matrix, Numbers, Space

ENOUGH = 1.5
"""Shared telling terms (weighed by how telling they are) from which a similarity counts in full."""
LEAST = 0.2
"""Shared terms that sum to less prove nothing."""
SHORT, LONG = 16, 28
"""Terms up to which the shorter of two stories must prove what it shares, and from which its many words do."""
NAMING = 0.3
"""How telling a term must be to be what a headline is about."""
OPPOSED = 0.4
"""What is left of a similarity where both open with a name that the other does not have."""
STRANGE = 0.6
"""What is left of it where neither has a name that stands in front in the other."""
SAME_OUTLET = 0.8
"""What is left of it where one outlet tells both: few tell an event twice."""


def telling(space: Space) -> Numbers:
    """How much each term tells one event from others: 1 where news at large hardly uses it, 0 where all use it."""
    rates = np.array([rate(term) for term in space.terms])
    weights: Numbers = np.maximum(0.0, 1 - 2 * np.log1p(LARGE * rates) / math.log(LARGE))
    return weights


def proved(
    space: Space,
    similarities: Matrix,
    stories: Sequence[Prepared],
    names: Mapping[str, str],
    size: int | None = None,
    *,
    strange: float = STRANGE,
) -> Matrix:
    """The similarities of a space; between stories of a small batch less, as evidence wants or speaks against.

    Args:
        space: the stories' terms.
        similarities: between the stories of the space.
        stories: those of the space, in its order.
        names: other forms of terms, as for `term_weights`.
        size: how large the batch is, where these stories are a part of it.
        strange: what is left where neither has a name of the other's.
    """
    small = max(0.0, 1 - (len(stories) if size is None else size) / LARGE)
    if small and strange < 1:
        similarities = _of_strangers(similarities, stories, 1 - (1 - strange) * small)
    short = np.clip((LONG - space.counts) / (LONG - SHORT), 0.0, 1.0) * small
    if not short.any():
        return similarities
    weights = telling(space)
    found = _less(similarities, short, _shared(space, weights))
    leads = [opening(story, space, weights, names) for story in stories]
    named = sparse.diags(np.array([lead >= 0 for lead in leads], dtype=np.float64))
    opposed = named @ found @ named
    opposed = opposed - opposed.multiply(_met(space, leads))
    found = found - _of_short(opposed, short) * (1 - OPPOSED)
    return (found - _of_short(_of_one_outlet(found, stories), short) * (1 - SAME_OUTLET)).tocsr()


def _of_strangers(similarities: Matrix, stories: Sequence[Prepared], left: float) -> Matrix:
    pairs = similarities.tocoo()
    data = np.where(strangers(stories)[pairs.row, pairs.col], pairs.data * left, pairs.data)
    return sparse.csr_matrix((data, (pairs.row, pairs.col)), shape=pairs.shape)


def _of_short(similarities: Matrix, short: Numbers) -> Matrix:
    """The part of each similarity that must be proved: as the shorter story is short, for two share no more terms than it has."""
    pairs = similarities.tocoo()
    data = pairs.data * np.maximum(short[pairs.row], short[pairs.col])
    return sparse.csr_matrix((data, (pairs.row, pairs.col)), shape=pairs.shape)


def _less(similarities: Matrix, short: Numbers, proof: Matrix) -> Matrix:
    bound = _of_short(similarities, short)
    return similarities - bound + bound.multiply(proof)


def _shared(space: Space, weights: Numbers) -> Matrix:
    """For each pair of stories what their shared terms prove, from 0 to 1."""
    told = space.vectors.copy()
    told.data = np.sqrt(weights)[told.indices]
    told.eliminate_zeros()
    proof = products(told, told, LEAST)
    proof.data = np.minimum(1.0, proof.data / ENOUGH)
    return proof


def opening(story: Prepared, space: Space, weights: Numbers, names: Mapping[str, str]) -> int:
    """The column of the first telling term of a story's headline, -1 where it has none."""
    for word in story.title:
        column = space.column(names.get(word.form, word.form))
        if column >= 0 and word.kind in KINDS - {"number"} and weights[column] >= NAMING:
            return column
    return -1


def _met(space: Space, leads: Sequence[int]) -> Matrix:
    """1 for each pair where one of the two has what the other opens with."""
    rows = [row for row, lead in enumerate(leads) if lead >= 0]
    columns = [leads[row] for row in rows]
    opens = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=space.vectors.shape)
    has = space.vectors.copy()
    has.data = np.ones_like(has.data)
    met = (opens @ has.T).tocsr()
    met = (met + met.T).tocsr()
    met.data = np.ones_like(met.data)
    return met


def _of_one_outlet(similarities: Matrix, stories: Sequence[Prepared]) -> Matrix:
    """The similarities between stories that one known outlet tells."""
    outlets = np.array([story.story.outlet or story.story.source for story in stories])
    pairs = similarities.tocoo()
    kept = (outlets[pairs.row] == outlets[pairs.col]) & (outlets[pairs.row] != "")
    return sparse.csr_matrix((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)
