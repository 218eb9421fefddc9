"""A batch as vectors and times: what its stories are compared by, all at once or some with some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.across import Across
from digest.analysis.across import Against as AcrossAgainst
from digest.analysis.affinity import (
    ACROSS,
    WITHIN,
    brevity,
    held,
    held_by_length,
    highest,
    lent,
    mean_of,
    scaled,
    with_neighbours,
)
from digest.analysis.cosines import Cosines, Given
from digest.analysis.counting import Counted, counted
from digest.analysis.days import unfaded
from digest.analysis.expansion import expanded
from digest.analysis.figures import Figures
from digest.analysis.pivots import pivots_of
from digest.analysis.proof import proved
from digest.analysis.surroundings import Compared, Tops
from digest.analysis.times import times
from digest.analysis.vectors import LARGE, Matrix, Places, Space, space
from digest.analysis.weights import term_weights
from digest.language.called import called
from digest.language.pairs import pairs, sightings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.surroundings import KnownAround
    from digest.analysis.tally import Tallies
    from digest.language.called import Called
    from digest.language.pairs import Known

SLIGHT = 0.06
"""A cosine below this costs nothing when it is taken for 0."""
SAME_DAY, HALF_LIFE = 0.6, 2.0
"""Two headlines of one day are more alike by this share; of days apart, half as much more every two days."""


class Batch:
    """Stories made ready to be compared.

    Args:
        stories: the batch.
        window_days: as for grouping.
        known: names in both scripts beside those that the stories tell.
        tallies: where the batch is a part of what is known, how often its terms stand in all of that.

    Attributes:
        within: the stories of each language over their terms.
        across: all over their pivots; None where there is one language.
        names: names in both scripts.
        terms: how many distinct terms each story has.
        figures: what each tells.
        when: the times of all.
    """

    def __init__(
        self, stories: Sequence[Prepared], window_days: int, known: Known, tallies: Tallies | None = None
    ) -> None:
        size = len(stories)
        tallies = tallies or {}
        self.when = times(stories, window_days)
        self.figures = Figures.of(stories)
        self.names = _names(stories, known)
        self.within: dict[str, Space] = {}
        self._cosines: dict[str, Cosines | Given] = {}
        self.terms, trust = np.zeros(size), np.zeros(size)
        told: dict[str, Counted | None] = {}
        for language in ("en", "ko"):
            rows = [place for place, story in enumerate(stories) if story.story.language == language]
            if rows:
                own = [stories[row] for row in rows]
                told[language] = counted(map(term_weights, own)) if language == "en" else None
                terms = _named(told[language], own, self.names.words)
                tally = tallies.get(language)
                found = space(terms, rows, drop_common=True, spent=language == "ko", tally=tally)
                total = tally.total if tally is not None else len(rows)
                self.within[language] = found
                self._cosines[language] = _cosines(found, own, self.names, total)
                self.terms[rows] = found.counts
                trust[rows] = min(1.0, total / LARGE)
        # in a small batch a day's headlines are no more alike for being of one day
        self._bare = brevity(self.terms) * trust
        self.across: Across | None = None
        tally = tallies.get("pivots")
        if len(self.within) > 1 or (tally is not None and tally.size):
            korean, english = (
                self.within[language].rows if language in self.within else np.zeros(0, dtype=np.int64)
                for language in ("ko", "en")
            )
            pivots = pivots_of(stories, self.names, terms=told.get("en"))
            self.across = Across.of(pivots, korean, english, tally)

    def all(self) -> Compared:
        """All pairs compared."""
        found, tops = self.unshared()
        return Compared(with_neighbours(found), (found,), tops)

    def unshared(self, remembered: KnownAround | None = None) -> tuple[Matrix, Tops]:
        """The affinities of all pairs before neighbours are counted, and what is usual around each story.

        Args:
            remembered: what is known to be usual around some, for the batch has not all that are near them.
        """
        everything = np.arange(len(self.terms))
        partners = self.against(everything)
        same = partners.same(everything)
        near = remembered.same(same) if remembered else highest(same, WITHIN.nearest)
        found = self.figures.weighed(scaled(same, held_by_length(mean_of(near), self.terms, WITHIN)))
        if self.across is not None:
            other = partners.other(everything)
            beyond = remembered.other(other) if remembered else highest(other, ACROSS.nearest)
            other = scaled(other, held(mean_of(beyond), ACROSS))
            found = found + self.when.allowed(lent(found, other, brevity(self.terms)))
        else:
            beyond = (remembered.tops if remembered else Tops.none(len(everything))).other
        return found, Tops(near, beyond)

    def against(self, columns: Places) -> Partners:
        """What compares stories with these (ascending places)."""
        return Partners(self, columns)

    def cosines(self, language: str) -> Cosines | Given:
        """What compares the stories of a language by their terms."""
        return self._cosines[language]

    def in_time(self, similarities: Matrix, rows: Places, columns: Places) -> Matrix:
        """Nothing beyond the window or within a document; less for stories days apart; more for mere headlines of the same day.

        Undated stories are near everything, and of the same day as nothing. The similarities are those between the stories
        at `rows` and at `columns`.
        """
        found = similarities.tocoo()
        left, right = rows[found.row], columns[found.col]
        apart, dated, kept = self.when.apart(left, right)
        values = found.data * unfaded(apart)
        bonus = np.minimum(self._bare[left], self._bare[right]) * dated
        values *= 1 + SAME_DAY * bonus * 0.5 ** (apart / HALF_LIFE)
        return sparse.csr_matrix((values[kept], (found.row[kept], found.col[kept])), shape=found.shape)


class Partners:
    """Stories of a batch that others are compared with: similarities as rows × these, in time."""

    def __init__(self, batch: Batch, columns: Places) -> None:
        self._batch = batch
        self._columns = columns
        self._places = {language: _among(columns, where) for language, where in batch.within.items()}
        self._within = {
            language: batch.cosines(language).against(rows) for language, (_, rows) in self._places.items()
        }
        self._across: dict[str, AcrossAgainst] = {}

    def same(self, rows: Places) -> Matrix:
        """With the stories of the same language."""
        parts = []
        for language, where in self._batch.within.items():
            at, mine = _among(rows, where)
            parts.append((self._within[language].rows(mine), at, self._places[language][0]))
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


def _names(stories: Sequence[Prepared], known: Known) -> Called:
    texts = (
        (story.story.document, text) for story in stories for text in (story.story.title, story.story.text)
    )
    return called(pairs(known, sightings(texts)))


def _named(plain: Counted | None, stories: Sequence[Prepared], names: Mapping[str, str]) -> Counted:
    """The terms of stories, names in one form; `plain` are they as they stand, where these are counted already."""
    if plain is not None and names.keys().isdisjoint(plain.terms):
        return plain
    return counted(term_weights(one, names) for one in stories)


def _cosines(where: Space, stories: Sequence[Prepared], names: Called, total: int) -> Cosines | Given:
    if total >= LARGE:
        return Cosines(where, SLIGHT)
    # a small batch has its evidence weighed as a whole
    return Given(proved(where, expanded(where, SLIGHT), stories, names.words, total))


def _among(places: Places, where: Space) -> tuple[Places, Places]:
    """Which of these places belong to a space, and their rows there."""
    rows = np.minimum(np.searchsorted(where.rows, places), len(where.rows) - 1)
    at = np.flatnonzero(where.rows[rows] == places)
    return at, rows[at]
