"""Lines that hang from a mark, for the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text


def hanging(mark: Text | str, line: Text) -> Table:
    """A mark, and the line beside it, indented where it goes on."""
    rows = grid(gap=1)
    rows.add_row(Text(mark, style="dim") if isinstance(mark, str) else mark, line)
    return rows


def grid(*, gap: int) -> Table:
    """Two columns. They fold: a word that fits must never be cut short for the space behind it."""
    rows = Table.grid(padding=(0, gap, 0, 0))
    rows.add_column(overflow="fold")
    rows.add_column(overflow="fold")
    return rows
