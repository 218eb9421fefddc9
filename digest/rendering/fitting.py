"""How much of an issue its mail shows: mail is cut off by size, the web page and the text part show everything.

The passages of the items that rank highest stand in the mail in full; those of the others are their sub-headlines alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from digest.rendering.view import IssueView, ItemView


def fitted(view: IssueView, render: Callable[[IssueView], str], room: int) -> str:
    """The text that `render` gives of as much of the issue as stays below `room` bytes.

    An issue without passages is rendered as it is, whatever its size.
    """
    whole = render(view)
    ranked = [item.number for item in _by_rank(view) if item.passages]
    if not ranked or _bytes(whole) < room:
        return whole
    best = ""
    low, high = 0, len(ranked) - 1
    while low <= high:
        middle = (low + high) // 2
        made = render(_shortened(view, ranked[:middle]))
        if _bytes(made) < room:
            best, low = made, middle + 1
        else:
            high = middle - 1
    return best or render(_shortened(view, (), heads=False))


def _by_rank(view: IssueView) -> list[ItemView]:
    return sorted(view.items, key=lambda item: (-item.score, item.number))


def _shortened(view: IssueView, full: Container[int], *, heads: bool = True) -> IssueView:
    """The issue with the passages of these items (by number); of the others no more than their sub-headlines."""

    def short(item: ItemView) -> ItemView:
        if item.number in full:
            return item
        kept = tuple(one for one in item.passages if heads and one.heading)
        return replace(item, passages=tuple(replace(one, sentences=()) for one in kept))

    return replace(
        view,
        sections=tuple(replace(section, items=tuple(map(short, section.items))) for section in view.sections),
    )


def _bytes(text: str) -> int:
    return len(text.encode())
