"""Lists of contents: which lines they are, and which headline an entry stands for."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.stories.identity import normalise
from digest.stories.lines import lines_below
from digest.stories.proposal import is_prose
from digest.stories.vocabulary import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line

_LEADER = re.compile(r"\s*(?:·\s?|․\s?|…\s?|\.\s?|_){4,}\s*\d{1,4}$")
_LEADERS = 80
"""Characters at a line's end in which dots lead to a page number: the search stays linear."""
_PAGE_AT_END = re.compile(r"\s\d{1,3}$")
_ALIKE_KOREAN, _ALIKE = 6, 14
_HANGUL = re.compile("[가-힣]")
_ENTRY = 100
_OFTEN = 3
"""How many times a line stands in a document that is no entry by itself, but a label or a running head."""
_LONG = 40
"""Letters from which two lines that begin alike need not be a headline and its entry."""


def contents_of(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a document's lists of contents."""
    return _told_again(lines) | _listed_below(lines)


def leads_to_page(text: str) -> bool:
    """Whether dots lead to a page number at a line's end."""
    return text[-1:].isdecimal() and _LEADER.search(text[-_LEADERS:]) is not None


def _told_again(lines: Sequence[Line]) -> frozenset[int]:
    """A run of two lines or more, each of which comes again later as a line of its own: a list of contents.

    An entry may be shorter than its headline: it is enough that both begin alike.
    """
    names = [entry(line) if not line.is_sentence else "" for line in lines]
    last = {beginning(name): line.index for name, line in zip(names, lines, strict=True) if name}
    often = Counter(names)
    listed: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        name = beginning(entry(lines[index])) if index < len(lines) else ""
        if name and last.get(name, -1) > index and _may_stand_for(lines[index], lines[last[name]]):
            run.append(index)
            continue
        again = [last[beginning(entry(lines[place]))] for place in run]
        if (
            sum(often[names[place]] < _OFTEN for place in run) > 1
            and len(set(again)) == len(run)
            and again == sorted(again)
            and again[0] > run[-1]
            and again[1] > again[0] + 1
        ):
            listed.update(run)
        run = []
    return frozenset(listed)


def _may_stand_for(line: Line, headline: Line) -> bool:
    """Whether a line may be an entry for another that begins alike: a long one is nearly its words, or it only starts as they do."""
    one, other = entry(line), entry(headline)
    half = min(len(one), len(other)) // 2
    return len(one) <= _LONG or one[:half] == other[:half]


def entry(line: Line) -> str:
    """The letters and digits of a line without the page that dots or a space lead to."""
    return _entry(line.text)


@lru_cache(maxsize=4096)
def _entry(text: str) -> str:
    if text[-1:].isdecimal():
        text = text[:-_LEADERS] + _LEADER.sub("", text[-_LEADERS:])
        text = _PAGE_AT_END.sub("", text)
    return normalise(text)


@lru_cache(maxsize=4096)
def beginning(name: str) -> str:
    """What an entry of a list of contents has in common with its headline: how both begin."""
    return name[:_ALIKE_KOREAN] if _HANGUL.search(name[:_ALIKE_KOREAN]) else name[:_ALIKE]


def _listed_below(lines: Sequence[Line]) -> frozenset[int]:
    """The short lines below a line that names a list of contents, up to the first line that tells something."""
    listed: set[int] = set()
    for line in lines:
        if line.is_sentence or part_of(line.text) != "contents":
            continue
        below: list[int] = []
        names: set[str] = set()
        for after in lines_below(lines, line.index):
            short = not after.is_sentence and len(after.text) <= _ENTRY and not after.links
            opens = after.index + 1 < len(lines) and is_prose(lines[after.index + 1])
            name = beginning(entry(after))
            if after.kind in {"heading", "rule"} or not short or opens or (name and name in names):
                break
            below.append(after.index)
            names.add(name)
        if len(below) > 1:
            listed.update((line.index, *below))
    return frozenset(listed)
