"""Ruled tables: what stands between the same rules is one cell, however many lines of type it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.sources.formats.pdfrows import lines_of, pieces
from digest.stories.clean import width
from digest.stories.seams import Seam, glues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.sources.formats.pdfpages import Box
    from digest.sources.formats.pdfrows import Line
    from digest.sources.formats.pdfruns import Run

_MOST = 1_500
"""Rules of a page: more are a drawing."""
_NEAR = 2.5
"""Points by which rules may lie apart and still be one."""
_LINES = 8
"""Of a cell: what is longer is a column or a box."""
_ALIKE = 0.1

_Cell = tuple[int, int, int, int]
"""The rules above, below, left and right of it, by their numbers; -1 = the page's edge."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight line: where it lies (an ordinate for one that goes across), from where to where."""

    at: float
    start: float
    end: float


def with_tables(runs: Sequence[Run], rules: Sequence[Box]) -> tuple[Run, ...]:
    """A page's runs: each cell of a ruled table one run, the cells of a row on one baseline."""
    if not 3 <= len(rules) <= _MOST:  # noqa: PLR2004 - two rows have three rules
        return tuple(runs)
    across = _merged(
        _Rule((top + low) / 2, left, right) for left, top, right, low in rules if right - left > low - top
    )
    upright = _merged(
        _Rule((left + right) / 2, top, low) for left, top, right, low in rules if right - left <= low - top
    )
    cells: dict[_Cell, list[Run]] = {}
    for run in runs:
        cell = _cell(run, across, upright)
        if cell:
            cells.setdefault(cell, []).append(run)
    rows: dict[tuple[int, int], list[_Cell]] = {}
    for cell in sorted(cells):
        rows.setdefault(cell[:2], []).append(cell)
    made: list[Run] = []
    gone: set[int] = set()
    for key in _ruled(rows, cells, across):
        base = min(run.base for cell in rows[key] for run in cells[cell])
        for cell in rows[key]:
            made.append(replace(_joined(cells[cell], cell, upright), base=base))
            gone.update(id(run) for run in cells[cell])
    return (*(run for run in runs if id(run) not in gone), *made)


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Rules from the top down or from left to right, those that go on in each other joined."""
    found: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = found[-1] if found else None
        if last and abs(rule.at - last.at) <= _NEAR and rule.start <= last.end + _NEAR:
            found[-1] = replace(last, end=max(last.end, rule.end))
        else:
            found.append(rule)
    return sorted(found, key=lambda rule: rule.at)


def _cell(run: Run, across: Sequence[_Rule], upright: Sequence[_Rule]) -> _Cell | None:
    """The cell in which a run stands; None where no rule stands above, below or beside it."""
    x, y = (run.left + run.right) / 2, run.base - run.size / 3
    above, below = _around(y, x, across)
    left, right = _around(x, y, upright)
    return None if min(above, below) < 0 or max(left, right) < 0 else (above, below, left, right)


def _around(at: float, along: float, rules: Sequence[_Rule]) -> tuple[int, int]:
    """The numbers of the nearest rules on both sides of a place that reach as far as it."""
    before = after = -1
    for number, rule in enumerate(rules):
        if not rule.start - _NEAR <= along <= rule.end + _NEAR:
            continue
        if rule.at <= at:
            before = number
        else:
            after = number
            break
    return before, after


def _ruled(
    rows: dict[tuple[int, int], list[_Cell]], cells: dict[_Cell, list[Run]], across: Sequence[_Rule]
) -> Iterator[tuple[int, int]]:
    """The rows of tables: two cells or more of a few lines each, with another such row above or below."""
    good = {key for key, own in rows.items() if len(own) > 1 and all(_is_short(cells[cell]) for cell in own)}
    for key in sorted(good):
        if any(
            abs(across[key[0]].at - across[other[1]].at) <= _NEAR
            or abs(across[key[1]].at - across[other[0]].at) <= _NEAR
            for other in good - {key}
        ):
            yield key


def _is_short(runs: Sequence[Run]) -> bool:
    sizes = [run.size for run in runs]
    return len({round(run.base) for run in runs}) <= _LINES and max(sizes) - min(sizes) <= _ALIKE * max(sizes)


def _joined(runs: Sequence[Run], cell: _Cell, upright: Sequence[_Rule]) -> Run:
    lines = lines_of(runs)
    texts = ["".join(piece.text for piece in pieces(line)) for line in lines]
    left = upright[cell[2]].at if cell[2] >= 0 else min(run.left for run in runs)
    right = upright[cell[3]].at if cell[3] >= 0 else max(run.right for run in runs)
    edge = right - (min(run.left for run in runs) - left)
    seams = [
        Seam(before=before, after=after, spaced=line[-1].spaced, room=_room(line, after, edge))
        for (before, after), line in zip(pairwise(texts), lines, strict=False)
    ]
    text = texts[0]
    for glue, after in zip(glues(seams, text=texts), texts[1:], strict=True):
        text = f"{text[:-1]}{after}" if glue == "-" else f"{text}{glue}{after}"
    urls = {run.url for run in runs}
    return replace(
        runs[0],
        text=text,
        left=left + 1,
        right=right - 1,
        bold=all(run.bold for run in runs),
        url=urls.pop() if len(urls) == 1 else "",
        cell=True,
    )


def _room(line: Line, after: str, edge: float) -> float:
    return (edge - line[-1].right) / line[-1].size - width(after[:1]) / 2
