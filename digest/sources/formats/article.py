"""The main text of a web page, without what stands around it. trafilatura's only door."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from digest.stories.identity import normalise

if TYPE_CHECKING:
    from digest.sources.formats.walk import Draft

SHORTEST_MAIN = 120  # letters and digits: less than this is a teaser, a cookie notice or nothing
SEVERAL = 3
SHORTEST_TELLING = 30
SLACK = 40
MOST_MISSES = 5_000
LARGEST_PAGE = 2_000_000
TELLING_LINE = 20


def main_lines(drafts: list[Draft], html: str) -> list[Draft]:
    """The lines of a page that belong to its main text.

    trafilatura says which text that is; the lines, with their headings, lists and links, stay those of the walk. A
    round-up or link list, whose headings and items trafilatura takes for navigation, is kept whole.

    Args:
        drafts: all lines of the page.
        html: the page.
    """
    main = normalise(_extract(html)) if len(html) <= LARGEST_PAGE else ""
    if len(main) < SHORTEST_MAIN:
        return drafts
    inside = _places(drafts, main)
    if _covers_poorly(drafts, inside, len(main)):
        return drafts
    return [draft for place, draft in enumerate(drafts) if inside[place] or _heads(drafts, inside, place)]


def _extract(html: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read we tell ourselves
    try:
        return trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return ""  # its faults on odd pages are many-coloured; the walk alone then answers


def _places(drafts: list[Draft], main: str) -> list[bool]:
    """For each line whether it stands in the main text; a short one only where the lines around it stand."""
    inside, at, misses = [], 0, 0
    for draft in drafts:
        line = normalise(draft.text)
        found = main.find(line, at, at + SLACK + len(line)) if line else -1
        if found < 0 and len(line) >= TELLING_LINE and misses < MOST_MISSES:
            found = main.find(line, at)
            if found < 0:
                misses += 1
                inside.append(line in main)
                continue
        if found >= 0:
            at = found + len(line)
        inside.append(found >= 0)
    return inside


def _covers_poorly(drafts: list[Draft], inside: list[bool], main: int) -> bool:
    """Whether the sections that would be lost (a heading, then text of its own) outweigh what would be kept."""
    lost = [
        len(drafts[place].text) + len(drafts[place + 1].text)
        for place in range(len(drafts) - 1)
        if drafts[place].kind == "heading" and not inside[place + 1] and _tells(drafts[place + 1])
    ]
    return len(lost) >= SEVERAL and sum(lost) > main


def _tells(draft: Draft) -> bool:
    """Whether a line tells something, rather than leading elsewhere."""
    own = sum(len(piece.text.strip()) for piece in draft.pieces if not piece.url)
    return draft.kind in ("paragraph", "item", "quote") and own >= SHORTEST_TELLING


def _heads(drafts: list[Draft], inside: list[bool], place: int) -> bool:
    """A heading or rule right before kept text, after the first of it."""
    if drafts[place].kind not in ("heading", "rule") or not any(inside[:place]):
        return False
    return any(inside[place + 1 : place + 3])
