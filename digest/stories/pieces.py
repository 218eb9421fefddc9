"""Pieces: lines that belong to no story, named by what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model import PartKind
from digest.stories.calendar import begins_with_time
from digest.stories.identity import normalise
from digest.stories.lines import Line
from digest.stories.tails import goes_on
from digest.stories.vocabulary import greets, is_sponsored, part_of, takes_leave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Document
    from digest.stories.roles import Role

BODY = 80
"""Characters: so much text of its own is more than a line of furniture, and below a chapter's name a story."""
_LOOKED = 4
_SIGNED = 10
_APART = frozenset({"references", "furniture", "advertisement", "contents", "calendar"})
"""Parts that are no chapters of a single story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines that are a part."""

    kind: PartKind
    lines: tuple[Line, ...]


def leftover(body: Sequence[Line], roles: Sequence[Role], kind: PartKind) -> list[Piece]:
    """Lines that belong to no story, named by what they say."""
    body = [line for line in body if roles[line.index] != "rule"]
    if not body:
        return []
    text = " ".join(line.text for line in body)
    named = part_of(body[0].text)
    if named:
        kind = named
    elif any(takes_leave(line.text) for line in body[:3]):
        kind = "greeting"
    elif is_sponsored(body[0].text) or (kind == "furniture" and len(text) >= BODY and _has_prose(body)):
        kind = "advertisement"
    return [Piece(kind=kind, lines=tuple(body))]


def _has_prose(body: Sequence[Line]) -> bool:
    return any(line.is_sentence and len(line.text) >= BODY for line in body)


def opening(document: Document, body: Sequence[Line], roles: Sequence[Role]) -> list[Piece]:
    """What stands before the first headline: title and dates are furniture, the rest greets or gives an overview."""
    text = [line for line in body if roles[line.index] == "text"]
    name = normalise(document.title)
    top = [
        line
        for line in text
        if (not line.is_sentence and len(line.text) < BODY) or normalise(line.text) == name
    ]
    named = {line.index for line in top}
    prose = [line for line in text if line.index not in named]
    kind: PartKind = "greeting" if any(greets(line.text) for line in text) else "overview"
    return [
        *(Piece(kind="furniture", lines=(line,)) for line in top),
        *(Piece(kind=kind, lines=(line,)) for line in prose),
    ]


def set_aside(lines: Sequence[Line], roles: Sequence[Role]) -> dict[int, PartKind]:
    """The lines of chapters of a single text that are no part of its story: references, credits, contents.

    Where the text goes on below such a name (of an advertisement, of a list of links inside it), only the name is none.
    """
    aside: dict[int, PartKind] = {}
    now: tuple[PartKind, int] | None = None
    onward = goes_on(lines, roles)
    for line in lines:
        depth = _depth(line)
        if depth:
            kind = part_of(line.text)
            if kind in _APART and onward[line.index]:
                aside[line.index] = kind
            elif kind in _APART and (kind != "calendar" or _dated_below(lines, line)):
                now = (kind, depth)
            elif now and depth <= now[1]:
                now = None
        if now:
            aside[line.index] = now[0]
    return aside if len(aside) < len(lines) else {}


def _dated_below(lines: Sequence[Line], line: Line) -> bool:
    """Whether most of the next lines begin with a day or an hour."""
    below = lines[line.index + 1 : line.index + 1 + _LOOKED]
    return 2 * sum(begins_with_time(each.text) for each in below) >= len(below) > 0


def _depth(line: Line) -> int:
    """The level of a line that heads a chapter: a heading's, or deeper ones for lines with a sign that opens stories."""
    if line.kind == "heading":
        return line.level
    return _SIGNED if line.rank == 1 and not line.number and line.family not in {"[", "emoji"} else 0


def weight(body: Sequence[Line], roles: Sequence[Role]) -> int:
    """Characters of text."""
    return sum(len(line.text) for line in body if roles[line.index] == "text")
