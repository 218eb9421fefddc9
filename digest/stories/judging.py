"""Whether the sections of a proposal look like sibling stories, or like the chapters of one text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from digest.model import Reason
from digest.stories.identity import normalise
from digest.stories.lines import run_in_end
from digest.stories.proposal import TAUGHT, Proposal, outlet_at
from digest.stories.vocabulary import (
    announces_round_up,
    is_generic,
    is_list_article,
    is_short_news,
    is_sponsored,
    part_of,
    says_collected,
    takes_leave,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role

ENOUGH = 1.0
"""The score from which a document is cut."""
_ACTION = re.compile(
    r"(?:발표|공개|출시|개발|추진|확대|강화|체결|선정|인수|도입|개최|착수|돌입|상승|하락|급등|급락|감소|증가|전망|확정|통과|시행|지원|투자|협력|논란|우려|경고|제기|서명|수상|발간|발견|달성|기록|예고|임명|취임|결정|"
    r"중단|재개|완료|합의|구축|나서|가속화|경쟁|공급|판매|운영|개정|폐지|신설|열려|나와|된다|한다|했다|키로|기로)[’”'\"]?$"
)
_CHAPTER = 24
"""Characters: longer headings tell news."""
_QUESTION = re.compile(r"^(?:Q\d*\s?[.:)]|질문|문\s?[:.])|[?？]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How much speaks for a proposal; `stories` are the heads that name no part, `weights` what spoke and how much."""

    proposal: Proposal
    stories: tuple[int, ...]
    score: float
    reason: str
    weights: tuple[Reason, ...] = ()


def judge(
    proposal: Proposal, lines: Sequence[Line], roles: Sequence[Role], title: str, *, page: bool = False
) -> Verdict:
    """Weigh a proposal.

    For it speak: a title or opening that announces a round-up, headlines that tell what happened, sections with
    sources or links of their own, rules between them. Against it: chapter names, questions, thin sections; and that
    it is a page of the web which announces nothing (`page`): nearly all of these are one article.
    """
    sections = _sections(proposal, lines)
    each_told = proposal.one_line and proposal.prior == TAUGHT
    chapters = frozenset[int]() if each_told else _chapters(proposal, lines, roles, sections)
    stories = tuple(
        index
        for index in proposal.heads
        if index not in chapters
        and roles[index] not in {"advertisement", "furniture"}
        and not _names_part(lines[index])
    )
    told = [sections[index] for index in stories]
    if len(stories) < 2 and proposal.prior < 2:  # noqa: PLR2004 - one story is no round-up; a profile may say so
        return Verdict(proposal=proposal, stories=stories, score=-9.0, reason="")
    heads = [lines[index] for index in stories]
    announced = _announced(proposal, lines, roles, title)
    weights = {
        proposal.method: proposal.prior,
        "announced as a round-up": announced,
        "a page with one title": -0.9
        if page and not announced and not _index(proposal, heads, lines, roles)
        else 0.0,
        "headlines tell news": _share([_newsiness(_head(line, proposal)) for line in heads]) * 1.1 - 0.2,
        "own sources or links": _share(
            [_sourced(line, body, roles) for line, body in zip(heads, told, strict=True)]
        ),
        "built alike": 0.8 * _parallel(told, roles),
        "listed in its contents": 0.5 * _listed(heads, lines, roles),
        "ruled off": 0.4 * _share([_ruled(index, roles) for index in stories[1:]]),
        "chapter names": -1.6 * _share([float(is_generic(line.text)) for line in heads]),
        "questions": -1.6 * _many([float(bool(_QUESTION.search(line.text))) for line in heads]),
        "thin sections": 0.0 if proposal.one_line else _thinness(told, roles),
        "a long text above": _above(proposal, lines, roles, told),
        "chapters of their own": -1.6 * _share([_opens_deeper(line, lines, roles) for line in heads]),
        "other headlines inside": -1.6
        * _share([_holds_headline(line, heads, body) for line, body in zip(heads, told, strict=True)]),
        "one piece in pieces": -1.5 if is_list_article(title) else 0.0,
    }
    score = sum(weights.values())
    why = [name for name, weight in weights.items() if weight > 0.2 and name != proposal.method]  # noqa: PLR2004
    told_by = f"{proposal.method}, {len(stories)} alike" + (f"; {', '.join(why)}" if why else "")
    return Verdict(
        proposal=proposal,
        stories=stories,
        score=round(score, 3),
        reason=told_by,
        weights=tuple(
            Reason(feature=name, weight=round(weight, 2)) for name, weight in weights.items() if weight
        ),
    )


def _index(proposal: Proposal, heads: Sequence[Line], lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    """Whether a page only leads to others: its headlines are links, and no text stands above the first."""
    linked, long = 0.6, 200
    above = sum(len(line.text) for line in lines[: proposal.heads[0]] if roles[line.index] == "text")
    return _share([float(bool(line.links)) for line in heads]) >= linked and above < long


def _names_part(line: Line) -> bool:
    named = part_of(line.text) is not None or is_sponsored(line.text) or is_short_news(line.text)
    return named or takes_leave(line.text)


def _chapters(
    proposal: Proposal, lines: Sequence[Line], roles: Sequence[Role], sections: dict[int, list[Line]]
) -> frozenset[int]:
    """Heads that name a chapter: short, without text, source or link of their own, before the next head.

    Only where they are the few: where most heads stand alone, they are a list of headlines.
    """
    heads = set(proposal.heads)
    empty = [
        index
        for index in proposal.heads
        if not lines[index].links
        and len(lines[index].text) <= _CHAPTER
        and not any(roles[line.index] in {"text", "source", "further"} for line in sections[index])
        and any(each in heads for each in range(index + 1, len(lines)))
    ]
    return frozenset(empty) if proposal.one_line or 2 * len(empty) <= len(proposal.heads) else frozenset()


def _holds_headline(head: Line, heads: Sequence[Line], body: Sequence[Line]) -> float:
    """1 where a section holds a heading as high as those that open sections: it is several."""
    deepest = max((line.level for line in heads if line.kind == "heading"), default=0)
    if head.kind != "heading" or not deepest:
        return 0.0
    return float(
        any(line.kind == "heading" and line.level <= deepest and part_of(line.text) is None for line in body)
    )


def _opens_deeper(head: Line, lines: Sequence[Line], roles: Sequence[Role]) -> float:
    """1 where a heading stands directly above a deeper one that tells more than a chapter's name."""
    after = next((line for line in lines[head.index + 1 :] if roles[line.index] in {"text", "fixed"}), None)
    deeper = after is not None and head.kind == after.kind == "heading" and after.level > head.level
    if after is None or not deeper or len(head.text) > _CHAPTER or is_generic(after.text):
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


def _announced(proposal: Proposal, lines: Sequence[Line], roles: Sequence[Role], title: str) -> float:
    opening = [line.text for line in lines[: proposal.heads[0]] if roles[line.index] == "text"]
    above = " ".join(line.text for line in lines if line.index in proposal.closers and line.kind == "heading")
    if announces_round_up(title):
        return 1.0
    phrases = [text for text in opening[:3] if len(text) <= 80 and len(text.split()) > 2]  # noqa: PLR2004 - not a menu
    if any(announces_round_up(text) for text in phrases):
        return 0.9
    if announces_round_up(above) or any(says_collected(text[:600]) for text in opening[:8]):
        return 0.7
    return 0.0


def _above(
    proposal: Proposal, lines: Sequence[Line], roles: Sequence[Role], told: Sequence[Sequence[Line]]
) -> float:
    """An article stands above the links to others: its text comes before the first head and is most of the page."""
    above = sum(len(line.text) for line in lines[: proposal.heads[0]] if roles[line.index] == "text")
    below = sum(len(line.text) for body in told for line in body if roles[line.index] == "text")
    long = 600
    return -1.6 if above > long and above > 0.5 * below else 0.0


def _head(line: Line, proposal: Proposal) -> str:
    return line.text[: run_in_end(line.text) or len(line.text)] if proposal.one_line else line.text


def _listed(heads: Sequence[Line], lines: Sequence[Line], roles: Sequence[Role]) -> float:
    contents = {normalise(line.text) for line in lines if roles[line.index] == "contents"}
    return _share([float(normalise(line.text) in contents) for line in heads])


def _parallel(told: Sequence[Sequence[Line]], roles: Sequence[Role]) -> float:
    """Sections that are built alike have boxes or chapters of the same names."""
    named = [
        {line.text for line in body if line.kind == "heading" or roles[line.index] == "fixed"}
        for body in told
    ]
    often = Counter(name for names in named for name in names)
    return _share([float(any(often[name] > 1 for name in names)) for names in named])


def _newsiness(text: str) -> float:
    """0 to 1: how much a line reads as a headline that tells what happened."""
    if len(text) > 100:  # noqa: PLR2004 - characters
        return 0.0
    words = len(text.split())
    korean = re.search("[가-힣]", text) is not None
    score = 0.35 if words >= (3 if korean else 5) else 0.0
    score += 0.2 if words >= (4 if korean else 7) else 0.0
    score += 0.25 if re.search(r"[,…‘’“”'\"·%$]|\d|\.\.\.", text) else 0.0
    score += 0.3 if _ACTION.search(text) else 0.0
    if not korean and words >= 4 and re.search(r"\s[a-z]{2,}(?:s|ed)\s", text):  # noqa: PLR2004 - a verb in a sentence-case headline
        score += 0.25
    return min(1.0, score)


def _sourced(head: Line, body: Sequence[Line], roles: Sequence[Role]) -> float:
    if any(link.span for link in head.links) or any(roles[line.index] == "source" for line in body):
        return 1.0
    if any(roles[line.index] == "further" for line in body):
        return 0.9
    if head.family and outlet_at(head.text):
        return 0.7
    return 0.4 if any(line.links for line in (*body[:1], *body[-2:])) else 0.0


def _ruled(index: int, roles: Sequence[Role]) -> float:
    return float("rule" in roles[max(0, index - 2) : index])


def _thinness(told: Sequence[Sequence[Line]], roles: Sequence[Role]) -> float:
    sizes = [sum(len(line.text) for line in body if roles[line.index] == "text") for body in told]
    thin, slight = 40, 90
    middle = median(sizes) if sizes else 0
    empty = _share([float(size == 0) for size in sizes])
    return -1.5 * empty + (-0.5 if middle < thin else -0.2 if middle < slight else 0.0)


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _many(values: Sequence[float]) -> float:
    """A share that counts only where it is a habit."""
    share = _share(values)
    return share if share >= 0.4 else 0.0  # noqa: PLR2004 - a share
