"""A way to cut a document, and what those who propose one ask of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.vocabulary import is_short_news, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_ADDRESS = re.compile(r"\W{0,3}(?:[^:：\n]{1,16}[:：]\s*)?<?https?://\S+>?\W?")
_OUTLET = re.compile(r"(?<=\S)\s*[(\[（［](?P<in>[^()\[\]（）［］]{2,40})[)\]）］]$")
TAUGHT = 9.0
"""What a profile's own word speaks for a cut: more than anything can speak against it."""
READ = frozenset({"text", "source", "further"})
_BODY = 60
"""Characters: a paragraph that is a body, not another headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way to cut.

    Attributes:
        heads: the lines (their indices) that would be headlines, or name parts.
        closers: lines that end a section without opening a story.
        method: what the lines have in common.
        prior: how much the method itself speaks for stories.
        family: the family of marker that the heads share, if it is what they have in common.
        one_line: each head is a whole story.
        titles: heads of which only a part is the headline, with its place in the document.
        chapters: closers that name the category of the stories below, with the name.
    """

    heads: tuple[int, ...]
    closers: frozenset[int] = frozenset()
    method: str
    prior: float
    family: str = ""
    one_line: bool = False
    titles: tuple[tuple[int, Span], ...] = ()
    chapters: tuple[tuple[int, str], ...] = ()


def closers_of(lines: Sequence[Line]) -> frozenset[int]:
    """Headings, and bare lines that name a part or a list of short news."""
    return frozenset(
        line.index
        for line in lines
        if line.kind == "heading" or (line.is_bare and (part_of(line.text) or is_short_news(line.text)))
    )


def next_text(lines: Sequence[Line], roles: Sequence[Role], index: int) -> Line | None:
    """The next line that is read: text, a source, or a link to more."""
    return next(
        (line for line in lines[index + 1 :] if roles[line.index] in {"text", "source", "further"}), None
    )


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph that tells something."""
    return line.kind in {"paragraph", "quote"} and line.is_sentence and len(line.text) >= _BODY


def is_address(line: Line) -> bool:
    """Whether a line is nothing but an address, perhaps with a word before it."""
    return _ADDRESS.fullmatch(line.shown) is not None


def outlet_at(text: str) -> int:
    """Where the outlet begins that stands in brackets at a headline's end (`… (한빛일보 A12면)`); 0 = there is none."""
    match = _OUTLET.search(text)
    return match.start() if match else 0
