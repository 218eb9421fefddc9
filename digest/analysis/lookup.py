"""Texts that stand for themselves, looked up by samples of their runs of words."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, compress
from operator import not_
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.resemblance import Text, may_resemble, resemblance
from digest.analysis.samples import EACH
from digest.analysis.shingles import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.analysis.prepared import Prepared

MOST = 32
"""Texts from which a run of words is too common to find another by: a phrase of the trade, or a boilerplate."""
CHECKED = 8
"""Texts that one is compared with, those with most runs in common first."""
SOUGHT = 0.2
"""Share of a text's uncommon runs that another must have to be compared with it."""
LOOKED_UP = 2
"""Of a sample of a long text one run in so many is looked up; the whole of it says whether two texts are compared."""
BESIDE = 2
"""Stories of one text, before and after a story's day, that it may be a copy of."""
NEVER = datetime.max.replace(tzinfo=UTC)


def _none() -> Marks:
    return np.zeros(0, dtype=np.uint32)


@dataclass(slots=True, eq=False)
class Distinct:
    """A text, the places of the stories that have it to the letter, and those of them that stand for themselves.

    `asked` is how many of its runs are looked up, `met` are those of them that another text of the batch has too: the rest could
    find nothing. By `held` it is found.
    """

    told: Text | None
    places: list[int]
    asked: int = 0
    met: Marks = field(default_factory=_none)
    held: Marks = field(default_factory=_none)
    leaders: list[int] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)

    def add(self, place: int, story: Prepared) -> None:
        """One more story that has it stands for itself."""
        self.leaders.append(place)
        self.moments.append(story.story.published or NEVER)

    def near(self, story: Prepared) -> list[int]:
        """The leaders nearest in time, and the undated one."""
        at = bisect(self.moments, story.story.published or NEVER)
        near = self.leaders[max(0, at - BESIDE) : at + BESIDE]
        undated = self.leaders[-1:] if self.moments and self.moments[-1] == NEVER else []
        return list(dict.fromkeys([*near, *undated]))


class Index:
    """The texts that stand for themselves, by their runs of words."""

    def __init__(self) -> None:
        self._texts: list[Distinct] = []
        self._told: list[Text] = []
        self._holding: dict[int, list[int]] = {}
        self.compared = 0

    def add(self, text: Distinct) -> None:
        """A text that others may repeat, none of which is fuller."""
        assert text.told is not None
        number = len(self._texts)
        self._texts.append(text)
        self._told.append(text.told)
        for run in text.held.tolist():
            holding = self._holding.setdefault(run, [])
            if len(holding) < MOST:
                holding.append(number)

    def alike(self, text: Distinct) -> list[tuple[float, Distinct]]:
        """The texts that hold most of this one, the one that holds most of it first."""
        told = text.told
        if told is None or not len(text.met):
            return []
        likely = list(self._likely(text, told))
        others = [self._told[number] for number in likely]
        found = []
        for number, other, open_ in zip(likely, others, may_resemble(told, others), strict=True):
            if open_:
                self.compared += 1
                share = resemblance(told, other)
                if share:
                    found.append((-share, number))
        return [(-share, self._texts[number]) for share, number in sorted(found)]

    def _likely(self, text: Distinct, told: Text) -> Iterator[int]:
        holding = [found for run in text.met.tolist() if (found := self._holding.get(run))]
        common = [len(found) == MOST for found in holding]
        sought = SOUGHT * (text.asked - sum(common))
        counts = Counter(chain.from_iterable(compress(holding, map(not_, common))))
        # a part of a run is no run to be had
        least = int(sought * told.sample.each / EACH)  # the longest text must have so many
        best = sorted((-count, number) for number, count in counts.items() if count >= least)[:CHECKED]
        yield from (number for count, number in best if -count >= int(sought * self._kept(told, number)))

    def _kept(self, told: Text, number: int) -> float:
        """The share of a text's sample that the sample of a longer text can hold."""
        return told.sample.each / self._told[number].sample.each
