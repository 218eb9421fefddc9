"""Proof of the calendar: each announced event is one that its document announces, word by word and day by day."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from digest.editing.verify import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from digest.model import CalendarEvent, Issue


def calendar(
    issue: Issue,
    announced: Mapping[str, Collection[CalendarEvent]] | None = None,
    texts: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """One finding for each event of an issue's calendar; its `item` is empty, for an event is of no item.

    Args:
        issue: as it stands in issue.json.
        announced: document id → what it announces when it is taken apart again, in any version whose text the store keeps;
            a document of which it keeps none is not there. None where nobody asked the store: all is then `unchecked`.
        texts: document id → its text in each of these versions: what is not announced any more may stand there.
    """
    return tuple(_findings(issue, announced, texts))


def _findings(
    issue: Issue,
    announced: Mapping[str, Collection[CalendarEvent]] | None,
    texts: Mapping[str, Collection[str]],
) -> Iterator[Finding]:
    for event in issue.events:
        found = Finding(item="", what="event", text=_told(event), verdict="proved")
        if announced is None:
            yield replace(found, verdict="unchecked", message="what its document announces was not checked")
        elif event.document not in announced:
            told = f"the text of document {event.document} is not in the store"
            yield replace(found, verdict="gone", message=told)
        elif event not in announced[event.document]:
            stands = any(_stands(event, text) for text in texts.get(event.document, ()))
            told = _difference(event, announced[event.document])
            yield replace(found, verdict="wrong", message=told, stands=stands)
        else:
            yield found


def _stands(event: CalendarEvent, text: str) -> bool:
    """Whether the words of an event stand where it is said to, but for spaces and marks."""
    if not event.span or not event.name:
        return False
    there = _letters(text[event.span.start : event.span.end])
    return _letters(event.name) in there and _letters(event.place) in there


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _difference(event: CalendarEvent, announced: Collection[CalendarEvent]) -> str:
    """What is otherwise of an event than its document announces."""
    named = [one for one in announced if one.name == event.name]
    if not named:
        return f"document {event.document} announces no event that is called so"
    # Of several versions of a document, the one that says most of it.
    other = min((_others(event, one) for one in named), key=len)
    return next(iter(other), f"it stands elsewhere in document {event.document}")


def _others(event: CalendarEvent, announced: CalendarEvent) -> list[str]:
    return [
        f'its {name} is "{getattr(announced, name) or ""}"'
        for name in ("start", "end", "place", "url")
        if getattr(announced, name) != getattr(event, name)
    ]


def _told(event: CalendarEvent) -> str:
    return f"{event.start}: {event.name}" if event.start else event.name
