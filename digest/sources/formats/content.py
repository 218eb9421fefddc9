"""What every format reader answers: a text of lines, one block a line, and what the bytes tell of themselves.

No reader knows its source: `digest.sources.documents.document` makes a Document of a Content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from digest.model import Block, BlockKind, Language, Link, Precision, Span
from digest.stories.clean import tidy

RULE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A document as its bytes tell it: `text` is canonical, lines joined by a line feed, none of them empty.

    `blocks` has exactly one block a line, in order; `links` carry the place of their text. `guid` is the name that
    the format gives the document (Message-ID, an entry's id); `format` names the reader. `original` holds the
    document's own bytes where it came as a part of something larger (an entry, a message of an mbox), else nothing.
    """

    format: str
    text: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    title: str = ""
    url: str = ""
    guid: str = ""
    author: str = ""
    outlet: str = ""
    language: Language | None = None
    category: str = ""
    published: datetime | None = None
    precision: Precision = "time"
    original: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a line's text; `url` is its link's target (canonical), empty where it is plain text."""

    text: str
    url: str = ""


@dataclass(slots=True)
class Builder:
    """Collects lines in order and keeps text, blocks and links in step.

    Its text is always canonical: each line goes through `stories.clean.tidy`, and empty ones are left out.
    """

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
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
    ) -> bool:
        """Add one line; answers whether there was anything to add.

        Args:
            text: the line, or its runs where some are links. Line feeds in it count as spaces.
            kind: the block's kind.
            level: depth of a heading or list item, 0 where there is none.
            label: its marker as shown.
            marker: how many characters of the (tidied) line are the marker: the block's span begins after them.
            links: links that belong to this line and whose `span` is an offset into the line as tidied (or None).
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
        self._place(pieces, line, start)
        for link in (link for link in links if link.url):  # what looks like an address may be none
            at = link.span and Span(start=start + link.span.start, end=start + link.span.end)
            self.links.append(Link(url=link.url, text=link.text, span=at))
        return True

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
        return Content(
            format=format,
            text="\n".join(lines),
            blocks=tuple(blocks),
            links=tuple(self.links),
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
