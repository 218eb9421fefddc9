"""From drafts to lines: which line breaks were meant, and which lines are headings that say so only by their looks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.sources.formats.content import Builder, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.sources.formats.walk import Draft

JOINABLE = ("paragraph", "item", "quote", "caption")
SENTENCE_END = re.compile(r"[.!?。…:;][\"'”’)\]』」]*\s*$|[|]\s*$")
MARKER = re.compile(r"\s*(?:[◆■□▲△▶▷●○◇◈※☞∙·•▪▫✓✔✅👉❶-❿①-⑳#\-*–—>]|\d{1,2}[.)]|\[|【|<|https?://)")
SENTENCES = re.compile(r"[.!?。]\s")
LONGEST_HEAD, LONGEST_CLOSED = 120, 70
HABIT = 3
LARGE = 1.25
MOSTLY = 0.5
WEAK_LARGE, WEAK_BOLD = 7, 8


def fill(builder: Builder, drafts: Iterable[Draft]) -> None:
    """Add settled drafts to a builder."""
    for draft in drafts:
        if draft.kind == "rule":
            builder.rule()
        else:
            lead = "" if draft.bold else draft.text[: draft.lead]
            builder.add(tuple(draft.pieces), kind=draft.kind, level=draft.level, label=draft.label, lead=lead)


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts as lines: those that a line break parts inside a sentence are joined, weak headings are named.

    A whole line in bold (level 8) or in letters a quarter larger than most of the text (level 7) is a weak heading.
    """
    return _headed(_joined(drafts))


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    lines: list[Draft] = []
    grown = False
    for draft in drafts:
        last = lines[-1] if lines else None
        if last is None or not _continues(last, draft, grown=grown):
            lines.append(draft)
            grown = False
            continue
        if not grown:
            last = lines[-1] = replace(last, pieces=list(last.pieces))
            grown = True
        last.pieces += (Piece(text=" "), *draft.pieces)
    return lines


def _continues(last: Draft, draft: Draft, *, grown: bool) -> bool:
    """Whether a line goes on: both are of one kind, size and weight. One that has `grown` is known to be no mere link."""
    if draft.broken != 1 or last.kind not in JOINABLE or draft.kind not in ("paragraph", last.kind):
        return False
    if last.bold != draft.bold or last.size != draft.size:
        return False
    if (not grown and _all_link(last)) or _all_link(draft):
        return False
    return not SENTENCE_END.search(last.pieces[-1].text) and not MARKER.match(draft.pieces[0].text)


def _all_link(draft: Draft) -> bool:
    return all(piece.url or not piece.text.strip() for piece in draft.pieces)


def _headed(drafts: list[Draft]) -> list[Draft]:
    usual = _usual_size(drafts)
    written = sum(len(draft.text) for draft in drafts)
    bold = sum(len(draft.text) for draft in drafts if draft.bold)
    closed = [draft for draft, after in pairwise(drafts) if _closed_head(draft) and not after.bold]
    named = {id(draft) for draft in closed} if len(closed) >= HABIT else set()
    return [
        replace(draft, kind="heading", level=WEAK_BOLD)
        if id(draft) in named and bold < MOSTLY * written
        else _weak(draft, usual=usual, bold_tells=bold < MOSTLY * written)
        for draft in drafts
    ]


def _closed_head(draft: Draft) -> bool:
    """Whether a line in bold is one short sentence with its full stop: a headline only where that is a habit."""
    text = draft.text.strip()
    return (
        draft.kind == "paragraph"
        and draft.bold
        and len(text) <= LONGEST_CLOSED
        and text.endswith((".", "。"))
        and not SENTENCES.search(text)
        and sum(map(str.isalnum, text)) > 1
    )


def _weak(draft: Draft, *, usual: float, bold_tells: bool) -> Draft:
    text = draft.text.strip()
    if draft.kind != "paragraph" or not _could_head(text):
        return draft
    if usual and draft.size >= LARGE * usual:
        return replace(draft, kind="heading", level=WEAK_LARGE)
    if draft.bold and bold_tells:
        return replace(draft, kind="heading", level=WEAK_BOLD)
    return draft


def _could_head(text: str) -> bool:
    return (
        len(text) <= LONGEST_HEAD
        and not text.endswith((".", "。", ":", ","))
        and sum(map(str.isalnum, text)) > 1
    )


def _usual_size(drafts: Sequence[Draft]) -> float:
    """The size in which most of the text is set: the median by characters, in px."""
    sizes = sorted((draft.size, len(draft.text)) for draft in drafts if draft.size)
    half, seen = sum(length for _, length in sizes) / 2, 0
    for size, length in sizes:
        seen += length
        if seen >= half:
            return size
    return 0.0
