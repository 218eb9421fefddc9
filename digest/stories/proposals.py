"""Ways in which a document may come apart: each names the lines that would be headlines, and what speaks for it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories import listings
from digest.stories.contents import beginning, entry
from digest.stories.identity import normalise
from digest.stories.lines import STRONG, run_in_end
from digest.stories.proposal import Proposal, closers_of, is_prose, names_part, next_text
from digest.stories.vocabulary import is_short_news, is_sponsored, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

_LIST = frozenset({"-", "*", "·", "∙", "•", "–", "—", "○", "ㅇ", "※", "☞", "→", "◦", "▪", "▸", "‣"})
_LEAST = 3
_SENTENCE = 70
_HEADLINE, _NAMED = 100, 8
_CHAPTER = 30
_MOST_LISTED = 0.8
_DASH = re.compile(r"[\s)”’\"]*[—–:|-]\s")
_BARE_NUMBER = re.compile(r"(?P<n>\d{1,2})\s+(?=[A-Z가-힣“\"‘'「『])")
_BRIEFS = re.compile(r"brief|quick|단신|한 ?줄|짧은|간추린", re.IGNORECASE)
_COUNTED_HEADING = re.compile(r"(?P<n>\d{1,2})\s?(?:[-–—.:)]\s*|\s)(?=[^\s\d])")
_QUESTION = re.compile(r"(?:Q\d{0,2}|질문|문)\s?[.:)]\s")
_NEWS_NOUN = re.compile(r"이슈|뉴스|소식|사건|장면|issue|news|story|item", re.IGNORECASE)
_SIGNS = {
    **dict.fromkeys("◆■【", "by strong signs"),
    **dict.fromkeys("▶▲●", "by signs"),
    "emoji": "by emoji",
    "□": "by squares",
    "[": "by brackets",
}
_COMPLETING = frozenset(
    {"by headings", "by large lines", "by bold lines", "by run-in heads", "by authors", "by the title"}
)
"""Kinds of which one headline may complete another reading."""
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
    named = frozenset(line.index for line in lines if names_part(line) or _names_briefs(line))
    for propose in (
        _headings,
        _counted_headings,
        _listed_in_contents,
        _after_rules,
        _weak_headings,
        _families,
        _numbered,
        _counted_bare,
        _after_sources,
        listings.after_addresses,
        listings.above_addresses,
        listings.above_rules,
        listings.above_bylines,
        listings.capitals,
        _bare_heads,
        listings.clippings,
        _linked_items,
        _items_in_chapters,
        _told_in_a_line,
    ):
        for proposal in propose(lines, roles):
            if len(proposal.heads) > 1 or (proposal.heads and proposal.kinds[0] in _COMPLETING):
                closers = (proposal.closers | named - frozenset(proposal.heads)) - contents
                yield replace(proposal, closers=closers)


def _names_briefs(line: Line) -> bool:
    """Whether a heading, however deep, opens a list of one-line stories."""
    return line.kind == "heading" and _BRIEFS.search(line.text) is not None and is_short_news(line.text)


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


def _counted_headings(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headings counted 1, 2, 3 …, though their levels or the marks of their numbers are not always the same."""
    del roles
    chain: list[tuple[Line, int]] = []
    for line in lines:
        found = _COUNTED_HEADING.match(line.text) if line.kind == "heading" and line.level <= STRONG else None
        number = (line.number or (int(found["n"]) if found else 0)) if line.kind == "heading" else 0
        if number and number == len(chain) + 1:
            chain.append((line, found.end() if found and not line.number else 0))
    if len(chain) < _LEAST or len({(line.level, line.family) for line, _ in chain}) == 1:
        return
    highest = min(line.level for line, _ in chain)
    heads = tuple(line.index for line, _ in chain)
    above = {line.index for line in lines if line.kind == "heading" and line.level <= highest}
    yield Proposal(
        heads=heads,
        closers=frozenset(above) - frozenset(heads),
        method="counted headings",
        kinds=("by headings",),
        titles=tuple((line.index, Span(start=line.start + at, end=line.end)) for line, at in chain if at),
    )


def _listed_in_contents(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """The lines that the document's own list of contents names."""
    listed = [line for line in lines if roles[line.index] == "contents"]
    named = {beginning(entry(line)) for line in listed if part_of(line.text) is None} - {""}
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


def _families(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    marked = [
        line for line in lines if line.family and line.kind != "heading" and roles[line.index] == "text"
    ]
    for family in dict.fromkeys(line.family for line in marked):
        if family.startswith("#") and family != "#1":
            continue
        same = [line for line in marked if line.family == family]
        heads = [line for line in same if _opens(lines, roles, line) and not _counts_on(lines, line)]
        if same[0].number:
            loose = _in_order([line for line in same if line in heads or _opens_loosely(lines, roles, line)])
            heads = max(_in_order(heads), loose, key=len)
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


def _numbered(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines counted 1, 2, 3 … with marks that are not always the same (`1.`, `2)`, `(3)`)."""
    counted = [
        line for line in lines if line.number and line.kind != "heading" and roles[line.index] == "text"
    ]
    heads = [line for line in counted if _opens(lines, roles, line) or _opens_loosely(lines, roles, line)]
    best = _longest_count(heads, [place for place, line in enumerate(heads) if line.number == 1], _by_number)
    if len({line.family for line in best}) > 1:
        yield Proposal(
            heads=tuple(line.index for line in best),
            closers=closers_of(lines),
            method="counted lines",
            kinds=("by numbers",),
        )


def _counted_bare(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Headlines counted 1, 2, 3 … with nothing between the number and the words."""
    chain: list[tuple[Line, int]] = []
    for line in lines:
        found = _BARE_NUMBER.match(line.text) if line.is_bare and roles[line.index] == "text" else None
        if found and int(found["n"]) == len(chain) + 1 and _above_text(lines, roles, line):
            chain.append((line, found.end()))
    if len(chain) >= _LEAST:
        yield Proposal(
            heads=tuple(line.index for line, _ in chain),
            closers=closers_of(lines),
            method="counted lines",
            kinds=("by numbers",),
            titles=tuple((line.index, Span(start=line.start + at, end=line.end)) for line, at in chain),
        )


def _above_text(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    after = next_text(lines, roles, line.index)
    return after is not None and (is_prose(after) or _is_longer(line, after) or after.kind == "item")


def _opens_loosely(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether a counted line is one short sentence above a paragraph of its own."""
    after = next_text(lines, roles, line.index)
    short = len(line.text) <= _SENTENCE and ". " not in line.text
    return short and after is not None and after.kind == "paragraph" and len(after.text) > len(line.text)


def _plain_kind(family: str, first: Line) -> str:
    return "by numbers" if first.number else "by list marks" if family in _LIST else "by other signs"


def _in_order(heads: Sequence[Line]) -> list[Line]:
    """The longest chain 1, 2, 3 …: numbered lists inside a story begin again at 1 and do not belong to it."""
    starts = [place for place, line in enumerate(heads) if line.number <= 1 or not place]
    return _longest_count(heads, starts, _by_number_and_place)


def _by_number(line: Line) -> tuple[int, str, int]:
    return line.number, "", 0


def _by_number_and_place(line: Line) -> tuple[int, str, int]:
    return line.number, line.kind, line.level


def _longest_count(
    heads: Sequence[Line], starts: Sequence[int], key: Callable[[Line], tuple[int, str, int]]
) -> list[Line]:
    """The longest chain that counts on from one of the starts, always with the next line that does; the first of several.

    One pass from the end knows how each line's chain goes on: ten thousand lists that begin at 1 cost no more than one.

    Args:
        heads: the counted lines.
        starts: the places in `heads` where a chain may begin.
        key: a line's number, and what is the same throughout a chain.
    """
    nearest: dict[tuple[int, str, int], int] = {}
    follows, lengths = [-1] * len(heads), [1] * len(heads)
    for place in range(len(heads) - 1, -1, -1):
        number, kind, level = key(heads[place])
        follows[place] = nearest.get((number + 1, kind, level), -1)
        lengths[place] = 1 + (lengths[follows[place]] if follows[place] >= 0 else 0)
        nearest[key(heads[place])] = place
    place = max(starts, key=lambda start: lengths[start], default=-1)
    chain = []
    while place >= 0:
        chain.append(heads[place])
        place = follows[place]
    return chain


def _counts_on(lines: Sequence[Line], line: Line) -> bool:
    """Whether the line above is the one before in the same count: then it is an item of a list."""
    above = lines[line.index - 1] if line.index and line.number > 1 else None
    return above is not None and above.family == line.family and above.number == line.number - 1


def _opens(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether a marked line is short and followed by what it opens, not by its like."""
    after = next_text(lines, roles, line.index)
    return (
        not line.is_sentence
        and not _is_deck(line)
        and after is not None
        and after.family != line.family
        and after.kind != "heading"
    )


def _is_deck(line: Line) -> bool:
    """Whether a line stands between two dashes: what a press release says below its headline."""
    return line.family in {"-", "–", "—"} and line.text.endswith((" -", " –", " —"))


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
    return closed and not line.family and _opens_loosely(lines, roles, line)


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
            and (follows(after) if follows else _is_longer(line, after))
        )
        closers = closers_of(lines) - frozenset(heads)
        fixed = sum(role == "fixed" for role in roles)
        regular = bool(heads) and 0.8 <= fixed / len(heads) <= 1.25  # noqa: PLR2004 - one box a story
        kind = "by boxes" if regular else "by short lines"
        yield Proposal(heads=heads, closers=closers, method=method, kinds=(kind,))


def _is_longer(head: Line, after: Line) -> bool:
    """Whether an unmarked line tells more than the one above: reports end their sentences without a full stop."""
    least, times = 45, 1.4
    plain = after.kind == "paragraph" and not after.family and after.index == head.index + 1
    return plain and len(after.text) >= max(least, times * len(head.text))


def _is_item(line: Line) -> bool:
    return line.kind == "item" or (bool(line.family) and line.kind == "paragraph")


def _linked_items(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """A list of links: nearly every outermost item or paragraph opens with a link whose text could be a headline."""
    text = [line for line in lines if roles[line.index] == "text" and line.kind != "heading"]
    top = min((line.level for line in text if line.kind == "item"), default=1)
    for kinds in ({"item", "row"}, {"item", "row", "paragraph"}):
        items = [line for line in text if line.kind in kinds and line.level <= top]
        heads = [line for line in items if _is_linked(line)]
        if len(heads) < max(_LEAST, 0.7 * len(items)):
            continue
        kind = "by links" if len(items) >= 0.4 * len(text) else "by some links"
        yield Proposal(
            heads=tuple(line.index for line in heads),
            closers=frozenset(line.index for line in lines if line.kind == "heading"),
            method="a list of links",
            kinds=(kind,),
            told=frozenset(line.index for line in heads),
        )


def _items_in_chapters(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[Proposal]:
    """Lists below the names of chapters, whose outermost items are stories: told in a line, or with lines below them."""
    chapter: Line | None = None
    heads: list[Line] = []
    chapters: list[Line] = []
    for line in lines:
        signed = line.rank == 1 and line.kind != "item" and not line.is_sentence and not line.links
        framed = line.family == "[" and line.label == line.shown
        if line.kind == "heading" or signed or framed or (line.is_bare and names_part(line)):
            chapter = line if len(line.text) <= _CHAPTER else None
        elif roles[line.index] == "text" and chapter and (line.kind == "item" or line.rank):
            if chapter.index == line.index - 1:
                chapters.append(chapter)
            if chapters and chapter is chapters[-1] and _opens_item(line, heads, chapter):
                heads.append(line)
    telling = [line for line in heads if _tells(line) or _has_body(lines, roles, line)]
    if len(heads) < _LEAST or len(chapters) < 2 or len(telling) < 0.6 * len(heads):  # noqa: PLR2004 - one is no habit
        return
    known = {line.index for line in chapters}
    others = [
        line
        for line in lines[chapters[0].index :]
        if line.kind == "heading" and line.index not in known and part_of(line.text) is None
    ]
    if len(others) > 0.25 * len(chapters):
        return
    yield Proposal(
        heads=tuple(line.index for line in heads),
        closers=closers_of(lines),
        method="items of lists below chapters",
        kinds=("by items in chapters",),
        told=frozenset(line.index for line in heads if _tells(line) or not _has_body(lines, roles, line)),
    )


def _tells(line: Line) -> bool:
    return line.is_sentence or bool(run_in_end(line.text)) or bool(line.links)


def _has_body(lines: Sequence[Line], roles: Sequence[Role], line: Line) -> bool:
    """Whether what stands below a line is its text: a paragraph or an address, not another item."""
    after = next_text(lines, roles, line.index)
    if after is None or after.index != line.index + 1:
        return False
    return after.kind == "paragraph" and not after.family


def _opens_item(line: Line, heads: Sequence[Line], chapter: Line) -> bool:
    """Whether an item stands as high as the first one of its chapter."""
    first = next((head for head in heads if head.index > chapter.index), None)
    return first is None or (line.level, line.family) == (first.level, first.family)


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
        if len(heads) < max(_LEAST, 0.9 * len(same)) or len(same) < 0.6 * len(text):
            continue
        closers = frozenset(line.index for line in lines if line.kind == "heading")
        yield Proposal(
            heads=heads,
            closers=closers,
            method="paragraphs with a headline of their own",
            kinds=("by headlines in lines",),
            told=frozenset(heads),
        )


def _is_linked(line: Line, least: int = 12) -> bool:
    first = line.links[0] if line.links else None
    if first is None or first.span is None or first.text.startswith("http") or is_sponsored(line.text):
        return False
    named = len(first.text) >= least or _DASH.match(line.text, first.span.end - line.start) is not None
    return first.span.start - line.start <= least and len(first.text) > 2 and named  # noqa: PLR2004 - "on"
