"""What the figures of two stories say of them: an exact figure that both tell speaks for one event, differing ones against.

Two reports of one event agree on how many and how much; two events of one kind (this week's claims and last week's) share
their words and differ in just that. So do the weekdays that they name, where nothing else says when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.readings import read
from digest.analysis.times import Times, times
from digest.analysis.vectors import Matrix, Numbers, Places, in_common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.readings import Listed, Readings

AGREES, MOST = 0.15, 3
"""How much each shared figure adds to an affinity, and how many count."""
SAME_WEEKDAY, OTHER_WEEKDAY = 0.2, 0.2
"""How much an affinity gains where both name one weekday, and loses where each names others; dates, where both have one, say it better."""
RAISED = (1 + AGREES * MOST) * (1 + SAME_WEEKDAY)
"""The most that figures make of an affinity, as a factor."""
DIFFERS = 0.05
"""How much it loses where both tell figures, or name years, and share none."""
AT_ONCE = 200_000
"""Pairs that are looked at together: memory stays small in a large batch."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a batch: stories × figures and weekdays of their leads, × years that they name anywhere (1 = told); their times."""

    exact: Matrix
    years: Matrix
    weekdays: Matrix
    when: Times

    @classmethod
    def of(cls, stories: Sequence[Prepared]) -> Figures:
        """What each story tells."""
        return cls.told(read(stories, between=False), times(stories, window_days=0))

    @classmethod
    def told(cls, readings: Readings, when: Times) -> Figures:
        """The same of stories that were read, which appeared then."""
        return cls(
            exact=_table(readings.exact),
            years=_table(readings.years),
            weekdays=_table(readings.weekdays),
            when=when,
        )

    def weighed(self, affinities: Matrix) -> Matrix:
        """Affinities, more where figures agree and less where they differ, at most 1."""
        pairs = affinities.tocoo()
        values = pairs.data * self.agreement(pairs.row, pairs.col)
        values *= _factors(self.years, pairs.row, pairs.col, agrees=0.0)
        return sparse.csr_matrix((np.minimum(values, 1.0), (pairs.row, pairs.col)), shape=pairs.shape)

    def agreement(self, left: Places, right: Places) -> Numbers:
        """By how much figures and weekdays of each pair of stories raise (at most by RAISED) or lower its affinity."""
        factors = _factors(self.exact, left, right, agrees=AGREES)
        told = np.diff(self.weekdays.indptr) > 0
        both = np.flatnonzero(told[left] & told[right])
        both = both[self.when.apart(left[both], right[both])[1] == 0]
        for start in range(0, len(both), AT_ONCE):
            some = both[start : start + AT_ONCE]
            shared = in_common(self.weekdays[left[some]], self.weekdays[right[some]])
            factors[some] *= np.where(shared > 0, 1 + SAME_WEEKDAY, 1 - OTHER_WEEKDAY)
        return factors


def _factors(table: Matrix, left: Places, right: Places, *, agrees: float) -> Numbers:
    tells = np.diff(table.indptr) > 0
    factors = np.ones(len(left))
    both = np.flatnonzero(tells[left] & tells[right])
    for start in range(0, len(both), AT_ONCE):
        some = both[start : start + AT_ONCE]
        shared = in_common(table[left[some]], table[right[some]])
        factors[some] = np.where(shared > 0, 1 + agrees * np.minimum(shared, MOST), 1 - DIFFERS)
    return factors


def _table(told: Listed) -> Matrix:
    columns, ends = np.asarray(told.found, dtype=np.int32), np.asarray(told.ends)
    shape = (len(ends) - 1, max(1, len(told.names)))
    rows = np.repeat(np.arange(shape[0]), np.diff(ends))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
