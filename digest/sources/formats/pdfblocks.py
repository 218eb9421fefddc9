"""Paragraphs and notes of a PDF → blocks: headings by the size of their type, items by their markers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.model import BlockKind
from digest.sources.formats.content import Piece
from digest.sources.formats.pdfrows import pieces
from digest.sources.formats.pdfrunin import lead_of, parted
from digest.stories.clean import tidy, width
from digest.stories.identity import normalise
from digest.stories.markers import font_letters, marker
from digest.stories.seams import Seam, glues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.sources.formats.pdfmargins import Note
    from digest.sources.formats.pdfparagraphs import Paragraph
    from digest.sources.formats.pdfrows import Row
    from digest.stories.seams import Glue

_HEADING, _LARGER = 1.12, 1.04
"""Times the text's size."""
_LONGEST_HEADING, _LONGEST_LEAD, _LONGEST_BOLD = 160, 60, 100
"""Characters."""
_OFTEN = 3
_MOST_EMPTY = 60
"""Tenths of a line: more says no more."""
_BOLD_LEVEL, _DEEPEST = 7, 6
_MOSTLY = 0.4
_SENTENCE = re.compile(r"[.。]['\"”’)\]]*$")
_FIRST = re.compile(r"[^\w\s]*\w[^\w\s]*")
"""A letter with the marks that do not part from it at a line's end."""
_QUOTES = frozenset("\"'“‘")
_BULLET = "•"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block to be: `marker` is how many characters of the tidy line are its marker, `lead` its beginning in bold.

    `gap` is the empty space above it in tenths of a line.
    """

    pieces: tuple[Piece, ...]
    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""
    marker: int = 0
    lead: str = ""
    gap: int = 0

    @property
    def text(self) -> str:
        """The line, tidy."""
        return tidy("".join(piece.text for piece in self.pieces))


def drafts(found: Sequence[Paragraph], notes: Sequence[Note], *, size: float) -> list[Draft]:
    """The blocks of a document, in order; a note stands after the block that bears its mark.

    Args:
        found: its paragraphs.
        notes: the notes at the feet of its pages.
        size: of its text, in points.
    """
    marks = frozenset((note.page, _bare(note.mark)) for note in notes)
    lines = [paragraph.rows for paragraph in found] + [note.rows for note in notes]
    told = _joined(lines, marks, texts=len(found))
    styles = _Styles.of(found, size)
    letters = font_letters(tidy("".join(piece.text for piece in one)) for one in told[: len(found)])
    blocks = [
        replace(_draft(paragraph, one, styles, letters), gap=_gap(before, paragraph))
        for before, paragraph, one in zip((None, *found), found, told, strict=False)
    ]
    blocks = _with_bold_heads(blocks, found, styles)
    listed = _listed(found, blocks)
    run_in = parted(blocks, found)
    after = _places(found, notes)
    out: list[Draft] = []
    for index, block in enumerate(blocks):
        if found[index].kind != "contents" or index in listed:
            out += run_in.get(index, [block])
        out += [_note(notes[number], told[len(found) + number]) for number in after.get(index, ())]
    return out + [_note(notes[number], told[len(found) + number]) for number in after.get(-1, ())]


def _gap(before: Paragraph | None, paragraph: Paragraph) -> int:
    """The space between two paragraphs of a column beyond that of two lines, in tenths of a line; 0 at a column's top."""
    if before is None or before.rows[-1].region != paragraph.rows[0].region:
        return 0
    row = paragraph.rows[0]
    away = (row.base - before.rows[-1].base) / max(1.0, row.size)
    return max(0, min(_MOST_EMPTY, round(10 * (away - 1))))


def _bare(mark: str) -> str:
    return mark.strip("(). ")


def _joined(
    lines: Sequence[Sequence[Row]], marks: frozenset[tuple[int, str]], *, texts: int
) -> list[tuple[Piece, ...]]:
    """The text of each paragraph, its lines joined; the first `texts` of them lose the marks of notes."""
    seams = [
        Seam(before=before.text, after=after.text, spaced=before.spaced, room=_room(before, after, rows))
        for rows in lines
        for before, after in pairwise(rows)
    ]
    found = iter(glues(seams, text=[row.text for rows in lines for row in rows]))
    return [
        _one_line(rows, found, marks if index < texts else frozenset()) for index, rows in enumerate(lines)
    ]


def _room(before: Row, after: Row, rows: Sequence[Row]) -> float:
    """Ems between a line's end and the widest one's of its paragraph, less those of the next line's first letters."""
    edge = max(row.right for row in rows if row.region == before.region)
    first = _FIRST.match(after.text)
    taken = width(first.group() if first else after.text[:1]) / 2
    return (edge - before.right) / before.size - taken


def _one_line(
    rows: Sequence[Row], seams: Iterator[Glue], marks: frozenset[tuple[int, str]]
) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for index, row in enumerate(rows):
        glue = next(seams) if index else ""
        if glue == "-" and out:
            out[-1] = replace(out[-1], text=out[-1].text[:-1])
        own = _pieces(row, marks)
        if glue == " ":
            own = (Piece(text=" ", url=own[0].url if own and out and out[-1].url == own[0].url else ""), *own)
        for piece in own:
            if out and out[-1].url == piece.url:
                out[-1] = replace(out[-1], text=out[-1].text + piece.text)
            else:
                out.append(piece)
    return tuple(out)


def _pieces(row: Row, marks: frozenset[tuple[int, str]]) -> tuple[Piece, ...]:
    gone = frozenset(mark for mark in row.marks if (row.page, _bare(mark)) in marks)
    if len(row.cells) == 1:
        return pieces(row.cells[0], without=gone)
    out: list[Piece] = []
    for index, cell in enumerate(row.cells):
        out += [*([Piece(text=" | ")] if index else []), *pieces(cell, without=gone)]
    return tuple(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    """Which type is a heading's: `sizes` from the largest down; `bold` where bold type is rare enough to tell."""

    size: float
    sizes: tuple[float, ...]
    bold: bool

    @classmethod
    def of(cls, found: Sequence[Paragraph], size: float) -> _Styles:
        sizes: list[float] = []
        large = {row.size for paragraph in found for row in paragraph.rows if row.size >= _HEADING * size}
        for one in sorted(large, reverse=True):
            if not sizes or one < 0.95 * sizes[-1]:
                sizes.append(one)
        whole = sum(len(row.text) for paragraph in found for row in paragraph.rows)
        bold = sum(len(row.text) for paragraph in found for row in paragraph.rows if row.bold)
        return cls(size=size, sizes=tuple(sizes), bold=bold <= _MOSTLY * whole)

    def level(self, row: Row) -> int:
        """The level of a heading of this row's size; 0 where it is the text's."""
        rank = next((rank for rank, size in enumerate(self.sizes, 1) if row.size > 0.95 * size), 0)
        return min(rank, _DEEPEST)


def _draft(paragraph: Paragraph, line: tuple[Piece, ...], styles: _Styles, letters: frozenset[str]) -> Draft:
    first = paragraph.rows[0]
    if paragraph.kind == "row":
        return Draft(pieces=line, kind="row")
    if paragraph.kind == "contents":
        return Draft(pieces=(Piece(text=paragraph.name),))
    draft = Draft(pieces=line, lead=lead_of(first))
    if first.bullet:
        return replace(draft, kind="item", level=1, label=_BULLET)
    text, level = draft.text, styles.level(first)
    if level and _is_heading(text):
        return replace(draft, kind="heading", level=level)
    found = marker(text, letters=letters) if paragraph.mark else None
    if found is None or found.family in {"[", "【", "emoji"} or found.family[0] == "#":
        return draft
    return replace(
        draft, kind="item", level=found.level, label=found.label, marker=len(text) - len(found.rest)
    )


def _is_heading(text: str) -> bool:
    """Whether text in large type is a heading, not the sentences of a lead."""
    if not any(char.isalnum() for char in text) or (text[0] in _QUOTES and _SENTENCE.search(text)):
        return False
    return len(text) <= (_LONGEST_LEAD if _SENTENCE.search(text) else _LONGEST_HEADING)


def _with_bold_heads(blocks: Sequence[Draft], found: Sequence[Paragraph], styles: _Styles) -> list[Draft]:
    """Short bold lines as headings: next to those of large type if most are set off above a text, else weak ones.

    A bold line that comes again and again is the name of a box, and a bold item stays an item.
    """
    often = Counter(block.text for block in blocks)
    heads = [
        index
        for index, (block, paragraph) in enumerate(zip(blocks, found, strict=True))
        if styles.bold and _is_bold_head(block, paragraph, styles.size) and often[block.text] < _OFTEN
    ]
    strong = sum(_is_set_off(found, index, styles.size) for index in heads)
    level = min(len(styles.sizes) + 1, _DEEPEST) if 2 * strong >= len(heads) else _BOLD_LEVEL
    out = list(blocks)
    for index in heads:
        out[index] = replace(blocks[index], kind="heading", level=level)
    return out


def _is_bold_head(block: Draft, paragraph: Paragraph, size: float) -> bool:
    text = block.text
    return (
        block.kind == "paragraph"
        and paragraph.kind == "text"
        and _stands_out(paragraph, size)
        and len(text) <= _LONGEST_BOLD
        and not _SENTENCE.search(text)
        and any(char.isalnum() for char in text)
    )


def _stands_out(paragraph: Paragraph, size: float) -> bool:
    """Whether it is set in bold, or in type a little larger than the text's: not every font tells that it is bold."""
    return all(row.bold or row.size >= _LARGER * size for row in paragraph.rows)


def _is_set_off(found: Sequence[Paragraph], index: int, size: float) -> bool:
    after = found[index + 1] if index + 1 < len(found) else None
    return found[index].apart and after is not None and not _stands_out(after, size)


def _note(note: Note, line: tuple[Piece, ...]) -> Draft:
    draft = Draft(pieces=line, kind="note", label=note.mark)
    return replace(draft, marker=len(note.mark) if draft.text.startswith(note.mark) else 0)


def _listed(found: Sequence[Paragraph], blocks: Sequence[Draft]) -> frozenset[int]:
    """The entries of contents that come again as a line of their own; the others only lead to pages."""
    last = {_name(block.text): index for index, block in enumerate(blocks) if found[index].kind != "contents"}
    return frozenset(
        index
        for index, paragraph in enumerate(found)
        if paragraph.kind == "contents" and last.get(_name(paragraph.name), -1) > index
    )


def _name(text: str) -> str:
    line = tidy(text)
    found = marker(line)
    return normalise(found.rest if found else line)


def _places(found: Sequence[Paragraph], notes: Sequence[Note]) -> dict[int, list[int]]:
    """After which paragraph each note stands: the one that bears its mark, else the last that reaches its page."""
    bears: dict[tuple[int, str], int] = {}
    reaches: dict[int, int] = {}
    for index, paragraph in enumerate(found):
        for row in paragraph.rows:
            reaches[row.page] = index
            for mark in row.marks:
                bears.setdefault((row.page, _bare(mark)), index)
    places: dict[int, list[int]] = {}
    for number, note in enumerate(notes):
        place = bears.get((note.page, _bare(note.mark)), reaches.get(note.page, -1))
        places.setdefault(place, []).append(number)
    return places
