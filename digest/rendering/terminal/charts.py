"""The charts of an issue for the terminal: keywords and how they moved, how widely affairs were told, the source mix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from digest.rendering.sparklines import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from digest.rendering.chartview import BarView, CoverageView
    from digest.rendering.strings import Strings
    from digest.rendering.view import IssueView

BAR = 16
"""Columns of the longest bar."""
COLOURS = ("blue", "green", "magenta", "yellow")
"""Of sections, in turn; a colour means a section and nothing else."""


def charts(view: IssueView, words: Strings) -> Iterator[tuple[str, RenderableType]]:
    """Heading and chart of each that says something."""
    if view.bars:
        yield words("keywords"), _keywords(view, words)
    if view.coverage:
        yield words("coverage"), _coverage(view.coverage, view, words)
    if view.mix:
        yield words("mix", n=view.outlet_count), _mix(view, words)


def _keywords(view: IssueView, words: Strings) -> RenderableType:
    rows = _rows()
    for bar in view.bars:
        filled = max(1, round(BAR * bar.percent / 100))
        count = Text(words("keyword_count", n=bar.stories))
        rows.add_row(Text(bar.text), Text("█" * filled, style="dim"), count, _moved(bar))
    return rows


def _moved(bar: BarView) -> Text:
    """Before and now, and the difference; nothing where there is no issue before."""
    if bar.change is None:
        return Text()
    told = f"▲{bar.change}" if bar.change > 0 else f"▼{-bar.change}" if bar.change else "＝"
    return Text(f"{sparkline((bar.stories - bar.change, bar.stories))} {told}")


def _coverage(coverage: Iterable[CoverageView], view: IssueView, words: Strings) -> RenderableType:
    colours = {item.number: section.colour for section in view.sections for item in section.items}
    rows = _rows()
    for one in coverage:
        numbers = [point.outlets for point in one.points]
        colour = COLOURS[colours.get(one.item, 0) % len(COLOURS)]
        told = " → ".join([*map(str, numbers[:-1]), words("coverage_count", n=numbers[-1])])
        rows.add_row(Text(one.name), Text(sparkline(numbers), style=colour), Text(told))
    return rows


def _mix(view: IssueView, words: Strings) -> RenderableType:
    rows = _rows()
    for part in view.mix:
        name = words("mix_other", n=part.rest) if part.rest else part.outlet
        filled = max(1, round(BAR * part.percent / 100))
        rows.add_row(Text(name), Text("█" * filled, style="dim"), Text(f"{part.percent}%"))
    return rows


def _rows() -> Table:
    rows = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    rows.add_column(overflow="fold")
    return rows
