"""What the figures of two stories say of them: an exact figure that both tell speaks for one event, differing ones against.

Two reports of one event agree on how many and how much; two events of one kind (this week's claims and last week's) share
their words and differ in just that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.vectors import Matrix, Numbers, Places
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared

LEAD = 2
"""Sentences below the title whose figures are those of the event; further down stand those of its background."""
EXACT = 2
"""Signs of a figure that is hardly shared by chance: of one digit there are too few."""
AGREES, MOST = 0.15, 3
"""How much each shared figure adds to an affinity, and how many count."""
RAISED = 1 + AGREES * MOST
"""The most that figures make of an affinity, as a factor."""
DIFFERS = 0.05
"""How much it loses where both tell figures, or name years, and share none."""
AT_ONCE = 200_000
"""Pairs that are looked at together: memory stays small in a large batch."""

# No digit before it; looked at after its first two, so that the search can leap from one or two to the next.
_YEAR = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a batch: stories × figures of their leads, and stories × years that they name anywhere (1 = told)."""

    exact: Matrix
    years: Matrix

    @classmethod
    def of(cls, stories: Sequence[Prepared]) -> Figures:
        """What each story tells."""
        return cls(_table([exact(story) for story in stories]), _table([years(story) for story in stories]))

    def weighed(self, affinities: Matrix) -> Matrix:
        """Affinities, more where figures agree and less where they differ, at most 1."""
        pairs = affinities.tocoo()
        values = pairs.data * self.agreement(pairs.row, pairs.col)
        values *= _factors(self.years, pairs.row, pairs.col, agrees=0.0)
        return sparse.csr_matrix((np.minimum(values, 1.0), (pairs.row, pairs.col)), shape=pairs.shape)

    def agreement(self, left: Places, right: Places) -> Numbers:
        """By how much the figures of each pair of stories raise (at most by RAISED) or lower its affinity."""
        return _factors(self.exact, left, right, agrees=AGREES)


def _factors(table: Matrix, left: Places, right: Places, *, agrees: float) -> Numbers:
    tells = np.diff(table.indptr) > 0
    factors = np.ones(len(left))
    both = np.flatnonzero(tells[left] & tells[right])
    for start in range(0, len(both), AT_ONCE):
        some = both[start : start + AT_ONCE]
        shared = np.asarray(
            table[left[some]].multiply(table[right[some]]).sum(axis=1), dtype=np.float64
        ).ravel()
        factors[some] = np.where(shared > 0, 1 + agrees * np.minimum(shared, MOST), 1 - DIFFERS)
    return factors


def exact(story: Prepared) -> frozenset[str]:
    """The numbers and shares that a story's title and first sentences tell, as `language.numbers.figures` writes them."""
    if story.story.language == "und":
        return frozenset()
    lead = " ".join(sentence.text for sentence in story.story.sentences[:LEAD])
    found = figures(f"{story.story.title}. {lead}", story.story.language)
    return frozenset(one for one in found if one[0] in "np" and len(one) >= len("n:") + EXACT)


def years(story: Prepared) -> frozenset[str]:
    """The years that a story names."""
    return frozenset(_YEAR.findall(f"{story.story.title}\n{story.story.text}"))


def _table(told: Sequence[frozenset[str]]) -> Matrix:
    columns = {figure: column for column, figure in enumerate(sorted(frozenset().union(*told)))}
    rows = [row for row, found in enumerate(told) for _ in found]
    places = [columns[figure] for found in told for figure in found]
    return sparse.csr_matrix((np.ones(len(rows)), (rows, places)), shape=(len(told), max(1, len(columns))))
