"""How much of an issue its mail shows: mail is cut off by size, the web page and the text part show everything.

The passages of the items that rank highest stand in the mail; of the others it shows the sentences above them, and the
way to the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from digest.rendering.view import IssueView, ItemView


def fitted(view: IssueView, render: Callable[[IssueView], str], room: int) -> str:
    """The text that `render` gives of as much of the issue as stays below `room` bytes.

    An item that has sentences above its passages can do without these; an issue without such is rendered as it is.
    """
    whole = render(view)
    ranked = [item.number for item in _by_rank(view) if item.passages and item.sentences]
    if not ranked or _bytes(whole) < room:
        return whole
    best = ""
    low, high = 0, len(ranked) - 1
    while low <= high:
        middle = (low + high) // 2
        made = render(_shortened(view, ranked, ranked[:middle]))
        if _bytes(made) < room:
            best, low = made, middle + 1
        else:
            high = middle - 1
    return best or render(_shortened(view, ranked, ()))


def _by_rank(view: IssueView) -> list[ItemView]:
    return sorted(view.items, key=lambda item: (-item.score, item.number))


def _shortened(view: IssueView, of: Container[int], full: Container[int]) -> IssueView:
    """The issue; of these items (by number) those alone have passages that are to stand in full."""

    def short(item: ItemView) -> ItemView:
        return (
            replace(item, passages=(), more=True) if item.number in of and item.number not in full else item
        )

    return replace(
        view,
        sections=tuple(replace(section, items=tuple(map(short, section.items))) for section in view.sections),
    )


def _bytes(text: str) -> int:
    return len(text.encode())
