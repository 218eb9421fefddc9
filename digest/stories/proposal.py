"""A way to cut a document, and what those who propose one ask of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.lines import lines_below
from digest.stories.vocabulary import is_short_news, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_ADDRESS = re.compile(
    r"\W{0,3}(?:\d{1,3}[\]).]\s*)?(?:[^:：\n]{1,16}[:：]\s*)?<?https?://\S+>?(?:\s\([^()]{1,20}\))?\W?"
)
_ADDRESS_AT_END = re.compile(r"\s<?https?://\S+$")
_OUTLET = re.compile(r"(?<=\S)\s*[(\[（［](?P<in>[^()\[\]（）［］]{2,40})[)\]）］]$")
_BRACKETS = (")", "]", "）", "］")
TAUGHT = 9.0
"""What a profile's own word speaks for a cut: it is not weighed against others."""
READ = frozenset({"text", "source", "further"})
_NAME = 60
_BODY = 60
"""Characters: a paragraph that is a body, not another headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way to cut.

    Attributes:
        heads: the lines (their indices) that would be headlines, or name parts.
        closers: lines that end a section without opening a story.
        method: what the lines have in common, as a person is told it.
        kinds: the same as `judging` weighs it.
        family: the family of marker that the heads share, if it is what they have in common.
        told: the heads that are whole stories, told in their line.
        taught: a profile's word; added to the score.
        titles: heads of which only a part is the headline, with its place in the document.
        chapters: closers that name the category of the stories below, with the name.
    """

    heads: tuple[int, ...]
    closers: frozenset[int] = frozenset()
    method: str
    kinds: tuple[str, ...]
    family: str = ""
    told: frozenset[int] = frozenset()
    taught: float = 0.0
    titles: tuple[tuple[int, Span], ...] = ()
    chapters: tuple[tuple[int, str], ...] = ()


def closers_of(lines: Sequence[Line]) -> frozenset[int]:
    """Headings, and lines of their own that name a part or a list of short news."""
    return frozenset(line.index for line in lines if line.kind == "heading" or names_part(line))


def names_part(line: Line) -> bool:
    """Whether a line of its own, bare or behind a sign, names a part or a list of short news."""
    if line.is_sentence or len(line.text) > _NAME or not (line.kind == "paragraph" or line.rank == 1):
        return False
    return bool(part_of(line.text) or is_short_news(line.text))


def next_text(lines: Sequence[Line], roles: Sequence[Role], index: int) -> Line | None:
    """The next line that is read: text, a source, or a link to more."""
    return next((line for line in lines_below(lines, index) if roles[line.index] in READ), None)


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph that tells something."""
    return line.kind in {"paragraph", "quote"} and line.is_sentence and len(line.text) >= _BODY


def is_address(line: Line) -> bool:
    """Whether a line is nothing but an address, perhaps with a word before it."""
    return "://" in line.shown and _ADDRESS.fullmatch(line.shown) is not None


def outlet_at(text: str) -> int:
    """Where the outlet begins that stands in brackets at a headline's end (`… (한빛일보 A12면)`); 0 = there is none."""
    rest = _ADDRESS_AT_END.sub("", text) if "://" in text else text
    match = _OUTLET.search(rest) if rest.endswith(_BRACKETS) else None
    return match.start() if match else 0
