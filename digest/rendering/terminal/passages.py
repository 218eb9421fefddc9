"""The passages of an item for the terminal: sub-headlines, points with their details, notes, dated lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from digest.rendering.terminal.hanging import hanging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.model import PassageKind
    from digest.rendering.strings import Strings
    from digest.rendering.view import ItemView, PassageView, SentenceView

INDENT = 2


def label_of(kind: PassageKind, words: Strings) -> str:
    """What stands above passages of a kind."""
    return words("passage_points" if kind in ("contents", "point", "note") else f"passage_{kind}")


def passages(
    item: ItemView, words: Strings, shown: Callable[[SentenceView], Text]
) -> Iterator[Text | Padding]:
    """A line for each label, heading and sentence; `shown` gives a sentence with its citation."""
    label = ""
    for one in item.passages:
        if label != (label := label_of(one.kind, words)):
            check = f" · {words('forecast_check')}" if one.kind == "forecast" else ""
            yield Text(label + check, style="yellow" if check else "dim")
        if one.heading:
            head = Text(one.heading, style="bold")
            head.append(f"[{one.source.number}]" if one.source and not one.by_editor else "", style="dim")
            head.append(f" ({words('by_editor')})" if one.by_editor else "", style="dim")
            yield head
        for place, sentence in enumerate(one.sentences):
            yield _line(one, place, shown(sentence))


def _line(one: PassageView, place: int, told: Text) -> Padding:
    mark, depth = "·", 0
    if one.kind == "note":
        mark, depth = "*", 1
    elif one.kind == "point" and place:
        mark, depth = "–", 1
    line = Text(f"{one.when}  " if one.when and not place else "", style="dim")
    told.style = "dim" if one.kind == "note" else "default not dim"
    line.append_text(told)
    return Padding(hanging(mark, line), (0, 0, 0, INDENT * depth), expand=False)
