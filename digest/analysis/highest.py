"""The highest similarities of stories that are met part by part, as columns: what is usual around each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.affinity import NEARLY_COPIED

if TYPE_CHECKING:
    from digest.analysis.vectors import Matrix, Numbers, Places

NONE = -1.0
"""Below all similarities."""


class Highest:
    """The highest values of each story so far.

    Args:
        size: how many stories there are.
        most: how many values of each are kept.
    """

    def __init__(self, size: int, most: int) -> None:
        self._values = np.full((size, most), NONE)  # of each ascending

    def add(self, part: Matrix, columns: Places) -> None:
        """The values of a part, whose columns are these stories."""
        pairs = part.tocoo()
        story = columns[pairs.col]
        higher = np.flatnonzero(pairs.data > self._values[story, 0])
        order = higher[np.lexsort((-pairs.data[higher], story[higher]))]
        owner = story[order]
        first = np.flatnonzero(np.diff(owner, prepend=-1))
        rank = np.arange(len(owner)) - np.repeat(first, np.diff(first, append=len(owner)))
        most = self._values.shape[1]
        kept = rank < most
        met = owner[first]
        found = np.full((len(met), most), NONE)
        found[np.searchsorted(met, owner[kept]), rank[kept]] = pairs.data[order[kept]]
        self._values[met] = np.sort(np.hstack([self._values[met], found]), axis=1)[:, most:]

    def of(self, stories: Places) -> Numbers:
        """What `affinity.highest` gives of all parts together, a row for each of some stories."""
        found: Numbers = np.minimum(np.maximum(self._values[stories], 0.0), NEARLY_COPIED)
        return found
