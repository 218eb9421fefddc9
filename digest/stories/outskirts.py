"""The lines at a story's end, and inside it, that look as if they belonged to none: they are taken out of it."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import TYPE_CHECKING

from digest.stories.pieces import leftover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.assembling import Section
    from digest.stories.cutting import Cut
    from digest.stories.lines import Line
    from digest.stories.roles import Role
    from digest.stories.tags import Tags

_BELONGING = 1.0
"""What speaks for each line, beside what it looks like, that it belongs to the story it stands in (logarithm of odds)."""
_OUTSIDE = 0.6
"""How sure it must be that a line inside a story belongs to none."""
_INSIDE = 0.1
"""How unsure a rule's word must be that a sentence inside a story is furniture."""
_DOUBTED = frozenset({"furniture", "advertisement"})
_LEAST = 0.02


def trimmed(cut: Cut, tags: Tags, kept: frozenset[int] = frozenset()) -> Cut:
    """The cut without such lines in its stories; of a story whose every line looks so, the first stays.

    Args:
        cut: the cut.
        tags: of the document's lines.
        kept: lines that stay where they are, whatever they look like.
    """
    roles = list(cut.roles)
    sections: list[Section] = []
    pieces = list(cut.pieces)
    for section in cut.sections:
        until = _until(section.lines, roles, tags, kept)
        body, rest = section.lines[:until], section.lines[until:]
        told = [line for line in body if roles[line.index] == "text"]
        some = any(tags.outside[line.index] <= _OUTSIDE for line in told)
        for line in body:
            outside = tags.outside[line.index]
            if line.index in kept:
                continue
            if outside > _OUTSIDE and roles[line.index] == "text" and (some or line is not told[0]):
                roles[line.index] = "furniture"
            elif outside < _INSIDE and roles[line.index] in _DOUBTED and line.is_sentence:
                roles[line.index] = "text"
        sections.append(replace(section, lines=body))
        pieces += leftover(rest, roles, "furniture")
    return replace(cut, sections=tuple(sections), pieces=tuple(pieces), roles=tuple(roles))


def _until(lines: Sequence[Line], roles: Sequence[Role], tags: Tags, kept: frozenset[int]) -> int:
    """The place from which no line belongs to the story: where the lines before it and after it are likeliest; 0 is none."""
    best, until, said = 0.0, 0, 0.0
    for place, line in enumerate(lines):
        if roles[line.index] == "text":
            outside = min(1 - _LEAST, max(_LEAST, tags.outside[line.index]))
            said += log((1 - outside) / outside) + _BELONGING
        if said >= best or line.index in kept:
            best, until = said, place + 1
    while until and until < len(lines) and roles[lines[until].index] != "text":
        until += 1  # what it cites and where it leads
    return until or len(lines)
