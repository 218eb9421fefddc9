"""The parts of a report beside its items, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

from digest.rendering.terminal.hanging import grid, hanging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from digest.rendering.strings import Strings
    from digest.rendering.view import IssueView


def counts(view: IssueView) -> Iterator[RenderableType]:
    """The overview, a line for each count; nothing of an issue that is no report."""
    if not (view.numbered and view.overview):
        return
    rows = grid(gap=2)
    for one in view.overview:
        rows.add_row(Text(one.label, style="dim"), Text(one.value))
    yield from (Text(), rows)


def closing(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    """The pick with its reason, and what the sources expect."""
    if view.choice:
        yield from _heading(view.choice.title)
        yield Text(view.choice.headline, style="bold")
        yield Text(" ".join(view.choice.reasons))
    if view.outlook:
        yield from _heading(words("outlook"))
        yield Text(words("outlook_note"), style="dim")
    for item in view.outlook:
        for one in item.outlook:
            line = Text(one.text)
            if one.source:
                line.append(f"[{one.source.number}] {one.source.outlet}", style="dim")
            yield hanging("·", line)


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(text, style="bold"), align="left", style="dim")
