"""The main text of a web page, without what stands around it. trafilatura's only door."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from digest.stories.identity import normalise

if TYPE_CHECKING:
    from digest.sources.formats.walk import Draft

SHORTEST_MAIN = 120  # letters and digits: less than this is a teaser, a cookie notice or nothing
STRUCTURE = ("heading", "item", "row")
SEVERAL = 6
COVERED = 0.5
SHORTEST_KNOWN = 4


def main_lines(drafts: list[Draft], html: str) -> list[Draft]:
    """The lines of a page that belong to its main text.

    trafilatura says which text that is; the lines, with their headings, lists and links, stay those of the walk. A
    round-up or link list, whose headings and items trafilatura takes for navigation, is kept whole.

    Args:
        drafts: all lines of the page.
        html: the page.
    """
    main = normalise(_extract(html))
    if len(main) < SHORTEST_MAIN:
        return drafts
    inside = [_inside(draft, main) for draft in drafts]
    if _covers_poorly(drafts, inside):
        return drafts
    return [draft for place, draft in enumerate(drafts) if inside[place] or _heads(drafts, inside, place)]


def _extract(html: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read we tell ourselves
    try:
        return trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return ""  # its faults on odd pages are many-coloured; the walk alone then answers


def _inside(draft: Draft, main: str) -> bool:
    line = normalise(draft.text)
    return len(line) >= SHORTEST_KNOWN and line in main


def _covers_poorly(drafts: list[Draft], inside: list[bool]) -> bool:
    structure = [known for draft, known in zip(drafts, inside, strict=True) if draft.kind in STRUCTURE]
    return len(structure) >= SEVERAL and sum(structure) < COVERED * len(structure)


def _heads(drafts: list[Draft], inside: list[bool], place: int) -> bool:
    """A heading or rule right before kept text, after the first of it."""
    if drafts[place].kind not in ("heading", "rule") or not any(inside[:place]):
        return False
    return any(inside[place + 1 : place + 3])
