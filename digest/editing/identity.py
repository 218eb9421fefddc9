"""The id of an issue; and ids of items: given once, inherited by the item that holds most of an old one's stories."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.codec import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model import Period

OF_LINE = 8
"""Signs of a storyline's id by which an issue about it is told from others of its period."""


def issue_id(publication: str, genre: str, period: Period, line: str = "", *, edition: str = "") -> str:
    """`<publication>-<genre>-<period start>`, then the storyline's beginning where one was asked for, and the edition where there are several."""
    about = f"-{line[:OF_LINE]}" if line else ""
    return f"{publication}-{genre}-{period.start.isoformat()}{about}{f'-{edition}' if edition else ''}"


def assign(items: Sequence[Sequence[str]], known: Mapping[str, str]) -> tuple[str, ...]:
    """An id for each item, none twice.

    An old id goes to the item that holds most of its stories (ties: the id known earliest, then the first item); an
    item that inherits none is named after its least story id.

    Args:
        items: the story ids of each.
        known: story id → the id of the item it was told under, those known earliest first.
    """
    age = {name: place for place, name in enumerate(dict.fromkeys(known.values()))}
    votes = [
        (count, name, place)
        for place, stories in enumerate(items)
        for name, count in Counter(known[story] for story in stories if story in known).items()
    ]
    given: dict[int, str] = {}
    for _, name, place in sorted(votes, key=lambda vote: (-vote[0], age[vote[1]], vote[2])):
        if place not in given and name not in given.values():
            given[place] = name
    taken = set(given.values())
    for place, stories in enumerate(items):
        if place not in given:
            given[place] = anew(stories, taken)
            taken.add(given[place])
    return tuple(given[place] for place in range(len(items)))


def anew(stories: Sequence[str], taken: set[str]) -> str:
    """The id of an item that inherits none: it is named after its least story id, and is none of `taken`."""
    for counter in range(len(taken) + 1):
        name = fingerprint("item", min(stories), *([str(counter)] if counter else []))[:16]
        if name not in taken:
            return name
    raise AssertionError("more ids than items")


def natural(items: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The ids that the items would have if nothing were known."""
    return assign(items, {})
