"""Run-in heads: paragraphs that begin with a headline in bold, on the same line as their text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.stories.vocabulary import is_generic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.content import Piece
    from digest.sources.formats.walk import Draft

RUN_IN = 9
"""The level of such a heading: weaker than a whole line in bold."""
LEAST = 3
_SHORTEST, _LONGEST = 8, 110
_CLOSED = re.compile(r"[.!?:。…—–|-][\"'”’)]*\s*$")
_OPENED = re.compile(r"\s*[:—–|-]\s")
_QUESTION = re.compile(r"(?:Q|A|문|답)\d*\s?[.:)]")


def part(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; where three paragraphs or more begin so, each such head is a heading of its own above its text."""
    cuts = {number: cut for number, draft in enumerate(drafts) if (cut := _cut(draft))}
    if len(cuts) < LEAST:
        return list(drafts)
    out: list[Draft] = []
    for number, draft in enumerate(drafts):
        if number in cuts:
            out += _two(draft, cuts[number])
        else:
            out.append(draft)
    return out


def _cut(draft: Draft) -> int:
    """Where the head ends, in characters of the draft's text; 0 = it has none."""
    if draft.kind != "paragraph" or not draft.lead:
        return 0
    text = draft.text
    head, rest = text[: draft.lead], text[draft.lead :]
    return draft.lead if closes(head, rest, linked=_is_link(draft)) else 0


def closes(head: str, rest: str, *, linked: bool = False) -> bool:
    """Whether a bold beginning is a headline: it ends before the text goes on, and it is neither label nor question.

    Args:
        head: the beginning.
        rest: what follows on the same line.
        linked: whether all of the beginning is a link.
    """
    name = head.strip()
    if not _SHORTEST <= len(name) <= _LONGEST or len(rest.strip()) < len(name) or _QUESTION.match(name):
        return False
    if len(name.split()) < 2 or is_generic(name):  # noqa: PLR2004 - a word in bold is a label
        return False
    return _CLOSED.search(head) is not None or _OPENED.match(rest) is not None or linked


def _is_link(draft: Draft) -> bool:
    """Whether the bold run that opens a line is a link from end to end."""
    first = next((piece for piece in draft.pieces if piece.text.strip()), None)
    return (
        first is not None
        and bool(first.url)
        and len(first.text.strip()) >= len(draft.text[: draft.lead].strip())
    )


def _two(draft: Draft, cut: int) -> list[Draft]:
    head: list[Piece] = []
    rest: list[Piece] = []
    at = 0
    for piece in draft.pieces:
        inside = max(0, min(len(piece.text), cut - at))
        if inside:
            head.append(replace(piece, text=piece.text[:inside]))
        if inside < len(piece.text):
            rest.append(replace(piece, text=piece.text[inside:]))
        at += len(piece.text)
    head[-1] = replace(head[-1], text=re.sub(r"(?<=[^.])[.:—–|-]\s*$", "", head[-1].text.rstrip()))
    rest[0] = replace(rest[0], text=re.sub(r"^\s*[:—–|-]\s", "", rest[0].text))
    title = replace(draft, kind="heading", level=RUN_IN, pieces=head, lead=0, bold=True)
    return [title, replace(draft, pieces=rest, lead=0, bold=False, broken=0)]
