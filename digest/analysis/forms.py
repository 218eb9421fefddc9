"""Texts that fill one form, each with another thing: notices of bills by three ministries, results of six companies.

They share most of their words, and the words that they share are set phrases. Reports of one event that have as many runs of words in
common (an agency's paragraphs, an earlier state of the same text) have the words of each other's headlines, too; these have not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.duplicates import LARGE
from digest.analysis.meetings import marked
from digest.analysis.resemblance import texts_of
from digest.analysis.strangers import strangers
from digest.analysis.vectors import in_common
from digest.analysis.weights import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Matrix, Places

ALIKE, LEAST = 0.25, 8
"""Share of the shorter text's sampled runs of words that stand in the other, and how many must at least."""
SOME, FEWER = 0.1, 3
"""The same of two stories that name nobody of each other."""
TOLD = 0.5
"""Share of the terms of a headline that the other story may tell."""
OWN, OWN_TOLD = 2, 0.2
"""How many terms a headline must have that the other has not, and the share of these that the other story may tell."""
FILLED = 0.3
"""What is left of the affinity of two stories that fill one form."""
NEAR = 0.3
"""The affinity from which it is asked."""
AT_ONCE = 200_000
"""Pairs that are looked at together: memory stays small."""


def asked_of(stories: Sequence[Prepared]) -> bool:
    """Whether it is asked of a batch: one of LARGE and more has let go of its samples."""
    return len(stories) < LARGE


class Forms:
    """Which stories of a batch fill one form, where that is `asked_of` it.

    Args:
        stories: the batch.
    """

    def __init__(self, stories: Sequence[Prepared]) -> None:
        self._stories = stories
        self._read: dict[int, _Read] = {}
        samples = [text.sample for text in texts_of(stories)] if asked_of(stories) else []
        marks = np.concatenate([np.zeros(0, dtype=np.uint32), *(sample.marks for sample in samples)])
        _, number, having = np.unique(marks, return_inverse=True, return_counts=True)
        counts = [len(sample.marks) for sample in samples]
        ends = np.cumsum([0, *counts])
        self._table = marked(number, (having > 1)[number], ends, len(having))
        self._counts = np.array(counts, dtype=np.float64)
        self._sizes = np.array([sample.size for sample in samples], dtype=np.int64)
        self._each = np.array([sample.each for sample in samples], dtype=np.float64)

    def weighed(self, affinities: Matrix) -> Matrix:
        """Affinities within a language, less where two stories fill one form."""
        pairs = affinities.tocoo()
        for start in range(0, len(pairs.data), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            near = start + np.flatnonzero((pairs.data[part] >= NEAR) & (pairs.row[part] != pairs.col[part]))
            alike = self._alike(pairs.row[near], pairs.col[near])
            told = zip(pairs.row[near].tolist(), pairs.col[near].tolist(), alike.tolist(), strict=True)
            filled = [many > 0 and self._filled(one, other, many) for one, other, many in told]
            pairs.data[near[filled]] *= FILLED
        return pairs.tocsr()

    def filled(self, left: int, right: int) -> bool:
        """Whether two stories, by their places in the batch, fill one form."""
        alike = int(self._alike(np.array([left]), np.array([right]))[0])
        return alike > 0 and self._filled(left, right, alike)

    def _filled(self, left: int, right: int, alike: int) -> bool:
        return (alike > 1 and self._differ(left, right)) or self._of_strangers(left, right)

    def _differ(self, left: int, right: int) -> bool:
        """Whether neither of two stories tells what the other's headline names, or next to nothing of what only that names."""
        one, other = self._told(left), self._told(right)
        if not (one.tells(other.headline, TOLD) or other.tells(one.headline, TOLD)):
            return True
        # what both headlines have is of the form: 시행령 개정안 입법예고
        own, others = one.headline - other.headline, other.headline - one.headline
        if min(len(own), len(others)) < OWN:
            return False
        return not (one.tells(others, OWN_TOLD) or other.tells(own, OWN_TOLD))

    def _of_strangers(self, left: int, right: int) -> bool:
        """Whether each headline has something of its own, of all of which next to nothing is told, and neither names whom the other names.

        A headline of a form may have no more of its own than a name: 보람제강 임금협상 타결.
        """
        one, other = self._told(left), self._told(right)
        own, others = one.headline - other.headline, other.headline - one.headline
        few = other.count(own) + one.count(others) <= OWN_TOLD * len(own | others)
        if not (own and others and few):
            return False
        return bool(strangers((self._stories[left], self._stories[right]), capital=True)[0, 1])

    def _told(self, place: int) -> _Read:
        if place not in self._read:
            self._read[place] = _Read(self._stories[place])
        return self._read[place]

    def _alike(self, left: Places, right: Places) -> Places:
        """How many runs of words pairs have in common: 2 for many, 1 for so many as strangers hardly have by chance, else 0."""
        if not len(self._sizes):
            return np.zeros(len(left), dtype=np.int64)
        small, large = np.where(self._sizes[left] <= self._sizes[right], (left, right), (right, left))
        common = in_common(self._table[small], self._table[large])
        asked = self._counts[small] * self._each[small] / self._each[large]
        some = (common >= np.maximum(FEWER, SOME * asked)).astype(np.int64)
        found: Places = some + (common >= np.maximum(LEAST, ALIKE * asked))
        return found


class _Read:
    """A story's headline, by its terms without figures, which differ in two states of one text, too; and what all of it tells."""

    def __init__(self, story: Prepared) -> None:
        self.headline = frozenset(term for term in telling(story.title) if not term[0].isdigit())
        passages = (story.title, *(sentence.words for sentence in story.sentences))
        self._forms = frozenset(form for words in passages for form in words.forms)
        self._text = f"{story.story.title}\n{story.story.text}"

    def tells(self, headline: frozenset[str], share: float) -> bool:
        """Whether it tells more than a share of a headline, or there is none."""
        return not headline or self.count(headline) > share * len(headline)

    def count(self, terms: frozenset[str]) -> int:
        """How many of some terms it tells."""
        # analysis parts unknown Korean names, each time otherwise: they are looked for in the text as well
        return sum(term in self._forms or (not term.isascii() and term in self._text) for term in terms)
