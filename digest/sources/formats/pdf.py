"""PDF → lines: columns in reading order, lines re-joined, heads and feet left out, notes beside what they explain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.model import Link, Span
from digest.sources.formats.content import Builder
from digest.sources.formats.pdfblocks import drafts
from digest.sources.formats.pdfmargins import notes_of, text_size, without_margins
from digest.sources.formats.pdfmetadata import told
from digest.sources.formats.pdfpages import read_pages
from digest.sources.formats.pdfparagraphs import paragraphs
from digest.sources.formats.pdfrows import rows_of
from digest.sources.formats.pdftables import with_tables
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from digest.sources.formats.content import Content
    from digest.sources.formats.pdfblocks import Draft
    from digest.sources.formats.pdfpages import Page, Paper
    from digest.sources.formats.pdfrows import Row
    from digest.sources.formats.pdfruns import Run

_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_URL = re.compile(r"https?://[^\s<>\"'”’)\]】」』]+[^\s<>\"'”’)\]】」』.,;:!?]")


def read(content: bytes, *, zone: ZoneInfo, subject: str) -> Content:
    """A PDF as lines.

    Args:
        content: the bytes.
        zone: of dates that name none.
        subject: what an error names.

    Raises:
        InputError: it is locked, broken or too large, or its pages are pictures.
    """
    paper = read_pages(content, subject=subject)
    _need_text(paper, subject)
    size = text_size([run for page in paper.pages for run in page.runs])
    body = without_margins(paper.pages, size=size)
    rows, notes = notes_of(_rows(paper.pages, body.runs), paper.pages, size=size)
    builder = Builder()
    for draft in drafts(paragraphs(rows, paper.pages, size=size), notes, size=size):
        builder.gap = draft.gap
        builder.add(
            draft.pieces,
            kind=draft.kind,
            level=draft.level,
            label=draft.label,
            marker=draft.marker,
            links=tuple(_written(draft)),
            lead=draft.lead,
        )
    own = told(paper.told, builder.lines, builder.blocks, body.margins, zone=zone)
    return builder.build(
        format="pdf", title=own.title, author=own.author, published=own.published, precision=own.precision
    )


def _need_text(paper: Paper, subject: str) -> None:
    text = "".join(run.text for page in paper.pages for run in page.runs)
    if not any(char.isalnum() for char in text):
        if any(page.pictures for page in paper.pages):
            raise InputError(
                subject,
                "the PDF holds pictures of pages, without a text layer",
                "run OCR on it first (ocrmypdf)",
            )
        raise InputError(subject, "there is no text in the PDF", "look at it in a PDF viewer")
    if len(_UNKNOWN.findall(text)) > len(text) // 2:
        raise InputError(
            subject, "the fonts of the PDF do not tell their characters", "run OCR on it first (ocrmypdf)"
        )


def _rows(pages: Sequence[Page], runs: Sequence[Sequence[Run]]) -> list[Row]:
    rows: list[Row] = []
    for number, (page, kept) in enumerate(zip(pages, runs, strict=True)):
        first = rows[-1].region + 1 if rows else 0
        rows += rows_of(page, with_tables(kept, page.rules), number=number, first_region=first)
    return rows


def _written(draft: Draft) -> Iterator[Link]:
    """Addresses that stand in the text, but for those that are links already."""
    linked = {piece.url for piece in draft.pieces}
    for match in _URL.finditer(draft.text):
        url = canonical(match.group())
        if url not in linked:
            yield Link(url=url, text=match.group(), span=Span(start=match.start(), end=match.end()))
