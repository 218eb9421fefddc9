"""What speaks for each sentence of a cluster: raw features, comparable only within the cluster.

The features are those of a linear extractive summariser (after Edmundson 1969 for place and cue, Radev's MEAD 2004 for
the centroid); all are read from the cluster alone, so nothing is trained and nothing is downloaded.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.pool import starts, sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.pool import Pool
    from digest.analysis.vectors import Numbers, Places
    from digest.model import Language

USUAL_LENGTH: Mapping[Language, int] = {"ko": 45, "en": 110, "und": 110}
"""Characters of an ordinary sentence."""
_FADING = 0.8
_FEW = 4
"""Terms below which a sentence gains nothing by being short."""
_SIGN = re.compile(r"[^\W가-힣A-Za-z_]")
"""What may be a digit of some script."""
_DIGIT = re.compile("[0-9]")


class Features:
    """The terms of the candidates of a cluster, weighed.

    Attributes:
        vector: the weights of the terms of each candidate by frequency and rarity, at unit length: a value for each entry of
            the pool's terms.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._entries = entries = pool.terms
        rarity = np.log((1 + len(pool)) / (1 + entries.candidates)) + 1
        self._rarity = rarity
        weights = entries.times * rarity[entries.unit]
        self.vector: Numbers = weights / _lengths(weights, entries.row, len(pool))[entries.row]

    def cosines(self, i: int) -> Numbers:
        """The cosine of each candidate to one."""
        entries = self._entries
        own = entries.row == i
        other = np.zeros(entries.size)
        other[entries.unit[own]] = self.vector[own]
        return sums(self.vector * other[entries.unit], entries.row, len(self._pool))

    def raw(self, titles: Sequence[tuple[str, ...]]) -> dict[str, Numbers]:
        """Raw features by name, one value per candidate; `titles` are the terms of the members' titles."""
        pool, entries = self._pool, self._entries
        place = pool.place.astype(np.float64)
        usual = np.array([USUAL_LENGTH[member.story.language] for member in pool.members])[pool.document]
        lengths = np.log(pool.lengths / usual)
        root = np.sqrt(np.maximum(pool.counts, _FEW))
        common = entries.documents / pool.documents * np.log1p(entries.candidates)
        # document by document: an entry for each of its terms, with the place of the first candidate that has it
        first = starts(entries.unit, pool.document[entries.row])
        early = _FADING ** place[entries.row[first]] / pool.documents
        fading = sums(early, entries.unit[first], entries.size)
        return {
            "common terms": self._sum(common) / root,
            "centrality": self._central(first),
            "length": np.minimum(lengths, math.log(1.2)),
            "title": self._recall(titles),
            "late": -place / pool.of,
            "early": 1 / (1 + place),
            "early terms": self._sum(fading) / root,
            "extent": lengths,
            "figures": np.array([float(_counts(text)) for text in pool.texts]),
        }

    def _sum(self, worth: Numbers) -> Numbers:
        """Of each candidate what its distinct terms are worth."""
        return sums(worth[self._entries.unit], self._entries.row, len(self._pool))

    def _central(self, first: Places) -> Numbers:
        """The cosine to the direction of the cluster, each document counting once however long it is."""
        pool, entries = self._pool, self._entries
        if not len(first):
            return np.zeros(len(pool))
        told = np.add.reduceat(self.vector, first)
        document = pool.document[entries.row[first]]
        unit = told / _lengths(told, document, pool.documents)[document]
        centre = sums(unit, entries.unit[first], entries.size)
        centre /= math.sqrt(float((centre * centre).sum()))
        return sums(self.vector * centre[entries.unit], entries.row, len(pool))

    def _recall(self, titles: Sequence[tuple[str, ...]]) -> Numbers:
        ids = self._pool.ids
        wanted = {term: ids.get(term) for title in titles for term in title}
        worth = np.zeros(self._entries.size)
        known = [place for place in wanted.values() if place is not None]
        worth[known] = self._rarity[known]
        whole = float(worth.sum()) + (len(wanted) - len(known))
        return self._sum(worth) / whole if whole else np.zeros(len(self._pool))


def standardise(rows: Sequence[Numbers], *, limit: float = 3.5) -> Numbers:
    """The z-scores of each row, clipped to ±limit; zeros where all of a row's values are the same."""
    found: Numbers = np.array(rows)
    count = found.shape[1]
    # the sums are exact, so that what stands at the mean is 0
    found -= np.array([[math.fsum(row) / count] for row in found.tolist()])
    spread = np.sqrt((found * found).sum(axis=1, keepdims=True) / count)
    differ = spread >= 1e-9  # noqa: PLR2004 - less is rounding, not a difference
    np.divide(found, spread, out=found, where=differ)
    if not differ.all():
        found = np.where(differ, found, 0.0)
    np.maximum(found, -limit, out=found)
    return np.minimum(found, limit, out=found)


def _counts(text: str) -> bool:
    """Whether a digit stands in a text."""
    if text.isascii():
        return _DIGIT.search(text) is not None
    found = _SIGN.search(text)
    return found is not None and (found[0].isdigit() or any(map(str.isdigit, _SIGN.findall(text))))


def _lengths(weights: Numbers, owner: Places, owners: int) -> Numbers:
    """The lengths of vectors, of whose values each has its owner."""
    found: Numbers = np.sqrt(sums(weights * weights, owner, owners))
    return found
