"""What the store knows that an issue is proved by, beside the texts that were frozen with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.pipeline.unbundling import stories_of
from digest.storage import documents

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import CalendarEvent, Issue
    from digest.storage.store import Connection


def announced(
    config: Config, connection: Connection, issue: Issue
) -> tuple[dict[str, tuple[CalendarEvent, ...]], dict[str, tuple[str, ...]]]:
    """Document id → what the documents of an issue's calendar announce, taken apart again, and their texts: in every version that is kept.

    An issue that was built from an earlier version than the present one is proved by that.
    """
    found: dict[str, tuple[CalendarEvent, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(event.document for event in issue.events):
        kept = documents.kept_versions(connection, name)
        if kept:
            texts[name] = tuple(one.text for one in kept)
            found[name] = tuple(
                dict.fromkeys(event for one in kept for event in stories_of(config, [one])[1])
            )
    return found, texts
