"""Rows → paragraphs: which lines of a column, of the next one, of the next page were one stretch of text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from digest.sources.formats.pdfrows import Row, without_cells
from digest.stories.clean import width
from digest.stories.markers import Marker, font_letters, marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.sources.formats.pdfpages import Page

Kind = Literal["text", "row", "contents"]
_ENDED = re.compile(r"[.!?。…]['\"”’)\]]*$")
_OPEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,-’')")
_LEADER = re.compile(
    r"(?P<name>.*?\S)\s*(?:[.·…‥․⋯_]\s?){4,}\s*(?P<page>\d{1,4}|[ivxl]{1,6})?", re.IGNORECASE
)
_TITLE_SIZE = 1.12
"""Times the text's size: from here type is a heading's."""
_SAME_SIZE = 0.3
"""Points."""
_CLOSEST, _USUAL, _WIDEST = 0.9, 1.9, 2.6
"""Ems from one line of a paragraph to the next; where it is more than usual, the line before must show that it goes on."""
_NEAR = 3.0
"""Ems by which a line may fall short and still be full, or be indented."""
_EVEN = 1.2
"""Ems by which lines fall short at most where they are justified, or broken inside words."""
_SPACE = 0.55
"""Ems of a space, and of what the measures of type may be wrong by."""
_STEP, _DEEPEST = 0.8, 4.0
"""Ems of indentation."""
_MOSTLY = 0.7
_LOW = 0.6
"""Share of a page's height."""
_FEW = 3
_AROUND = 40
"""Rows of a column that tell its edges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Rows that belong together.

    Attributes:
        kind: running text, a table's row, or an entry of a list of contents.
        rows: from the top down; they may stand in several columns and pages.
        mark: the marker that its first line opens with.
        name: of an entry of contents: its text without leader and page.
        apart: whether it stands further below the line above than lines of a paragraph do.
    """

    kind: Kind
    rows: tuple[Row, ...]
    mark: Marker | None = None
    name: str = ""
    apart: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is usual in this document.

    Attributes:
        size: of the text, in points.
        left: of each region.
        right: where full lines end, for each region.
        slack: ems that lines which go on fall short of that, for each region's path.
        pitch: from one line to the next, by size in half points.
        hanging: the columns whose paragraphs have all their lines but the first indented.
        low: the height on each page from which a paragraph may go on overleaf.
    """

    size: float
    left: dict[int, float]
    right: dict[int, float]
    slack: dict[str, float]
    pitch: dict[int, float]
    low: tuple[float, ...]
    hanging: frozenset[str] = frozenset()


def paragraphs(rows: Sequence[Row], pages: Sequence[Page], *, size: float) -> list[Paragraph]:
    """The paragraphs of a document's rows, which are in reading order and without notes and margins."""
    kinds = _tables(rows, len(pages), size=size)
    parted = [
        (part, kind, name)
        for index, (row, (kind, name)) in enumerate(zip(rows, kinds, strict=True))
        for part in (without_cells(row, full=_is_full(rows, index)) if kind == "text" else [row])
    ]
    layout = layout_of([row for row, kind, _ in parted if kind == "text"], pages, size=size)
    letters = font_letters([row.text for row, _, _ in parted])
    seen: set[tuple[str, int]] = set()
    found: list[Paragraph] = []
    for row, kind, name in parted:
        mark = _mark(row, letters, seen)
        if kind == "text" and found and found[-1].kind == "text" and goes_on(found[-1], row, mark, layout):
            found[-1] = replace(found[-1], rows=(*found[-1].rows, row))
        else:
            last = found[-1].rows[-1] if found else None
            apart = last is None or last.region != row.region or not _near(last, row, layout, ended=False)
            found.append(Paragraph(kind=kind, rows=(row,), mark=mark, name=name, apart=apart))
    return found


def _is_full(rows: Sequence[Row], index: int) -> bool:
    """Whether a row reaches from edge to edge of its column and goes on in the next one in the same type."""
    row = rows[index]
    after = rows[index + 1] if index + 1 < len(rows) else None
    if after is None or after.region != row.region or after.base - row.base > _USUAL * row.size:
        return False
    near = [other for other in rows[max(0, index - _AROUND) : index + _AROUND] if other.region == row.region]
    left, right = min(other.left for other in near), max(other.right for other in near)
    alike = abs(after.size - row.size) <= _SAME_SIZE and after.bold == row.bold
    return alike and row.left - left <= row.size / 2 and right - row.right <= row.size / 2


def _mark(row: Row, letters: frozenset[str], seen: set[tuple[str, int]]) -> Marker | None:
    """The row's marker; a number counts only if the one before it has come: `13. 그리고` may be a line's begin."""
    found = marker(row.text, letters=letters)
    if found is None or (found.number > 1 and (found.family, found.number - 1) not in seen):
        return None
    seen.add((found.family, found.number))
    return found


def goes_on(paragraph: Paragraph, row: Row, mark: Marker | None, layout: Layout) -> bool:
    """Whether a row belongs to the paragraph of the row before it."""
    before, first = paragraph.rows[-1], paragraph.rows[0]
    ended = _ENDED.search(before.text) is not None
    begins = row.bullet or (mark is not None and mark.family not in {"[", "【", "emoji"})
    alike = abs(row.size - before.size) <= 0.06 * before.size and row.bold == before.bold
    if (
        begins
        or not alike
        or not (_near(before, row, layout, ended=ended) and _aligned(paragraph, row, layout))
    ):
        return False
    if _is_title(before, row, layout):
        return not ended
    short = layout.right[before.region] - before.right
    if _centred(paragraph, row, layout):
        short = layout.right[before.region] - layout.left[before.region] - (before.right - before.left)
    if _first_word(row) + _SPACE * row.size <= short and not _unfinished(before, row, short, ended=ended):
        return False
    usual = layout.slack.get(before.path, _NEAR)
    even = usual <= _EVEN and short > (usual + _EVEN) * before.size
    return not (ended and even and before is not first)


def _near(before: Row, row: Row, layout: Layout, *, ended: bool) -> bool:
    """Whether a row stands as close below the one before as lines of a paragraph do, or on top of the next column."""
    if row.region != before.region:
        onward = before.base >= layout.low[before.page] if row.page > before.page else row.path != before.path
        return onward and not ended and before.size <= _TITLE_SIZE * layout.size
    pitch = layout.pitch.get(round(row.size * 2), 1.5 * row.size)
    uneven = any(abs(run.base - one.base) > _SAME_SIZE for one in (before, row) for run in one.runs)
    return 0 < row.base - before.base <= pitch + (0.6 if uneven else 0.3) * row.size


def _aligned(paragraph: Paragraph, row: Row, layout: Layout) -> bool:
    before, first = paragraph.rows[-1], paragraph.rows[0]
    em = row.size
    step = (row.left - layout.left[row.region]) - (before.left - layout.left[before.region])
    if _centred(paragraph, row, layout):
        return abs((row.left + row.right) - (before.left + before.right)) <= 2 * em or abs(step) <= em
    if step > _STEP * em:
        hangs = paragraph.mark is not None or first.bullet or before.path in layout.hanging
        return before is first and hangs and step <= _DEEPEST * em
    if step < -_STEP * em:
        indented = before is first and not first.bullet and before.path not in layout.hanging
        return indented and step >= -_NEAR * em and row.region == before.region
    return True


def _centred(paragraph: Paragraph, row: Row, layout: Layout) -> bool:
    """Whether two lines are set around one middle."""
    before, first = paragraph.rows[-1], paragraph.rows[0]
    if paragraph.mark is not None or first.bullet or before.path in layout.hanging:
        return False
    return _is_title(before, row, layout) or _is_centred(before, layout) or _is_centred(row, layout)


def _is_title(before: Row, row: Row, layout: Layout) -> bool:
    """Whether two lines of large type are set around one middle: such lines break where their maker likes."""
    large = min(row.size, before.size) > _TITLE_SIZE * layout.size
    apart = abs(row.left - before.left) > _STEP * row.size
    return large and apart and abs((row.left + row.right) - (before.left + before.right)) <= row.size


def _unfinished(before: Row, row: Row, short: float, *, ended: bool) -> bool:
    """Whether a sentence goes on in small Latin letters: ragged lines may end early, though not by half."""
    lower = row.text[:1].islower() and before.text[-1:] in _OPEN and row.text[:1].isascii()
    return lower and not ended and short <= 0.4 * (before.right - before.left + short)


def _is_centred(row: Row, layout: Layout) -> bool:
    left, right = row.left - layout.left[row.region], layout.right[row.region] - row.right
    return left > 2 * row.size and abs(left - right) <= row.size


def _first_word(row: Row) -> float:
    """Points that the first word of a row takes."""
    whole = max(1, width(row.text))
    return (row.right - row.left) * width(row.text.split(" ", 1)[0]) / whole


def layout_of(rows: Sequence[Row], pages: Sequence[Page], *, size: float) -> Layout:
    """What is usual among rows of running text."""
    lefts: dict[int, float] = {}
    by_path: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        lefts[row.region] = min(lefts.get(row.region, row.left), row.left)
        if 0.85 * size <= row.size <= _TITLE_SIZE * size:
            by_path[row.path].append(row)
    edges = {path: _edge(told, pages) for path, told in by_path.items()}
    rights: dict[int, float] = {}
    for row in rows:
        edge = edges.get(row.path)
        rights[row.region] = max(rights.get(row.region, 0.0), row.right) if edge is None else edge
    low = tuple(_LOW * page.height for page in pages)
    layout = Layout(size=size, left=lefts, right=rights, slack={}, pitch=_pitches(rows), low=low)
    return replace(layout, slack=_slack(rows, layout), hanging=_hanging(rows, layout))


def _hanging(rows: Sequence[Row], layout: Layout) -> frozenset[str]:
    """Columns in which lines at the edge are full where an indented one follows: first lines of paragraphs, not last."""
    full: dict[str, list[bool]] = defaultdict(list)
    for before, row in pairwise(rows):
        outer, inner = before.left - layout.left[before.region], row.left - layout.left[row.region]
        if (
            before.region == row.region
            and outer <= 0.2 * row.size
            and _STEP * row.size < inner <= _DEEPEST * row.size
            and _near(before, row, layout, ended=False)
        ):
            short = layout.right[before.region] - before.right
            full[before.path].append(_first_word(row) + _SPACE * row.size > short)
    return frozenset(
        path for path, told in full.items() if len(told) >= _FEW and sum(told) >= _MOSTLY * len(told)
    )


def _edge(rows: Sequence[Row], pages: Sequence[Page]) -> float:
    """Where full lines end; where few lines come near the widest, none was wrapped, and the page's margin counts."""
    rights = sorted(row.right for row in rows)
    edge = rights[int(0.97 * (len(rights) - 1))]
    near = sum(edge - row.right <= _NEAR * row.size for row in rows)
    if near >= max(2, 0.15 * len(rows)):
        return edge
    opposite = pages[rows[0].page].width - min(row.left for row in rows)
    return max(edge, opposite) if rows[0].path == "" else edge


def _pitches(rows: Sequence[Row]) -> dict[int, float]:
    """The closest usual distance of lines, by their size in half points."""
    steps: dict[int, Counter[float]] = defaultdict(Counter)
    for before, row in pairwise(rows):
        step = row.base - before.base
        alike = before.region == row.region and abs(row.size - before.size) <= _SAME_SIZE
        if _ENDED.search(before.text) and step > _USUAL * row.size:
            continue  # between two paragraphs rather than between two lines of one
        if alike and _CLOSEST <= step / row.size <= _WIDEST:
            steps[round(row.size * 2)][round(step * 2) / 2] += 1
    return {
        size: min(step for step, count in often.items() if count >= max(1, 0.12 * often.total()))
        for size, often in steps.items()
    }


def _slack(rows: Sequence[Row], layout: Layout) -> dict[str, float]:
    short: dict[str, list[float]] = defaultdict(list)
    for before, row in pairwise(rows):
        if (
            before.region == row.region
            and not _ENDED.search(before.text)
            and _near(before, row, layout, ended=False)
        ):
            gap = (layout.right[before.region] - before.right) / before.size
            if gap <= 3 * _NEAR:
                short[before.path].append(max(0.0, gap))
    return {path: sorted(gaps)[int(0.8 * (len(gaps) - 1))] for path, gaps in short.items()}


def _tables(rows: Sequence[Row], pages: int, *, size: float) -> list[tuple[Kind, str]]:
    """What each row is, and the name of an entry of contents."""
    kinds: list[tuple[Kind, str]] = [("text", "") for _ in rows]
    for first, last in _runs_of_cells(rows):
        numbers = [_number(row) for row in rows[first:last]]
        listed = [number for number in numbers if number is not None]
        counted = (
            len(listed) == last - first >= _FEW and listed == sorted(listed) and listed[-1] <= pages + 20
        )
        for index in range(first, last):
            if counted:
                kinds[index] = ("contents", _joined(rows[index].cells[:-1]))
            elif last - first > 1 and rows[index].size <= _TITLE_SIZE * size:
                kinds[index] = ("row", "")
    for index, row in enumerate(rows):
        leader = _LEADER.fullmatch(row.text)
        if leader:
            kinds[index] = ("contents", leader["name"])
    return kinds


def _runs_of_cells(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Stretches of rows of a region that have cells, each aligned with the row before."""
    start = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and _same_table(rows[index - 1], rows[index]):
            continue
        if len(rows[start].cells) > 1:
            yield start, index
        start = index


def _same_table(before: Row, row: Row) -> bool:
    if before.region != row.region or min(len(before.cells), len(row.cells)) < 2:  # noqa: PLR2004 - cells
        return False
    aligned = any(
        abs(cell[0].left - other[0].left) <= 0.5 * row.size
        or abs(cell[-1].right - other[-1].right) <= 0.5 * row.size
        for cell in row.cells[1:]
        for other in before.cells[1:]
    )
    return (
        aligned
        or _has_gutters(before, row)
        or (
            len(row.cells) == len(before.cells)
            and all(
                cell[0].left < other[-1].right and other[0].left < cell[-1].right
                for cell, other in zip(row.cells, before.cells, strict=True)
            )
        )
    )


def _has_gutters(before: Row, row: Row) -> bool:
    """Whether two rows have three cells or more, with the same gaps between them: names of columns may be centred."""
    ends = [max(cell[-1].right for cell in pair) for pair in zip(before.cells, row.cells, strict=False)]
    starts = [min(cell[0].left for cell in pair) for pair in zip(before.cells, row.cells, strict=False)]
    return len(row.cells) == len(before.cells) >= _FEW and all(
        end < start for end, start in zip(ends, starts[1:], strict=False)
    )


def _number(row: Row) -> int | None:
    last = row.cells[-1]
    text = last[0].text
    return int(text) if len(last) == 1 and len(text) <= 4 and text.isascii() and text.isdigit() else None  # noqa: PLR2004 - digits


def _joined(cells: Sequence[tuple[object, ...]]) -> str:
    return " ".join(str(getattr(run, "text", "")) for cell in cells for run in cell)
