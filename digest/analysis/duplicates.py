"""Near duplicates: one agency's text in five outlets is one text, and its copies corroborate nothing.

Texts are taken fullest first; each is looked up among those that stand for themselves already (its runs of three words,
after Broder 1997, sampled where it is long), and joins the one that holds most of it, if what differs does not tell
another event. Only texts that stand for themselves are looked up and counted, so a copy that is added changes nothing for
the rest, and ten thousand copies cost one comparison.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, compress
from operator import not_
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.days import days_apart
from digest.analysis.resemblance import EACH, Text, resemblance, texts_of
from digest.analysis.shingles import forget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Story

MOST = 32
"""Texts from which a run of words is too common to find another by: a phrase of the trade, or a boilerplate."""
CHECKED = 8
"""Texts that one is compared with, those with most runs in common first."""
SOUGHT = 0.2
"""Share of a text's uncommon runs that another must have to be compared with it."""
BESIDE = 2
"""Stories of one text, before and after a story's day, that it may be a copy of."""
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A story (by its place in the batch) that repeats another one's text, and how much of it stands there (0 to 1)."""

    place: int
    resemblance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A batch without its copies.

    `copies` has, for the place of each story that stands for itself, those that repeat it, earliest first; `compared` is how
    many pairs of texts were compared.
    """

    copies: dict[int, tuple[Copy, ...]]
    compared: int


def fold(
    stories: Sequence[Prepared], *, window_days: int, join: Callable[[int, int], bool] | None = None
) -> Folded:
    """Find which stories repeat another's text: shortened, with another headline or byline, a few words changed.

    The fullest text stands for its copies; among equals the earliest, then the least id. Only stories of one language and
    within `window_days` (where both are dated) repeat each other, and none in a language unknown.

    Args:
        stories: a batch; its order changes nothing.
        window_days: as for grouping.
        join: told the places of a story and of the one it would repeat; False keeps them apart.
    """

    def may(place: int, leader: int) -> bool:
        near = _near(stories[place].story, stories[leader].story, window_days)
        return near and (join is None or join(place, leader))

    texts = _texts(stories)
    index = _Index()
    _mark_met([text for text in texts if text.told is not None])
    copies: dict[int, list[Copy]] = {}
    for text in texts:
        alike = [*index.alike(text), (1.0, text)]
        for place in text.places:
            found = _repeated(place, stories[place], alike, may)
            if found is None:
                copies[place] = []
                text.add(place, stories[place])
            else:
                copies[found[0]].append(Copy(place=place, resemblance=found[1]))
        if text.leaders and text.told is not None:
            index.add(text)
    order = sorted(copies, key=lambda place: stories[place].story.id)
    return Folded(
        copies={
            place: tuple(sorted(copies[place], key=lambda one: _age(stories[one.place]))) for place in order
        },
        compared=index.compared,
    )


@dataclass(slots=True, eq=False)
class _Distinct:
    """A text, the places of the stories that have it to the letter, and those of them that stand for themselves.

    `met` are those of its sampled runs that another text of the batch has too: the rest could find nothing.
    """

    told: Text | None
    places: list[int]
    met: list[int] = field(default_factory=list)
    leaders: list[int] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)

    def add(self, place: int, story: Prepared) -> None:
        self.leaders.append(place)
        self.moments.append(story.story.published or NEVER)

    def near(self, story: Prepared) -> list[int]:
        """The leaders nearest in time, and the undated one."""
        at = bisect(self.moments, story.story.published or NEVER)
        near = self.leaders[max(0, at - BESIDE) : at + BESIDE]
        undated = self.leaders[-1:] if self.moments and self.moments[-1] == NEVER else []
        return list(dict.fromkeys([*near, *undated]))


def _texts(stories: Sequence[Prepared]) -> list[_Distinct]:
    """The distinct texts, fullest first; the places of each earliest first."""
    same: dict[tuple[str, ...], list[int]] = {}
    for place in sorted(range(len(stories)), key=lambda place: _age(stories[place])):
        story = stories[place].story
        alone = story.id if story.language == "und" else ""
        same.setdefault((story.language, story.title, story.text, alone), []).append(place)
    texts = texts_of([stories[places[0]] for key, places in same.items() if not key[-1]])
    found = [_Distinct(told=None if key[-1] else next(texts), places=places) for key, places in same.items()]
    forget()
    return sorted(
        found, key=lambda text: (-text.told.size if text.told else 0, *_age(stories[text.places[0]]))
    )


def _mark_met(texts: Sequence[_Distinct]) -> None:
    samples = [text.told.sampled for text in texts if text.told is not None]
    if not samples:
        return
    _, where, counts = np.unique(np.concatenate(samples), return_inverse=True, return_counts=True)
    ends = np.cumsum([len(sample) for sample in samples])
    for text, sample, again in zip(texts, samples, np.split(counts[where] > 1, ends[:-1]), strict=True):
        text.met = sample[again].tolist()


def _age(story: Prepared) -> tuple[datetime, str]:
    return story.story.published or NEVER, story.story.id


def _repeated(
    place: int,
    story: Prepared,
    texts: Sequence[tuple[float, _Distinct]],
    may: Callable[[int, int], bool],
) -> tuple[int, float] | None:
    """The story that this one repeats, and how much."""
    for share, text in texts:
        for leader in text.near(story):
            if may(place, leader):
                return leader, share
    return None


def _near(left: Story, right: Story, window_days: int) -> bool:
    """Within the window, and not told apart by one document (which may say a thing twice to the letter)."""
    if left.document == right.document and (left.title, left.text) != (right.title, right.text):
        return False
    return (days_apart(left, right) or 0.0) <= window_days


class _Index:
    """The texts that stand for themselves, by their runs of words."""

    def __init__(self) -> None:
        self._texts: list[_Distinct] = []
        self._holding: dict[int, list[int]] = {}
        self.compared = 0

    def add(self, text: _Distinct) -> None:
        assert text.told is not None
        number = len(self._texts)
        self._texts.append(text)
        for run in text.met:
            holding = self._holding.setdefault(run, [])
            if len(holding) < MOST:
                holding.append(number)

    def alike(self, text: _Distinct) -> list[tuple[float, _Distinct]]:
        """The texts that hold most of this one, the one that holds most of it first."""
        told = text.told
        if told is None:
            return []
        found = []
        for number in self._likely(text, told):
            self.compared += 1
            other = self._texts[number]
            share = resemblance(told, other.told) if other.told else 0.0
            if share:
                found.append((-share, number))
        return [(-share, self._texts[number]) for share, number in sorted(found)]

    def _likely(self, text: _Distinct, told: Text) -> Iterator[int]:
        holding = [found for run in text.met if (found := self._holding.get(run))]
        common = [len(found) == MOST for found in holding]
        sought = SOUGHT * (len(told.sampled) - sum(common))
        counts = Counter(chain.from_iterable(compress(holding, map(not_, common))))
        least = sought * min(1.0, told.each / EACH)  # the longest text must have so many
        best = sorted((-count, number) for number, count in counts.items() if count >= least)[:CHECKED]
        yield from (number for count, number in best if -count >= sought * self._kept(told, number))

    def _kept(self, told: Text, number: int) -> float:
        """The share of a text's sample that the sample of a longer text can hold."""
        other = self._texts[number].told
        return min(1.0, told.each / other.each) if other else 1.0
