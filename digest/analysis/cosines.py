"""Cosines between some stories of a space and some others: what a large batch is compared by, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.affinity import brevity
from digest.analysis.expansion import headlines, said
from digest.analysis.vectors import multiplied

if TYPE_CHECKING:
    from digest.analysis.vectors import Matrix, Numbers, Places, Space


class Cosines:
    """As `expansion.expanded`, but with the diagonal and for the parts that are asked for.

    Args:
        space: the stories of one language.
        floor: below it a cosine counts as 0.
    """

    def __init__(self, space: Space, floor: float) -> None:
        self._vectors = space.vectors
        self.floor = floor
        self._brief = brevity(space.counts)
        self._short = np.flatnonzero(self._brief)
        self._expanded = headlines(space, self._short)

    def against(self, columns: Places) -> Against:
        """What compares stories with these (places in the space, ascending)."""
        return Against(self, columns)

    def parts(self, places: Places) -> tuple[Places, Numbers, Matrix, Matrix]:
        """Of these places the headlines: where they stand among them, how brief they are; all vectors, and expanded ones."""
        short = np.flatnonzero(self._brief[places])
        rows = np.searchsorted(self._short, places[short])
        return short, np.sqrt(self._brief[places]), self._vectors[places], self._expanded[rows]


class Against:
    """Stories of a space that others are compared with."""

    def __init__(self, cosines: Cosines, columns: Places) -> None:
        self._cosines = cosines
        self._short, self._say, plain, expanded = cosines.parts(columns)
        self._plain = plain.T.tocsr()
        self._expanded = expanded.T.tocsr()

    def rows(self, rows: Places) -> Matrix:
        """The cosines of these stories of the space with the columns."""
        floor = self._cosines.floor
        short, say, plain, expanded = self._cosines.parts(rows)
        found = multiplied(plain, self._plain, floor)
        if not (len(short) and len(self._short)):
            return found
        other = multiplied(expanded, self._expanded, floor).tocoo()
        other = sparse.csr_matrix((other.data, (short[other.row], self._short[other.col])), shape=found.shape)
        among = _only(found, short, self._short)
        return (found + said(other - among, say, self._say)).tocsr()


def _only(matrix: Matrix, rows: Places, columns: Places) -> Matrix:
    """The values in these rows and columns, nothing elsewhere."""
    left, right = np.zeros(matrix.shape[0]), np.zeros(matrix.shape[1])
    left[rows], right[columns] = 1.0, 1.0
    return sparse.diags(left) @ matrix @ sparse.diags(right)


class Given:
    """Cosines that are known: of a language with few stories, told as a whole.

    Args:
        cosines: between all stories of a space.
    """

    def __init__(self, cosines: Matrix) -> None:
        self._cosines = cosines

    def against(self, columns: Places) -> GivenAgainst:
        """What has them between stories and these."""
        return GivenAgainst(self._cosines[:, columns])


class GivenAgainst:
    """Known cosines with some stories of a space."""

    def __init__(self, cosines: Matrix) -> None:
        self._cosines = cosines

    def rows(self, rows: Places) -> Matrix:
        """The cosines of these stories of the space with the columns."""
        return self._cosines[rows]
