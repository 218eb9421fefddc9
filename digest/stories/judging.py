"""Which reading of a document is the best: as one story, or cut at the headlines of a proposal.

Each reading is a sum of what speaks for and against it. The weights were fitted (conditional logit: the share of
documents whose best reading wins) on documents written for that, see `benchmarks/unbundling.py`; the reading as one story is
the mark at 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import exp, log2
from statistics import median
from typing import TYPE_CHECKING

from digest.model import Reason
from digest.stories.bags import alike, all_of
from digest.stories.bylines import is_byline, is_names
from digest.stories.calendar import begins_with_time, is_day
from digest.stories.contents import beginning
from digest.stories.facts import Facts, announced, names_no_story, newsiness, share
from digest.stories.leftover import left_aside
from digest.stories.lines import BARE_COUNT, lines_below, run_in_end
from digest.stories.looks import LOOK
from digest.stories.proposal import Proposal
from digest.stories.vocabulary import announces_round_up, greets, names_issue, part_of
from digest.stories.weights import BIAS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line
    from digest.stories.tags import Tags

ENOUGH = 0.0
"""The score from which a document is cut."""
IMPOSSIBLE = -99.0
_CHAPTER = 24
"""Characters: longer headings tell news."""
_LONG_ABOVE = 600
_OPENING, _TITLE = 4, 80
_NEARLY = 0.75
_DATED = re.compile(r"\d{1,2}[월./]\s?\d{1,2}|20\d\d")
_LEADING = re.compile(r"(?P<n>\d{1,2})(?:\s?[-–—.:)]|\s)\s*(?=[^\s\d])")
_ALIKE = 0.4
"""More shared words than this say no more."""
_SURE = 0.99
_TOLD = 0.3
"""What speaks at least so much for a reading is named in its reason."""


@dataclass(frozen=True, kw_only=True)  # no slots: what is told of it is kept in its __dict__
class Verdict:
    """How much speaks for a proposal; `stories` are the heads that name no part.

    `counted` are the heads that begin with a bare number, where they count up and most do; `features` what was weighed,
    nothing where the proposal is impossible.
    """

    proposal: Proposal
    stories: tuple[int, ...]
    score: float
    counted: frozenset[int] = frozenset()
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def sure(self) -> float:
        """How likely the reading is, beside the one as a single story (0 to 1)."""
        return _SURE if self.proposal.taught else round(min(_SURE, max(0.5, 1 / (1 + exp(-self.score)))), 2)

    @cached_property
    def weights(self) -> tuple[Reason, ...]:
        """What spoke for and against it, and how much."""
        weighed = _weighed(self.proposal, self.features) if self.features else {}
        return tuple(
            Reason(feature=name, weight=round(weight, 2)) for name, weight in weighed.items() if weight
        )

    @cached_property
    def reason(self) -> str:
        """What its headlines have in common and what speaks most for it, as a person is told it."""
        if not self.features:
            return ""
        method = self.proposal.method
        weighed = _weighed(self.proposal, self.features)
        why = [name for name, weight in weighed.items() if weight > _TOLD and name != method]
        return f"{method}, {len(self.stories)} alike" + (f"; {', '.join(why)}" if why else "")


def judge(proposal: Proposal, facts: Facts, tags: Tags | None = None) -> Verdict:
    """Weigh a proposal, with the tags of the lines where they were asked for."""
    stories, found = _features(proposal, facts, tags)
    if not found:
        return Verdict(proposal=proposal, stories=stories, score=IMPOSSIBLE)
    return Verdict(
        proposal=proposal,
        stories=stories,
        score=round(sum(_weighed(proposal, found).values()), 3),
        counted=_counted(facts, stories),
        features=found,
    )


def _weighed(proposal: Proposal, found: Mapping[str, float]) -> dict[str, float]:
    """What each feature adds to the score."""
    weighed = {"a cut at all": BIAS} | {name: WEIGHTS.get(name, 0.0) * value for name, value in found.items()}
    if proposal.taught:
        weighed[proposal.method] = proposal.taught
    return weighed


def _features(
    proposal: Proposal, facts: Facts, tags: Tags | None
) -> tuple[tuple[int, ...], dict[str, float]]:
    """The heads that open stories, and what speaks for and against the reading; nothing where it has no two stories."""
    sections = _sections(proposal, facts.lines)
    stories = proposal.heads if LOOK in proposal.kinds else _stories(proposal, facts, sections)
    if len(stories) < 2 and not proposal.taught:  # noqa: PLR2004 - one story is no round-up; a profile may say so
        return stories, {}
    heads = [facts.lines[index] for index in stories]
    told = [sections[index] for index in stories]
    said = announced(facts, proposal.heads[0], proposal.closers)
    whole = facts.of_the_whole
    letter = whole["a letter's foot"] or (whole["a letter's greeting"] and whole["a letter's farewell"])
    periodical = any(said.values()) or whole["numbered as an issue"] or letter
    silent = facts.is_page and not periodical and not _leads_elsewhere(proposal, facts, heads)
    return stories, {
        **dict.fromkeys(proposal.kinds, 1.0),
        **said,
        "a page that announces nothing": float(silent),
        **whole,
        **_of_heads(proposal, facts, heads),
        **_of_sections(proposal, facts, heads, told),
        **left_aside(proposal, facts, stories, told),
        **(_of_tags(tags, stories) if tags else {}),
    }


def _stories(proposal: Proposal, facts: Facts, sections: dict[int, list[Line]]) -> tuple[int, ...]:
    """The heads that name no part, no chapter and no calendar."""
    chapters = _chapters(proposal, facts, sections)
    masthead = _masthead(proposal, facts, sections)
    return tuple(
        index
        for index in proposal.heads
        if index not in chapters
        and index != masthead
        and facts.roles[index] not in {"advertisement", "contents", "furniture"}
        and not names_no_story(facts.lines[index].text)
        and not _is_calendar(facts, index, sections[index])
    )


def _of_tags(tags: Tags, stories: Sequence[int]) -> dict[str, float]:
    """How well the reading agrees with what each line looks like by itself."""
    odds, few = tags.odds(stories), 4
    return {
        "all lines look so": odds / 10,
        "its headlines look so": odds / max(few, len(stories)),
        "looks left aside": min(3.0, tags.left(stories)) / 3,
        "the likeliest line left aside": tags.likeliest_left(stories),
        "its least likely headline": tags.least_odds(stories) / 4,
    }


def _counted(facts: Facts, stories: Sequence[int]) -> frozenset[int]:
    """The heads that begin with a bare number, where the numbers rise and most heads have one."""
    found = {i: int(m["n"]) for i in stories if (m := BARE_COUNT.match(facts.lines[i].text))}
    up = all(a < b for a, b in pairwise(found.values()))
    return frozenset(found) if up and len(found) > 1 and 2 * len(found) > len(stories) else frozenset()


def _leads_elsewhere(proposal: Proposal, facts: Facts, heads: Sequence[Line]) -> bool:
    """Whether a page only leads to others: its headlines are links, and no text stands above the first."""
    linked, long = 0.6, 200
    return (
        share([float(bool(line.links)) for line in heads]) >= linked
        and sum(facts.sizes[: proposal.heads[0]]) < long
    )


def _of_heads(proposal: Proposal, facts: Facts, heads: Sequence[Line]) -> dict[str, float]:
    news = [
        newsiness(line.text[: run_in_end(line.text) or len(line.text)])
        if line.index in proposal.told
        else facts.newsiness[line.index]
        for line in heads
    ]
    numbers = [line.number or _leading_number(line.text) for line in heads]
    return {
        "headlines tell news": share(news),
        "chapter names": share([float(facts.generic[line.index]) for line in heads]),
        "questions": _many([float(facts.asks[line.index]) for line in heads]),
        "short headlines": share([float(len(line.text) <= 12) for line in heads]),  # noqa: PLR2004 - characters
        "headlines that are links": share([float(bool(line.links)) for line in heads]),
        "listed in its contents": share(
            [float(beginning(facts.names[line.index]) in facts.contents) for line in heads]
        )
        * ("by contents" not in proposal.kinds),
        "an author to each": share([float(_signed(line, facts)) for line in heads]),
        "ruled off": share([float("rule" in facts.roles[max(0, i.index - 2) : i.index]) for i in heads[1:]]),
        "counted": float(len(heads) > 2 and numbers == list(range(1, len(heads) + 1))),  # noqa: PLR2004
        "many": min(3.0, log2(len(heads))) if heads else 0.0,
    }


def _leading_number(text: str) -> int:
    found = _LEADING.match(text)
    return int(found["n"]) if found else 0


def _signed(head: Line, facts: Facts) -> bool:
    """Whether the line below a headline says who wrote it."""
    if head.index + 1 >= len(facts.lines):
        return False
    below = facts.lines[head.index + 1]
    return is_byline(below.shown) or (facts.roles[below.index] == "furniture" and is_names(below.text))


def _of_sections(
    proposal: Proposal, facts: Facts, heads: Sequence[Line], told: Sequence[Sequence[Line]]
) -> dict[str, float]:
    sizes = [sum(facts.sizes[line.index] for line in body) for body in told]
    bodies = [size for size, head in zip(sizes, heads, strict=True) if head.index not in proposal.told]
    deepest = max((line.level for line in heads if line.kind == "heading"), default=0)
    middle = median(bodies) if bodies else 200
    spread = max(sizes, default=0) > 8 * max(1, median(sizes or [1])) and not proposal.told
    return {
        "own sources or links": share([_sourced(h, b, facts) for h, b in zip(heads, told, strict=True)]),
        "built alike": _parallel(told, facts),
        "empty sections": share([float(size == 0) for size in bodies]),
        "thin sections": 1.0 if middle < 40 else 0.4 if middle < 90 else 0.0,  # noqa: PLR2004 - characters
        "long sections": 1.0 if middle > 900 else 0.0,  # noqa: PLR2004 - characters
        "uneven sections": float(spread),
        "chapters of their own": share([_opens_deeper(line, facts) for line in heads]),
        "other headlines inside": share(
            [_holds_headline(head, deepest, body) for head, body in zip(heads, told, strict=True)]
        ),
        "the same words throughout": _cohesion(facts, heads, told),
        "told of in the title": _told_of(facts, heads, told),
    }


def _cohesion(facts: Facts, heads: Sequence[Line], told: Sequence[Sequence[Line]]) -> float:
    """How many of a section's words the section before has too (Ochiai's coefficient, mean over neighbours)."""
    bags = [
        all_of(facts.bags[line.index] for line in (head, *body))
        for head, body in zip(heads, told, strict=True)
    ]
    pairs = [alike(a, b) for a, b in pairwise(bags) if a and b]
    return min(_ALIKE, share(pairs))


def _told_of(facts: Facts, heads: Sequence[Line], told: Sequence[Sequence[Line]]) -> float:
    """How many things that the title lists have a section of their own, in which alone their words stand."""
    if not facts.title_pieces:
        return 0.0
    where: list[int] = []
    bags = [
        all_of(facts.bags[line.index] for line in (head, *body[:2]))
        for head, body in zip(heads, told, strict=True)
    ]
    for piece in facts.title_pieces:
        shares = [(piece & bag).bit_count() for bag in bags]
        best = max(shares)
        if best and shares.count(best) == 1:
            where.append(shares.index(best))
    return len(set(where)) / len(facts.title_pieces) if len(set(where)) > 1 else 0.0


def _masthead(proposal: Proposal, facts: Facts, sections: dict[int, list[Line]]) -> int:
    """The first head, where it names the whole: what stands below it greets the reader or announces the rest; else -1."""
    first = proposal.heads[0]
    if first in proposal.told or len(proposal.heads) == 1 or sum(facts.sizes[:first]) > _LONG_ABOVE:
        return -1
    below = [line for line in sections[first] if facts.roles[line.index] == "text"]
    if len(below) > 1 + _OPENING or sum(len(line.text) for line in below) > _LONG_ABOVE:
        return -1
    head = facts.lines[first]
    if announces_round_up(head.text) and _DATED.search(head.text):
        return first
    announces = any(
        line.is_bare and len(line.text) <= _TITLE and announces_round_up(line.text) for line in below
    )
    counted = any(len(line.text) <= _TITLE and names_issue(line.text) for line in below[:2])
    return first if announces or counted or any(greets(line.text) for line in below[:3]) else -1


def _is_calendar(facts: Facts, head: int, body: Sequence[Line]) -> bool:
    """Whether a section lists days or hours: nearly each of its lines begins with one, or its headline is one."""
    below = [line for line in body if facts.roles[line.index] == "text" and line.kind != "rule"]
    if not below:
        return False
    timed = sum(begins_with_time(line.text) for line in below)
    least = 2
    if is_day(facts.lines[head].text):
        return not any(line.is_sentence and len(line.text) > _TITLE for line in below)
    return timed >= least and timed >= _NEARLY * len(below)


def _chapters(proposal: Proposal, facts: Facts, sections: dict[int, list[Line]]) -> frozenset[int]:
    """Heads that name a chapter: short, without text, source or link of their own, before the next head.

    Only where they are the few: where most heads stand alone, they are a list of headlines.
    """
    last = proposal.heads[-1]
    empty = [
        index
        for index in proposal.heads
        if index not in proposal.told
        and index != last
        and not facts.lines[index].links
        and len(facts.lines[index].text) <= _CHAPTER
        and not any(facts.roles[line.index] in {"text", "source", "further"} for line in sections[index])
    ]
    return frozenset(empty) if 2 * len(empty) <= len(proposal.heads) else frozenset()


def _holds_headline(head: Line, deepest: int, body: Sequence[Line]) -> float:
    """1 where a section holds a heading as high as those that open sections (down to `deepest`): it is several."""
    if head.kind != "heading" or not deepest:
        return 0.0
    return float(
        any(line.kind == "heading" and line.level <= deepest and part_of(line.text) is None for line in body)
    )


def _opens_deeper(head: Line, facts: Facts) -> float:
    """1 where a heading stands directly above a deeper one that tells more than a chapter's name."""
    after = next(
        (
            line
            for line in lines_below(facts.lines, head.index)
            if facts.roles[line.index] in {"text", "fixed"}
        ),
        None,
    )
    deeper = after is not None and head.kind == after.kind == "heading" and after.level > head.level
    if after is None or not deeper or len(head.text) > _CHAPTER or facts.generic[after.index]:
        return 0.0
    return float(len(after.text) > len(head.text))


def _sections(proposal: Proposal, lines: Sequence[Line]) -> dict[int, list[Line]]:
    sections: dict[int, list[Line]] = {}
    now: list[Line] = []
    heads = set(proposal.heads)
    for line in lines:
        if line.index in heads:
            now = sections.setdefault(line.index, [])
        elif line.index in proposal.closers:
            now = []
        else:
            now.append(line)
    return sections


def _parallel(told: Sequence[Sequence[Line]], facts: Facts) -> float:
    """Sections that are built alike have boxes or chapters of the same names."""
    named = [
        {line.text for line in body if line.kind == "heading" or facts.roles[line.index] == "fixed"}
        for body in told
    ]
    often = Counter(name for names in named for name in names)
    return share([float(any(often[name] > 1 for name in names)) for names in named])


def _sourced(head: Line, body: Sequence[Line], facts: Facts) -> float:
    if any(link.span for link in head.links) or any(facts.roles[line.index] == "source" for line in body):
        return 1.0
    if any(facts.roles[line.index] == "further" for line in body):
        return 0.9
    if facts.outlets[head.index]:
        return 0.7
    return 0.4 if any(line.links for line in (*body[:1], *body[-2:])) else 0.0


def _many(values: Sequence[float]) -> float:
    """A share that counts only where it is a habit."""
    found = share(values)
    return found if found >= 0.4 else 0.0  # noqa: PLR2004 - a share
