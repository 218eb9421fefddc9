"""Cutting: a verdict becomes sections (stories to be) and pieces (parts to be)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.model import PartKind, Span
from digest.stories.assembling import Section, split_one_line
from digest.stories.calendar import begins_with_time
from digest.stories.credits import credit
from digest.stories.identity import normalise
from digest.stories.lines import Line
from digest.stories.proposal import outlet_at
from digest.stories.roles import Role
from digest.stories.runs import Run, are_ruled, runs_of
from digest.stories.shortnews import lists_short_news, short_news
from digest.stories.tails import goes_on, goes_on_below, tail_of
from digest.stories.vocabulary import (
    announces_round_up,
    greets,
    is_short_news,
    is_sponsored,
    names_issue,
    part_of,
    says_collected,
    takes_leave,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Document
    from digest.stories.judging import Verdict
    from digest.stories.tags import Tags

_BODY = 80
"""Characters: a section under a chapter's heading that has this much text of its own is a story too."""
_CHAPTER = 24
_LOOKED = 4
_BUTTON, _LINKED = 60, 0.7
_TOP = 12
_HABIT = 0.6
_PAGE = re.compile(
    r"\s+(?:[A-Z]?\d{1,3}(?:[-~,]\d{1,3})?면|(?:\d{1,2}시 ?)?뉴스|\d{1,2}[./]\d{1,2}\.?|p\.? ?\d+|[A-Z]\d{1,2})$"
)
"""The page or programme after an outlet's name."""
_SIGNED = 10
_APART = frozenset({"references", "furniture", "advertisement", "contents", "calendar"})
"""Parts that are no chapters of a single story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines that are a part."""

    kind: PartKind
    lines: tuple[Line, ...]


_STARRED = re.compile(r"(?:\S{1,4}\s)?\*(?P<in>[^*\n]+)\*")
"""A headline in stars, as chat programs write what is bold, with the picture before it."""
_FIGURE = re.compile(r"[+\-−▲▼]\s?\d|\d\s?(?:%|bp\b)")
_UNLIKELY = 0.2
"""How likely a heading must be to open a story that no reading takes for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A document cut: `roles` are those of its lines, with what cutting found to be furniture."""

    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    roles: tuple[Role, ...]


def cut_up(
    document: Document,
    lines: Sequence[Line],
    roles: tuple[Role, ...],
    verdict: Verdict,
    kept: frozenset[int] = frozenset(),
    *,
    tags: Tags | None = None,
) -> Cut:
    """Cut at the verdict's heads; `kept` are lines that stay in their story, whatever they look like, or their `tags` say."""
    sections: list[Section] = []
    pieces: list[Piece] = []
    category = ""
    runs = runs_of(lines, roles, verdict)
    last = max(
        (n for n, run in enumerate(runs) if run.opens and run.head and run.head.index in verdict.stories),
        default=-1,
    )
    ruled = are_ruled(runs, roles)
    outlets = _outlets(lines, verdict)
    chapters = dict(verdict.proposal.chapters)
    told_by_editor = verdict.proposal.taught > 0
    for place, run in enumerate(runs):
        if run.head and run.head.index in chapters:
            category = chapters[run.head.index]
            pieces += [
                Piece(kind="furniture", lines=(run.head,)),
                *leftover(run.body, roles, "furniture"),
            ]
            continue
        if run.head is None or (not sections and not run.opens and _is_title(document, run.head)):
            top = (run.head,) if run.head else ()
            pieces += [
                *(Piece(kind="furniture", lines=(line,)) for line in top),
                *_opening(document, run.body, roles),
            ]
            continue
        body = run.body
        tail: tuple[Line, ...] = ()
        if run.opens and run.head.index in verdict.stories:
            whole = run.head.index in verdict.proposal.told
            tail_at = _after(kept, body, tail_of(body, roles, last=place == last, ruled=ruled, told=whole))
            tail_at = len(body) if tags and goes_on_below(body, tail_at, roles, tags) else tail_at
            body, tail = body[:tail_at], body[tail_at:]
            sections.append(
                _credited(document, _section(document, replace(run, body=body), verdict, category), outlets)
            )
        elif (
            kind := "advertisement" if roles[run.head.index] == "advertisement" else _kind_of(run.head)
        ) is not None:
            pieces.append(Piece(kind=kind, lines=(run.head, *body)))
        elif is_short_news(run.head.text) or lists_short_news(run, roles):
            until = next((at for at, line in enumerate(body) if at and takes_leave(line.text)), len(body))
            body, tail = body[:until], body[until:]
            sections += short_news(document, replace(run, body=body), verdict, roles)
            pieces.append(Piece(kind="furniture", lines=(run.head,)))
        elif (
            not sections and run.head.kind == "heading" and not told_by_editor and _opens_document(run, roles)
        ):
            pieces += [Piece(kind="furniture", lines=(run.head,)), *_opening(document, run.body, roles)]
        elif (
            _weight(body, roles) >= _BODY
            and run.head.kind == "heading"
            and not told_by_editor
            and not (tags and tags.begin[run.head.index] < _UNLIKELY)
        ):
            sections.append(_section(document, run, verdict, ""))
        else:
            if run.head.kind != "rule":
                category = run.head.text if _is_chapter(run, roles) else ""
            kind = "conclusion" if place > last and _weight(body, roles) >= _BODY else "furniture"
            pieces += [Piece(kind="furniture", lines=(run.head,)), *leftover(body, roles, kind)]
        pieces += leftover(tail, roles, "furniture")
    return _attributed(document, Cut(sections=tuple(sections), pieces=tuple(pieces), roles=roles))


def _attributed(document: Document, cut: Cut) -> Cut:
    """The cut with each section's author and day, and the lines that tell them as furniture."""
    sections = [
        replace(section, credit=credit(section.lines, cut.roles, document)) for section in cut.sections
    ]
    told = frozenset(index for section in sections for index in section.credit.lines)
    leads = frozenset(
        line.index
        for section in sections
        for line in section.lines
        if cut.roles[line.index] == "text" and _leads_on(line)
    )
    roles: tuple[Role, ...] = tuple(
        "furniture" if index in told else "further" if index in leads else role
        for index, role in enumerate(cut.roles)
    )
    return replace(cut, sections=tuple(sections), roles=roles)


def _leads_on(line: Line) -> bool:
    """Whether a line is a button: short, no sentence, and nearly all of it links."""
    linked = sum(len(link.text) for link in line.links if link.span)
    return (
        len(line.text) <= _BUTTON
        and not line.is_sentence
        and line.kind != "heading"
        and linked >= _LINKED * len(line.text)
    )


def one_piece(
    document: Document,
    lines: Sequence[Line],
    roles: tuple[Role, ...],
    kept: frozenset[int] = frozenset(),
    *,
    tags: Tags | None = None,
    sure: float,
    doubt: bool,
) -> Cut:
    """The whole document as one story, but for its title, furniture, references and farewell."""
    pieces: list[Piece] = []
    aside = {index: kind for index, kind in _aside(lines, roles).items() if index not in kept}
    pieces += [Piece(kind=kind, lines=(lines[index],)) for index, kind in sorted(aside.items())]
    rest = [line for line in lines if line.index not in aside]
    title = _title_line(document, rest, roles)
    above = [line for line in rest if title and line.index < title.index and roles[line.index] == "text"]
    top = [line for line in above if len(line.text) < _BODY]
    pieces += [Piece(kind="furniture", lines=(line,)) for line in top]
    named = {line.index for line in top}
    body = tuple(line for line in rest if line is not title and line.index not in named)
    at = _after(kept, body, tail_of(body, roles, last=True, ruled=False))
    at = len(body) if tags and goes_on_below(body, at, roles, tags) else at
    pieces += leftover(body[at:], roles, "furniture")
    if not any(roles[line.index] == "text" for line in body[:at]) and not title:
        return Cut(sections=(), pieces=tuple(pieces), roles=roles)
    reason = "nothing in its layout repeats as stories do"
    section = Section(
        title=title.text if title else document.title,
        title_span=title.span if title else None,
        lines=body[:at],
        head=title,
        confidence=sure,
        reason=f"{reason}, though it might hold several" if doubt else reason,
    )
    return _attributed(document, Cut(sections=(section,), pieces=tuple(pieces), roles=roles))


def _after(kept: frozenset[int], body: Sequence[Line], at: int) -> int:
    """The place in `body` from which nothing belongs to it: never before a line that an editor keeps."""
    return max([at, *(place + 1 for place, line in enumerate(body) if line.index in kept)])


def _kind_of(head: Line) -> PartKind | None:
    if is_sponsored(head.text):
        return "advertisement"
    return "greeting" if takes_leave(head.text) else part_of(head.text)


def _section(document: Document, run: Run, verdict: Verdict, category: str) -> Section:
    head = run.head
    assert head is not None
    sure = verdict.sure
    title, span, first = head.text, head.span, None
    if head.index in verdict.proposal.told:
        title, span, first = split_one_line(document, head)
    elif (
        head.family in {"[", "emoji"}
        and verdict.proposal.family == head.family
        and head.text.startswith(head.label)
    ):
        start = head.start + len(head.label)
        start += len(document.text[start : head.end]) - len(document.text[start : head.end].lstrip())
        title, span = document.text[start : head.end], Span(start=start, end=head.end)
    told = run.told
    if told:
        title, span = document.text[told.start : told.end], told
        first = _rest(document, told.end, head.end) if head.index in verdict.proposal.told else None
    starred = _STARRED.fullmatch(document.text, span.start, span.end)
    if starred:
        span = Span(start=starred.start("in"), end=starred.end("in"))
        title = document.text[span.start : span.end]
    label = head.label if head.family in {"[", "【"} and head.label not in {head.family, ""} else ""
    label = label if verdict.proposal.family == head.family else ""
    return Section(
        title=title,
        title_span=span,
        lines=run.body,
        head=head,
        first=first,
        category=label.strip("[]【】 ") or category,
        confidence=sure,
        reason=verdict.reason,
    )


def _rest(document: Document, start: int, end: int) -> Span | None:
    """What a line says after its headline; None where that is nothing."""
    rest = document.text[start:end]
    start += len(rest) - len(rest.lstrip(" *—–-:|.,"))
    return Span(start=start, end=end) if start < end else None


def _outlets(lines: Sequence[Line], verdict: Verdict) -> frozenset[int]:
    """The heads that name their outlet in brackets at the end, where most heads do."""
    named = frozenset(
        index for index in verdict.stories if lines[index].family and outlet_at(lines[index].text)
    )
    return named if len(named) >= _HABIT * len(verdict.stories) else frozenset()


def _credited(document: Document, section: Section, outlets: frozenset[int]) -> Section:
    """The section without the outlet in its headline, which becomes what it cites."""
    head = section.head
    if head is None or section.title_span is None or head.index not in outlets:
        return section
    at = outlet_at(section.title)
    if not at:
        return section
    told = section.title[at:].strip(" ()[]（）［］")
    span = Span(start=section.title_span.start, end=section.title_span.start + at)
    publishers = tuple(name for part in told.split(",") if (name := _PAGE.sub("", part).strip()))
    return replace(
        section, title=document.text[span.start : span.end], title_span=span, publishers=publishers
    )


def _opens_document(run: Run, roles: Sequence[Role]) -> bool:
    """Whether the text below a first heading greets the reader or says what follows."""
    text = [line.text for line in run.body if roles[line.index] == "text"][:3]
    named = run.head is not None and any(map(names_issue, (run.head.text, *text[:1])))
    return named or any(greets(line) or says_collected(line) for line in text)


def _is_chapter(run: Run, roles: Sequence[Role]) -> bool:
    head = run.head
    return (
        head is not None
        and _weight(run.body, roles) < _BODY
        and len(head.text) <= _CHAPTER
        and not _FIGURE.search(head.text)
        and not announces_round_up(head.text)
    )


def _is_title(document: Document, head: Line) -> bool:
    """Whether a heading above the first story names the whole document."""
    name, title = normalise(head.text), normalise(document.title)
    return name == title or bool(name and name in title) or announces_round_up(head.text)


def _weight(body: Sequence[Line], roles: Sequence[Role]) -> int:
    return sum(len(line.text) for line in body if roles[line.index] == "text")


def leftover(body: Sequence[Line], roles: Sequence[Role], kind: PartKind) -> list[Piece]:
    """Lines that belong to no story, named by what they say."""
    body = [line for line in body if roles[line.index] != "rule"]
    if not body:
        return []
    text = " ".join(line.text for line in body)
    named = part_of(body[0].text)
    if named:
        kind = named
    elif any(takes_leave(line.text) for line in body[:3]):
        kind = "greeting"
    elif is_sponsored(body[0].text) or (kind == "furniture" and len(text) >= _BODY and _has_prose(body)):
        kind = "advertisement"
    return [Piece(kind=kind, lines=tuple(body))]


def _has_prose(body: Sequence[Line]) -> bool:
    return any(line.is_sentence and len(line.text) >= _BODY for line in body)


def _opening(document: Document, body: Sequence[Line], roles: Sequence[Role]) -> list[Piece]:
    """What stands before the first headline: title and dates are furniture, the rest greets or gives an overview."""
    text = [line for line in body if roles[line.index] == "text"]
    name = normalise(document.title)
    top = [
        line
        for line in text
        if (not line.is_sentence and len(line.text) < _BODY) or normalise(line.text) == name
    ]
    named = {line.index for line in top}
    prose = [line for line in text if line.index not in named]
    kind: PartKind = "greeting" if any(greets(line.text) for line in text) else "overview"
    return [
        *(Piece(kind="furniture", lines=(line,)) for line in top),
        *(Piece(kind=kind, lines=(line,)) for line in prose),
    ]


def _aside(lines: Sequence[Line], roles: Sequence[Role]) -> dict[int, PartKind]:
    """The lines of chapters of a single text that are no part of its story: references, credits, contents.

    Where the text goes on below such a name (of an advertisement, of a list of links inside it), only the name is none.
    """
    aside: dict[int, PartKind] = {}
    now: tuple[PartKind, int] | None = None
    onward = goes_on(lines, roles)
    for line in lines:
        depth = _depth(line)
        if depth:
            kind = part_of(line.text)
            if kind in _APART and onward[line.index]:
                aside[line.index] = kind
            elif kind in _APART and (kind != "calendar" or _dated_below(lines, line)):
                now = (kind, depth)
            elif now and depth <= now[1]:
                now = None
        if now:
            aside[line.index] = now[0]
    return aside if len(aside) < len(lines) else {}


def _dated_below(lines: Sequence[Line], line: Line) -> bool:
    """Whether most of the next lines begin with a day or an hour."""
    below = lines[line.index + 1 : line.index + 1 + _LOOKED]
    return 2 * sum(begins_with_time(each.text) for each in below) >= len(below) > 0


def _depth(line: Line) -> int:
    """The level of a line that heads a chapter: a heading's, or deeper ones for lines with a sign that opens stories."""
    if line.kind == "heading":
        return line.level
    return _SIGNED if line.rank == 1 and not line.number and line.family not in {"[", "emoji"} else 0


def _title_line(document: Document, lines: Sequence[Line], roles: Sequence[Role]) -> Line | None:
    """The line that shows the title: the document's, else a heading at the top, else a short line above prose."""
    top = [line for line in lines if roles[line.index] == "text"][:_TOP]
    name = normalise(document.title)
    same = next((line for line in top if name and normalise(line.text) == name), None)
    if same or document.title:
        return same
    heading = next((line for line in top[:3] if line.kind == "heading"), None)
    if heading:
        return heading
    first = top[0] if len(top) > 1 else None
    return first if first and first.is_bare and any(line.is_sentence for line in top[1:4]) else None
