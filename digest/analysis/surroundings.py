"""What is usual around stories, and how near they are to each other: what of a comparison is worth keeping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.affinity import ACROSS, WITHIN, highest
from digest.analysis.times import Flags
from digest.analysis.vectors import Matrix, Numbers

if TYPE_CHECKING:
    from digest.analysis.vectors import Places


@dataclass(frozen=True, slots=True)
class Tops:
    """Each story's highest similarities, ascending: `same` to stories of its language, `other` to those of the other."""

    same: Numbers
    other: Numbers

    @classmethod
    def none(cls, size: int) -> Tops:
        """Of stories that are like no other."""
        return cls(np.zeros((size, WITHIN.nearest)), np.zeros((size, ACROSS.nearest)))


@dataclass(frozen=True, slots=True)
class KnownAround:
    """Stories of a batch of which it is known what is usual around them; `fresh` are the others.

    Attributes:
        fresh: for each story of the batch whether nothing is known of it.
        tops: as they are known; those of fresh stories say nothing.
    """

    fresh: Flags
    tops: Tops

    def same(self, similarities: Matrix) -> Numbers:
        """The highest similarities within a language, where those to fresh stories are new."""
        return self._with(self.tops.same, similarities)

    def other(self, similarities: Matrix) -> Numbers:
        """The same between languages."""
        return self._with(self.tops.other, similarities)

    def _with(self, known: Numbers, similarities: Matrix) -> Numbers:
        nearest = known.shape[1]
        anew = highest(_columns(similarities, np.flatnonzero(self.fresh)), nearest)
        found: Numbers = np.sort(np.concatenate([known, anew], axis=1), axis=1)[:, -nearest:]
        found[self.fresh] = highest(similarities[np.flatnonzero(self.fresh)], nearest)
        return found


@dataclass(frozen=True, slots=True)
class Compared:
    """A batch compared.

    Attributes:
        affinities: of all pairs that linkage can ask for.
        bare: the same before neighbours are counted; beside those pairs all that make two stories neighbours.
        tops: what is usual around each story.
    """

    affinities: Matrix
    bare: tuple[Matrix, ...]
    tops: Tops

    def unshared(self) -> Matrix:
        """The affinities before neighbours are counted, as one matrix."""
        found = self.bare[0]
        for more in self.bare[1:]:
            found = found.maximum(more)
        return found.tocsr()


def _columns(matrix: Matrix, columns: Places) -> Matrix:
    return matrix.tocsr()[:, columns] if len(columns) else sparse.csr_matrix((matrix.shape[0], 0))
