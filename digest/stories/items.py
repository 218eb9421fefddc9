"""Stories that are items of a list: links, items below chapters, paragraphs that begin with their headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.stories.lines import run_in_end
from digest.stories.proposal import Proposal, closers_of, names_part, next_text
from digest.stories.vocabulary import is_sponsored, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_LEAST = 3
_CHAPTER = 30
_BULLETS = frozenset("-*+•·")
"""Marks that a writer mixes in one list."""
_DASH = re.compile(r"[\s)”’\"]*[—–:|-]\s")


def linked_items(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """A list of links: nearly every outermost item or paragraph opens with a link whose text could be a headline."""
    text = [line for line in lines if roles[line.index] == "text" and line.kind != "heading"]
    top = min((line.level for line in text if line.kind == "item"), default=1)
    for kinds in ({"item", "row"}, {"item", "row", "paragraph"}):
        items = [line for line in text if line.kind in kinds and line.level <= top]
        heads = [line for line in items if _is_linked(line)]
        if len(heads) < max(_LEAST, 0.7 * len(items)):
            continue
        kind = "by links" if len(items) >= 0.4 * len(text) else "by some links"
        yield Proposal(
            heads=tuple(line.index for line in heads),
            closers=frozenset(line.index for line in lines if line.kind == "heading"),
            method="a list of links",
            kinds=(kind,),
            told=frozenset(line.index for line in heads),
        )


def items_in_chapters(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Lists below the names of chapters, whose outermost items are stories: told in a line, or with lines below them."""
    chapter: Line | None = None
    heads: list[Line] = []
    chapters: list[Line] = []
    for line in lines:
        signed = line.rank == 1 and line.kind != "item" and not line.is_sentence and not line.links
        framed = line.family == "[" and line.label == line.shown
        if line.kind == "heading" or signed or framed or (line.is_bare and names_part(line)):
            chapter = line if len(line.text) <= _CHAPTER else None
        elif roles[line.index] == "text" and chapter and (line.kind == "item" or line.rank):
            if chapter.index == line.index - 1:
                chapters.append(chapter)
            if chapters and chapter is chapters[-1] and _opens_item(line, heads, chapter):
                heads.append(line)
    telling = [line for line in heads if _tells(line) or _has_body(lines, roles, line)]
    if len(heads) < _LEAST or len(chapters) < 2 or len(telling) < 0.6 * len(heads):  # noqa: PLR2004 - one is no habit
        return
    known = {line.index for line in chapters}
    others = [
        line
        for line in lines[chapters[0].index :]
        if line.kind == "heading" and line.index not in known and part_of(line.text) is None
    ]
    if len(others) > 0.25 * len(chapters):
        return
    yield Proposal(
        heads=tuple(line.index for line in heads),
        closers=closers_of(lines) | known,
        method="items of lists below chapters",
        kinds=("by items in chapters",),
        told=frozenset(line.index for line in heads if _tells(line) or not _has_body(lines, roles, line)),
    )


def _tells(line: Line) -> bool:
    return line.is_sentence or bool(run_in_end(line.text)) or bool(line.links)


def _has_body(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether what stands below a line is its text: a paragraph or an address, not another item."""
    after = next_text(lines, roles, line.index)
    if after is None or after.index != line.index + 1:
        return False
    return after.kind == "paragraph" and not after.family


def _opens_item(line: Line, heads: Sequence[Line], chapter: Line) -> bool:
    """Whether an item stands as high as the first one of its chapter."""
    first = next((head for head in heads if head.index > chapter.index), None)
    alike = line.family == (first.family if first else "") or (
        first is not None and {line.family, first.family} <= _BULLETS
    )
    return first is None or (line.level == first.level and alike)


def told_in_a_line(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Paragraphs, alike in their marker, that each begin with a headline of their own (`Title: text`, `Title. Text`)."""
    text = [line for line in lines if roles[line.index] == "text" and line.kind in {"item", "paragraph"}]
    told = [line for line in text if line.is_sentence or run_in_end(line.text)]
    for family in dict.fromkeys(line.family for line in told):
        same = [line for line in told if line.family == family]
        short = 60 if family else 40
        heads = tuple(
            line.index for line in same if 0 < run_in_end(line.text) <= min(short, 0.6 * len(line.text))
        )
        if len(heads) < max(_LEAST, 0.9 * len(same)) or len(same) < 0.6 * len(text):
            continue
        closers = frozenset(line.index for line in lines if line.kind == "heading")
        yield Proposal(
            heads=heads,
            closers=closers,
            method="paragraphs with a headline of their own",
            kinds=("by headlines in lines",),
            told=frozenset(heads),
        )


def _is_linked(line: Line, least: int = 12) -> bool:
    first = line.links[0] if line.links else None
    if first is None or first.span is None or first.text.startswith("http") or is_sponsored(line.text):
        return False
    named = len(first.text) >= least or _DASH.match(line.text, first.span.end - line.start) is not None
    return first.span.start - line.start <= least and len(first.text) > 2 and named  # noqa: PLR2004 - "on"
