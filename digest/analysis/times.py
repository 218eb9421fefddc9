"""When stories appeared, as numbers: which may be compared, and which stretches of a batch that concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from digest.analysis.days import DAY, MONTH_DAYS
from digest.analysis.vectors import Matrix, Numbers, Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared


Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a batch is gone through; no result depends on it.

    Args:
        whole: stories up to which all affinities are held at once.
        stretch: in a larger batch, stories whose possible partners are found together.
        at_once: of these the ones that are compared together.
    """

    whole: int = 3000
    stretch: int = 1000
    at_once: int = 500


PACE = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Stories of some days (ascending places), and what may be compared with one of them.

    Attributes:
        rows: these stories.
        near: all that may be compared with one of them, they among them.
        ahead: of these those of this stretch and of later ones: what the earlier ones have not come to.
        later: of `ahead` those of later stretches.
    """

    rows: Places
    near: Places
    ahead: Places
    later: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """For each story its day (NaN where unknown), by how many days that is vague, and its document as a number."""

    days: Numbers
    vague: Numbers
    documents: Places
    window: int

    def apart(self, left: Places, right: Places) -> tuple[Numbers, Numbers, Numbers]:
        """For each pair the days between (0 where unknown), whether they are known, and whether it may be compared."""
        apart = np.abs(self.days[left] - self.days[right]) - np.maximum(self.vague[left], self.vague[right])
        dated = ~np.isnan(apart)
        apart = np.where(dated, np.maximum(apart, 0), 0.0)
        # Whoever wrote a round-up told its stories apart: two of one document are two events, however alike.
        return apart, dated, (apart <= self.window) & (self.documents[left] != self.documents[right])

    def allowed(self, affinities: Matrix) -> Matrix:
        """Only the affinities of stories that may be compared; stories × stories."""
        pairs = affinities.tocoo()
        kept = self.apart(pairs.row, pairs.col)[2]
        return sparse.csr_matrix((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)

    def stretches(self, size: int) -> Iterator[Stretch]:
        """The stories in stretches of days.

        Undated stories come last: they are near everything.
        """
        order = np.argsort(self.days, kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        for start in range(0, len(order), size):
            rows = np.sort(order[start : start + size])
            near = np.flatnonzero(self._near(rows))
            ahead = near[rank[near] >= start]
            yield Stretch(rows=rows, near=near, ahead=ahead, later=rank[ahead] >= start + size)

    def _near(self, rows: Places) -> Flags:
        days = self.days[rows]
        if np.isnan(days).any():
            return np.ones_like(self.days, dtype=np.bool_)
        reach = self.window + np.maximum(self.vague, self.vague[rows].max())
        near: Flags = (self.days >= days.min() - reach) & (self.days <= days.max() + reach)
        near |= np.isnan(self.days)
        return near


def times(stories: Sequence[Prepared], window_days: int) -> Times:
    """The times of a batch."""
    return Times(
        days=np.array([_day(story) for story in stories], dtype=np.float64),
        vague=np.array([MONTH_DAYS if story.story.precision == "month" else 0.0 for story in stories]),
        documents=np.unique([story.story.document for story in stories], return_inverse=True)[1],
        window=window_days,
    )


def _day(story: Prepared) -> float:
    published = story.story.published
    return published.timestamp() / DAY if published else float("nan")
