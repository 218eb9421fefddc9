"""New stories amid known ones: how near each is to each, where what known stories were to each other is kept.

Only what is usual around them may change that, as it does in a whole grouping: a story that gets near twins asks for more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.affinity import ACROSS, NEAR, WITHIN, held, held_by_length, mean_of, with_neighbours
from digest.analysis.batch import Batch
from digest.analysis.links import Links
from digest.analysis.recall import unpack_edges, unpack_tops
from digest.analysis.surroundings import KnownAround, Tops

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.analysis.prepared import Prepared
    from digest.analysis.recall import Kept
    from digest.analysis.tally import Tallies
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Matrix, Numbers, Places
    from digest.language.pairs import Known


class Amid:
    """Stories that are compared, the new ones (`fresh`) with all, the known ones with those.

    Args:
        stories: by number, in the order of their ids, by which ties go in a whole grouping too.
        standing: the known ones of these.
        tallies: of what is known, and of these.
        window_days: as for grouping.
        known: names in both scripts.

    Attributes:
        numbers: of the stories; behind them those of neighbours that are not at hand.
        bare: affinities between all of these, before neighbours are counted.
        whole: affinities between the stories.
        tops: what is usual around each.
    """

    def __init__(
        self,
        stories: Mapping[int, Prepared],
        standing: Mapping[int, Kept],
        tallies: Tallies,
        window_days: int,
        known: Known,
    ) -> None:
        self.numbers = list(stories)
        self.stories = tuple(stories.values())
        self.fresh: Flags = np.array([number not in standing for number in stories], dtype=np.bool_)
        self.batch = Batch(self.stories, window_days, known, tallies)
        before = self._tops(standing)
        computed, self.tops = self.batch.unshared(KnownAround(self.fresh, before))
        self._less = _scales(before, self.batch.terms) / _scales(self.tops, self.batch.terms)
        self.bare = self._bare(computed, standing)
        size = len(self.stories)
        self.whole: Matrix = with_neighbours(self.bare)[:size, :size].tocsr()

    def links(self) -> Links:
        """The stories as any batch that was compared."""
        return Links(
            stories=self.stories,
            affinities=self.whole,
            within=self.batch.within,
            across=self.batch.across,
            names=self.batch.names.words,
        )

    def _tops(self, standing: Mapping[int, Kept]) -> Tops:
        tops = Tops.none(len(self.stories))
        rows = np.flatnonzero(~self.fresh)
        if len(rows):
            packed = [standing[self.numbers[row]].tops for row in rows.tolist()]
            tops.same[rows], tops.other[rows] = unpack_tops(packed, WITHIN.nearest)
        return tops

    def _bare(self, computed: Matrix, standing: Mapping[int, Kept]) -> Matrix:
        """What is kept between known stories; what was computed between others. Known ones that were no neighbours stay none."""
        rows, columns, values = self._edges(standing)
        width = len(self.numbers)
        pairs = computed.tocoo()
        old = ~(self.fresh[pairs.row] | self.fresh[pairs.col])
        anew = ~(old & np.isin(pairs.row.astype(np.int64) * width + pairs.col, rows * width + columns))
        found = np.where(old, np.minimum(pairs.data, NEAR), pairs.data)[anew]
        places = (np.concatenate([pairs.row[anew], rows]), np.concatenate([pairs.col[anew], columns]))
        return sparse.csr_matrix((np.concatenate([found, values]), places), shape=(width, width))

    def _edges(self, standing: Mapping[int, Kept]) -> tuple[Places, Places, Numbers]:
        """The affinities that are kept."""
        place = {number: row for row, number in enumerate(self.numbers)}
        rows, columns, values = [], [], [np.zeros(0)]
        for row in np.flatnonzero(~self.fresh).tolist():
            others, affinities = unpack_edges(standing[self.numbers[row]].edges)
            rows += [row] * len(others)
            columns += [place.setdefault(other, len(place)) for other in others.tolist()]
            values.append(affinities)
        self.numbers = list(place)
        left, right = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
        return left, right, np.concatenate(values) * self._left_of(left, right)

    def _left_of(self, left: Places, right: Places) -> Numbers:
        """The share of each affinity that is left where one of the two has nearer stories now than it had."""
        korean = np.array([story.story.language == "ko" for story in self.stories], dtype=np.bool_)
        inside = np.flatnonzero(right < len(self.stories))
        mine, theirs = left[inside], right[inside]
        column = (korean[mine] != korean[theirs]).astype(np.int64)
        found = np.ones(len(left))
        found[inside] = self._less[mine, column] * self._less[theirs, column]
        return found


def _scales(tops: Tops, terms: Numbers) -> Numbers:
    """The root of each story's scale within its language and, in the second column, between the two."""
    within, across = held_by_length(mean_of(tops.same), terms, WITHIN), held(mean_of(tops.other), ACROSS)
    return np.sqrt(np.stack([within, across], axis=1))
