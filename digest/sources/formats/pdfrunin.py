"""Run-in heads of a PDF: paragraphs that begin with a headline in bold, on the same line as their text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.sources.formats.content import Piece
from digest.sources.formats.runin import LEAST, RUN_IN, closes
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.pdfblocks import Draft
    from digest.sources.formats.pdfparagraphs import Paragraph
    from digest.sources.formats.pdfrows import Row


def parted(blocks: Sequence[Draft], found: Sequence[Paragraph]) -> dict[int, list[Draft]]:
    """For each block that is not one line any more: its headline and its text, or nothing where it was a headline's beginning.

    Only where three paragraphs or more begin so. `found` are the paragraphs that the blocks were made of.
    """
    cuts: dict[int, tuple[str, str]] = {}
    for index, (block, paragraph) in enumerate(zip(blocks, found, strict=True)):
        lead = tidy(lead_of(paragraph.rows[0]))
        if block.kind not in {"paragraph", "heading"} or not lead or not block.text.startswith(lead):
            continue
        before = index - 1 if index and _is_beginning(blocks[index - 1], found[index - 1], paragraph) else -1
        name = f"{blocks[before].text} {lead}" if before >= 0 else lead
        if closes(name, block.text[len(lead) :]):
            cuts[index] = (name, block.text[len(lead) :])
            if before >= 0:
                cuts[before] = ("", "")
    if sum(bool(name) for name, _ in cuts.values()) < LEAST:
        return {}
    return {index: _two(blocks[index], name, rest) for index, (name, rest) in cuts.items()}


def _two(block: Draft, name: str, rest: str) -> list[Draft]:
    if not name:
        return []
    head = replace(block, kind="heading", level=RUN_IN, lead="", pieces=(Piece(text=name.rstrip(". :")),))
    left = len(block.text) - len(rest)
    return [
        head,
        replace(block, kind="paragraph", level=0, lead="", gap=0, pieces=_without(block.pieces, left)),
    ]


def _without(pieces: Sequence[Piece], count: int) -> tuple[Piece, ...]:
    """The pieces without their first characters."""
    out: list[Piece] = []
    for piece in pieces:
        kept = piece.text[count:] if count > 0 else piece.text
        count -= len(piece.text)
        if kept:
            out.append(replace(piece, text=kept))
    return tuple(out)


def lead_of(row: Row) -> str:
    """The bold text that opens a row, where the row goes on in plain type."""
    runs = row.runs
    bold = next((place for place, run in enumerate(runs) if not run.bold), len(runs))
    if not 0 < bold < len(runs) or len(row.cells) > 1:
        return ""
    return row.text[: row.text.find(runs[bold].text, sum(len(run.text) for run in runs[:bold]))]


def _is_beginning(block: Draft, before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether the block before is the first line of the same headline: all bold, unfinished, right above."""
    row, after = before.rows[-1], paragraph.rows[0]
    bold = len(before.rows) == 1 and all(run.bold for run in row.runs)
    near = row.region == after.region and 0 < after.base - row.base <= 2 * row.size
    return (
        bold
        and near
        and not block.text.endswith((".", "?", "!", ":"))
        and abs(row.left - after.left) <= row.size
    )
