"""The dates of all issues as one iCalendar file (RFC 5545) to subscribe to: each once, as the newest issue tells it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.rendering import ics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from digest.archive.plan import Site
    from digest.model import Language

NAME = "events.ics"


def files(site: Site) -> Iterator[tuple[str, str]]:
    """The calendar of each wing that lists an issue with a date."""
    for wing in site.wings:
        told = [(card.updated, card.events) for card in wing.listed]
        if any(events for _, events in told):
            first = wing.listed[0]
            yield (
                f"{wing.folder}{NAME}",
                calendar(told, name=wing.title, publication=first.publication, language=wing.language),
            )


def calendar(
    told: Sequence[tuple[datetime, Sequence[ics.Event]]],
    *,
    name: str,
    publication: str,
    language: Language,
) -> str:
    """The file's text, in the order of the days; empty where there is no date.

    The ids of its entries stay as long as publication and language do: by them a calendar program knows what it has.

    Args:
        told: for each issue, the newest first, when it was made and its dates.
        name: what the calendar is called.
        publication: its id.
        language: of the edition.
    """
    found: dict[tuple[str, ...], tuple[datetime, ics.Event]] = {}
    known: set[tuple[str, ...]] = set()
    for moment, events in told:
        times = Counter[tuple[str, ...]]()
        for one in events:
            if one.affair not in known:
                times[one.affair] += 1  # an issue may tell of several things of one affair on one day
                found[*one.affair, str(times[one.affair])] = (moment, one)
        known.update(times)
    rows = sorted(found.items(), key=lambda row: (row[1][1].first, row[1][1].last, row[0]))
    entries = [
        ics.entry(one, fingerprint(language, *key), publication=publication, stamp=moment)
        for key, (moment, one) in rows
    ]
    return ics.written(entries, name=name, language=language)
