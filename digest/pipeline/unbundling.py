"""Documents → stories and events, each document with the profile of its source, and what the store knows of it already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from digest import events
from digest.pipeline import apart
from digest.pipeline.program import program
from digest.storage import unbundled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.config import Config, Source
    from digest.model import CalendarEvent, Document, Story
    from digest.pipeline.apart import Apart
    from digest.storage.store import Store
    from digest.stories.lineage import Sketch
    from digest.stories.profile import LayoutProfile


def stories_of(
    config: Config, documents: Sequence[Document]
) -> tuple[tuple[Story, ...], tuple[CalendarEvent, ...]]:
    """Unbundle documents, each with the profile of its source."""
    profiles = _profiles(config)
    found = [apart.take_apart(one, profiles[one.source]) for one in documents]
    stories = tuple(story for one in found for story in one.stories)
    return stories, tuple(event for one in found for event in one.events)


def unbundle(
    config: Config, store: Store, documents: Sequence[Document], observer: events.Observer = events.ignore
) -> tuple[Apart, ...]:
    """Each document come apart; what was before is not again, and what was not is kept. Patterns that find nothing are told."""
    profiles = _profiles(config)
    with store.read() as connection:
        known = unbundled.known(connection, program(), [one.id for one in documents])
    found, made = [], {}
    for document in documents:
        profile = profiles[document.source]
        given = apart.given(document, profile)
        kept = known.get(document.id)
        one = apart.unpack(kept.value, document, given) if kept and kept.given == given else None
        if one is None:
            one = apart.take_apart(document, profile)
            if (packed := apart.pack(one, document, given)) is not None:
                made[document.id] = unbundled.Kept(given, packed)
        found.append(one)
    if made:
        with store.write() as connection:
            unbundled.keep(connection, program(), made)
    for source in config.sources:
        own = [pair for pair in zip(documents, found, strict=True) if pair[0].source == source.key]
        _tell_unmatched(source, own, observer)
    return tuple(found)


def sketched(found: Sequence[Apart]) -> dict[str, Sketch]:
    """The sketches of all stories' texts, by text."""
    return {
        story.text: sketch for one in found for story, sketch in zip(one.stories, one.sketches, strict=True)
    }


def _profiles(config: Config) -> Mapping[str, LayoutProfile]:
    """Those of the sources, by key; of any other one that teaches nothing."""
    from digest.stories.profile import LayoutProfile

    taught = {source.key: LayoutProfile(**source.profile.model_dump()) for source in config.sources}
    return defaultdict(LayoutProfile, taught)


def _tell_unmatched(
    source: Source, found: Sequence[tuple[Document, Apart]], observer: events.Observer
) -> None:
    """Tell each pattern of a profile that fits no line: a layout has changed, or the pattern is mistyped.

    Where stories begin and end must be found in each document; what is dropped, kept or named, in any of them.
    """
    missing: dict[tuple[str, str], list[Document]] = {}
    for document, one in found:
        for unmatched in one.unmatched:
            missing.setdefault(unmatched, []).append(document)
    if not missing:
        return
    from digest.stories.teaching import NEEDED

    for (setting, pattern), documents in missing.items():
        if setting not in NEEDED and len(documents) < len(found):
            continue
        names = ", ".join(f'"{document.title or document.url or document.id}"' for document in documents[:3])
        more = f" and {len(documents) - 3} more" if len(documents) > 3 else ""  # noqa: PLR2004 - as many as are named
        told = f"profile.{setting} {pattern!r} fits no line of {names}{more}"
        observer(events.Noted(stage="read", subject=source.label, message=told))
