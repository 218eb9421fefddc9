"""Cutting: a verdict becomes sections (stories to be) and pieces (parts to be)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.stories.assembling import Section
from digest.stories.credits import credit
from digest.stories.identity import normalise
from digest.stories.pieces import BODY, Piece, leftover, opening, set_aside, weight
from digest.stories.roles import Role
from digest.stories.runs import Run, are_ruled, runs_of
from digest.stories.sections import credited, outlets_of, section_of
from digest.stories.shortnews import lists_short_news, short_news
from digest.stories.tails import goes_on_below, tail_of
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

    from digest.model import Document, PartKind
    from digest.stories.judging import Verdict
    from digest.stories.lines import Line
    from digest.stories.tags import Tags

_CHAPTER = 24
_BUTTON, _LINKED = 60, 0.7
_TOP = 12
_FIGURE = re.compile(r"[+\-−▲▼]\s?\d|\d\s?(?:%|bp\b)")
"""A change or a share: a line of figures names no chapter."""
_SURE = 0.05
"""How unlikely a line must be to belong to no story that it stays in the only one, whatever it names."""
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
    outlets = outlets_of(lines, verdict)
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
                *opening(document, run.body, roles),
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
                credited(document, section_of(document, replace(run, body=body), verdict, category), outlets)
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
            pieces += [Piece(kind="furniture", lines=(run.head,)), *opening(document, run.body, roles)]
        elif (
            weight(body, roles) >= BODY
            and run.head.kind == "heading"
            and not told_by_editor
            and not (tags and tags.begin[run.head.index] < _UNLIKELY)
        ):
            sections.append(section_of(document, run, verdict, ""))
        else:
            if run.head.kind != "rule":
                category = run.head.text if _is_chapter(run, roles) else ""
            kind = "conclusion" if place > last and weight(body, roles) >= BODY else "furniture"
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
    stay = kept | frozenset(
        index for index, share in enumerate(tags.outside if tags else ()) if share < _SURE
    )
    aside = {index: kind for index, kind in set_aside(lines, roles).items() if index not in stay}
    pieces += [Piece(kind=kind, lines=(lines[index],)) for index, kind in sorted(aside.items())]
    rest = [line for line in lines if line.index not in aside]
    title = _title_line(document, rest, roles)
    above = [line for line in rest if title and line.index < title.index and roles[line.index] == "text"]
    top = [line for line in above if len(line.text) < BODY]
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


def _opens_document(run: Run, roles: Sequence[Role]) -> bool:
    """Whether the text below a first heading greets the reader or says what follows."""
    text = [line.text for line in run.body if roles[line.index] == "text"][:3]
    named = run.head is not None and any(map(names_issue, (run.head.text, *text[:1])))
    return named or any(greets(line) or says_collected(line) for line in text)


def _is_chapter(run: Run, roles: Sequence[Role]) -> bool:
    head = run.head
    return (
        head is not None
        and weight(run.body, roles) < BODY
        and len(head.text) <= _CHAPTER
        and not _FIGURE.search(head.text)
        and not announces_round_up(head.text)
    )


def _is_title(document: Document, head: Line) -> bool:
    """Whether a heading above the first story names the whole document."""
    name, title = normalise(head.text), normalise(document.title)
    return name == title or bool(name and name in title) or announces_round_up(head.text)


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
