"""Ways in which a document may come apart: each names the lines that would be headlines, and what speaks for it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from digest.stories import counting, items, listings
from digest.stories.contents import beginning, entry
from digest.stories.identity import normalise
from digest.stories.lines import STRONG
from digest.stories.proposal import Proposal, closers_of, is_prose, names_part, next_text
from digest.stories.vocabulary import is_short_news, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_LIST = frozenset({"-", "*", "·", "∙", "•", "–", "—", "○", "ㅇ", "※", "☞", "→", "◦", "▪", "▸", "‣"})
_HEADLINE, _NAMED = 100, 8
_MOST_LISTED = 0.8
_NEWS_NAME = 24
_NEWS_BELOW = re.compile(r"뉴스$|소식$|단신$|브리핑$|\b(?:news|hits|bits|shorts|briefs?)$", re.IGNORECASE)
_BRIEFS = re.compile(r"brief|quick|단신|한 ?줄|짧은|간추린", re.IGNORECASE)
_QUESTION = re.compile(r"(?:Q\d{0,2}|질문|문)\s?[.:)]\s")
_NEWS_NOUN = re.compile(r"이슈|뉴스|소식|사건|장면|issue|news|story|item", re.IGNORECASE)
_SIGNS = {
    **dict.fromkeys("◆■【", "by strong signs"),
    **dict.fromkeys("▶▲●", "by signs"),
    "emoji": "by emoji",
    "□": "by squares",
    "[": "by brackets",
}
_TELLING = frozenset(
    {"by headings", "by large lines", "by bold lines", "by run-in heads", "by authors", "by the title"}
)
"""Kinds of which one headline alone, though no reading, still tells the tagger of its line."""
_RUN_IN = 9
_WEAK = {7: "by large lines", 8: "by bold lines", 9: "by run-in heads"}


def proposals(lines: Sequence[Line], roles: Sequence[Role], title: str = "") -> Iterator[Proposal]:
    """Every proposal with two heads or more, the document's own headings first; with one, where it may complete another.

    Args:
        lines: the document's.
        roles: what each is for.
        title: the document's: a letter's subject is often its first headline.
    """
    yield from _title_again(lines, roles, title)
    contents = frozenset(index for index, role in enumerate(roles) if role == "contents")
    named = frozenset(line.index for line in lines if names_part(line) or _names_briefs(lines, line))
    for propose in (
        _headings,
        counting.counted_headings,
        _listed_in_contents,
        _after_rules,
        _weak_headings,
        _begun_in_bold,
        _families,
        counting.counted_lines,
        counting.counted_bare,
        _after_sources,
        listings.after_addresses,
        listings.above_addresses,
        listings.above_rules,
        listings.above_bylines,
        listings.capitals,
        _bare_heads,
        listings.clippings,
        items.linked_items,
        items.items_in_chapters,
        items.told_in_a_line,
    ):
        for proposal in propose(lines, roles):
            if len(proposal.heads) > 1 or (proposal.heads and proposal.kinds[0] in _TELLING):
                closers = (proposal.closers | named - frozenset(proposal.heads)) - contents
                yield replace(proposal, closers=closers)


def _names_briefs(lines: Sequence[Line], line: Line) -> bool:
    """Whether a heading, however deep, opens a list of one-line stories: by its words, or by the two sentences below."""
    if line.kind != "heading":
        return False
    if _BRIEFS.search(line.text) and is_short_news(line.text):
        return True
    below = lines[line.index + 1 : line.index + 3]
    told = len(below) > 1 and all(each.family and each.is_sentence and not each.number for each in below)
    return told and len(line.text) <= _NEWS_NAME and _NEWS_BELOW.search(line.text) is not None


def _title_again(lines: Sequence[Line], roles: Sequence[Role], title: str) -> Iterator[Proposal]:
    """The line, not the first of the text, that is the document's title or closes it."""
    name = normalise(title)
    text = [line for line in lines if roles[line.index] == "text"]
    for line in text[1:]:
        own = normalise(line.text)
        if len(own) >= _NAMED and not line.is_sentence and name.endswith(own) and line.kind != "item":
            yield Proposal(
                heads=(line.index,),
                closers=closers_of(lines) - {line.index},
                method="the title",
                kinds=("by the title",),
            )
            return


def _headings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    del roles
    levels = sorted({line.level for line in lines if line.kind == "heading" and line.level <= STRONG})
    for level in levels:
        heads = tuple(line.index for line in lines if line.kind == "heading" and line.level == level)
        above = frozenset(line.index for line in lines if line.kind == "heading" and line.level < level)
        yield Proposal(
            heads=heads, closers=above, method=f"headings of level {level}", kinds=("by headings",)
        )


def _listed_in_contents(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """The lines that the document's own list of contents names."""
    listed = [line for line in lines if roles[line.index] == "contents"]
    named = {
        beginning(name)
        for line in listed
        if part_of(line.text) is None and any(map(str.isalpha, name := entry(line)))
    }
    heads: dict[str, Line] = {}
    for line in lines:
        if roles[line.index] == "text" and line.kind != "item" and not line.is_sentence:
            name = beginning(entry(line))
            if name in named and next_text(lines, roles, line.index):
                heads.setdefault(name, line)
    if len(heads) < _MOST_LISTED * len(named):
        return
    found = sorted(line.index for line in heads.values())
    yield Proposal(
        heads=tuple(found),
        closers=closers_of(lines) - frozenset(found),
        method="lines that the contents name",
        kinds=("by contents",),
    )


def _weak_headings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    weak = [
        line
        for line in lines
        if line.kind == "heading" and line.level > STRONG and roles[line.index] == "text"
    ]
    for level in sorted({line.level for line in weak}):
        heads = tuple(line.index for line in weak if line.level == level and len(line.text) <= _HEADLINE)
        strong = frozenset(line.index for line in lines if line.kind == "heading" and line.level < level)
        yield Proposal(heads=heads, closers=strong, method="bold or large lines", kinds=(_WEAK[level],))


def _begun_in_bold(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Lines that begin in bold and go on in plain letters, and beginnings that were parted from their text already."""
    begun = [line for line in lines if line.stressed and roles[line.index] == "text"]
    parted = [line for line in lines if line.kind == "heading" and line.level == _RUN_IN]
    if not begun:
        return
    heads = sorted(line.index for line in (*begun, *parted))
    yield Proposal(
        heads=tuple(heads),
        closers=frozenset(line.index for line in lines if line.kind == "heading" and line.level < _RUN_IN),
        method="lines that begin in bold",
        kinds=(_WEAK[_RUN_IN],),
        told=frozenset(line.index for line in begun),
        titles=tuple((line.index, line.stressed) for line in begun if line.stressed),
    )


def _families(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    marked = [
        line for line in lines if line.family and line.kind != "heading" and roles[line.index] == "text"
    ]
    for family in dict.fromkeys(line.family for line in marked):
        if family.startswith("#") and family != "#1":
            continue
        same = [line for line in marked if line.family == family]
        heads = [
            line
            for line in same
            if counting.opens(lines, roles, line) and not counting.counts_on(lines, line)
        ]
        if same[0].number:
            opening = {line.index for line in heads}
            loose = counting.in_order(
                [line for line in same if line.index in opening or counting.opens_loosely(lines, roles, line)]
            )
            heads = max(counting.in_order(heads), loose, key=len)
        elif len(heads) < (0.85 if family in _LIST else 0.7) * len(same):
            continue
        said = any(_NEWS_NOUN.search(line.label) for line in heads)
        kind = "by counted news" if said else _SIGNS.get(family) or _plain_kind(family, same[0])
        yield Proposal(
            heads=tuple(line.index for line in heads),
            closers=closers_of(lines),
            method=f"lines marked {heads[0].label if heads else family}",
            kinds=(kind,),
            family=family,
        )


def _plain_kind(family: str, first: Line) -> str:
    return "by numbers" if first.number else "by list marks" if family in _LIST else "by other signs"


def _after_rules(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Where a rule stands between stories, the line after it is a headline, and so is the first line of all."""
    parted = [line for line in lines if roles[line.index] in {"text", "rule"}]
    yield from _below_labels(lines, roles, parted)
    heads = [
        line
        for before, line in zip((None, *parted), parted, strict=False)
        if (before is None or roles[before.index] == "rule")
        and roles[line.index] != "rule"
        and (line.is_bare or line.kind == "heading" or line.rank == 1)
    ]
    rules = sum(
        roles[line.index] == "rule" and (after is None or roles[after.index] != "rule")
        for line, after in zip_longest(parted, parted[1:])
    )
    if rules and len(heads) >= 0.8 * rules and not any(line.is_sentence for line in heads):
        closers = frozenset(line.index for line in parted if roles[line.index] == "rule")
        heads = [
            line
            for line in heads
            if (after := next_text(lines, roles, line.index)) and roles[after.index] != "rule"
        ]
        yield Proposal(
            heads=tuple(line.index for line in heads),
            closers=closers,
            method="a rule before each",
            kinds=("by rules before",),
        )


def _below_labels(lines: Sequence[Line], roles: Sequence[Role], parted: Sequence[Line]) -> Iterator[Proposal]:
    """Where a label stands above each of several press releases, the line of text below it is a headline."""
    heads = [
        line
        for before, line in pairwise(parted)
        if roles[before.index] == "rule" and before.kind != "rule" and roles[line.index] == "text"
    ]
    rules = frozenset(line.index for line in parted if roles[line.index] == "rule")
    yield Proposal(
        heads=tuple(line.index for line in heads if next_text(lines, roles, line.index)),
        closers=rules,
        method="a label above each",
        kinds=("by labels",),
    )


def _after_sources(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Where each story closes with its source, the next line of text is a headline."""
    if sum(role == "source" for role in roles) < 2:  # noqa: PLR2004 - one says nothing
        return
    heads, closed, inside = _below_sources(lines, roles)
    if inside > 0.25 * len(heads):
        return
    first = [line for line in lines[: closed[0].index] if roles[line.index] == "text"] if closed else []
    last = closed[-1].index if closed else 0
    families = {lines[index].family for index in heads[1:] if index < last}
    if len(families) == 1 and families != {""}:
        alike = [line.index for line in first if line.family in families]
        heads[:1] = alike[:1] or heads[:1]
    tail = frozenset(index for index in heads if index > last)
    yield Proposal(
        heads=tuple(index for index in heads if index not in tail),
        closers=tail,
        method="a source line closes each",
        kinds=("by sources",),
    )


def _below_sources(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[list[int], list[Line], int]:
    """The first lines of text below each source, the sources, and how many of those stand inside a text."""
    heads: list[int] = []
    sources: list[Line] = []
    fresh, inside = True, 0
    for line in lines:
        if roles[line.index] == "source":
            fresh = True
            sources.append(line)
        elif roles[line.index] == "text" and fresh and any(map(str.isalpha, line.text)):
            if _may_open(lines, roles, line, closed=bool(sources)):
                heads.append(line.index)
            elif sources:
                inside += 1  # of a table or a figure
            else:
                continue
            fresh = False
    return heads, sources, inside


def _may_open(lines: Sequence[Line], roles: Sequence[Role], line: Line, *, closed: bool) -> bool:
    """Whether the first line below a source may be a headline; one that is a sentence only if it is short."""
    if line.is_bare or line.kind == "heading" or (line.rank == 1 and not line.is_sentence):
        return True
    return closed and not line.family and counting.opens_loosely(lines, roles, line)


def _bare_heads(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Short unmarked lines, each followed by its body: marked lines, or long paragraphs."""
    text = [line for line in lines if roles[line.index] == "text" and not _QUESTION.match(line.text)]
    for method, follows in (
        ("unmarked lines above marked ones", _is_item),
        ("short lines above paragraphs", is_prose),
        ("short lines above longer ones", None),
    ):
        heads = tuple(
            line.index
            for line in text
            if line.is_bare
            and (after := next_text(lines, roles, line.index)) is not None
            and (follows(after) if follows else counting.is_longer(line, after))
        )
        closers = closers_of(lines) - frozenset(heads)
        fixed = sum(role == "fixed" for role in roles)
        regular = bool(heads) and 0.8 <= fixed / len(heads) <= 1.25  # noqa: PLR2004 - one box a story
        kind = "by boxes" if regular else "by short lines"
        yield Proposal(heads=heads, closers=closers, method=method, kinds=(kind,))


def _is_item(line: Line) -> bool:
    return line.kind == "item" or (bool(line.family) and line.kind == "paragraph")
