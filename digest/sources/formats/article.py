"""The main text of a web page, without what stands around it, and whom and when it is by. trafilatura's only door."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.sources.formats import byline
from digest.sources.formats.content import Piece
from digest.sources.formats.lead import with_lead
from digest.sources.formats.pointers import leads, points, tells, without_tail
from digest.sources.formats.walk import Draft
from digest.stories import links
from digest.stories.bylines import is_byline
from digest.stories.identity import normalise
from digest.stories.vocabulary import announces_round_up, says_collected

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_MAIN = 120  # letters and digits: less than this is a teaser, a cookie notice or nothing
SEVERAL = 3
NEAR = 3
"""Lines below a heading among which the text that it stands above begins."""
SLACK = 40
MOST_MISSES = 5_000
LARGEST_PAGE = 2_000_000
TELLING_LINE = 20
OPENING = 4
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError)
SEEN = 0.6
_LONG_META = re.compile(
    r"(<meta\b[^>]{0,300}?\bcontent\s{0,10}=\s{0,10})(?:\"[^\"]{4000,}\"|'[^']{4000,}')", re.IGNORECASE
)
"""More is nobody's name or day, and trafilatura takes the square of its length."""


def main_lines(drafts: list[Draft], html: str, *, title: str = "", host: str = "") -> list[Draft]:
    """The lines of a page that belong to its main text.

    trafilatura says which text that is; the lines, with their headings, lists and links, stay those of the walk. A
    round-up or link list, whose headings and items trafilatura takes for navigation, is kept whole.

    Args:
        drafts: all lines of the page.
        html: the page.
        title: of the page; it may announce a round-up.
        host: of the page's address; empty where it is unknown.
    """
    told = _extract(html) if len(html) <= LARGEST_PAGE else ""
    main = normalise(told)
    if len(main) < SHORTEST_MAIN:
        return drafts
    inside = _places(drafts, main)
    if _hidden(drafts, inside, len(main)):
        return [Draft(kind="paragraph", pieces=[Piece(text=line)], bold=False) for line in told.split("\n")]
    several = _collects(drafts, inside, title)
    if _covers_poorly(drafts, inside, len(main), anywhere=several):
        return drafts
    if several:
        first, last = inside.index(True), len(inside) - inside[::-1].index(True)
        return drafts[_headed(drafts, first) : last]
    inside = with_lead(drafts, inside, title)
    inside = _with_lists(drafts, inside)
    headed = _with_siblings(drafts, inside, [_heads(drafts, inside, place) for place in range(len(drafts))])
    kept = [draft for place, draft in enumerate(drafts) if inside[place] or headed[place]]
    return without_tail([draft for draft in kept if not points(draft, host)], host)


def _extract(html: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read we tell ourselves
    try:
        return trafilatura.extract(html, include_comments=False, include_tables=True) or ""
    except FAULTS:
        return ""  # its faults on odd pages are many-coloured; the walk alone then answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a page is guessed to say of itself, empty where nothing is: `author` in its own spelling, `day` as ISO 8601."""

    author: str = ""
    day: str = ""


def guess(html: str, *, latest: datetime | None = None, day: bool = True) -> Guess:
    """Author and day of a page that declares neither, by where its elements and its text usually tell them.

    A day that stands nowhere in the page (made of a copyright's year, or of a month) is not believed, nor is a name
    that does not.

    Args:
        html: the page.
        latest: a later day is none of its own; None = any day.
        day: whether the day is asked for, which is most of the work.
    """
    if len(html) > LARGEST_PAGE:
        return Guess()
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    dates = {
        "original_date": True,
        "extensive_search": day,
        "max_date": (latest or LATEST).strftime("%Y-%m-%d"),
    }
    try:
        found = trafilatura.extract_metadata(_LONG_META.sub(r"\1", html), date_config=dates)
    except FAULTS:
        return Guess()
    told = (found.date or "") if day else ""
    return Guess(
        author=byline.spelled(found.author or "", html), day=told if byline.shows_day(html, told) else ""
    )


def _places(drafts: Sequence[Draft], main: str) -> list[bool]:
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


def _hidden(drafts: Sequence[Draft], inside: Sequence[bool], main: int) -> bool:
    """Whether most of the main text stands in no visible line: a script, or a click, would show it."""
    seen = sum(len(normalise(draft.text)) for draft, kept in zip(drafts, inside, strict=True) if kept)
    return seen < SEEN * main


def _collects(drafts: Sequence[Draft], inside: Sequence[bool], title: str) -> bool:
    """Whether a page says that several stories follow, by its title or opening, or shows it: its headings lead to several sites."""
    opening = [draft.text for draft, kept in zip(drafts, inside, strict=True) if kept][:OPENING]
    if announces_round_up(title) or any(map(says_collected, opening)):
        return True
    sites = {
        links.host(draft.pieces[0].url)
        for place, draft in enumerate(drafts)
        if draft.kind == "heading" and leads(draft) and any(inside[place + 1 : place + NEAR])
    }
    return len(sites) >= SEVERAL


def _covers_poorly(drafts: Sequence[Draft], inside: Sequence[bool], main: int, *, anywhere: bool) -> bool:
    """Whether the sections that would be lost (a heading, then text of its own) outweigh what would be kept.

    Only those between kept lines count: what stands before or after an article leads elsewhere. `anywhere`: all do.
    """
    told = [place for place, kept in enumerate(inside) if kept and tells(drafts[place])]
    first, last = (0, len(drafts)) if anywhere or not told else (told[0], told[-1])
    lost = [
        len(drafts[place].text) + len(drafts[place + 1].text)
        for place in range(first, min(last + 1, len(drafts) - 1))
        if drafts[place].kind == "heading" and not inside[place + 1] and tells(drafts[place + 1])
    ]
    return len(lost) >= SEVERAL and sum(lost) > main


def _headed(drafts: Sequence[Draft], place: int) -> int:
    """The place of the first of the headings directly above a line, else the line's own."""
    while place and drafts[place - 1].kind == "heading":
        place -= 1
    return place


def _with_lists(drafts: Sequence[Draft], inside: Sequence[bool]) -> list[bool]:
    """The lines inside, with the lists between them of which no item leads elsewhere: of facts, not of other pages."""
    found = list(inside)
    told = [place for place, kept in enumerate(inside) if kept and tells(drafts[place])]
    first, last = (told[0], told[-1]) if told else (0, -1)
    place = first + 1
    while place < last:
        end = place
        while (
            end < last and drafts[end].kind == "item" and not any(piece.url for piece in drafts[end].pieces)
        ):
            end += 1
        if end > place + 1 and (found[place - 1] or drafts[place - 1].kind == "heading"):
            found[place:end] = [True] * (end - place)
        place = max(end, place + 1)
    return found


def _with_siblings(drafts: Sequence[Draft], inside: Sequence[bool], headed: Sequence[bool]) -> list[bool]:
    """The headings that are kept and, among kept lines, those of the same level near above kept text: its siblings."""
    often = Counter(
        draft.level
        for draft, kept, heads in zip(drafts, inside, headed, strict=True)
        if draft.kind == "heading" and (kept or heads)
    )
    found = list(headed)
    first = inside.index(True) if True in inside else len(inside)
    for place in range(first, len(drafts)):
        draft = drafts[place]
        alike = draft.kind == "heading" and often[draft.level] > 1 and not leads(draft)
        if alike and any(inside[place + 1 : place + 1 + NEAR]):
            found[place] = True
    return found


def _heads(drafts: Sequence[Draft], inside: Sequence[bool], place: int) -> bool:
    """A heading or rule above kept text of its own, after the first of it: right above it, or above who wrote it."""
    if drafts[place].kind not in ("heading", "rule") or leads(drafts[place]) or not any(inside[:place]):
        return False
    below = place + 1
    while below < len(drafts) and not inside[below] and drafts[below].kind in ("heading", "rule"):
        below += 1
    if below + 1 < len(drafts) and is_byline(drafts[below].text.strip()):
        below += 1
    if below == len(drafts) or not inside[below]:
        return False
    return drafts[below].kind == "item" or tells(drafts[below])
