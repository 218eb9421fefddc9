"""Where the last story ends: farewell, advertisement of one's own, hashtags, what stands after a closing rule."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from digest.stories.proposal import is_prose
from digest.stories.vocabulary import is_sponsored, part_of, sells, takes_leave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role
    from digest.stories.tags import Tags

_MOSTLY = 0.6
"""The share of the letters below that must look so."""
_NEAR_END = 8
_FAREWELL = 300
_PITCH = 1500
_QUOTES = ("“", '"', "‘")
_QUOTED = 60
_SOON = 3
"""Lines below a headline within which an offer must begin."""


def tail_of(
    body: Sequence[Line], roles: Sequence[Role], *, last: bool, ruled: bool, told: bool = False
) -> int:
    """The place in `body` (lines of a story) from which nothing belongs to it; its length where all does.

    Args:
        body: the lines after the headline.
        roles: of all lines of the document.
        last: whether this is the document's last story: only there a farewell is looked for.
        ruled: whether a rule closes each story here.
        told: whether the headline is the whole story, so that its first line may be past its end already.
    """
    text = [place for place, line in enumerate(body) if roles[line.index] in {"text", "source", "further"}]
    onward = goes_on(body, roles)
    for order, place in enumerate(text):
        line = body[place]
        named = is_sponsored(line.text) or (names_end(line) and line.kind in {"heading", "paragraph"})
        if order and named and not onward[place]:
            return place
        if order and ruled and place and roles[body[place - 1].index] == "rule":
            return place
        if last and (order or told) and _parts(body, roles, place, left=len(text) - order):
            return place
    return len(body)


def goes_on(lines: Sequence[Line], roles: Sequence[Role]) -> list[bool]:
    """For each line, if it names an end, whether the text goes on below it: more paragraphs stand there than above."""
    prose = [len(line.text) if roles[line.index] == "text" and is_prose(line) else 0 for line in lines]
    whole = sum(prose)
    return [
        whole - above - own > above for above, own in zip(accumulate(prose, initial=0), prose, strict=False)
    ]


def goes_on_below(body: Sequence[Line], at: int, roles: Sequence[Role], tags: Tags) -> bool:
    """Whether what stands below a story's end, as `tail_of` found it, looks as if it belonged to it after all."""
    below = [line for line in body[at:] if roles[line.index] == "text"]
    size = sum(len(line.text) for line in below)
    inside = sum(len(line.text) * (1 - tags.outside[line.index]) for line in below)
    return size > 0 and inside > _MOSTLY * size


def names_end(line: Line) -> bool:
    """Whether a line names what stands below stories: contact, sharing, references, dates."""
    return not line.is_sentence and part_of(line.text) in {
        "furniture",
        "advertisement",
        "references",
        "calendar",
    }


def _is_quotation(text: str) -> bool:
    """Whether a line quotes somebody at length: a story's last word, no headline of an advertisement."""
    return text[:1] in _QUOTES and len(text) > _QUOTED


def _parts(body: Sequence[Line], roles: Sequence[Role], place: int, *, left: int) -> bool:
    """Whether the story of a document's end has ended before this line."""
    line = body[place]
    if left > _NEAR_END:
        return False
    if takes_leave(line.text) and len(line.text) <= _FAREWELL:
        return True
    below = [each.text for each in body[place + 1 :] if roles[each.index] == "text"]
    after = " ".join(below)
    heads = line.kind == "heading" or (line.is_bare and not _is_quotation(line.text))
    soon = below[:_SOON]
    if heads and after and len(after) <= _PITCH and 2 * sum(map(sells, soon)) >= len(soon):
        return True
    pitch = not (line.family and line.rank == 1) and len(line.text) <= _FAREWELL and sells(line.text)
    return left <= 3 and pitch and not after  # noqa: PLR2004 - lines
