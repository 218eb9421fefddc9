"""Sections: each headline with the lines of its story, and what the headline itself says beside its name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.assembling import Section, split_one_line
from digest.stories.proposal import outlet_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Document
    from digest.stories.judging import Verdict
    from digest.stories.lines import Line
    from digest.stories.runs import Run

_HABIT = 0.6
_PAGE = re.compile(
    r"\s+(?:[A-Z]?\d{1,3}(?:[-~,]\d{1,3})?면|(?:\d{1,2}시 ?)?뉴스|\d{1,2}[./]\d{1,2}\.?|p\.? ?\d+|[A-Z]\d{1,2})$"
)
"""The page or programme after an outlet's name."""
_STARRED = re.compile(r"(?:\S{1,4}\s)?\*(?P<in>[^*\n]+)\*")
"""A headline in stars, as chat programs write what is bold, with the picture before it."""


def section_of(document: Document, run: Run, verdict: Verdict, category: str) -> Section:
    """The section below a head: its headline without marks, numbers and stars, and what its line says besides."""
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
    start += len(rest) - len(rest.lstrip(" *—–-:|.,=＝/]】〕>〉》］"))
    return Span(start=start, end=end) if start < end else None


def outlets_of(lines: Sequence[Line], verdict: Verdict) -> frozenset[int]:
    """The heads that name their outlet in brackets at the end, where most heads do."""
    named = frozenset(
        index for index in verdict.stories if lines[index].family and outlet_at(lines[index].text)
    )
    return named if len(named) >= _HABIT * len(verdict.stories) else frozenset()


def credited(document: Document, section: Section, outlets: frozenset[int]) -> Section:
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
