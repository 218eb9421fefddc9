"""Tables that hold data, and tables that only place things on a page (most of those in mail)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LAYOUT_INSIDE = "td table, th table, h1, h2, h3, h4, h5, h6, ul, ol, hr, blockquote, article"
LAYOUT_ROLES = ("presentation", "none")
LONGEST_CELL = 300
PROSE_CELL = 110
"""Characters: a row with two cells of more is no row of data."""
ROWS_SEEN = 40
FULL_ROWS = 0.6


def is_data_table(table: LexborNode) -> bool:
    """Whether the rows of this table are to be read as rows: several cells each, short, and nothing placed inside."""
    attributes = table.attributes
    if attributes.get("role") in LAYOUT_ROLES or table.css_first(LAYOUT_INSIDE) is not None:
        return False
    rows = [_cells(row) for row in table.css("tr")[:ROWS_SEEN]]
    rows = [cells for cells in rows if cells]
    if len(rows) < 2:  # noqa: PLR2004 - one row is a line of things side by side
        return False
    several = sum(len(cells) > 1 for cells in rows)
    if several < FULL_ROWS * len(rows):
        return False
    if any(len(cells) > 1 and min(sorted(cells)[-2:]) > PROSE_CELL for cells in rows):
        return False  # texts side by side, as of two languages
    return table.css_first("th") is not None or max(max(cells) for cells in rows) <= LONGEST_CELL


def _cells(row: LexborNode) -> list[int]:
    """The lengths of the row's cells that hold text."""
    lengths = [len((cell.text(deep=True) or "").strip()) for cell in row.iter() if cell.tag in ("td", "th")]
    return [length for length in lengths if length]
