"""Documents → stories and events, each document with the profile of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.config import Config, Source
    from digest.model import CalendarEvent, Document, Story
    from digest.stories.profile import LayoutProfile


def stories_of(
    config: Config, documents: Sequence[Document], observer: events.Observer = events.ignore
) -> tuple[tuple[Story, ...], tuple[CalendarEvent, ...]]:
    """Unbundle documents, each with the profile of its source; patterns that find nothing are told."""
    from digest.stories.profile import LayoutProfile
    from digest.stories.unbundle import unbundle

    stories: list[Story] = []
    calendar: list[CalendarEvent] = []
    profiles = {source.key: LayoutProfile(**source.profile.model_dump()) for source in config.sources}
    for document in documents:
        apart = unbundle(document, profile=profiles.get(document.source, LayoutProfile()))
        stories += apart.stories
        calendar += apart.events
    for source in config.sources:
        own = [document for document in documents if document.source == source.key]
        _tell_unmatched(source, own, profiles[source.key], observer)
    return tuple(stories), tuple(calendar)


def _tell_unmatched(
    source: Source, documents: Sequence[Document], profile: LayoutProfile, observer: events.Observer
) -> None:
    """Tell each pattern of a profile that fits no line: a layout has changed, or the pattern is mistyped.

    Where stories begin and end must be found in each document; what is dropped, kept or named, in any of them.
    """
    from digest.stories.teaching import NEEDED, unmatched

    missing: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        for one in unmatched(document, profile):
            missing.setdefault((one.setting, one.pattern), []).append(document)
    for (setting, pattern), found in missing.items():
        if setting not in NEEDED and len(found) < len(documents):
            continue
        names = ", ".join(f'"{document.title or document.url or document.id}"' for document in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""  # noqa: PLR2004 - as many as are named
        told = f"profile.{setting} {pattern!r} fits no line of {names}{more}"
        observer(events.Noted(stage="read", subject=source.label, message=told))
