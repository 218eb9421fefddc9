"""Places in a rendition that delivery fills in for each subscriber: plain strings that no text contains by chance.

What stands between `IF_NAME` or `IF_PREFERENCES` and the next `END_IF` is there only for those for whom there is one.
"""

from __future__ import annotations

import re

UNSUBSCRIBE = "%%unsubscribe_url%%"
PREFERENCES = "%%preferences_url%%"
NAME = "%%subscriber_name%%"
IF_NAME = "%%if_subscriber_name%%"
IF_PREFERENCES = "%%if_preferences_url%%"
END_IF = "%%end_if%%"

VALUES = (UNSUBSCRIBE, PREFERENCES, NAME)
MARKS = (*VALUES, IF_NAME, IF_PREFERENCES, END_IF)

_BLOCK = re.compile(f"({IF_NAME}|{IF_PREFERENCES})(.*?){END_IF}", re.DOTALL)
_VALUE = re.compile("|".join(VALUES))


def disarm(text: str) -> str:
    """The text, unable to pass for a mark: a source that prints one must not be filled in."""
    for mark in MARKS:
        text = text.replace(mark, mark.replace("%%", "%\N{WORD JOINER}%"))
    return text


def settled(text: str, *, name: bool, preferences: bool) -> str:
    """The text with its conditions decided: whether there is a name, and a page of preferences."""
    there = {IF_NAME: name, IF_PREFERENCES: preferences}
    text = _BLOCK.sub(lambda found: found[2] if there[found[1]] else "", text)
    for mark in (IF_NAME, IF_PREFERENCES, END_IF):
        text = text.replace(mark, "")
    return text


def filled(text: str, *, unsubscribe: str, name: str = "", preferences: str = "") -> str:
    """The text with every mark filled in, as one reader sees it; nothing is escaped."""
    values = {UNSUBSCRIBE: unsubscribe, PREFERENCES: preferences, NAME: name}
    text = settled(text, name=bool(name), preferences=bool(preferences))
    return _VALUE.sub(lambda found: values[found[0]], text)


def cut(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A settled text cut at its marks: the stretches between them, and which mark stands after each but the last."""
    return tuple(_VALUE.split(text)), tuple(_VALUE.findall(text))
