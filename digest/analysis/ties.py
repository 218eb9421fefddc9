"""What ties two reports of one event: somebody or something that both name; between the languages a telling figure, too.

Local scaling asks how near two stories are beside what is usual around them. In a small batch two events of one kind, each the other's
only neighbour, are as near as can be, however little names they share: so it is asked once more of affinities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.affinity import HEADLINE
from digest.analysis.capitals import capitalised, with_capitals
from digest.analysis.proof import STRANGE
from digest.analysis.strangers import CALENDAR, strangers
from digest.analysis.vectors import LARGE
from digest.language.familiar import FAMILIAR, rate
from digest.language.readable import is_telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.across import Across
    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Matrix, Space

SELDOM = FAMILIAR / 10
"""Use in news at large below which an English word with a capital is a name wherever it stands."""


def left_of(total: int) -> float:
    """What is left of an affinity that nothing ties, in a batch of so many stories; all of it from LARGE on."""
    return 1 - (1 - STRANGE) * max(0.0, 1 - total / LARGE)


def tied(
    affinities: Matrix,
    stories: Sequence[Prepared],
    within: Mapping[str, Space],
    across: Across | None,
    total: int,
) -> Matrix:
    """Affinities of a batch, less where nothing ties two stories.

    Args:
        affinities: between them.
        stories: the batch.
        within: the stories of each language over their terms.
        across: their pivots, where they are in both languages.
        total: how many stories there are, where these are a part of them.
    """
    left = left_of(total)
    if left == 1.0:
        return affinities
    pairs = affinities.tocoo()
    loose = untied(stories, across) | single(len(stories), within)
    data = np.where(loose[pairs.row, pairs.col], pairs.data * left, pairs.data)
    return sparse.csr_matrix((data, (pairs.row, pairs.col)), shape=pairs.shape)


def untied(stories: Sequence[Prepared], across: Across | None) -> Flags:
    """Which pairs of stories nothing ties: strangers of one language; a Korean and an English story without a name or a figure in common."""
    languages = np.array([story.story.language for story in stories])
    found: Flags = strangers(stories) & (languages[:, None] == languages[None, :])
    if across is not None:
        korean, english = np.flatnonzero(languages == "ko"), np.flatnonzero(languages == "en")
        apart = ~_between(stories, across)[np.ix_(korean, english)]
        found[np.ix_(korean, english)] = apart
        found[np.ix_(english, korean)] = apart.T
    return found


def single(size: int, within: Mapping[str, Space]) -> Flags:
    """Which pairs of stories that are more than headlines have one term alone in common: the holidays, in a forecast and on the exchange."""
    found = np.zeros((size, size), dtype=np.bool_)
    for where in within.values():
        told = where.vectors.copy()
        told.data = np.ones_like(told.data)
        shared = np.asarray((told @ told.T).toarray() == 1) & ~np.eye(len(where.rows), dtype=np.bool_)
        long = where.counts > HEADLINE
        found[np.ix_(where.rows, where.rows)] = shared & np.outer(long, long)
    return found


def _between(stories: Sequence[Prepared], across: Across) -> Flags:
    """Which stories tell a pivot that is a name or a telling figure in the other, which is English; or have one by its sound."""
    where = across.space
    told = where.vectors.copy()
    told.data = np.ones_like(told.data)
    figures = np.array([is_telling(term) for term in where.terms], dtype=np.float64)
    rows, columns = [], []
    for row, story in enumerate(stories):
        if story.story.language == "en":
            own = [column for name in names_of(story) if (column := where.column(name)) >= 0]
            rows += [row] * len(own)
            columns += own
    names = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=told.shape)
    ties = told @ (names + told @ sparse.diags(figures)).T + across.sounding @ told.T
    return np.asarray(ties.toarray() > 0)


def names_of(story: Prepared) -> frozenset[str]:
    """The terms that an English story writes as names: with a capital within a sentence, or anywhere where news hardly has them."""
    found = {name.term for name in capitalised(story)}
    found.update(form for form in with_capitals(story) if rate(form) < SELDOM)
    return frozenset(found - CALENDAR)
