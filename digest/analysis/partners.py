"""Stories of a batch that others are compared with, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.across import Against as AcrossAgainst
    from digest.analysis.batch import Batch
    from digest.analysis.cosines import Against, GivenAgainst
    from digest.analysis.vectors import Matrix, Places, Space

SLIGHT = 0.06
"""A cosine below this, or what few shared pivots leave of one, costs nothing when it is taken for 0."""


class Partners:
    """Stories of a batch that others are compared with: similarities as rows × these, in time."""

    def __init__(self, batch: Batch, columns: Places) -> None:
        self._batch = batch
        self._columns = columns
        self._places = {language: _among(columns, where) for language, where in batch.within.items()}
        self._within: dict[str, Against | GivenAgainst] = {}
        self._across: dict[str, AcrossAgainst] = {}

    def same(self, rows: Places) -> Matrix:
        """With the stories of the same language."""
        parts = []
        for language, where in self._batch.within.items():
            at, mine = _among(rows, where)
            there, theirs = self._places[language]
            if language not in self._within:
                self._within[language] = self._batch.cosines(language).against(theirs)
            parts.append((self._within[language].rows(mine), at, there))
        return self._in_time(parts, rows)

    def other(self, rows: Places) -> Matrix:
        """With those of the other."""
        return self._other(rows, (("ko", "en"), ("en", "ko")))

    def korean(self, rows: Places) -> Matrix:
        """Of these the Korean ones with the English ones; the other way round they are as alike, to the last bit."""
        return self._other(rows, (("ko", "en"),))

    def _other(self, rows: Places, ways: Sequence[tuple[str, str]]) -> Matrix:
        parts = []
        for mine, theirs in ways if self._batch.across and len(self._batch.within) > 1 else ():
            at, _ = _among(rows, self._batch.within[mine])
            parts.append((self._of(theirs).rows(rows[at], SLIGHT), at, self._places[theirs][0]))
        return self._in_time(parts, rows)

    def _of(self, language: str) -> AcrossAgainst:
        across = self._batch.across
        if across and language not in self._across:
            self._across[language] = across.against(self._columns[self._places[language][0]])
        return self._across[language]

    def _in_time(self, parts: Sequence[tuple[Matrix, Places, Places]], rows: Places) -> Matrix:
        found = [(part.tocoo(), at, there) for part, at, there in parts]
        nowhere = np.zeros(0, dtype=np.int64)
        places = (
            np.concatenate([nowhere, *(at[part.row] for part, at, _ in found)]),
            np.concatenate([nowhere, *(there[part.col] for part, _, there in found)]),
        )
        values = np.concatenate([np.zeros(0), *(part.data for part, _, _ in found)])
        similarities = sparse.coo_matrix((values, places), shape=(len(rows), len(self._columns)))
        return self._batch.in_time(similarities, rows, self._columns)


def _among(places: Places, where: Space) -> tuple[Places, Places]:
    """Which of these places belong to a space, and their rows there."""
    rows = np.minimum(np.searchsorted(where.rows, places), len(where.rows) - 1)
    at = np.flatnonzero(where.rows[rows] == places)
    return at, rows[at]
