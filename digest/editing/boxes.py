"""What stands beside the items of an issue: terms explained, dates ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.editing.aheadbox import ahead
from digest.editing.allowance import Allowance
from digest.editing.bank import NO_BANK, Bank, learn
from digest.editing.explaining import Page
from digest.editing.termbox import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from digest.analysis.prepared import Prepared
    from digest.model import Box, Issue, Learned, Rights


def filled(
    issue: Issue,
    stories: Mapping[str, Prepared],
    rights: Mapping[str, Rights],
    boxes: Collection[Box],
    bank: Bank = NO_BANK,
) -> Issue:
    """The issue with the boxes that its genre shows; a day of its own period's end or moment is not ahead."""
    allowance = Allowance(issue.items, stories, rights)
    zone = ZoneInfo(issue.timezone)
    if "ahead" in boxes:
        moment = issue.provenance.moment.astimezone(zone).date()
        found = ahead(issue.items, stories, allowance, after=moment, zone=zone, events=issue.events)
        issue = replace(issue, ahead=found)
    if "terms" in boxes:
        page = Page(items=issue.items, stories=stories, language=issue.language)
        issue = replace(issue, terms=terms(page, bank, allowance))
    return issue


def learned(issue: Issue, stories: Mapping[str, Prepared]) -> tuple[Learned, ...]:
    """What the sources of an issue explain, for the term bank."""
    page = Page(items=issue.items, stories=stories, language=issue.language)
    return learn(page, issue.terms, issue.id, issue.number)
