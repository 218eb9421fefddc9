"""Runs of a page → rows in reading order: columns are read one after the other, wide lines part them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from digest.sources.formats.content import Piece
from digest.sources.formats.pdfinitials import with_initials
from digest.sources.formats.pdfruns import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.sources.formats.pdfpages import Page

_CELL = 1.5
"""Ems: a gap on a line that parts cells."""
_FEW = 3
"""Lines: a column has no fewer."""
_DEEPEST = 3
_SET_OFF = 2.0
"""Ems between the baselines of lines that are no neighbours in one text."""
_HEADING = 1.12
"""Times the size of most of the page's text."""
_MOST = 3_000
"""Runs: a page of more is a drawing, and read from the top down."""
_COLUMN = 8.0
"""Ems: no column is narrower."""
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a column.

    Attributes:
        page: its page, from 0.
        path: its column: "" for a page's whole width, "L" and "R" for halves, "RL" for a half of a half.
        region: the number of its stretch of lines in one column, over the document.
        cells: its runs from left to right, parted where the gap is wide.
        base: its baseline.
        size: of most of its text, in points.
        bold: whether most of it is.
        bullet: whether a bullet is drawn before it.
        marks: raised marks of notes that stand in it.
    """

    page: int
    path: str
    region: int
    cells: tuple[tuple[Run, ...], ...]
    base: float
    size: float
    bold: bool
    bullet: bool = False
    marks: tuple[str, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its runs."""
        return tuple(run for cell in self.cells for run in cell)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.cells[0][0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(run.right for run in self.cells[-1])

    @property
    def spaced(self) -> bool:
        """Whether the file has a space at its end."""
        return self.cells[-1][-1].spaced

    @property
    def text(self) -> str:
        """Its text, the cells joined by a space."""
        return " ".join("".join(piece.text for piece in pieces(cell)) for cell in self.cells)


Line = tuple["Run", ...]


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """Runs that share a baseline, from left to right, from the top down; raised and lowered marks join their line."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.left)):
        if lines and abs(run.base - lines[-1][0].base) <= 0.25 * min(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [tuple(sorted(line, key=lambda run: run.left)) for line in _with_marks(lines)]


def _with_marks(lines: list[list[Run]]) -> list[list[Run]]:
    """Small runs that touch a run of the line above or below belong to it: superscripts and subscripts."""
    kept: list[list[Run]] = []
    for index, line in enumerate(lines):
        near = [*kept[-1:], *lines[index + 1 : index + 2]]
        for run in list(line):
            home = next((other for other in near if _raised(run, other)), None)
            if home is not None:
                home.append(run)
                line.remove(run)
        if line:
            kept.append(line)
    return kept


def _raised(run: Run, line: list[Run]) -> bool:
    return len(run.text) <= 4 and any(  # noqa: PLR2004 - characters of a mark
        run.size <= 0.85 * other.size
        and abs(run.base - other.base) <= 0.6 * other.size
        and -0.3 * other.size <= max(run.left - other.right, other.left - run.right) <= 0.4 * other.size
        for other in line
    )


def cells_of(line: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """A line's runs, parted at wide gaps."""
    cells: list[list[Run]] = []
    for run in line:
        last = cells[-1][-1] if cells else None
        near = last and run.left - last.right <= _CELL * max(run.size, last.size)
        if near and not (run.cell or (last and last.cell)):
            cells[-1].append(run)
        else:
            cells.append([run])
    return tuple(tuple(cell) for cell in cells)


def pieces(runs: Sequence[Run], *, without: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
    """The text of runs that stand side by side.

    Args:
        runs: from left to right.
        without: marks of notes that are left out where they stand raised.
    """
    level = max((run.size, run.base) for run in runs)
    found: list[Piece] = []
    before: Run | None = None
    for run in runs:
        gap = before is not None and (before.apart or run.left - before.right > 0.15 * run.size)
        before = run
        if without and run.text in without and is_mark(run, size=level[0], base=level[1]):
            continue
        found.append(Piece(text=f"{' ' if gap and found else ''}{run.text}", url=run.url))
    return tuple(found)


def is_mark(run: Run, *, size: float, base: float) -> bool:
    """Whether a run is a note's mark that stands raised on a line of this size and baseline."""
    return run.size <= 0.85 * size and run.base < base - 0.1 * size and _MARK.fullmatch(run.text) is not None


def rows_of(page: Page, runs: Iterable[Run], *, number: int, first_region: int) -> list[Row]:
    """The rows of a page in reading order.

    Args:
        page: for its drawn bullets.
        runs: what is left of its text without running heads and feet.
        number: the page's, from 0.
        first_region: the number of its first region.
    """
    rows: list[Row] = []
    for region, (path, lines) in enumerate(_regions(lines_of(with_initials(tuple(runs))), ""), first_region):
        rows += [_row(page, line, number, path, region) for line in lines]
    return rows


def _row(page: Page, line: Line, number: int, path: str, region: int) -> Row:
    size, base = max(((run.size, run.base) for run in line), key=lambda told: _weight(line, told[0]))
    size = max(size, _capitals(line))
    weight = sum(len(run.text) for run in line)
    bullet = any(
        base - size <= y <= base + 0.2 * size and 0 < line[0].left - x <= 3 * size for x, y in page.bullets
    )
    return Row(
        page=number,
        path=path,
        region=region,
        cells=cells_of(line),
        base=base,
        size=size,
        bold=line[-1].bold and sum(len(run.text) for run in line if run.bold) > 0.8 * weight,
        bullet=bullet,
        marks=tuple(run.text for run in line if is_mark(run, size=size, base=base)),
    )


def _capitals(line: Line) -> float:
    """The size of a line in small capitals: that of the letters with which its words begin; 0 = it is none."""
    return max(
        (
            before.size
            for before, run in pairwise(line)
            if 0.6 * before.size <= run.size <= 0.9 * before.size
            and abs(run.base - before.base) <= 0.05 * run.size
            and abs(run.left - before.right) <= (0.1 if len(before.text) > 1 else 0.5) * run.size
            and before.text[-1].isupper()
            and run.text[0].isalpha()
        ),
        default=0.0,
    )


def _weight(line: Line, size: float) -> int:
    return sum(len(run.text) for run in line if abs(run.size - size) <= 0.05 * size)


def _regions(
    lines: Sequence[Line], path: str, known: float | None = None
) -> Iterator[tuple[str, list[Line]]]:
    """Stretches of lines in one column, in reading order; `known`: where a right column began above."""
    split = _split(lines, known) if len(path) < _DEEPEST else None
    if split is None:
        if lines:
            yield path, list(lines)
        return
    start, end, edge = split
    yield from _regions(lines[:start], path)
    for side, half in (("L", _half(lines[start:end], edge, 0)), ("R", _half(lines[start:end], edge, 1))):
        yield from _regions(half, path + side)
    yield from _regions(lines[end:], path, edge)


def _half(lines: Sequence[Line], edge: float, side: int) -> list[Line]:
    halves = (tuple(run for run in line if (run.left >= edge) == bool(side)) for line in lines)
    return [half for half in halves if half]


def _split(lines: Sequence[Line], known: float | None) -> tuple[int, int, float] | None:
    """Which lines stand in two columns, and where the right one begins; None where none do."""
    runs = [run for line in lines for run in line]
    if not runs or len(runs) > _MOST:
        return None
    em = median(run.size for run in runs)
    edges = [(edge, _FEW) for edge in _edges(runs, em)]
    if known is not None:
        edges.append((known, 1))
    best: tuple[float, int, int, float] | None = None
    for edge, few in edges:
        for start, end in _clear(lines, edge, em, few):
            score = _columns(lines[start:end], edge, em, few)
            if score and (best is None or score > best[0]):
                best = (score, start, end, edge)
    if best is None:
        return None
    _, start, end, edge = best
    end = _without_tail(lines, start, end, edge)
    return start, _section(lines, start, end, edge, em), edge


def _section(lines: Sequence[Line], start: int, end: int, edge: float, em: float) -> int:
    """Where the first story that is set in two columns ends: above a heading over both.

    A heading that happens to be no wider than its column stands over both if the right column is empty beside it, and
    both go on at one height below it.
    """
    right = [line[-1].left >= edge for line in lines]
    for index in range(start + 1, end - 1):
        line = lines[index]
        below = lines[index + 1]
        level = below[0].left < edge and right[index + 1] and all(run.size <= _HEADING * em for run in below)
        if level and not right[index] and max(run.size for run in line) >= _HEADING * em:
            first = next((above for above in range(index, start, -1) if right[above - 1]), None)
            alone = first is not None and all(run.size > em for line in lines[first:index] for run in line)
            gap = below[0].base - lines[first - 1][-1].base if alone and first else 0.0
            if first and gap > 2 * _SET_OFF * em:
                return first
    return end


def _without_tail(lines: Sequence[Line], start: int, end: int, edge: float) -> int:
    """Where two columns end: a line set off below them, above what goes over the whole width, is that one's heading."""
    last = max(index for index in range(start, end) if any(run.left >= edge for run in lines[index]))
    tail = lines[last + 1 : end]
    if end == len(lines) or not 0 < len(tail) <= _FEW:
        return end
    apart = tail[0][0].base - lines[last][0].base
    return last + 1 if apart > _SET_OFF * tail[0][0].size else end


def _edges(runs: Sequence[Run], em: float) -> list[float]:
    """Left edges, just before which several runs begin."""
    lefts = sorted(run.left for run in runs)
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][0] <= 0.3 * em:
            groups[-1].append(left)
        else:
            groups.append([left])
    return [
        group[0] - 0.05 * em for group in groups if len(group) >= _FEW and group[0] > lefts[0] + _COLUMN * em
    ]


def _clear(lines: Sequence[Line], edge: float, em: float, few: int) -> Iterator[tuple[int, int]]:
    """Stretches of lines of which none crosses the gutter left of an edge."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and not _crosses(lines[index], edge, em):
            continue
        if index - start >= few:
            yield start, index
        start = index + 1


def _crosses(line: Line, edge: float, em: float) -> bool:
    """Whether a run, or a ruled table, stands on both sides of an edge."""
    sides = {run.left >= edge for run in line if run.cell}
    return len(sides) > 1 or any(run.left < edge and run.right > edge - 0.7 * em for run in line)


def _splits(lines: Sequence[Line], em: float) -> bool:
    """Whether most of these lines stand in two columns themselves."""
    edges = _edges([run for line in lines for run in line], em)
    return any(
        2 * (end - start) > len(lines) and _columns(lines[start:end], edge, em, _FEW, deep=False) > 0
        for edge in edges
        for start, end in _clear(lines, edge, em, _FEW)
    )


def _columns(lines: Sequence[Line], edge: float, em: float, few: int, *, deep: bool = True) -> float:
    """How much text stands in two columns here; 0 where it is a table or a list of names and values."""
    sides = _half(lines, edge, 0), _half(lines, edge, 1)
    if min(len(side) for side in sides) < few:
        return 0.0
    both = sum(any(run.left >= edge for run in line) and line[0].left < edge for line in lines)
    apart = both < 0.6 * min(len(side) for side in sides)
    fills = []
    for side in sides:
        left, right = min(line[0].left for line in side), max(line[-1].right for line in side)
        if right - left < _COLUMN * em:
            return 0.0
        taken = (line[-1].right - line[0].left if apart else _written(line) for line in side)
        fills.append(median(taken) / (right - left))
    weak = [side for side, fill in zip(sides, fills, strict=True) if fill < (0.4 if apart else 0.6)]
    if len(weak) > 1 or (weak and not (deep and _splits(weak[0], em))):
        return 0.0
    return sum(_written(line) for line in lines)


def _written(line: Line) -> float:
    return sum(run.right - run.left for run in line)


def without_cells(row: Row, *, full: bool) -> list[Row]:
    """A row that is no table's: each of its cells a row of its own, unless its gaps are those of justified text.

    Args:
        row: the row.
        full: whether it fills its column and goes on in the next row.
    """
    size = row.size
    gaps = [after[0].left - before[-1].right for before, after in zip(row.cells, row.cells[1:], strict=False)]
    if not gaps:
        return [row]
    if full or max(gaps) <= 3 * size:
        return [replace(row, cells=(row.runs,))]
    return [
        replace(row, cells=(cell,), bullet=row.bullet and index == 0) for index, cell in enumerate(row.cells)
    ]
