"""Proposals for lists: headlines told apart by the address, rule, capitals or outlet that each of them has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.stories.bylines import is_byline, is_names
from digest.stories.proposal import READ, Proposal, closers_of, is_address, is_prose, next_text, outlet_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_HANGUL = re.compile("[가-힣]")
_WITH_ADDRESS = re.compile(r"\S[^<>]{7,120}\s<?https?://\S+>?")
_LEAST = 3
_LONGEST_HEAD = 100


def after_addresses(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Where each story closes with a line that is an address or "read more", the next line of text is a headline."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if roles[line.index] == "further" or is_address(line):
            groups.append([])
        elif roles[line.index] in READ:
            groups[-1].append(line)
    told = [group for group in groups[:-1] if group]
    if len(told) < _LEAST or len(told) < len(groups) - 2:
        return
    usual = sorted(len(group) for group in told[1:])[len(told[1:]) // 2]
    starts = [group[0] for group in told[1:]]
    if usual < 2 or not all(_may_head(line) for line in starts):  # noqa: PLR2004 - a headline and a text
        return
    if any(line.kind != "paragraph" or line.family for line in starts) or any(
        _two(group) for group in told[1:]
    ):
        return
    near = [
        (abs(len(told[0]) - place - usual), -place)
        for place, line in enumerate(told[0][:-1])
        if _may_head(line)
    ]
    if near:
        starts.insert(0, told[0][-min(near)[1]])
    below = frozenset(line.index for line in groups[-1][:1])
    yield Proposal(
        heads=tuple(line.index for line in starts),
        closers=closers_of(lines) - frozenset(line.index for line in starts) | below,
        method="an address closes each",
        kinds=("by addresses below",),
    )


def _two(group: Sequence[Line]) -> bool:
    """Whether a second headline stands inside a group."""
    return any(
        line.kind == "heading" or (line.is_bare and is_prose(after)) for line, after in pairwise(group[2:])
    )


def above_addresses(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines that each have their address on the next line."""
    heads = [
        line
        for line, after in pairwise(lines)
        if is_address(after) and roles[line.index] in READ and _may_head(line) and not is_address(line)
    ]
    addresses = sum(is_address(line) for line in lines if roles[line.index] in READ)
    if len(heads) < _LEAST or len(heads) < 0.8 * addresses:
        return
    marks = {(line.kind, line.family) for line in heads}
    told = [
        line
        for line in lines
        if roles[line.index] == "text" and (line.kind, line.family) in marks and _closes_with_address(line)
    ]
    both = tuple(sorted(line.index for line in (*heads, *told)))
    yield Proposal(
        heads=both,
        closers=closers_of(lines) - frozenset(both),
        method="an address below each headline",
        kinds=("by addresses below headlines",),
        told=frozenset(line.index for line in told),
    )


def _closes_with_address(line: Line) -> bool:
    """Whether a line is a headline and its address."""
    return _WITH_ADDRESS.fullmatch(line.text) is not None and not is_address(line)


def above_bylines(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines that each have their author's name on the next line."""
    heads = [
        line
        for line, after in pairwise(lines)
        if after.kind == "paragraph"
        and (is_byline(after.shown) or (is_names(after.text) and roles[after.index] == "furniture"))
        and roles[line.index] == "text"
        and line.kind in {"paragraph", "heading"}
        and _may_head(line)
    ]
    yield Proposal(
        heads=tuple(line.index for line in heads),
        closers=closers_of(lines) - frozenset(line.index for line in heads),
        method="an author below each headline",
        kinds=("by authors",),
    )


def above_rules(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines that each have a rule below them."""
    heads = [
        line
        for line, after in pairwise(lines)
        if after.kind == "rule" and line.is_bare and roles[line.index] == "text"
    ]
    rules = sum(line.kind == "rule" for line in lines)
    if len(heads) < _LEAST or len(heads) < 0.7 * rules:
        return
    yield Proposal(
        heads=tuple(line.index for line in heads),
        closers=closers_of(lines) - frozenset(line.index for line in heads),
        method="a rule below each",
        kinds=("by rules below",),
    )


def capitals(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Lines in capitals among lines that are not."""
    text = [line for line in lines if roles[line.index] == "text" and re.search("[A-Za-z]", line.text)]
    loud = [line for line in text if _is_loud(line.text) and line.kind != "heading" and len(line.text) <= 120]  # noqa: PLR2004
    heads = [
        line
        for line in loud
        if len(line.text.split()) > 1
        and (after := next_text(lines, roles, line.index)) is not None
        and not _is_loud(after.text)
        and after.kind != "heading"
    ]
    if len(heads) < 2 or len(loud) > 0.5 * len(text):  # noqa: PLR2004 - one says nothing
        return
    yield Proposal(
        heads=tuple(line.index for line in heads),
        closers=closers_of(lines) - frozenset(line.index for line in heads),
        method="lines in capitals",
        kinds=("by capitals",),
    )


def clippings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """A list of headlines, each with its outlet in brackets at the end, and hardly anything else."""
    text = [line for line in lines if roles[line.index] == "text"]
    for family in dict.fromkeys(line.family for line in text):
        same = [line for line in text if line.family == family]
        heads = [line for line in same if outlet_at(line.text) and not line.is_sentence]
        close = all(b.index - a.index == 1 for a, b in pairwise(heads))
        if (
            len(heads) < _LEAST
            or len(heads) < 0.8 * len(same)
            or not (close or len(heads) >= 0.7 * len(text))
        ):
            continue
        yield Proposal(
            heads=tuple(line.index for line in heads),
            closers=closers_of(lines),
            method="headlines with their outlets",
            kinds=("by outlets",),
            told=frozenset(line.index for line in heads),
        )


def _is_loud(text: str) -> bool:
    """Whether a line is in capitals: of letters that have small ones, not of Hangul with an abbreviation in it."""
    return text.isupper() and not _HANGUL.search(text)


def _may_head(line: Line) -> bool:
    return line.kind == "heading" or (
        len(line.text) <= _LONGEST_HEAD and (not line.is_sentence or line.text[-1] in "?!")
    )
