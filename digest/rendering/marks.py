"""Places in a rendition that delivery fills in for each subscriber: plain strings that no text contains by chance.

What stands between an `IF_…` and the next `END_IF` is there only for those for whom there is such a thing; in HTML these
stand in comments, so that it is sound before they are filled in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

UNSUBSCRIBE = "%%unsubscribe_url%%"
PREFERENCES = "%%preferences_url%%"
NAME = "%%subscriber_name%%"
IF_NAME = "%%if_subscriber_name%%"
IF_UNSUBSCRIBE = "%%if_unsubscribe_url%%"
IF_PREFERENCES = "%%if_preferences_url%%"
END_IF = "%%end_if%%"

VALUES = (UNSUBSCRIBE, PREFERENCES, NAME)
CONDITIONS = (IF_UNSUBSCRIBE, IF_PREFERENCES, IF_NAME)
MARKS = (*VALUES, *CONDITIONS, END_IF)

_BLOCK = re.compile(
    f"(?:<!--)?({'|'.join(CONDITIONS)})(?:-->)?(?P<inside>.*?)(?:<!--)?{END_IF}(?:-->)?", re.DOTALL
)
_LEFT = re.compile(f"(?:<!--)?(?:{'|'.join(CONDITIONS)}|{END_IF})(?:-->)?")
_VALUE = re.compile("|".join(VALUES))


def disarm(text: str) -> str:
    """The text, unable to pass for a mark: a source that prints one must not be filled in."""
    for mark in MARKS:
        text = text.replace(mark, mark.replace("%%", "%\N{WORD JOINER}%"))
    return text


def settled(text: str, *, name: bool, preferences: bool, unsubscribe: bool = True) -> str:
    """The text with its conditions decided: whether there is a name, a page of preferences, a way out."""
    there = {IF_NAME: name, IF_PREFERENCES: preferences, IF_UNSUBSCRIBE: unsubscribe}
    return replaced(text, lambda condition, inside: inside if there[condition] else "")


def replaced(text: str, block: Callable[[str, str], str]) -> str:
    """The text with each of its conditions (`IF_…`, what stands in it) replaced by what `block` makes of it."""
    return _LEFT.sub("", _BLOCK.sub(lambda found: block(found[1], found["inside"]), text))


def filled(text: str, *, unsubscribe: str, name: str = "", preferences: str = "") -> str:
    """The text with every mark filled in, as one reader sees it; nothing is escaped."""
    values = {UNSUBSCRIBE: unsubscribe, PREFERENCES: preferences, NAME: name}
    text = settled(text, name=bool(name), preferences=bool(preferences), unsubscribe=bool(unsubscribe))
    return _VALUE.sub(lambda found: values[found[0]], text)


def cut(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A settled text cut at its marks: the stretches between them, and which mark stands after each but the last."""
    return tuple(_VALUE.split(text)), tuple(_VALUE.findall(text))
