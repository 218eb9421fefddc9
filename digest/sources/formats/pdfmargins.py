"""What stands around the text of pages: running heads and feet, page numbers, and the notes at a page's foot."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.sources.formats.pdfrows import Line, Row, cells_of, lines_of, pieces
from digest.sources.formats.pdfruns import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.pdfpages import Page

PAGE_NUMBER = re.compile(
    r"[-–—~\s|/·•<\[(]*(?:(?:p(?:age|g)?\.?|쪽)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|쪽|페이지)\s*\d{0,4})?[-–—~\s|·•>\])]*",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}.{0,16}|(?:file|https?)://\S+")
_NOTE = re.compile(r"(?P<mark>\d{1,3}\)|\d{1,3}(?=\s)|\(?주\s?\d{0,2}\)|[*†‡§]{1,3}\)?|※)\s*(?=\S)")
_NUMBER = re.compile(r"(?P<mark>(?P<number>\d{1,3})[.)]?)\s*(?=[^\s\d])")
_HEAD, _FOOT = 0.17, 0.83
_OUTER = 0.07
"""Shares of a page's height: where running heads and feet may stand; where even one page's are known."""
_TOP, _SET_OFF = 0.1, 3.5
"""A share of a page's height, and ems: where a head that comes but once stands, and how far from the text."""
_SAME = 6.0
"""Points: how far apart the same head may stand on two pages."""
_SMALL = 0.92
_LOWER_HALF = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text of a document's pages without their margins, and what stood in these, each once."""

    runs: tuple[tuple[Run, ...], ...]
    margins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Margin:
    line: Line
    text: str
    cells: tuple[str, ...]
    base: float
    size: float


def without_margins(pages: Sequence[Page], *, size: float) -> Body:
    """Leave out running heads, running feet and page numbers.

    They are what comes again at the same height on other pages, numbers not counted, with nothing but its like
    between it and the page's edge.

    Args:
        pages: all pages.
        size: of the text, in points.
    """
    heads = [_outer(page, top=True) for page in pages]
    feet = [_outer(page, top=False) for page in pages]
    often = _often(heads), _often(feet)
    kept: list[tuple[Run, ...]] = []
    margins: dict[str, None] = {}
    for index, page in enumerate(pages):
        gone: set[int] = set()
        for side, known in zip((heads[index], feet[index]), often, strict=True):
            for place, margin in enumerate(side):
                alone = side is heads[index] and _stands_alone(margin, side[place + 1 :], page, size)
                if not (alone or _is_margin(margin, known, page, size)):
                    break
                gone.update(id(run) for run in margin.line)
                margins.update(
                    dict.fromkeys(cell for cell in margin.cells if not PAGE_NUMBER.fullmatch(cell))
                )
        kept.append(tuple(run for run in page.runs if id(run) not in gone))
    return Body(runs=tuple(kept), margins=tuple(margins))


def _outer(page: Page, *, top: bool) -> list[_Margin]:
    """The lines near a page's edge, from the outside in."""
    height = page.height
    near = [run for run in page.runs if (run.base <= _HEAD * height if top else run.base >= _FOOT * height)]
    made = [_margin(line) for line in lines_of(near)]
    return made if top else made[::-1]


def _margin(line: Line) -> _Margin:
    cells = tuple("".join(piece.text for piece in pieces(cell)).strip() for cell in cells_of(line))
    return _Margin(
        line=line,
        text=" ".join(cells),
        cells=cells,
        base=max(run.base for run in line),
        size=max(run.size for run in line),
    )


def _often(sides: Sequence[Sequence[_Margin]]) -> dict[str, list[float]]:
    """The heights at which a cell stands on two pages or more, by its text without numbers."""
    places: dict[str, list[float]] = {}
    for side in sides:
        for name in {_name(cell) for margin in side for cell in margin.cells}:
            places.setdefault(name, []).append(
                next(margin.base for margin in side if name in {_name(cell) for cell in margin.cells})
            )
    return {name: bases for name, bases in places.items() if len(bases) > 1}


def _name(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"\d+", "#", text))


def _is_margin(margin: _Margin, often: dict[str, list[float]], page: Page, size: float) -> bool:
    if all(_numbers(cell, margin, size) or _comes_again(cell, margin, often) for cell in margin.cells):
        return True
    outermost = min(margin.base, page.height - margin.base) <= _OUTER * page.height
    known = any(
        _PRINTED.fullmatch(cell) or _numbers(cell, margin, size) or _comes_again(cell, margin, often)
        for cell in margin.cells
    )
    return outermost and known and margin.size <= size


def _stands_alone(margin: _Margin, below: Sequence[_Margin], page: Page, size: float) -> bool:
    """Whether a small line at the very top is a running head even of a document of one page."""
    if margin.size > _SMALL * size or margin.base > _TOP * page.height:
        return False
    nearest = (
        below[0].base
        if below
        else min((run.base for run in page.runs if run.base > margin.base), default=0.0)
    )
    return nearest - margin.base >= _SET_OFF * margin.size


def _numbers(cell: str, margin: _Margin, size: float) -> bool:
    return margin.size <= 1.3 * size and PAGE_NUMBER.fullmatch(cell) is not None


def _comes_again(cell: str, margin: _Margin, often: dict[str, list[float]]) -> bool:
    bases = often.get(_name(cell), [])
    return sum(abs(base - margin.base) <= _SAME for base in bases) > 1


def text_size(runs: Sequence[Run]) -> float:
    """The size of most of the text, in points."""
    often = Counter[float]()
    for run in runs:
        often[round(run.size * 4) / 4] += len(run.text)
    return often.most_common(1)[0][0] if often else 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: its rows, its mark, and its page."""

    page: int
    mark: str
    rows: tuple[Row, ...]


def notes_of(rows: Sequence[Row], pages: Sequence[Page], *, size: float) -> tuple[list[Row], list[Note]]:
    """Part the notes at the feet of pages from the text: small rows at a column's end, the first with a note's mark."""
    raised = frozenset((row.page, mark.strip("() ")) for row in rows for mark in row.marks)
    kept: list[Row] = []
    notes: list[Note] = []
    for region in _regions(rows):
        start = len(region)
        while start and _is_small(region[start - 1], pages, size):
            start -= 1
        while start < len(region) and not _mark(region[start], raised):
            start += 1
        kept += region[:start]
        for row in region[start:]:
            mark = _mark(row, raised)
            if mark:
                notes.append(Note(page=row.page, mark=mark, rows=(row,)))
            else:
                last = notes.pop()
                notes.append(Note(page=last.page, mark=last.mark, rows=(*last.rows, row)))
    return kept, notes


def _mark(row: Row, raised: frozenset[tuple[int, str]]) -> str:
    """The mark of the note that a row begins; a mere number must stand raised in the text of the page. "" = none."""
    found = _NOTE.match(row.text)
    if found:
        return found["mark"].strip()
    number = _NUMBER.match(row.text)
    return number["mark"] if number and (row.page, number["number"]) in raised else ""


def _is_small(row: Row, pages: Sequence[Page], size: float) -> bool:
    return row.size <= _SMALL * size and row.base >= _LOWER_HALF * pages[row.page].height and not row.bullet


def _regions(rows: Sequence[Row]) -> list[list[Row]]:
    regions: list[list[Row]] = []
    for row in rows:
        if regions and regions[-1][-1].region == row.region:
            regions[-1].append(row)
        else:
            regions.append([row])
    return regions
