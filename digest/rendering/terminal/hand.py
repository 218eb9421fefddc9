"""What the editor wrote, for the terminal: greeting, note on an item, conclusion. An empty slot leaves no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from digest.rendering.strings import Strings
    from digest.rendering.view import IssueView, ItemView


def greeting(view: IssueView) -> Iterator[RenderableType]:
    """The paragraphs of the greeting below an empty line."""
    if view.greeting:
        yield Text()
    yield from map(Text, view.greeting)


def note(item: ItemView, words: Strings) -> Iterator[Text]:
    """The note on an item and the links that the editor set."""
    if item.note:
        yield Text(words("editor_note"), style="dim")
    yield from map(Text, item.note)
    for link in item.links:
        line = Text(f"{words('editor_links')}: ", style="dim")
        line.append(link.text, style="default not dim")
        if link.text != link.url:
            line.append(f" {link.url}")
        yield line


def advertisement(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    """The advertisement below the word that it is one, and its address."""
    if view.sponsor is None:
        return
    yield Text()
    named = " · ".join(filter(None, (words("advertisement"), view.sponsor.name)))
    yield Rule(Text(named, style="bold"), align="left", style="dim")
    yield from map(Text, view.sponsor.paragraphs)
    if view.sponsor.url:
        yield Text(view.sponsor.url)


def conclusion(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    """The conclusion below its heading."""
    if view.conclusion:
        yield Text()
        yield Rule(Text(words("conclusion"), style="bold"), align="left", style="dim")
    yield from map(Text, view.conclusion)
