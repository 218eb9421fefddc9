"""References collected at a document's end, told to the stories that point to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.model import Citation
from digest.stories.citations import citations
from digest.stories.identity import normalise
from digest.stories.proposal import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Story
    from digest.stories.lines import Line

_NUMBER = re.compile(r"\s*(?:\[\^?(?P<a>\d{1,3})\]:?|\((?P<b>\d{1,3})\)|(?P<c>\d{1,3})[.)])\s*")
_POINTER = re.compile(r"\[\^?(?P<told>\d{1,3}(?:\s?[-–,~]\s?\^?\d{1,3}){0,9})\]")
_TELLING = 12
"""Letters and digits: a shorter title may stand in a text by chance."""
_LONGEST_RUN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of a list of references: its number (0 where it has none) and what it cites."""

    number: int
    cited: Citation


def read_references(parts: Iterable[Sequence[Line]]) -> tuple[Reference, ...]:
    """The entries of a document's parts that are references, in order; an address below an entry is its own."""
    found: list[Reference] = []
    for line in (line for part in parts for line in part):
        numbered = _NUMBER.match(line.shown)
        number = int(next(filter(None, numbered.groups()))) if numbered else line.number
        told = line.shown[numbered.end() :] if numbered else line.text
        cited = citations(told, line.links)
        if is_address(line) and not numbered and found and not found[-1].cited.url and len(cited) == 1:
            found[-1] = replace(found[-1], cited=replace(found[-1].cited, url=cited[0].url))
        elif len(cited) == 1 and (cited[0].url or cited[0].title):
            found.append(Reference(number=number, cited=cited[0]))
    numbers = [reference.number for reference in found if reference.number]
    return tuple(found) if len(numbers) == len(set(numbers)) else ()


def referring(story: Story, references: Sequence[Reference]) -> Story:
    """The story with what it points to: by number (`[3]`, `[1, 2]`, `[^4]`), or by a title that it names."""
    if not references:
        return story
    numbers = _pointed(story.text)
    text = normalise(story.text)
    more = [
        reference.cited
        for reference in references
        if reference.number in numbers or _names(text, reference.cited.title)
    ]
    new = [cited for cited in more if cited not in story.citations]
    return replace(story, citations=(*story.citations, *new)) if new else story


def _pointed(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _POINTER.finditer(text):
        for part in match["told"].replace("^", "").split(","):
            first, *rest = (int(number) for number in re.findall(r"\d+", part))
            last = rest[-1] if rest else first
            found.update(range(first, min(last, first + _LONGEST_RUN) + 1))
    return frozenset(found)


def _names(text: str, title: str) -> bool:
    name = normalise(title)
    return len(name) >= _TELLING and name in text
