"""Lists of short news: stories of a line or two below one name (`단신`, `In brief`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.stories.assembling import Section, split_one_line
from digest.stories.lines import run_in_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Document
    from digest.stories.judging import Verdict
    from digest.stories.lines import Line
    from digest.stories.roles import Role
    from digest.stories.runs import Run

_CHAPTER = 24
_SAYS_NEWS = re.compile(r"뉴스|소식|단신|브리핑|\b(?:news|hits|bits|shorts|briefs?|links)\b", re.IGNORECASE)
_SHORTEST, _LEAST, _RUN_IN = 3, 8, 40
"""Characters of a headline at a line's begin: where each item of a list has one, where not, and at most."""


def short_news(document: Document, run: Run, verdict: Verdict, roles: Sequence[Role]) -> Iterator[Section]:
    """Each outermost item, or paragraph, of a list of one-line stories."""
    text = [line for line in run.body if roles[line.index] == "text"]
    headed = [line for line in text if line.kind == "heading"] if text and text[0].kind == "heading" else []
    items = headed or [line for line in text if line.kind in {"item", "row"}] or _above_texts(text) or text
    top = min((line.level for line in items), default=0)
    heads = [line for line in items if line.level == top]
    places = [line.index for line in run.body]
    headed = headed or (heads[:1] if heads == _above_texts(text) else [])
    named = all(0 < run_in_end(line.text, _SHORTEST) <= _RUN_IN for line in heads)
    for place, line in enumerate(heads):
        until = bisect_left(places, heads[place + 1].index) if place + 1 < len(heads) else len(places)
        told = run.body[bisect_right(places, line.index) : until]
        title, span, first = (
            (line.text, line.span, None)
            if headed
            else split_one_line(document, line, _SHORTEST if named else _LEAST)
        )
        yield Section(
            title=title,
            title_span=span,
            first=first,
            head=line,
            lines=told,
            confidence=min(0.8, 0.5 + 0.1 * verdict.score),
            reason="an item of a list of short news",
        )


def _above_texts(text: Sequence[Line]) -> list[Line]:
    """The unmarked short lines that each stand above a sentence, where a list of short news is made of such pairs."""
    heads = [line for line, after in pairwise(text) if line.is_bare and after.is_sentence]
    return heads if text and heads[:1] == list(text[:1]) and 3 * len(heads) >= len(text) else []


def lists_short_news(run: Run, roles: Sequence[Role]) -> bool:
    """Whether a short heading that says "news" stands above nothing but marked lines, each a sentence."""
    text = [line for line in run.body if roles[line.index] == "text"]
    items = [line for line in text if (line.kind == "item" or line.family) and line.is_sentence]
    head = run.head.text if run.head else ""
    return (
        len(head) <= _CHAPTER
        and _SAYS_NEWS.search(head) is not None
        and len(items) > 1
        and items == text[: len(items)]
    )
