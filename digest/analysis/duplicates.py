"""Near duplicates: one agency's text in five outlets is one text, and its copies corroborate nothing.

Texts are taken fullest first; each is looked up among those that stand for themselves already (its runs of three words,
after Broder 1997, sampled where it is long), and joins the one that holds most of it, if what differs does not tell
another event. Only texts that stand for themselves are looked up and counted, so a copy that is added changes nothing for
the rest, and ten thousand copies cost one comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.days import days_apart
from digest.analysis.lookup import NEVER, Distinct, Index
from digest.analysis.meetings import mark_met
from digest.analysis.resemblance import texts_of
from digest.analysis.samples import drop
from digest.analysis.shingles import forget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from digest.analysis.prepared import Prepared
    from digest.model import Story

LARGE = 10_000
"""Stories of a batch whose samples are not kept for a second time."""


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
    index = Index()
    mark_met(texts)
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
        else:
            text.told = None  # nobody is compared with it
    if len(stories) >= LARGE:  # it needs the memory
        drop(stories)
    forget()
    order = sorted(copies, key=lambda place: stories[place].story.id)
    return Folded(
        copies={
            place: tuple(sorted(copies[place], key=lambda one: _age(stories[one.place]))) for place in order
        },
        compared=index.compared,
    )


def _texts(stories: Sequence[Prepared]) -> list[Distinct]:
    """The distinct texts, fullest first; the places of each earliest first."""
    same: dict[tuple[str, ...], list[int]] = {}
    for place in sorted(range(len(stories)), key=lambda place: _age(stories[place])):
        story = stories[place].story
        alone = story.id if story.language == "und" else ""
        same.setdefault((story.language, story.title, story.text, alone), []).append(place)
    texts = texts_of([stories[places[0]] for key, places in same.items() if not key[-1]])
    found = [Distinct(told=None if key[-1] else next(texts), places=places) for key, places in same.items()]
    return sorted(
        found, key=lambda text: (-text.told.size if text.told else 0, *_age(stories[text.places[0]]))
    )


def _age(story: Prepared) -> tuple[datetime, str]:
    return story.story.published or NEVER, story.story.id


def _repeated(
    place: int,
    story: Prepared,
    texts: Sequence[tuple[float, Distinct]],
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
