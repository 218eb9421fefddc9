"""What stands beside the items of an issue: terms explained, dates ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.editing.aheadbox import ahead
from digest.editing.bank import NO_BANK, Bank, learn
from digest.editing.explaining import Page
from digest.editing.quoting import Quota
from digest.editing.saidbox import sentences
from digest.editing.termbox import terms
from digest.editing.untitled import quoted_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from digest.analysis.prepared import Prepared
    from digest.model import Box, Issue, Item, Learned, Rights, Sentence


def filled(
    issue: Issue,
    stories: Mapping[str, Prepared],
    rights: Mapping[str, Rights],
    boxes: Collection[Box],
    bank: Bank = NO_BANK,
) -> Issue:
    """The issue with the boxes that its genre shows; a day of its own period's end or moment is not ahead."""
    quota = Quota(list(stories.values()), rights, _shown(issue.items, stories))
    zone = ZoneInfo(issue.timezone)
    if "ahead" in boxes:
        moment = issue.provenance.moment.astimezone(zone).date()
        found = ahead(issue.items, stories, quota, after=moment, zone=zone, events=issue.events)
        issue = replace(issue, ahead=found)
    if "terms" in boxes:
        page = Page(items=issue.items, stories=stories, language=issue.language)
        issue = replace(issue, terms=terms(page, bank, quota))
    return issue


def _shown(items: Iterable[Item], stories: Mapping[str, Prepared]) -> Iterator[Sentence]:
    """Every sentence of the sources of which the items show something."""
    for item in items:
        yield from quoted_by(item.headline, stories)
        yield from (pick.sentence for pick in item.told if pick.provenance != "editor")
        yield from sentences(item)


def learned(issue: Issue, stories: Mapping[str, Prepared]) -> tuple[Learned, ...]:
    """What the sources of an issue explain, for the term bank."""
    page = Page(items=issue.items, stories=stories, language=issue.language)
    return learn(page, issue.terms, issue.id, issue.number)
