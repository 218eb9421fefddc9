"""The same story, the same document, edited: known again by what most of its text is.

Texts are compared by sketches: the least hashes of their runs of five letters or digits (bottom-k sketches, Broder
1997), so that what an earlier reading said can be remembered without keeping its text. Runs of letters, not words:
neither spaces nor the breaking of lines nor a Korean ending changes much.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nsmallest
from itertools import count
from typing import TYPE_CHECKING

from digest.stories.identity import normalise, story_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.model import Document, Story

_RUN = 5
_MARKS = 128
"""Hashes of a sketch: up to so many runs the comparison is exact, beyond it errs by about .05."""
_MOSTLY = 0.5
"""Dice's coefficient of two texts of which one is an edit of the other."""
_HELD = 0.8
"""The share of a text that stands in a longer one that continues it."""
_ANOTHER = 0.2
"""A text that shares less than this with one of the same headline is another story."""
_TINY = 20
"""Runs: a text so short is compared by its headline."""
_SUBSTANCE = 40
"""Letters and digits of a text that is not repeated by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is remembered of a text: how many different runs it has, and the least of their hashes, in order."""

    size: int
    marks: tuple[int, ...]


UNKNOWN: Mapping[str, Sketch] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A story as it was read before. `current`: when its document was last read, it was there."""

    id: str
    document: str
    title: str
    sketch: Sketch
    current: bool = True


@lru_cache(maxsize=4096)  # a text is compared with several
def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    letters = normalise(text)
    coded = letters.encode("utf-32-le")
    wide = 4 * _RUN
    last = max(1, len(letters) - _RUN + 1) if letters else 0
    runs = {zlib.crc32(coded[4 * at : 4 * at + wide]) * 0x9E3779B1 & 0xFFFFFFFF for at in range(last)}
    return Sketch(size=len(runs), marks=tuple(nsmallest(_MARKS, runs)))


def likeness(left: Sketch, right: Sketch) -> float:
    """Dice's coefficient of two texts' runs, 0 to 1."""
    if not left.size or not right.size:
        return 0.0
    same = _jaccard(left, right)
    return 2 * same / (1 + same)


def held(left: Sketch, right: Sketch) -> float:
    """The share of the shorter text that stands in the longer one, 0 to 1."""
    least = min(left.size, right.size)
    if not least:
        return 0.0
    same = _jaccard(left, right)
    return min(1.0, same * (left.size + right.size) / (1 + same) / least)


def _jaccard(left: Sketch, right: Sketch) -> float:
    if left.marks == right.marks:
        return 1.0
    union = nsmallest(_MARKS, {*left.marks, *right.marks})
    both = {*left.marks} & {*right.marks}
    return sum(mark in both for mark in union) / len(union)


def inherit(
    stories: Sequence[Story], known: Iterable[Known], sketches: Mapping[str, Sketch] = UNKNOWN
) -> tuple[Story, ...]:
    """The stories with the ids that they were known by; those not known before keep their own, or get a fresh one.

    A story is known again by most of its text, or by its headline unless the text is another. No id is given twice,
    and none that a story once had to another story. Documents are told apart by the stories' `document`.
    `sketches` are those that are known already, by text.
    """
    before: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        before[one.document].append(one)
    groups: dict[str, list[int]] = defaultdict(list)
    for place, story in enumerate(stories):
        groups[story.document].append(place)
    told = list(stories)
    for document, places in groups.items():
        if document in before:
            own = [stories[place] for place in places]
            for place, story in zip(places, _inherit(own, before[document], sketches), strict=True):
                told[place] = story
    return tuple(told)


def _inherit(
    stories: Sequence[Story], known: Sequence[Known], sketches: Mapping[str, Sketch]
) -> Iterator[Story]:
    given = _pairs(stories, known, [_sketched(story, sketches) for story in stories])
    taken = {one.id for one in known}
    for place, story in enumerate(stories):
        name = given.get(place)
        if name is None:
            name = story.id if story.id not in taken else _fresh(story, taken)
        taken.add(name)
        yield story if name == story.id else renamed(story, name)


def _pairs(stories: Sequence[Story], known: Sequence[Known], sketches: Sequence[Sketch]) -> dict[int, str]:
    """Place of a story → the id that it inherits: the surest pairs first."""
    votes = []
    for place, story in enumerate(stories):
        for order, one in enumerate(known):
            score = _score(story, sketches[place], one)
            if score > 0:
                votes.append((-score, not one.current, place, order))
    given: dict[int, str] = {}
    for _, _, place, order in sorted(votes):
        if place not in given and known[order].id not in given.values():
            given[place] = known[order].id
    return given


def _score(story: Story, own: Sketch, one: Known) -> float:
    """How surely a story is one that was known; 0 where it is another."""
    same = normalise(story.title) == normalise(one.title) != ""
    alike = likeness(own, one.sketch)
    if not same:
        return alike if alike >= _MOSTLY else 0.0
    tiny = min(own.size, one.sketch.size) < _TINY
    another = held(own, one.sketch) < _ANOTHER and not tiny
    return 0.0 if another else alike + _MOSTLY / 2


def _fresh(story: Story, taken: set[str]) -> str:
    return next(
        name for number in count() if (name := story_id(story.document, story.title, number)) not in taken
    )


def renamed(story: Story, name: str) -> Story:
    """The story under another id, its sentences with it."""
    return replace(
        story, id=name, sentences=tuple(replace(sentence, story=name) for sentence in story.sentences)
    )


def known_of(story: Story, sketches: Mapping[str, Sketch] = UNKNOWN) -> Known:
    """What is remembered of a story; `sketches` are those that are known already, by text."""
    return Known(id=story.id, document=story.document, title=story.title, sketch=_sketched(story, sketches))


def _sketched(story: Story, sketches: Mapping[str, Sketch]) -> Sketch:
    return sketches.get(story.text) or sketch(story.text)


def is_same_text(known: Document, found: Document) -> bool:
    """Whether a document says word for word what a known one says, and is of the same outlet: it was put out again."""
    same = (known.title, known.text, known.outlet) == (found.title, found.text, found.outlet)
    return same and len(normalise(found.text)) >= _SUBSTANCE


def is_edit(known: Document, found: Document) -> bool:
    """Whether a document at another form of a known one's address is that one, perhaps edited."""
    before, after = sketch(known.text), sketch(found.text)
    if min(before.size, after.size) < _TINY:
        same = normalise(known.title) == normalise(found.title) != ""
        return same and known.published == found.published
    return likeness(before, after) >= _MOSTLY or held(before, after) >= _HELD
