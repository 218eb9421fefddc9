"""How often terms stand in stories that are not all at hand: what a memory adds to the counts of a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.times import Flags

if TYPE_CHECKING:
    from digest.analysis.vectors import Matrix, Places


def _nothing(terms: Sequence[str]) -> Mapping[str, int]:
    del terms
    return {}


@dataclass(slots=True, kw_only=True)
class Tally:
    """The stories of a space: those that are counted already, and those of a batch that are new.

    Args:
        fresh: for each story of the batch whether it is new; the others are counted already.
        size: stories that are counted already.
        counts: in how many of them terms stand; a term that none has may be missing.
        mean: of the rarity of what both languages write; None where it is not known.

    Attributes:
        total: stories of the space, the new ones included.
        met: in how many new stories each term stands that these have.
    """

    fresh: Flags
    size: int = 0
    counts: Callable[[Sequence[str]], Mapping[str, int]] = _nothing
    mean: float | None = None
    total: int = 0
    met: dict[str, int] = field(default_factory=dict)

    def counted(self, matrix: Matrix, terms: Sequence[str], rows: Places) -> tuple[int, Places]:
        """How many stories there are, and in how many each term stands; `matrix` has those at `rows` of the batch."""
        fresh = self.fresh[rows]
        own = np.bincount(matrix[np.flatnonzero(fresh)].indices, minlength=matrix.shape[1])
        self.met = {terms[place]: int(own[place]) for place in np.flatnonzero(own).tolist()}
        self.total = self.size + int(fresh.sum())
        if not self.size:
            return self.total, own
        known = self.counts(terms)
        return self.total, own + np.array([known.get(term, 0) for term in terms], dtype=np.int64)


Tallies = dict[str, Tally]
"""By language, and of `pivots`."""
SPACES = ("en", "ko", "pivots")


def of_all(size: int) -> Tallies:
    """For a batch of so many stories that is all that is known."""
    return {space: Tally(fresh=np.ones(size, dtype=np.bool_)) for space in SPACES}
