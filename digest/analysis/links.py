"""The affinities of a batch: within each language over terms, between the two over Latin pivots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.across import Across
from digest.analysis.batch import Batch
from digest.analysis.prepared import Prepared
from digest.analysis.streamed import compared
from digest.analysis.surroundings import Compared
from digest.analysis.tally import Tallies
from digest.analysis.times import PACE, Pace
from digest.analysis.vectors import Matrix, Space, spread
from digest.language.pairs import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.elsewhere import Elsewhere
    from digest.language.pairs import Known


@dataclass(frozen=True, slots=True)
class Traces:
    """A batch and how it compared: more than its clusters need, and what a memory of it is made of."""

    batch: Batch
    compared: Compared
    tallies: Tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A batch compared: its affinities (0 to 1), the spaces in which two stories can be explained, and terms in another form.

    `traces` is what a memory keeps of the comparison, where that was asked for.
    """

    stories: tuple[Prepared, ...]
    affinities: Matrix
    within: dict[str, Space]
    across: Across | None
    names: Mapping[str, str]
    traces: Traces | None = None

    def cosines(self, members: Sequence[int]) -> Matrix:
        """How alike the words of some stories are, 0 to 1: terms in one language, pivots between the two."""
        found = sparse.csr_matrix((len(members), len(members)))
        languages = np.array([self.stories[member].story.language for member in members])
        for language, where in self.within.items():
            found = found + _cosines(where, members, np.flatnonzero(languages == language).tolist())
        if self.across is not None:
            told = np.flatnonzero(languages != "und").tolist()
            between = _cosines(self.across.space, members, told).tocoo()
            kept = languages[between.row] != languages[between.col]
            places = (between.row[kept], between.col[kept])
            found = found + sparse.csr_matrix((between.data[kept], places), shape=found.shape)
        found.data = np.minimum(found.data, 1.0)
        return found.tocsr()


def _cosines(where: Space, members: Sequence[int], chosen: list[int]) -> Matrix:
    """Cosines between the chosen places of `members`, at those places."""
    rows = np.searchsorted(where.rows, [members[place] for place in chosen])
    vectors = where.vectors[rows]
    return spread(vectors @ vectors.T, chosen, chosen, len(members))


def compare(
    stories: Sequence[Prepared],
    window_days: int,
    known: Known = NOTHING,
    *,
    cut: float = 0.0,
    bound: Sequence[Sequence[int]] = (),
    pace: Pace = PACE,
    tallies: Tallies | None = None,
    other: Elsewhere | None = None,
) -> Links:
    """Compare all stories with all others of the same window.

    Args:
        stories: the batch.
        window_days: stories further apart than this have no affinity (where both are dated).
        known: names in both scripts beside those that the stories tell.
        cut: the least mean affinity that will be asked for, above `affinity.SHARED`: a large batch then goes without
            the affinities between clusters that it cannot join. 0 keeps all.
        bound: rows between which all affinities are kept whatever they are.
        pace: how a large batch is gone through.
        tallies: filled with what a memory keeps of the counts; the answer then has `traces`.
        other: a process to translate the words of Korean stories, where there is one.
    """
    batch = Batch(stories, window_days, known, tallies, other=other)
    if len(stories) <= pace.whole or cut <= 0:
        found = batch.all()
    else:
        found = compared(batch, cut=cut, bound=bound, pace=pace)
    across = batch.across
    return Links(
        stories=tuple(stories),
        affinities=found.affinities,
        within=batch.within,
        across=across,
        names=batch.names.words,
        traces=Traces(batch, found, tallies) if tallies is not None else None,
    )
