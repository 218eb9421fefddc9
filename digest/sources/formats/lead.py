"""The lead of an article: what stands between its headline and the first paragraph, and is set apart from both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.sources.formats.pointers import leads, tells
from digest.stories.clean import width
from digest.stories.identity import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.walk import Draft

SHORTEST_HEADLINE = 8
"""Letters and digits: a shorter heading may be the site's name or a section's."""
SHORTEST_LEAD = 40
"""Columns."""
FARTHEST = 12
"""Lines between the headline and the text: dates, bylines, buttons, a caption."""
BEFORE = 3
LONGEST_BESIDE = 80
ENDS = (".", "!", "?", "…", "。", "”", '"')


def with_lead(drafts: Sequence[Draft], inside: list[bool], title: str) -> list[bool]:
    """The places of an article's text, with its lead where an extractor took that for decoration.

    Args:
        drafts: all lines of the page.
        inside: for each line whether it belongs to the text.
        title: of the page; the headline is the last heading above the text that is it or, but for the site's name, all of it.
    """
    first = inside.index(True) if True in inside else 0
    name = normalise(title)
    above = [place for place, draft in enumerate(drafts[:first]) if _is_headline(draft, name)]
    if not above or first - above[-1] > FARTHEST:
        return inside
    return [
        kept or (above[-1] < place < first and _is_lead(drafts[place])) for place, kept in enumerate(inside)
    ]


def beside_headline(drafts: Sequence[Draft], title: str) -> list[str]:
    """The short lines around a page's headline, where it says who wrote it and when; none where it shows no headline."""
    name = normalise(title)
    at = next((place for place, draft in enumerate(drafts) if _is_headline(draft, name)), None)
    if at is None:
        return []
    lines = [
        draft.text.strip() for draft in drafts[max(0, at - BEFORE) : at + FARTHEST] if draft.kind != "heading"
    ]
    return [line for line in lines if len(line) <= LONGEST_BESIDE]


def _is_headline(draft: Draft, title: str) -> bool:
    name = normalise(draft.text)
    return draft.kind == "heading" and len(name) >= SHORTEST_HEADLINE and name in title


def _is_lead(draft: Draft) -> bool:
    """Sentences, or a long sub-headline; never a link to somewhere else."""
    text = draft.text.strip()
    if width(text) < SHORTEST_LEAD or leads(draft):
        return False
    return draft.kind == "heading" or (tells(draft) and text.endswith(ENDS))
