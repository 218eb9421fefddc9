"""Which stories the publication does not want to read at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.finding import holds
from digest.analysis.mentions import readable
from digest.language.called import NO_NAMES
from digest.model import LeftOut, NotTold, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.mentions import Readable
    from digest.analysis.prepared import Prepared
    from digest.language.called import Called


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSettings:
    """`drop` takes stories out; with `only`, all that fit none of it go, too; `keep` holds what either would take."""

    drop: tuple[Wanted, ...] = ()
    only: tuple[Wanted, ...] = ()
    keep: tuple[Wanted, ...] = ()


def sift(
    stories: Sequence[Prepared], settings: FilterSettings, names: Called = NO_NAMES
) -> tuple[tuple[Prepared, ...], tuple[LeftOut, ...]]:
    """The stories that stay, in their order; and those that go, each with the filter that took it.

    Each story is judged by itself: where one of several outlets says what is not wanted, the others still tell the event.
    """
    if not settings.drop and not settings.only:
        return tuple(stories), ()
    kept: list[Prepared] = []
    gone: list[LeftOut] = []
    for story in stories:
        reason = _against(readable(story, names), settings)
        if reason:
            gone.append(LeftOut(story=story.story.id, title=story.story.title, reason=reason))
        else:
            kept.append(story)
    return tuple(kept), tuple(gone)


def _against(story: Readable, settings: FilterSettings) -> NotTold | None:
    """The filter that a story falls to; None where it stays."""
    fits = next((one for one in settings.drop if holds(one.of, story)), None)
    if not fits and (not settings.only or any(holds(one.of, story) for one in settings.only)):
        return None
    if any(holds(one.of, story) for one in settings.keep):
        return None
    return NotTold(kind="drop", values={"filter": fits.written}) if fits else NotTold(kind="only")
