"""Ways to cut at the lines that look like headlines, whatever they have in common: as the tagger sees each by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.lines import run_in_end
from digest.stories.proposal import READ, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role
    from digest.stories.tags import Tags

LOOK = "by their look"
_LEAST = (0.15, 0.3, 0.45, 0.6, 0.75)
"""How likely a line must be to open a story: each gives a way to cut, and what else is known of it decides."""
_OUTSIDE = 0.5
_WORD, _HEADLINE, _TEXT = 2, 8, 40
"""Characters of the shortest headline where that is a habit, and else, and of a text that follows one in its line."""
_HABIT, _SHORT_TEXT = 3, 10
"""From so many heads on one way to write is a habit; then a shorter text is one too."""
_SOME = 0.3
"""Share of the heads."""
_HANGUL = re.compile("[가-힣]")
_SET_OFF = tuple(
    re.compile(pattern)
    for pattern in (
        r"\W{0,3}?[\[【〔<〈《［](?P<in>[^\[\]【】〔〕<>〈〉《》［］]{2,70})[\]】〕>〉》］]\s*(?=\S)",
        r"(?P<in>[A-Z][A-Z’'&/.,-]*(?:\s[A-Z\d][A-Z\d’'&/.,-]*){0,9})\s+(?=\S*[a-z])(?<=[A-Z’'&/.,-]{2}\s)",
        r"(?:[^\w\s]\s?)?(?P<in>[^\s=][^=]{2,60}?)\s?[=＝]\s?(?=[^\s=])",
        r"(?:[^\w\s]\s?)?(?P<in>[^\s()]{2,24}(?:\s[^\s()]{1,12}){0,2}\s?\([+\-−△▲▼↑↓]?\s?\d[^()]{0,12}\))\s+(?=\S)",
        r"(?:[^\w\s]\s?)?(?P<in>[^\s/][^/]{2,60})\s//?\s(?=\S)",
        r"(?P<in>[^\s—–][^—–]{2,80}?\.)\s?[—–]+\s?(?=\S)",
    )
)
"""Headlines that their text follows in the line: in brackets, in capitals, before `=`, ` / ` or `.—`, a name with its change.

Each only where that is a habit.
"""
_MARK = 4
"""Characters that may stand before a link that is a headline."""


def by_look(lines: Sequence[Line], roles: Sequence[Role], tags: Tags) -> Iterator[Proposal]:
    """The lines above each share of certainty, where they are two or more."""
    seen: set[tuple[int, ...]] = set()
    likely = [tuple(index for index, share in enumerate(tags.begin) if share > least) for least in _LEAST]
    for heads in (*likely, *(_first_of_pairs(lines, heads) for heads in likely)):
        if len(heads) < 2 or heads in seen:  # noqa: PLR2004 - one is no round-up
            continue
        seen.add(heads)
        chosen = set(heads)
        closers = frozenset(_closers(lines, roles, tags, chosen))
        begun = dict(_begun(lines, heads))
        yield Proposal(
            heads=heads,
            closers=closers,
            method="lines that look like headlines",
            kinds=(LOOK,),
            family=_family(lines, heads),
            told=frozenset(_told(lines, roles, chosen, closers)).union(begun),
            titles=tuple(begun.items()),
        )


def _family(lines: Sequence[Line], heads: tuple[int, ...]) -> str:
    """The mark before each of the heads that is no part of a headline, a picture or a label in brackets; else empty."""
    families = {lines[index].family for index in heads}
    return families.pop() if families in ({"emoji"}, {"["}, {"【"}) else ""


def _first_of_pairs(lines: Sequence[Line], heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads without those that say the one above them in the other language; all where that is no habit."""
    korean = {index: _HANGUL.search(lines[index].text) is not None for index in heads}
    second = {index for index in heads if index - 1 in korean and korean[index] is not korean[index - 1]}
    return tuple(index for index in heads if index not in second) if len(second) > 1 else heads


def _closers(lines: Sequence[Line], roles: Sequence[Role], tags: Tags, heads: set[int]) -> Iterator[int]:
    """The lines that end a story without opening one: names of chapters and parts, below which no story goes on."""
    inside = whole = 0.0
    for line in reversed(lines):
        if line.index in heads:
            inside = whole = 0.0
            continue
        share = tags.outside[line.index]
        names = line.kind == "heading" or (roles[line.index] == "text" and line.is_bare)
        if names and share > _OUTSIDE and inside <= _OUTSIDE * whole:
            yield line.index
        if roles[line.index] == "text":
            whole += len(line.text)
            inside += len(line.text) * (1 - share)


def _begun(lines: Sequence[Line], heads: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """The heads of which the story's text is a part, with the place of the headline: bold, or before a dash, colon or stop.

    One word is a headline, and a short sentence a text, only where that is a habit (`Stocks. …`).
    """
    plain = [lines[index] for index in heads if lines[index].stressed is None]
    short = [line for line in plain if _headline_end(line, _WORD, _TEXT)]
    least, text = (_WORD, _SHORT_TEXT) if len(short) >= _HABIT else (_HEADLINE, _TEXT)
    set_off = _set_off([lines[index] for index in heads])
    linked = {index: span for index in heads if (span := _link_before(lines[index], _TEXT))}
    if len(linked) >= _HABIT:
        linked = {index: span for index in heads if (span := _link_before(lines[index], _SHORT_TEXT))}
    for index in heads:
        line = lines[index]
        if index in set_off:
            yield index, set_off[index]
        elif line.stressed:
            yield index, line.stressed
        elif index in linked:
            yield index, linked[index]
        elif (end := _headline_end(line, least, text)) and not _opens_with_link(line):
            yield index, Span(start=line.start, end=line.start + end)


def _opens_with_link(line: Line) -> bool:
    span = line.links[0].span if line.links else None
    return span is not None and 0 <= span.start - line.start <= _MARK


def _link_before(line: Line, least: int) -> Span | None:
    """The link that opens a line, where a sentence of so many characters follows it; else None."""
    span = line.links[0].span if _opens_with_link(line) else None
    return span if span and line.end - span.end >= least and line.is_sentence else None


def _set_off(heads: Sequence[Line]) -> dict[int, Span]:
    """The places of headlines that are set off so from the text in their line, where that is a habit of some heads."""
    told: dict[int, Span] = {}
    for pattern in _SET_OFF:
        found = {}
        for line in heads:
            match = pattern.match(line.shown) if line.is_sentence else None
            if match and len(line.shown) - match.end() >= _SHORT_TEXT:
                start = line.end - len(line.shown)
                found[line.index] = Span(start=start + match.start("in"), end=start + match.end("in"))
        if len(found) >= max(_HABIT, _SOME * len(heads)):
            told = found | told
    return told


def _headline_end(line: Line, least: int, text: int) -> int:
    """Where the headline (of `least` characters) of a line ends that tells a story (of `text`) after it; 0 where it does not."""
    end = run_in_end(line.text, least)
    told = line.kind != "heading" and line.is_sentence and len(line.text) - end >= text
    return end if told else 0


def _told(
    lines: Sequence[Line], roles: Sequence[Role], heads: set[int], closers: frozenset[int]
) -> Iterator[int]:
    """The heads that are whole stories in their line: more than a headline, and nothing that is read stands below."""
    open_head = -1
    for line in lines:
        if line.index in heads or line.index in closers:
            if open_head >= 0:
                yield open_head
            told = line.index in heads and (line.is_sentence or run_in_end(line.text) > 0)
            open_head = line.index if told else -1
        elif roles[line.index] in READ:
            open_head = -1
    if open_head >= 0:
        yield open_head
