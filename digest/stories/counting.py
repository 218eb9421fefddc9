"""Headlines that are counted: 1, 2, 3 … with the same marks, with others, or with none; and lists that are no headlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.lines import BARE_COUNT, STRONG
from digest.stories.proposal import Proposal, closers_of, is_prose, next_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_LEAST = 3
_SENTENCE = 70
_COUNTED_HEADING = re.compile(r"(?P<n>\d{1,2})\s?(?:[-–—.:)]\s*|\s)(?=[^\s\d])")


def counted_headings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headings counted 1, 2, 3 …, though their levels or the marks of their numbers are not always the same."""
    del roles
    chain: list[tuple[Line, int]] = []
    for line in lines:
        found = _COUNTED_HEADING.match(line.text) if line.kind == "heading" and line.level <= STRONG else None
        number = (line.number or (int(found["n"]) if found else 0)) if line.kind == "heading" else 0
        if number and number == len(chain) + 1:
            chain.append((line, found.end() if found and not line.number else 0))
    if len(chain) < _LEAST or len({(line.level, line.family) for line, _ in chain}) == 1:
        return
    highest = min(line.level for line, _ in chain)
    heads = tuple(line.index for line, _ in chain)
    above = {line.index for line in lines if line.kind == "heading" and line.level <= highest}
    yield Proposal(
        heads=heads,
        closers=frozenset(above) - frozenset(heads),
        method="counted headings",
        kinds=("by headings",),
        titles=tuple((line.index, Span(start=line.start + at, end=line.end)) for line, at in chain if at),
    )


def counted_lines(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines counted 1, 2, 3 … with marks that are not always the same (`1.`, `2)`, `(3)`)."""
    counted = [
        line for line in lines if line.number and line.kind != "heading" and roles[line.index] == "text"
    ]
    heads = [line for line in counted if opens(lines, roles, line) or opens_loosely(lines, roles, line)]
    best = _longest_count(heads, [place for place, line in enumerate(heads) if line.number == 1], _by_number)
    if len({line.family for line in best}) > 1:
        yield Proposal(
            heads=tuple(line.index for line in best),
            closers=closers_of(lines),
            method="counted lines",
            kinds=("by numbers",),
        )


def counted_bare(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines counted 1, 2, 3 … with nothing between the number and the words."""
    chain: list[tuple[Line, int]] = []
    for line in lines:
        found = BARE_COUNT.match(line.text) if line.is_bare and roles[line.index] == "text" else None
        if found and int(found["n"]) == len(chain) + 1 and _above_text(lines, roles, line):
            chain.append((line, found.end()))
    if len(chain) >= _LEAST:
        yield Proposal(
            heads=tuple(line.index for line, _ in chain),
            closers=closers_of(lines),
            method="counted lines",
            kinds=("by numbers",),
            titles=tuple((line.index, Span(start=line.start + at, end=line.end)) for line, at in chain),
        )


def _above_text(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    after = next_text(lines, roles, line.index)
    return after is not None and (is_prose(after) or is_longer(line, after) or after.kind == "item")


def opens_loosely(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether a counted line is one short sentence above a paragraph of its own."""
    after = next_text(lines, roles, line.index)
    short = len(line.text) <= _SENTENCE and ". " not in line.text
    return short and after is not None and after.kind == "paragraph" and len(after.text) > len(line.text)


def in_order(heads: Sequence[Line]) -> list[Line]:
    """The longest chain 1, 2, 3 …: numbered lists inside a story begin again at 1 and do not belong to it."""
    starts = [place for place, line in enumerate(heads) if line.number <= 1 or not place]
    return _longest_count(heads, starts, _by_number_and_place)


def _by_number(line: Line) -> tuple[int, str, int]:
    return line.number, "", 0


def _by_number_and_place(line: Line) -> tuple[int, str, int]:
    return line.number, line.kind, line.level


def _longest_count(
    heads: Sequence[Line], starts: Sequence[int], key: Callable[[Line], tuple[int, str, int]]
) -> list[Line]:
    """The longest chain that counts on from one of the starts, always with the next line that does; the first of several.

    One pass from the end knows how each line's chain goes on: ten thousand lists that begin at 1 cost no more than one.

    Args:
        heads: the counted lines.
        starts: the places in `heads` where a chain may begin.
        key: a line's number, and what is the same throughout a chain.
    """
    nearest: dict[tuple[int, str, int], int] = {}
    follows, lengths = [-1] * len(heads), [1] * len(heads)
    for place in range(len(heads) - 1, -1, -1):
        number, kind, level = key(heads[place])
        follows[place] = nearest.get((number + 1, kind, level), -1)
        lengths[place] = 1 + (lengths[follows[place]] if follows[place] >= 0 else 0)
        nearest[key(heads[place])] = place
    place = max(starts, key=lambda start: lengths[start], default=-1)
    chain = []
    while place >= 0:
        chain.append(heads[place])
        place = follows[place]
    return chain


def counts_on(lines: Sequence[Line], line: Line) -> bool:
    """Whether the line above is the one before in the same count: then it is an item of a list."""
    above = lines[line.index - 1] if line.index and line.number > 1 else None
    return above is not None and above.family == line.family and above.number == line.number - 1


def opens(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether a marked line is short and followed by what it opens, not by its like."""
    after = next_text(lines, roles, line.index)
    return (
        not line.is_sentence
        and not _is_deck(line)
        and after is not None
        and after.family != line.family
        and after.kind != "heading"
    )


def _is_deck(line: Line) -> bool:
    """Whether a line stands between two dashes: what a press release says below its headline."""
    return line.family in {"-", "–", "—"} and line.text.endswith((" -", " –", " —"))


def is_longer(head: Line, after: Line) -> bool:
    """Whether an unmarked line tells more than the one above: reports end their sentences without a full stop."""
    least, times = 45, 1.4
    plain = after.kind == "paragraph" and not after.family and after.index == head.index + 1
    return plain and len(after.text) >= max(least, times * len(head.text))
