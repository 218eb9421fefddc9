"""A batch as vectors and times: what its stories are compared by, all at once or some with some."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

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
from digest.analysis.between import Between
from digest.analysis.capitals import letters_of
from digest.analysis.cosines import Cosines, Given
from digest.analysis.days import unfaded
from digest.analysis.expansion import expanded
from digest.analysis.figures import Figures
from digest.analysis.forms import Forms
from digest.analysis.numbered import Numbered, by_language
from digest.analysis.partners import SLIGHT, Partners
from digest.analysis.pivots import Sources
from digest.analysis.proof import proved
from digest.analysis.readings import read
from digest.analysis.surroundings import Compared, Tops
from digest.analysis.ties import tied
from digest.analysis.times import times
from digest.analysis.vectors import LARGE, Matrix, Places, Space, space
from digest.language.called import called
from digest.language.pairs import counted as sighted
from digest.language.pairs import pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.across import Across
    from digest.analysis.counting import Counted
    from digest.analysis.prepared import Prepared
    from digest.analysis.readings import Readings
    from digest.analysis.surroundings import KnownAround
    from digest.analysis.tally import Tallies
    from digest.elsewhere import Elsewhere
    from digest.language.called import Called
    from digest.language.pairs import Known

SAME_DAY, HALF_LIFE = 0.6, 2.0
"""Two headlines of one day are more alike by this share; of days apart, half as much more every two days."""


class Batch:
    """Stories made ready to be compared.

    Args:
        stories: the batch.
        window_days: as for grouping.
        known: names in both scripts beside those that the stories tell.
        tallies: where the batch is a part of what is known, how often its terms stand in all of that.
        other: a process that translates the words of Korean stories, until `across` is asked for.

    Attributes:
        within: the stories of each language over their terms.
        names: names in both scripts.
        terms: how many distinct terms each story has.
        figures: what each tells.
        when: the times of all.
    """

    def __init__(
        self,
        stories: Sequence[Prepared],
        window_days: int,
        known: Known,
        tallies: Tallies | None = None,
        *,
        other: Elsewhere | None = None,
    ) -> None:
        size = len(stories)
        tallies = tallies or {}
        self.when = times(stories, window_days)
        places = by_language(stories)
        words = {"ko": Numbered([stories[row] for row in places["ko"]])}
        self._tally = tallies.get("pivots")
        met_before = self._tally is not None and self._tally.size > 0
        both = met_before or all(places.values())
        # whoever translates is given what there is as soon as there is any
        self._between = Between(Sources(words["ko"], places, size), other) if both else None
        words["en"] = Numbered([stories[row] for row in places["en"]])
        if self._between:
            self._between.hear(letters_of(words["en"]))
        readings = read(stories, between=self._between is not None)
        self.names = _names(stories, readings, known)
        if self._between:
            self._between.begin(self.names, readings)
        self._plain = words["en"].counted() if places["en"] else None
        self.figures = Figures.told(readings, self.when)
        self._forms = Forms(stories)
        self._stories, self._total = stories, size
        self.within: dict[str, Space] = {}
        self._cosines: dict[str, Cosines | Given] = {}
        self.terms, trust = np.zeros(size), np.zeros(size)
        for language, rows in places.items():
            if rows:
                own = [stories[row] for row in rows]
                terms = _named(
                    self._plain if language == "en" else None, words.pop(language), self.names.words
                )
                tally = tallies.get(language)
                found = space(terms, rows, drop_common=True, spent=language == "ko", tally=tally)
                total = tally.total if tally is not None else len(rows)
                self._total = max(self._total, total)
                self.within[language] = found
                self._cosines[language] = _cosines(found, own, self.names, total)
                self.terms[rows] = found.counts
                trust[rows] = min(1.0, total / LARGE)
        # in a small batch a day's headlines are no more alike for being of one day
        self._bare = brevity(self.terms) * trust

    @cached_property
    def across(self) -> Across | None:
        """All stories over their pivots; None where there is one language."""
        between, self._between = self._between, None
        terms, self._plain = self._plain, None
        return between.across(terms, self._tally) if between else None

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
        found = self.weighed(scaled(same, held_by_length(mean_of(near), self.terms, WITHIN)))
        if self.across is not None:
            other = partners.other(everything)
            beyond = remembered.other(other) if remembered else highest(other, ACROSS.nearest)
            other = scaled(other, held(mean_of(beyond), ACROSS))
            found = found + self.when.allowed(lent(found, other, brevity(self.terms)))
        else:
            beyond = (remembered.tops if remembered else Tops.none(len(everything))).other
        return self.tied(found), Tops(near, beyond)

    def against(self, columns: Places) -> Partners:
        """What compares stories with these (ascending places)."""
        return Partners(self, columns)

    def weighed(self, affinities: Matrix) -> Matrix:
        """Affinities within a language by what figures and set phrases say of them."""
        return self._forms.weighed(self.figures.weighed(affinities))

    def tied(self, affinities: Matrix) -> Matrix:
        """Affinities by whether anything ties two stories; for nothing in a large batch."""
        return tied(affinities, self._stories, self.within, self.across, self._total)

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


def _names(stories: Sequence[Prepared], readings: Readings, known: Known) -> Called:
    told = [
        (gloss, stories[place].story.document)
        for place, glosses in readings.glosses.items()
        for gloss in glosses
    ]
    return called(pairs(known, sighted(told)))


def _named(plain: Counted | None, words: Numbered, names: Mapping[str, str]) -> Counted:
    """The terms of stories, names in one form; `plain` are they as they stand, where these are counted already."""
    if plain is not None and names.keys().isdisjoint(plain.terms):
        return plain
    return words.counted(names)


def _cosines(where: Space, stories: Sequence[Prepared], names: Called, total: int) -> Cosines | Given:
    if total >= LARGE:
        return Cosines(where, SLIGHT)
    # a small batch has its evidence weighed as a whole
    return Given(proved(where, expanded(where, SLIGHT), stories, names.words, total))
