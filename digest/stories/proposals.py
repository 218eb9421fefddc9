"""Ways in which a document may come apart: each names the lines that would be headlines, and what speaks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.stories import listings
from digest.stories.lines import STRONG, run_in_end
from digest.stories.proposal import Proposal, closers_of, is_prose, next_text
from digest.stories.vocabulary import is_sponsored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_LIST = frozenset({"-", "*", "·", "∙", "•", "–", "—", "○", "※", "☞", "→", "◦", "▪", "▸", "‣"})
_NEWS_NOUN = re.compile(r"이슈|뉴스|소식|사건|장면|issue|news|story|item", re.IGNORECASE)
_SIGNS = {"◆": 1.0, "■": 0.8, "▶": 0.7, "▲": 0.6, "●": 0.6, "【": 0.8, "emoji": 0.3, "□": 0.3, "[": 0.3}
_WHOLE_LINE = 8
"""Weaker headings than this are the bold beginnings of paragraphs, which more often open stories than chapters."""


def proposals(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Every proposal with two heads or more, the document's own headings first."""
    for propose in (
        _headings,
        _after_rules,
        _weak_headings,
        _families,
        _after_sources,
        listings.after_addresses,
        listings.above_addresses,
        listings.above_rules,
        listings.capitals,
        _bare_heads,
        listings.clippings,
        _linked_items,
        _told_in_a_line,
    ):
        for proposal in propose(lines, roles):
            if len(proposal.heads) > 1:
                yield proposal


def _headings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    del roles
    levels = sorted({line.level for line in lines if line.kind == "heading" and line.level <= STRONG})
    for level in levels:
        heads = tuple(line.index for line in lines if line.kind == "heading" and line.level == level)
        above = frozenset(line.index for line in lines if line.kind == "heading" and line.level < level)
        yield Proposal(heads=heads, closers=above, method=f"headings of level {level}", prior=0.2)


def _weak_headings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    weak = [
        line
        for line in lines
        if line.kind == "heading" and line.level > STRONG and roles[line.index] == "text"
    ]
    for level in sorted({line.level for line in weak}):
        heads = tuple(line.index for line in weak if line.level == level and not line.is_sentence)
        strong = frozenset(line.index for line in lines if line.kind == "heading" and line.level < level)
        numbers = [line.number for line in weak if line.level == level and line.index in heads]
        counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
        prior = 0.2 if counted else 0.3 if level > _WHOLE_LINE else -0.1
        yield Proposal(heads=heads, closers=strong, method="bold or large lines", prior=prior)


def _families(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    marked = [
        line for line in lines if line.family and line.kind != "heading" and roles[line.index] == "text"
    ]
    for family in dict.fromkeys(line.family for line in marked):
        if family.startswith("#") and family != "#1":
            continue
        same = [line for line in marked if line.family == family]
        heads = [line for line in same if _opens(lines, roles, line)]
        if same[0].number:
            heads = _in_order(heads)
        elif len(heads) < (1.0 if family in _LIST else 0.7) * len(same):
            continue
        said = any(_NEWS_NOUN.search(line.label) for line in heads)
        prior = 1.2 if said else _SIGNS.get(family, 0.1)
        yield Proposal(
            heads=tuple(line.index for line in heads),
            closers=closers_of(lines),
            method=f"lines marked {heads[0].label if heads else family}",
            prior=prior,
            family=family,
        )


def _in_order(heads: Sequence[Line]) -> list[Line]:
    """The longest chain 1, 2, 3 …: numbered lists inside a story begin again at 1 and do not belong to it."""
    best: list[Line] = []
    for start, first in enumerate(heads):
        if first.number > 1 and best:
            continue
        chain = [first]
        for line in heads[start + 1 :]:
            if line.number == chain[-1].number + 1 and line.kind == first.kind and line.level == first.level:
                chain.append(line)
        if len(chain) > len(best):
            best = chain
    return best


def _opens(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether a marked line is short and followed by what it opens, not by its like."""
    after = next_text(lines, roles, line.index)
    return (
        not line.is_sentence and after is not None and after.family != line.family and after.kind != "heading"
    )


def _after_rules(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Where a rule stands between stories, the line after it is a headline, and so is the first line of all."""
    parted = [line for line in lines if roles[line.index] in {"text", "rule"}]
    heads = [
        line
        for before, line in zip((None, *parted), parted, strict=False)
        if (before is None or before.kind == "rule")
        and (line.is_bare or line.kind == "heading" or line.rank == 1)
    ]
    rules = sum(line.kind == "rule" for line in parted)
    if rules and len(heads) >= 0.8 * rules and not any(line.is_sentence for line in heads):
        closers = frozenset(line.index for line in parted if line.kind == "rule")
        heads = [
            line for line in heads if (after := next_text(lines, roles, line.index)) and after.kind != "rule"
        ]
        yield Proposal(
            heads=tuple(line.index for line in heads), closers=closers, method="a rule before each", prior=0.2
        )


def _after_sources(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Where each story closes with its source, the next line of text is a headline."""
    if sum(role == "source" for role in roles) < 2:  # noqa: PLR2004 - one says nothing
        return
    heads: list[int] = []
    first: list[Line] = []
    fresh, closed = True, 0
    for line in lines:
        role = roles[line.index]
        if role == "text" and not closed:
            first.append(line)
        if role == "source":
            fresh, closed = True, line.index
        elif role == "text" and fresh:
            if line.is_bare or line.kind == "heading" or (line.rank == 1 and not line.is_sentence):
                heads.append(line.index)
            elif closed:
                return  # a source in the middle of a text: of a table or a figure
            else:
                continue
            fresh = False
    families = {lines[index].family for index in heads[1:] if index < closed}
    if len(families) == 1 and families != {""}:
        alike = [line.index for line in first if line.family in families]
        heads[:1] = alike[:1] or heads[:1]
    tail = frozenset(index for index in heads if index > closed)
    yield Proposal(
        heads=tuple(index for index in heads if index not in tail),
        closers=tail,
        method="a source line closes each",
        prior=1.4,
    )


def _bare_heads(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Short unmarked lines, each followed by its body: marked lines, or long paragraphs."""
    text = [line for line in lines if roles[line.index] == "text"]
    for method, follows in (
        ("unmarked lines above marked ones", _is_item),
        ("short lines above paragraphs", is_prose),
    ):
        heads = tuple(
            line.index
            for line in text
            if line.is_bare and (after := next_text(lines, roles, line.index)) is not None and follows(after)
        )
        closers = closers_of(lines) - frozenset(heads)
        fixed = sum(role == "fixed" for role in roles)
        regular = bool(heads) and 0.8 <= fixed / len(heads) <= 1.25  # noqa: PLR2004 - one box a story
        yield Proposal(heads=heads, closers=closers, method=method, prior=0.6 if regular else -0.4)


def _is_item(line: Line) -> bool:
    return line.kind == "item" or (bool(line.family) and line.kind == "paragraph")


def _linked_items(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """A list of links: nearly every outermost item opens with a link whose text could be a headline."""
    text = [line for line in lines if roles[line.index] == "text" and line.kind != "heading"]
    top = min((line.level for line in text if line.kind == "item"), default=1)
    items = [line for line in text if line.kind in {"item", "row"} and line.level <= top]
    heads = [line for line in items if _is_linked(line)]
    least = 3
    if len(heads) < max(least, 0.7 * len(items)) or len(items) < 0.4 * len(text):
        return
    closers = frozenset(line.index for line in lines if line.kind == "heading")
    yield Proposal(
        heads=tuple(line.index for line in heads),
        closers=closers,
        method="a list of links",
        prior=1.2,
        one_line=True,
    )


def _told_in_a_line(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Paragraphs, alike in their marker, that each begin with a headline of their own (`Title: text`, `Title. Text`)."""
    text = [line for line in lines if roles[line.index] == "text" and line.kind in {"item", "paragraph"}]
    told = [line for line in text if line.is_sentence or run_in_end(line.text)]
    for family in dict.fromkeys(line.family for line in told):
        same = [line for line in told if line.family == family]
        short = 60 if family else 40
        heads = tuple(
            line.index for line in same if 0 < run_in_end(line.text) <= min(short, 0.6 * len(line.text))
        )
        least = 3
        if len(heads) < max(least, 0.9 * len(same)) or len(same) < 0.6 * len(text):
            continue
        closers = frozenset(line.index for line in lines if line.kind == "heading")
        yield Proposal(
            heads=heads,
            closers=closers,
            method="paragraphs with a headline of their own",
            prior=0.1,
            one_line=True,
        )


def _is_linked(line: Line, least: int = 12) -> bool:
    first = line.links[0] if line.links else None
    if first is None or first.span is None or first.text.startswith("http"):
        return False
    return first.span.start - line.start <= least and len(first.text) >= least and not is_sponsored(line.text)
