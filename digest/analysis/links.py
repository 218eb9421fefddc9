"""The affinities of a batch: within each language over terms, between the two over Latin pivots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.affinity import (
    ACROSS,
    WITHIN,
    brevity,
    lent,
    scaled,
    scales,
    scales_by_length,
    with_neighbours,
)
from digest.analysis.expansion import expanded
from digest.analysis.figures import Told
from digest.analysis.pivots import pivots_of
from digest.analysis.prepared import Prepared
from digest.analysis.proof import proved, telling
from digest.analysis.vectors import LARGE, Matrix, Numbers, Space, products, space, spread
from digest.analysis.weights import term_weights
from digest.language.called import called
from digest.language.pairs import NOTHING, pairs, sightings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.pairs import Known

SLIGHT = 0.06
"""A cosine below this costs nothing when it is taken for 0."""
GATE = 5.0
"""Shared pivots (weighed by rarity) from which a Korean–English cosine counts in full."""
FRESH_DAYS, FADING = 3, 0.03
"""After this many days between two stories their similarity fades, by this share a day."""
SAME_DAY, HALF_LIFE = 0.6, 2.0
"""Two headlines of one day are more alike by this share; of days apart, half as much more every two days."""
MONTH_DAYS = 31
COMMON, TELLING = 0.3, 1.3
"""A shared pivot weighs COMMON where all news uses it, and by TELLING more the more it tells."""
DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A batch compared: its affinities (0 to 1), the spaces in which two stories can be explained, and terms in another form."""

    stories: tuple[Prepared, ...]
    affinities: Matrix
    within: dict[str, Space]
    across: Space | None
    names: Mapping[str, str]

    def cosines(self, members: Sequence[int]) -> Matrix:
        """How alike the words of some stories are, 0 to 1: terms in one language, pivots between the two."""
        found = sparse.csr_matrix((len(members), len(members)))
        languages = np.array([self.stories[member].story.language for member in members])
        for language, where in self.within.items():
            found = found + _cosines(where, members, np.flatnonzero(languages == language).tolist())
        if self.across is not None:
            between = _cosines(self.across, members, np.flatnonzero(languages != "und").tolist()).tocoo()
            kept = languages[between.row] != languages[between.col]
            places = (between.row[kept], between.col[kept])
            found = found + sparse.csr_matrix((between.data[kept], places), shape=found.shape)
        found.data = np.minimum(found.data, 1.0)
        return found.tocsr()


def _cosines(where: Space, members: Sequence[int], chosen: list[int]) -> Matrix:
    """Cosines between the chosen places of `members`, at those places."""
    rows = np.searchsorted(where.rows, [members[place] for place in chosen])
    vectors = where.vectors[rows]
    return spread(vectors @ vectors.T, chosen, chosen, len(members))


def compare(stories: Sequence[Prepared], window_days: int, known: Known = NOTHING) -> Links:
    """Compare all stories with all others of the same window; `known` are names in both scripts beside those that they tell."""
    size = len(stories)
    within: dict[str, Space] = {}
    same = sparse.csr_matrix((size, size))
    terms, trust = np.zeros(size), np.zeros(size)
    texts = (
        (story.story.document, text) for story in stories for text in (story.story.title, story.story.text)
    )
    names = called(pairs(known, sightings(texts)))
    for language in ("en", "ko"):
        rows = [place for place, story in enumerate(stories) if story.story.language == language]
        if rows:
            found = space([term_weights(stories[row], names.words) for row in rows], rows, drop_common=True)
            within[language] = found
            terms[rows] = found.counts
            trust[rows] = min(1.0, len(rows) / LARGE)
            alike = proved(found, expanded(found, SLIGHT), [stories[row] for row in rows], names.words)
            same = same + spread(alike, rows, rows, size)
    bare = brevity(terms) * trust  # in a small batch a day's headlines are no more alike for being of one day
    same = _in_time(same, stories, bare, window_days)
    told = Told.of(stories)
    affinities = told.weighed(scaled(same, scales_by_length(same, terms, WITHIN)))
    across = None
    if len(within) > 1:
        pivots = pivots_of(stories, names)
        across = space(pivots.bags, range(size), drop_common=False)
        other = _between(across, within["ko"].rows, within["en"].rows, pivots.sounding)
        other = _in_time(other, stories, bare, window_days)
        other = scaled(other, scales(other, ACROSS))
        other = _allowed(lent(affinities, other, brevity(terms)), stories, window_days)
        affinities = affinities + other
    return Links(
        stories=tuple(stories),
        affinities=with_neighbours(affinities),
        within=within,
        across=across,
        names=names.words,
    )


def _between(
    pivots: Space, korean: Sequence[int], english: Sequence[int], sounding: Sequence[frozenset[str]]
) -> Matrix:
    """Cosines over pivots; where few pivots are shared, less in proportion; 0 where names are all that is shared.

    Args:
        pivots: the space of all stories.
        korean: places of the Korean stories.
        english: places of the English ones.
        sounding: for each story the pivots that it has by sound alone. A name is written in both scripts in stories of
            all kinds, and what sounds alike may be two names: neither makes one event of two.
    """
    left, right = pivots.vectors[list(korean)], pivots.vectors[list(english)]
    cosines = products(left, right, SLIGHT).tocoo()
    shared = _shared(left, right, cosines.row, cosines.col, _rarity(left, right, pivots))
    plain = _without(left, [[pivots.column(one) for one in sounding[place]] for place in korean])
    more = _shared(plain, right, cosines.row, cosines.col, np.ones(len(pivots.idf))) > 0
    cosines.data = cosines.data * np.minimum(1.0, shared / GATE) * more
    size = len(sounding)
    block = spread(cosines, korean, english, size)
    return (block + block.T).tocsr()


def _without(vectors: Matrix, columns: Sequence[Sequence[int]]) -> Matrix:
    """The rows without the values in these columns, a list of columns for each row."""
    rows = [row for row, found in enumerate(columns) for _ in found]
    flat = [column for found in columns for column in found]
    ones = np.ones(len(flat))
    kept = vectors - vectors.multiply(sparse.csr_matrix((ones, (rows, flat)), shape=vectors.shape))
    kept = kept.tocsr()
    kept.eliminate_zeros()
    return kept


def _rarity(left: Matrix, right: Matrix, pivots: Space) -> Numbers:
    """The idf of each pivot over the mean idf of those that stand in both languages, less where all news uses it."""
    both = np.bincount(left.indices, minlength=len(pivots.idf)) > 0
    both &= np.bincount(right.indices, minlength=len(pivots.idf)) > 0
    weights = pivots.idf / pivots.idf[both].mean() if both.any() else pivots.idf
    rare: Numbers = weights * (COMMON + TELLING * telling(pivots))
    return rare


def _shared(left: Matrix, right: Matrix, rows: Numbers, columns: Numbers, rarity: Numbers) -> Numbers:
    """For each pair of rows the rarity of the pivots that both have, summed."""
    has_left, has_right = left.copy(), right.copy()
    has_left.data = rarity[has_left.indices]
    has_right.data = np.ones_like(has_right.data)
    counts = has_left[rows].multiply(has_right[columns]).sum(axis=1)
    return np.asarray(counts, dtype=np.float64).ravel()


def _in_time(similarities: Matrix, stories: Sequence[Prepared], bare: Numbers, window_days: int) -> Matrix:
    """Nothing beyond the window or within a document; less for stories days apart; more for mere headlines of the same day.

    Undated stories are near everything, and of the same day as nothing.
    """
    pairs = similarities.tocoo()
    apart, dated, kept = _apart(pairs, stories, window_days)
    faded = pairs.data * (1 - FADING) ** np.maximum(0, apart - FRESH_DAYS)
    bonus = np.minimum(bare[pairs.row], bare[pairs.col]) * dated
    faded *= 1 + SAME_DAY * bonus * 0.5 ** (apart / HALF_LIFE)
    return sparse.csr_matrix((faded[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)


def _apart(pairs: Matrix, stories: Sequence[Prepared], window_days: int) -> tuple[Numbers, Numbers, Numbers]:
    """For each pair the days between (0 where unknown), whether they are known, and whether it may be compared."""
    days = np.array([_day(story) for story in stories])
    vague = np.array([MONTH_DAYS if story.story.precision == "month" else 0 for story in stories])
    apart = np.abs(days[pairs.row] - days[pairs.col]) - np.maximum(vague[pairs.row], vague[pairs.col])
    dated = ~np.isnan(apart)
    apart = np.where(dated, np.maximum(apart, 0), 0.0)
    # Whoever wrote a round-up told its stories apart: two of one document are two events, however alike.
    documents = np.unique([story.story.document for story in stories], return_inverse=True)[1]
    return apart, dated, (apart <= window_days) & (documents[pairs.row] != documents[pairs.col])


def _allowed(affinities: Matrix, stories: Sequence[Prepared], window_days: int) -> Matrix:
    """Only the affinities of stories that may be compared."""
    pairs = affinities.tocoo()
    kept = _apart(pairs, stories, window_days)[2]
    return sparse.csr_matrix((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)


def _day(story: Prepared) -> float:
    published = story.story.published
    return published.timestamp() / DAY if published else float("nan")
