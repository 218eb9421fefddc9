"""What is new in each candidate beside the sentences that are told, reckoned of all candidates at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.pool import sums
from digest.analysis.repeated import too_much

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.features import Features
    from digest.analysis.pool import Entries, Pool
    from digest.analysis.summary_settings import SummarySettings
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Numbers, Places

_LEAST = 0.001
"""Of which there is a logarithm: what is nothing new."""


class Novelty:
    """What each candidate of a pool brings.

    Args:
        pool: the candidates.
        features: of them.
        settings: how fast a term fades that was told, and what repeats a sentence.
        known: terms told before.

    Attributes:
        log: the logarithm of the share of a candidate's terms and pairs, weighted by their spread, that is still untold.
        closest: the largest cosine to one of those told, or 0.
        repeated: whether it repeats one of those told in most of its words.
    """

    def __init__(
        self, pool: Pool, features: Features, settings: SummarySettings, known: Sequence[str] = ()
    ) -> None:
        self._pool = pool
        self._features = features
        self._settings = settings
        self._told: list[int] = []
        self._distinct = np.bincount(pool.terms.row, minlength=len(pool))
        self.closest: Numbers = np.zeros(len(pool))
        self.repeated: Flags = np.zeros(len(pool), dtype=np.bool_)
        self.log: Numbers = _log((self._distinct > 0).astype(np.float64))
        self._whole: Numbers | None = None
        self._told_terms = np.zeros(pool.terms.size)
        """How often each was told; of pairs likewise."""
        self._told_pairs: Numbers | None = None
        if known:
            np.add.at(self._told_terms, [pool.ids[term] for term in known if term in pool.ids], 1)
            self._weigh()

    def tell(self, taken: Sequence[int]) -> None:
        """Those of these candidates that were not told yet are told now."""
        fresh = taken[len(self._told) :]
        if not fresh:
            return
        if self._told_pairs is None:
            self._told_pairs = np.zeros(self._pool.pairs.size)
        for j in fresh:
            own = self._pool.terms.of(j)
            self._compare(j, own)
            self._told_terms[own] += 1
            self._told_pairs[self._pool.pairs.of(j)] += 1
        self._told += fresh
        self._weigh()

    def _compare(self, j: int, own: Places) -> None:
        """Compare all with a candidate, of which these are the terms."""
        pool, terms = self._pool, self._pool.terms
        marks = np.zeros(terms.size)
        marks[own] = 1
        shared = sums(marks[terms.unit], terms.row, len(pool))
        same = pool.document == pool.document[j]
        self.repeated |= too_much(shared, self._distinct, int(self._distinct[j]), same, self._settings)
        np.maximum(self.closest, self._features.cosines(j), out=self.closest)

    def _weigh(self) -> None:
        """The share of the terms and pairs that is untold: what was told n times counts fade to the power of n."""
        terms, pairs = self._pool.terms, self._pool.pairs
        if self._whole is None:
            self._whole = self._sum(terms, terms.documents) + self._sum(pairs, pairs.documents)
        fade, told = self._settings.fade, self._told_pairs
        new = self._sum(terms, terms.documents * fade**self._told_terms)
        new += self._sum(pairs, pairs.documents if told is None else pairs.documents * fade**told)
        share = np.zeros(len(new))
        np.divide(new, self._whole, out=share, where=self._whole > 0)
        self.log = _log(share)

    def _sum(self, entries: Entries, worth: Numbers | Places) -> Numbers:
        return sums(worth[entries.unit], entries.row, len(self._pool))


def _log(share: Numbers) -> Numbers:
    found: Numbers = np.log(np.maximum(share, _LEAST))
    return found
