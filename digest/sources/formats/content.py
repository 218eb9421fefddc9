"""What every format reader answers: a text of lines, one block a line, and what the bytes tell of themselves.

No reader knows its source: `digest.sources.documents.document` makes a Document of a Content.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from digest.model import Block, BlockKind, Language, Link, Precision, Span
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

RULE = "---"
_MARKED = 24
"""Characters that may stand before the bold beginning of a line: its mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A document as its bytes tell it: `text` is canonical, lines joined by a line feed, none of them empty.

    `blocks` has exactly one block a line, in order; `links` carry the place of their text; `stressed` are the beginnings
    of lines in bold where the line goes on in plain letters; `gaps`, where the format tells it, is the empty space above
    each block in tenths of a line. `guid` is the name that
    the format gives the document (Message-ID, an entry's id); `format` names the reader. `original` holds the
    document's own bytes where it came as a part of something larger (an entry, a message of an mbox), else nothing.
    `relative` says that `published` was told as so long before the moment of reading.
    `unread` tells why its text cannot be had, and what to do (an encrypted letter among others); None = it was read.
    """

    format: str
    text: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    stressed: tuple[Span, ...] = ()
    gaps: tuple[int, ...] = ()
    title: str = ""
    url: str = ""
    guid: str = ""
    author: str = ""
    outlet: str = ""
    language: Language | None = None
    category: str = ""
    published: datetime | None = None
    precision: Precision = "time"
    relative: bool = False
    original: bytes = b""
    unread: tuple[str, str] | None = None

    @property
    def silent(self) -> bool:
        """Whether there is neither a text nor a title, and no reason told why: nothing that could be a story."""
        return not (self.text or self.title or self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a line's text; `url` is its link's target (canonical), empty where it is plain text."""

    text: str
    url: str = ""


@dataclass(slots=True)
class Builder:
    """Collects lines in order and keeps text, blocks and links in step.

    Its text is always canonical: each line goes through `stories.clean.tidy`, and empty ones are left out. `gap` is the
    empty space above the line that is added next.
    """

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    stressed: list[Span] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    gap: int = 0
    length: int = 0

    def add(
        self,
        text: str | tuple[Piece, ...],
        *,
        kind: BlockKind = "paragraph",
        level: int = 0,
        label: str = "",
        marker: int = 0,
        links: tuple[Link, ...] = (),
        lead: str = "",
    ) -> bool:
        """Add one line; answers whether there was anything to add.

        Args:
            text: the line, or its runs where some are links. Line feeds in it count as spaces.
            kind: the block's kind.
            level: depth of a heading or list item, 0 where there is none.
            label: its marker as shown.
            marker: how many characters of the (tidied) line are the marker: the block's span begins after them.
            links: links that belong to this line and whose `span` is an offset into the line as tidied (or None).
            lead: the beginning that stands in bold where the rest of the line does not.
        """
        pieces = (Piece(text=text),) if isinstance(text, str) else text
        line = tidy(" ".join("".join(piece.text for piece in pieces).split("\n")))
        if not line:
            return False
        start = self.length + 1 if self.lines else 0
        self.lines.append(line)
        self.length = start + len(line)
        span = Span(start=start + min(marker, len(line)), end=self.length)
        self.blocks.append(Block(kind=kind, span=span, level=level, label=label))
        self.gaps.append(self.gap)
        self.gap = 0
        self._stress(tidy(lead), line, start)
        self._place(pieces, line, start)
        for link in (link for link in links if link.url):  # what looks like an address may be none
            at = link.span and Span(start=start + link.span.start, end=start + link.span.end)
            self.links.append(Link(url=link.url, text=link.text, span=at))
        return True

    def _stress(self, lead: str, line: str, start: int) -> None:
        at = line.find(lead, 0, len(lead) + _MARKED) if lead else -1
        if at >= 0 and at + len(lead) < len(line):
            self.stressed.append(Span(start=start + at, end=start + at + len(lead)))

    def rule(self) -> None:
        """Add a horizontal line, unless the last line is one already or there is none to close."""
        if self.blocks and self.blocks[-1].kind != "rule":
            self.add(RULE, kind="rule")

    def build(self, *, format: str, **metadata: Any) -> Content:  # noqa: A002 - the field's name
        """The Content so far; `metadata` are Content's other fields. A closing rule is dropped."""
        lines, blocks = list(self.lines), list(self.blocks)
        while blocks and blocks[-1].kind == "rule":
            lines.pop()
            blocks.pop()
        gaps = tuple(self.gaps[: len(blocks)])
        return Content(
            format=format,
            text="\n".join(lines),
            blocks=tuple(blocks),
            links=tuple(self.links),
            stressed=tuple(self.stressed),
            gaps=gaps if any(gaps) else (),
            **metadata,
        )

    def _place(self, pieces: tuple[Piece, ...], line: str, start: int) -> None:
        at = 0
        for piece in pieces:
            wanted = tidy(piece.text.replace("\n", " "))
            if not piece.url:
                at = min(at + len(wanted), len(line))  # spaces at the seams only move the search to the left
                continue
            found = line.find(wanted, at) if wanted else -1
            if found < 0:
                self.links.append(Link(url=piece.url, text=wanted))
                continue
            at = found + len(wanted)
            self.links.append(
                Link(url=piece.url, text=wanted, span=Span(start=start + found, end=start + at))
            )


def kept(content: Content, lines: Iterable[int]) -> Content:
    """The content with these of its lines only (ascending), links of the others left out."""
    texts = content.text.split("\n")
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    shifts: dict[int, int] = {}
    wanted = [number for number in lines if number < len(content.blocks)]
    length = 0
    for number in wanted:
        shifts[number] = length - starts[number]
        length += len(texts[number]) + 1
    return replace(
        content,
        text="\n".join(texts[number] for number in wanted),
        blocks=tuple(
            replace(content.blocks[number], span=_moved(content.blocks[number].span, shifts[number]))
            for number in wanted
        ),
        links=tuple(_links(content, starts, shifts)),
        stressed=tuple(
            _moved(span, shifts[number])
            for span in content.stressed
            if (number := bisect_right(starts, span.start) - 1) in shifts
        ),
        gaps=tuple(content.gaps[number] for number in wanted) if content.gaps else (),
    )


def _links(content: Content, starts: list[int], shifts: dict[int, int]) -> Iterable[Link]:
    for link in content.links:
        if link.span is None:
            yield link
            continue
        number = bisect_right(starts, link.span.start) - 1
        if number in shifts:
            yield replace(link, span=_moved(link.span, shifts[number]))


def joined(contents: Iterable[Content]) -> Content:
    """Contents one after another as one, with the metadata of the first; `Content(format="plain")` of none."""
    found = [content for content in contents if content.text]
    if len(found) < 2:  # noqa: PLR2004 - nothing to join
        return found[0] if found else Content(format="plain")
    blocks: list[Block] = []
    links: list[Link] = []
    stressed: list[Span] = []
    gaps: list[int] = []
    length = 0
    for content in found:
        blocks += [replace(block, span=_moved(block.span, length)) for block in content.blocks]
        links += [replace(link, span=link.span and _moved(link.span, length)) for link in content.links]
        stressed += [_moved(span, length) for span in content.stressed]
        gaps += content.gaps or [0] * len(content.blocks)
        length += len(content.text) + 1
    text = "\n".join(content.text for content in found)
    return replace(
        found[0],
        text=text,
        blocks=tuple(blocks),
        links=tuple(links),
        stressed=tuple(stressed),
        gaps=tuple(gaps) if any(gaps) else (),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by)
