"""A document as lines: each block with what marks it, ready for the rules of unbundling."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.model import Block, BlockKind, Document, Link, Span
from digest.stories.markers import Marker, marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STOPPED = re.compile(r"(?<!\.)[.。][\s'\"”’)\]]*$")
_ENDED = re.compile(r"[!?다요죠][\s'\"”’)\]]*$")
_SHORT = 45
"""Characters: a line so short may be a headline though it ends as a sentence does, without a full stop."""
_SHORTENED = re.compile(r"(?:\b[ap]\.m|\b(?:Inc|Corp|Co|Ltd|Jr|Sr)|\b(?:[A-Z]\.)+[A-Z])\.$")
"""A full stop of a shortening, which ends no sentence where the line is short."""
_FIGURES = re.compile(r"(?:[^\s\d]\S*\s){1,3}(?:[$€£₩+\-−△▲▼]?\d[\d,.]*[%p원]?(?:\s|$)){2,}")
_CLOSE = 12
"""Characters at a line's end in which its full stop and the quotation marks after it stand."""
_HEADLINE = 70
_HEAD = 120
"""Characters: no headline is longer."""
_LEAST, _RUN_IN = 8, 90
_RUN_IN_MARK = re.compile(r"(?P<stop>[.?!][\"”’']?)(?=\s)|\s(?:[—–―|]|--?)(?=\s)|:(?=\s)")
BARE_COUNT = re.compile(r"(?P<n>\d{1,2})\s+(?=[A-Z가-힣“\"‘'「『\[])")
"""A number before a headline with nothing between."""
STRONG = 6
"""Heading levels up to this are the document's own (h1–h6); above are guesses from bold or large text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a document.

    Attributes:
        index: its place among the lines.
        start: where its text (without its marker) begins in the document.
        end: where it ends.
        text: the text there, without the marker.
        shown: the whole line, marker included.
        kind: the block's kind.
        level: the block's level.
        label: the block's label.
        family: the family of its marker (`markers.Marker.family`); empty where there is none.
        number: the marker's number, 0 where it has none.
        rank: the marker's usual level (1 opens stories), 0 where there is none.
        links: the links whose text stands in the line.
        is_sentence: whether it ends as a sentence does, or is too long for a headline.
        stressed: the place of its beginning in bold, where it goes on in plain letters.
        gap: the empty space above it, in tenths of a line; 0 where it is not known.
    """

    index: int
    start: int
    end: int
    text: str
    shown: str
    kind: BlockKind
    level: int = 0
    label: str = ""
    family: str = ""
    number: int = 0
    rank: int = 0
    links: tuple[Link, ...] = ()
    is_sentence: bool = False
    stressed: Span | None = None
    gap: int = 0

    @property
    def is_bare(self) -> bool:
        """A paragraph without a marker, short enough for a headline, that is no sentence and no row of figures."""
        bare = self.kind == "paragraph" and not self.family and not self.is_sentence
        return bare and not _is_figures(self.text)

    @property
    def span(self) -> Span:
        """Its text's place in the document."""
        return Span(start=self.start, end=self.end)


@lru_cache(maxsize=4096)
def _is_figures(text: str) -> bool:
    """Whether a line is a row of figures."""
    return _FIGURES.fullmatch(text) is not None


def lines_of(document: Document) -> tuple[Line, ...]:
    """The document's lines, in order; where its blocks are not one a line, lines are taken from its text."""
    blocks = document.blocks if _fit(document) else tuple(_plain_blocks(document.text))
    starts = [block.span.start for block in blocks]
    links: dict[int, list[Link]] = {}
    for link in document.links:
        if link.span:
            links.setdefault(max(0, bisect_right(starts, link.span.start) - 1), []).append(link)
    stressed = {bisect_right(starts, span.end - 1) - 1: span for span in document.stressed}
    shown = _shown(document.text, blocks)
    gaps = document.gaps if len(document.gaps) == len(blocks) else (0,) * len(blocks)
    return tuple(
        _line(
            document.text,
            index,
            block,
            shown[index],
            links=tuple(links.get(index, ())),
            stressed=stressed.get(index),
            gap=gaps[index],
        )
        for index, block in enumerate(blocks)
    )


def _fit(document: Document) -> bool:
    last, size = 0, len(document.text)
    for block in document.blocks:
        if (
            not last <= block.span.start < block.span.end <= size
            or "\n" in document.text[block.span.start : block.span.end]
        ):
            return False
        last = block.span.end
    return bool(document.blocks)


def _plain_blocks(text: str) -> Iterator[Block]:
    at = 0
    for piece in text.split("\n"):
        stripped = piece.strip()
        if stripped:
            start = at + piece.index(stripped)
            yield Block(kind="paragraph", span=Span(start=start, end=start + len(stripped)))
        at += len(piece) + 1


def _shown(text: str, blocks: tuple[Block, ...]) -> list[str]:
    return [text[text.rfind("\n", 0, block.span.start) + 1 : block.span.end] for block in blocks]


def _line(
    text: str,
    index: int,
    block: Block,
    shown: str,
    *,
    links: tuple[Link, ...],
    stressed: Span | None,
    gap: int,
) -> Line:
    own = text[block.span.start : block.span.end]
    found, start = _marked(block, own)
    rest = found.rest if found and not block.label else own
    return Line(
        index=index,
        start=block.span.start + start,
        end=block.span.start + start + len(rest),
        text=rest,
        shown=shown,
        kind=block.kind,
        level=block.level,
        label=block.label or (found.label if found else ""),
        family=found.family if found else "",
        number=found.number if found else 0,
        rank=found.level if found else 0,
        links=links,
        is_sentence=_is_sentence(rest),
        stressed=_unmarked(stressed, block.span.start + start) if stressed else None,
        gap=gap,
    )


def _unmarked(stressed: Span, start: int) -> Span | None:
    """What is bold of a line's text, without its marker; None where only the marker is."""
    return Span(start=max(start, stressed.start), end=stressed.end) if stressed.end > start else None


def _is_sentence(text: str) -> bool:
    end = text[-_CLOSE:]
    if len(text) <= _HEADLINE and _SHORTENED.search(end):
        return False
    if len(text) > _HEAD or _STOPPED.search(end):
        return True
    return len(text) > _SHORT and _ENDED.search(end) is not None


def _marked(block: Block, own: str) -> tuple[Marker | None, int]:
    """The line's marker, and where what it marks begins in the block's text."""
    if block.kind == "rule":
        return None, 0
    if block.label:
        found = marker(f"{block.label} {own}", letters=frozenset({block.label}))
        return (found or Marker(label=block.label, family=block.label, rest=own, level=2)), 0
    found = marker(own)
    if found is None:
        return None, 0
    shown = found.family == "emoji" and not found.label.startswith(":")
    if found.family == "[" or (shown and block.kind != "heading"):
        return replace(found, rest=own), 0  # such a marker may belong to what it opens
    return found, own.find(found.rest, 0 if found.family == "【" else len(found.label))


def lines_below(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The lines after one, without a copy of them: whoever asks mostly stops at the first few."""
    return (lines[place] for place in range(index + 1, len(lines)))


def run_in_end(text: str, least: int = _LEAST) -> int:
    """Where the headline ends that a paragraph begins with: at a dash or colon, or after a first sentence; 0 = none."""
    found = _RUN_IN_MARK.search(text, least, _RUN_IN + 3)
    if found is None:
        return 0
    return found.end() if found["stop"] else found.start()
