"""A structured story as its outline: leads, then sub-headlines over points, each with its details and its notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Block, BlockKind, Story

FEWEST = 2
"""Points from which a story is taken to be structured."""
_BELOW: frozenset[BlockKind] = frozenset({"point", "detail", "item"})


@dataclass(slots=True, kw_only=True)
class Told:
    """A sentence of an outline and the notes that stand below it."""

    sentence: Sentence
    notes: list[Sentence] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Point:
    """A point: its own sentence first, then its details."""

    told: list[Told]


@dataclass(slots=True, kw_only=True)
class Chapter:
    """Points below a sub-headline; it is None where the first of them stand below none."""

    subhead: Sentence | None = None
    points: list[Point] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Outline:
    """A story in its parts. `leads` are those that its layout marks or, where it marks none, what stands above all points."""

    leads: list[Sentence] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)

    @property
    def is_structured(self) -> bool:
        """Whether there is enough of it to lay an item out by."""
        return sum(len(chapter.points) for chapter in self.chapters) >= FEWEST


def outline(story: Story) -> Outline:
    """The outline of a story whose sentences are known; what its layout does not mark is told with what stands above it."""
    made = Outline()
    marked = any(block.kind == "lead" for block in story.blocks)
    for sentence, block, begins in _placed(story):
        kind = block.kind if block else "paragraph"
        if kind == "lead" or (not marked and not made.chapters and kind == "paragraph"):
            made.leads.append(sentence)
        elif kind == "subhead":
            if begins:
                made.chapters.append(Chapter(subhead=sentence))
        elif kind == "note":
            _add_note(made, sentence)
        else:
            opens = kind == "point" or (kind == "item" and block is not None and block.level <= 1)
            _add(made, sentence, opens=begins and opens, below=kind in _BELOW)
    return made


def _placed(story: Story) -> Iterator[tuple[Sentence, Block | None, bool]]:
    """Each sentence with the innermost block that it begins in, and whether it is that block's first."""
    seen: set[int] = set()
    for sentence in story.sentences:
        holding = [
            (block.span.end - block.span.start, place)
            for place, block in enumerate(story.blocks)
            if block.span.start <= sentence.start < block.span.end
        ]
        if not holding:
            yield sentence, None, False
            continue
        _, place = min(holding)
        yield sentence, story.blocks[place], place not in seen
        seen.add(place)


def _add(made: Outline, sentence: Sentence, *, opens: bool, below: bool) -> None:
    last = made.chapters[-1] if made.chapters else None
    if opens or (below and not (last and last.points)):
        if last is None:
            last = Chapter()
            made.chapters.append(last)
        last.points.append(Point(told=[Told(sentence=sentence)]))
    elif last and last.points:
        last.points[-1].told.append(Told(sentence=sentence))


def _add_note(made: Outline, sentence: Sentence) -> None:
    last = made.chapters[-1] if made.chapters else None
    if last and last.points:
        last.points[-1].told[-1].notes.append(sentence)
