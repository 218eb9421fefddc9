"""Places in a rendition that delivery fills in for each subscriber: plain strings that no text contains by chance."""

from __future__ import annotations

UNSUBSCRIBE = "%%unsubscribe_url%%"
NAME = "%%subscriber_name%%"

MARKS = (UNSUBSCRIBE, NAME)


def disarm(text: str) -> str:
    """The text, unable to pass for a mark: a source that prints one must not be filled in."""
    for mark in MARKS:
        text = text.replace(mark, mark.replace("%%", "%\N{WORD JOINER}%"))
    return text
