"""From the lines of a section to a Story: its text and blocks, what it cites, and where all of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median
from typing import TYPE_CHECKING

from digest.language.detect import detect
from digest.model import Block, BlockKind, Citation, Document, Link, Span, Story
from digest.stories.bylines import signed_spans
from digest.stories.citations import citations, further_text, inside, is_button, source_text
from digest.stories.credits import UNSIGNED, Credit
from digest.stories.identity import story_id
from digest.stories.lines import Line, run_in_end
from digest.stories.proposal import is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.roles import Role

_NOTES = frozenset({"*", "※", "＊"})
_LABEL = 24
_BUTTON = 12
_GAP = 4
_ONLY_LINK = re.compile(r"\W*https?://\S+\W*")
_SET_OFF = re.compile(r"\s*(?:[—–:|]|-\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The lines of one story.

    Attributes:
        title: the headline.
        title_span: its place in the document, None where the document's metadata told it.
        text: the spans of its text, in order; where there is none, the headline is the text.
        lines: its lines after the headline, of every role, in order.
        head: the line of the headline.
        category: what the document calls its chapter.
        publishers: the outlets that its headline names.
        credit: what the lines around its text say of its author and day.
        confidence: 0 to 1, how sure the boundaries are.
        reason: why.
    """

    title: str
    title_span: Span | None
    lines: tuple[Line, ...]
    head: Line | None = None
    first: Span | None = None
    category: str = ""
    publishers: tuple[str, ...] = ()
    credit: Credit = UNSIGNED
    confidence: float = 1.0
    reason: str = ""


def headline_only(document: Document) -> Story:
    """The story of a document that is nothing but its title, as an entry of a feed without a teaser."""
    return Story(
        id=story_id(document.id, document.title, 0),
        document=document.id,
        source=document.source,
        title=document.title,
        text="",
        language=document.language or detect(document.title, ""),
        author=document.author,
        published=document.published,
        precision=document.precision,
        url=document.url,
        outlet=document.outlet,
        category=document.category,
        links=document.links,
        reason="the document has a title and no text",
    )


def assemble(document: Document, section: Section, roles: Sequence[Role], subheads: frozenset[str]) -> Story:
    """Make the story; its id is empty: ids are given when all stories of the document are known."""
    body = [line for line in section.lines if roles[line.index] == "text"]
    spans = [*([section.first] if section.first else []), *(_told(document, line) for line in body)]
    spans, signed = _unsigned(document, spans)
    kinds = _kinds(body, section, roles, subheads)
    if section.first:
        kinds.insert(0, ("paragraph", section.head))
    if not spans and section.title_span:
        spans = [section.head.span if section.head else section.title_span]
        kinds.append(("paragraph", section.head))
    text = "\n".join(document.text[span.start : span.end] for span in spans)
    kept = tuple(line for line in section.lines if roles[line.index] in {"text", "source", "further"})
    own = (section.head, *kept) if section.head else kept
    confidence = section.confidence - (0.15 if len(text) < 40 and len(document.text) > len(text) else 0.0)  # noqa: PLR2004
    return Story(
        id="",
        document=document.id,
        source=document.source,
        title=section.title,
        text=text,
        spans=tuple(spans),
        title_span=section.title_span,
        language=detect(section.title, text),
        author=section.credit.author or signed or document.author,
        published=section.credit.published or document.published,
        precision=section.credit.precision if section.credit.published else document.precision,
        url=_address(document, section, roles),
        outlet=document.outlet,
        category=section.category or document.category,
        links=_links(own, spans),
        citations=(
            *(Citation(publisher=name) for name in section.publishers),
            *_citations(section.lines, roles),
        ),
        blocks=_blocks(spans, kinds),
        confidence=round(max(0.0, min(1.0, confidence)), 2),
        reason=section.reason,
    )


def _told(document: Document, line: Line) -> Span:
    """The place of a line's text; its number is part of it, since the text may point to it."""
    start = line.end - len(line.shown)
    numbered = line.number and document.text[start : line.end] == line.shown
    return Span(start=start if numbered else line.start, end=_until_button(document, line))


def _until_button(document: Document, line: Line) -> int:
    """Where a line's text ends before a link that only leads to the rest of the story; its end where there is none."""
    link = line.links[-1] if line.links else None
    if link is None or link.span is None or document.text[link.span.end : line.end].strip(" →»›>.)]"):
        return line.end
    told = document.text[line.start : link.span.start].rstrip(" ([→»›·|–—-")
    ended = told.endswith((".", "!", "?", "”", '"', "다", "요"))
    return line.start + len(told) if ended and is_button(link.text) else line.end


def _unsigned(document: Document, spans: list[Span]) -> tuple[list[Span], str]:
    """The spans without a signature glued to the first or the last of them, and the author that it names."""
    author = ""
    for place in {0, len(spans) - 1} if spans else ():
        span = spans[place]
        kept, name = signed_spans(document.text[span.start : span.end])
        author = author or name
        if kept.end > kept.start:
            spans[place] = Span(start=span.start + kept.start, end=span.start + kept.end)
    return spans, author


def subhead_families(lines: Sequence[Line]) -> frozenset[str]:
    """Families of markers that open a group of other items: short lines, each followed by an item of another kind."""
    followed: dict[str, list[bool]] = {}
    sizes: dict[str, list[int]] = {}
    items = [line for line in lines if line.kind == "item" or line.family]
    for line in items:
        after = lines[line.index + 1] if line.index + 1 < len(lines) else None
        opens = after is not None and after.kind == "item" and after.family not in {line.family, *_NOTES}
        followed.setdefault(line.family, []).append(opens)
        sizes.setdefault(line.family, []).append(len(line.text))
    return frozenset(
        family
        for family, opened in followed.items()
        if family and len(opened) > 1 and sum(opened) >= 0.95 * len(opened) and median(sizes[family]) <= 80  # noqa: PLR2004
    )


def _kinds(
    body: Sequence[Line], section: Section, roles: Sequence[Role], subheads: frozenset[str]
) -> list[tuple[BlockKind, Line | None]]:
    fixed = next((line.index for line in section.lines if roles[line.index] == "fixed"), -1)
    points: list[str] = []
    kinds: list[tuple[BlockKind, Line | None]] = []
    for line, after in zip(body, (*body[1:], None), strict=False):
        if line.index < fixed:
            kinds.append(("lead", line))
        elif after and line.kind == after.kind == "item" and after.level > line.level and _is_label(line):
            kinds.append(("subhead", line))
        else:
            kinds.append((_kind(line, subheads, points), line))
    return kinds


def _is_label(line: Line) -> bool:
    """Whether an item only names those nested under it (`주요 특징`)."""
    return len(line.text) <= _LABEL and not line.is_sentence and line.shown == line.text


def _kind(line: Line, subheads: frozenset[str], points: list[str]) -> BlockKind:
    if line.kind == "heading":
        return "subhead"
    if line.kind != "item":
        return line.kind
    if line.family in _NOTES and line.shown.startswith(tuple(_NOTES)):
        return "note"
    if line.family in subheads:
        return "subhead"
    family = f"{line.family}{line.level if line.shown == line.text else ''}"
    if family not in points:
        points.append(family)
    return "point" if points[0] == family else "detail"


def _blocks(spans: Sequence[Span], kinds: Sequence[tuple[BlockKind, Line | None]]) -> tuple[Block, ...]:
    blocks, at = [], 0
    for span, (kind, line) in zip(spans, kinds, strict=True):
        end = at + span.end - span.start
        label = line.label if line and line.kind in ("item", "note") else ""
        level = line.level if line else 0
        blocks.append(Block(kind=kind, span=Span(start=at, end=end), level=level, label=label))
        at = end + 1
    return tuple(blocks)


def _links(own: Sequence[Line], spans: Sequence[Span]) -> tuple[Link, ...]:
    """The links of a section, once each; where the linked text is in the story's text, at its place there."""
    links: dict[tuple[str, str], Link] = {}
    begins = [span.start for span in spans]
    ahead = list(accumulate((span.end - span.start + 1 for span in spans), initial=0))
    for line in own:
        for link in line.links:
            place = bisect_right(begins, link.span.start) - 1 if link.span else -1
            at = _within(link.span, spans[place], ahead[place]) if link.span and place >= 0 else None
            links.setdefault((link.url, link.text), replace(link, span=at))
    return tuple(links.values())


def _within(place: Span, span: Span, ahead: int) -> Span | None:
    """The place in a story's text of what stands in one of its spans, `ahead` characters of it before that span."""
    if place.end > span.end:
        return None
    return Span(start=ahead + place.start - span.start, end=ahead + place.end - span.start)


def _citations(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[Citation, ...]:
    found: list[Citation] = []
    begun = ""
    for line in lines:
        role = roles[line.index]
        if role == "source":
            told = source_text(line)
            told = f"{begun} {line.shown if told is None else told}".strip()
            begun = told if told.endswith(",") and _goes_on(line, lines, roles) else ""
            if begun:
                continue
            made = [one for one in citations(told, line.links) if one != Citation()]
            found += made
        elif role == "further":
            title = (further_text(line) or "").strip()
            below = line.index > 0 and roles[line.index - 1] == "source" and is_address(line)
            if below and found and line.links and not found[-1].url:
                found[-1] = replace(found[-1], url=line.links[0].url)
            elif title and not line.links:
                found.append(Citation(title=title))
        elif role == "text":
            found += [one for one in inside(line.text) if one not in found]
    return tuple(found)


def _goes_on(line: Line, lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    """Whether the next line, a source too, completes this one."""
    after = next((each for each in lines if each.index == line.index + 1), None)
    return after is not None and roles[after.index] == "source" and source_text(after) is None


def _address(document: Document, section: Section, roles: Sequence[Role]) -> str:
    """The story's own address: its headline's link, else its "read more", else its document's."""
    head = section.head.links if section.head else ()
    if head:
        return head[0].url
    more = [line.links[0].url for line in section.lines if line.links and roles[line.index] == "further"]
    return more[0] if len(more) == 1 and section.head else document.url


def split_one_line(document: Document, line: Line, least: int = 8) -> tuple[str, Span, Span | None]:
    """Headline, its place, and the rest of a story told in one line.

    The headline is the linked text, else what stands before a dash or colon, else the first sentence: of `least`
    characters or more.
    """
    link = line.links[0] if line.links else None
    at = None
    if (
        link
        and link.span
        and line.start <= link.span.start <= line.start + 12
        and _names(document, link.span, line)
    ):
        at = Span(start=link.span.start, end=link.span.end)
    else:
        cut = run_in_end(line.text, least)
        at = Span(start=line.start, end=line.start + cut) if cut else _without_button(document, line)
    rest = document.text[at.end : line.end]
    skipped = len(rest) - len(rest.lstrip(" —–-:|.,"))
    told = _ONLY_LINK.fullmatch(rest) is None and (at.end == line.end or not _is_button(line, at))
    first = Span(start=at.end + skipped, end=line.end) if told and len(rest) - skipped > 0 else None
    return document.text[at.start : at.end], at, first


def _names(document: Document, linked: Span, line: Line) -> bool:
    """Whether a link at a line's begin is its headline: long enough, or set off by a dash or colon."""
    least = 8
    return (
        linked.end - linked.start >= least or _SET_OFF.match(document.text[linked.end : line.end]) is not None
    )


def _without_button(document: Document, line: Line) -> Span:
    """The place of a line without the link at its end that only leads to the story (`link`, `기사 보기`, an address)."""
    link = line.links[-1] if line.links else None
    if link is None or link.span is None or link.span.end != line.end:
        return line.span
    shown = document.text[line.start : link.span.start].rstrip(" \t—–-|·:→([")
    leads = len(link.text) <= min(_BUTTON, len(shown)) or (shown and link.text.startswith("http"))
    return Span(start=line.start, end=line.start + len(shown)) if leads else line.span


def _is_button(line: Line, title: Span) -> bool:
    """Whether all that follows a headline in its line is a link."""
    link = line.links[-1] if line.links else None
    return link is not None and link.span is not None and title.end < link.span.start <= title.end + _GAP
