"""Short facts of an item beside its sentences, as a list: what was achieved, what is to be done, or how it is made.

A fact is one short sentence of a source, or one point of a list that stands there. Of what kind a list is, its heading in the
source says, else the words of its facts. Where fewer than two are sure, there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.analysis.candidates import Candidate, candidates, look
from digest.analysis.repeated import repeats
from digest.analysis.summary_settings import SummarySettings
from digest.analysis.torn import is_torn
from digest.language.outlook import looks_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import BlockKind, Sentence, Story

FactKind = Literal["features", "achievements", "tasks"]
FEWEST, MOST = 2, 4
"""Facts of a list."""
LONGEST = {"ko": 64, "en": 120, "und": 100}
"""Characters of a fact."""
LONGEST_POINT = {"ko": 80, "en": 140, "und": 120}
"""Characters of a point of a list, which a source wrote as one fact."""
_SHORTEST = 6
_LISTED: frozenset[BlockKind] = frozenset({"point", "detail", "item"})

_DID = r"(?:했다|하였다|했습니다|됐다|되었다|됐습니다|함|됨)?"
_ACHIEVED = re.compile(
    rf"(?:달성|입증|성공|향상|개선|단축|절감|돌파|발굴|획득){_DID}[.]?$|(?:확인|기록|차지|확보|개발){_DID}[.]?$"
    r"|\b(?:achieved|outperform(?:s|ed)|improved|surpassed|proved|demonstrated|succeeded in|won (?:the|a|first))\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"달성|입증|성공(?!률)|향상|개선|단축|절감|돌파|발굴|획득|신기록|최고 ?(?:기록|성능|점수|실적)|사상 최[고대]|세계 최초|\d ?배|높은|효과|우수|[1-3]위|점유율|특허|흑자"
    r"|\b(?:achieved|outperform|improved|surpassed|proved|demonstrated|succeeded|won|record|first)",
    re.IGNORECASE,
)
"""What makes an achievement of something done."""
_TO_DO = re.compile(
    r"(?:필요(?:하다|합니다|함|가 있다|가 있습니다|하다는 (?:지적|분석|평가|의견)이 (?:나온다|나왔다|제기됐다|제기되었다))?|과제(?:다|이다|입니다|로 꼽힌다|로 남았다|로 남아 있다|로 지적된다|로 떠올랐다)?|[해돼]야 (?:한다|할|함|합니다)"
    r"|시급(?:하다|합니다|함)?|부족(?:하다|합니다|함|한 상황(?:이다)?|한 실정(?:이다)?)?|미비(?:하다|함)?|미흡(?:하다|함)?|불투명(?:하다|함)?|걸림돌(?:이다|로 꼽힌다)?"
    r"|우려(?:된다|됩니다|도? ?나온다|가 나온다|가 제기된다|가 커지고 있다)?|한계(?:다|이다|로 지적된다|가 있다)|지적(?:된다|이 나온다))[.]?$"
    r"|\b(?:needs? to|must|lacks?|faces? (?:a |an )?(?:\w+ )?(?:challenges?|shortages?)|remains? (?:unresolved|unclear|a (?:challenge|problem)))\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"사망|숨[졌진]|부상|피해|범죄|감염|구속|체포|실패|미달|적자|손실|하락|파산|사고|붕괴|않|못 ?[하했한]|\b(?:deaths?|died|killed|injured|victims?|crash\w*|arrest\w*|crimes?|loss(?:es)?|failed|not|never)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What is no achievement, however high its figure."""
_SEVERAL = re.compile(
    r"(?:며|지만|으나|는데|면서|[았었했됐]고|[다하되]고),? (?!있|싶)|;|\b(?:but|while|although|whereas)\b|, and \b"
)
"""What joins two facts."""
_TURNS = re.compile(r"(?:지만|으나|는데|며),?\s|;|\b(?:but|while|although|whereas)\b")
"""What joins them in a point of a list."""
_DEED = re.compile(
    r"(?:발표|공개|출시|개최|주장|강조|설명|요구|응답|제기|서명|반발|지목|등장|예고|제시|촉구|제안|언급|전망|예상|추정|분석|비판|의견|입장|결정|합의|체결|인수|방문|소송|청구)(?:했다|하였다|했습니다|함)?[.]?$"
    r"|\b(?:said|says|told|announced|unveiled|released|launched|argued|claimed|asked|demanded|signed|warned)\b"
)
"""What was said or done is no feature."""
_HEADED: tuple[tuple[FactKind, re.Pattern[str]], ...] = (
    ("achievements", re.compile(r"성과|실적|결과$|\b(?:results|achievements|highlights)\b", re.IGNORECASE)),
    ("tasks", re.compile(r"과제|한계|문제점|\b(?:challenges|tasks|issues|to do)\b", re.IGNORECASE)),
    ("features", re.compile(r"특징|기능|사양|\b(?:features|specifications)\b", re.IGNORECASE)),
)
_LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What may be listed, the best first, and as what."""

    kind: FactKind
    found: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    one: Candidate
    kind: FactKind
    worth: tuple[int, ...]


def short_facts(
    members: Sequence[Prepared], told: Collection[Sentence], named: Collection[str]
) -> Facts | None:
    """The list of an item; None where too little is sure.

    Args:
        members: the stories of the item that may be quoted, in its language, in the order of its references.
        told: the sentences that it tells already.
        named: the terms of its headline.
    """
    pool = [(member.story, one) for member in members for one in candidates(member)]
    shown = [one for _, one in pool if any(_covers(sentence, one.sentence) for sentence in told)]
    known = {term for one in shown for term in one.unique} | set(named)
    facts = [fact for fact in _facts(pool, known) if not _is_told(fact.one, shown)]
    facts.sort(key=lambda fact: fact.worth)
    kinds = [_distinct([fact.one for fact in facts if fact.kind == kind]) for kind in _KINDS]
    kind, best = max(zip(_KINDS, kinds, strict=True), key=lambda pair: len(pair[1]))
    return Facts(kind=kind, found=tuple(best)) if len(best) >= FEWEST else None


def prose(members: Sequence[Prepared]) -> tuple[Prepared, ...]:
    """The stories without the points of lists whose heading says what they are, where two sentences are left."""
    return tuple(map(_prose, members))


def _prose(member: Prepared) -> Prepared:
    kept = [place for place, one in enumerate(member.story.sentences) if not _stands_in(member.story, one)[1]]
    if len(kept) == len(member.sentences) or len(kept) < FEWEST:
        return member
    story = replace(member.story, sentences=tuple(member.story.sentences[place] for place in kept))
    return replace(member, story=story, sentences=tuple(member.sentences[place] for place in kept))


_KINDS: tuple[FactKind, ...] = ("achievements", "tasks", "features")


def _facts(pool: Sequence[tuple[Story, Candidate]], known: Collection[str]) -> Iterator[_Fact]:
    for place, (story, one) in enumerate(pool):
        text = one.sentence.text
        block, heading = _stands_in(story, one.sentence)
        listed = block in _LISTED
        most = (LONGEST_POINT if listed else LONGEST)[one.language]
        if not _SHORTEST <= len(text) <= most or "\n" in text or ":" in text:
            continue
        if (_TURNS if listed else _SEVERAL).search(text) or text.count(",") > 1 or looks_ahead(text):
            continue
        if not _is_fit(one, listed=listed) or is_torn(story, one.sentence):
            continue
        shared = len(set(one.unique) & set(known))
        if not listed and (not shared or not _is_news(one, known)):
            continue
        kind = heading or _kind(text)
        if kind == "features" and not heading and (not listed or _DEED.search(text)):
            continue  # any sentence left over would be one
        yield _Fact(one, kind, (0 if heading else 1 if listed else 2, -shared, place))


def _is_fit(one: Candidate, *, listed: bool) -> bool:
    """Whether it stands on its own below a headline; a point of a list may be short."""
    seen = look(one)
    against = set(seen.objections) - ({"short", "fragment"} if listed else set())
    return not against and not seen.quotes and not seen.strangers and not seen.undated


def _is_news(one: Candidate, known: Collection[str]) -> bool:
    fresh = [term for term in one.unique if term not in known]
    return len(fresh) >= 2 and bool(look(one).anchors)  # noqa: PLR2004 - one word more is no fact more


def _kind(text: str) -> FactKind:
    if _TO_DO.search(text):
        return "tasks"
    done = _ACHIEVED.search(text) and _GOOD.search(text) and not _HARM.search(text)
    return "achievements" if done else "features"


def _stands_in(story: Story, sentence: Sentence) -> tuple[BlockKind, FactKind | None]:
    """The kind of the block that a sentence is a whole of, and what the list's heading in the source calls it."""
    kind: BlockKind = "paragraph"
    headed: FactKind | None = None
    for block in story.blocks:
        text = story.text[block.span.start : block.span.end].strip()
        if (
            block.kind in ("subhead", "lead", "paragraph", "heading", "point")
            and block.span.end <= sentence.start
        ):
            named = text if len(text) <= _LONGEST_HEADING and block.kind != "paragraph" else ""
            found = next((name for name, rule in _HEADED if rule.search(named)), None)
            headed = found if block.kind != "point" or found else headed
        if (
            block.span.start <= sentence.start
            and sentence.end <= block.span.end
            and text.endswith(sentence.text)
        ):
            kind = block.kind
    return kind, headed if kind in _LISTED else None


def _covers(told: Sentence, sentence: Sentence) -> bool:
    return told.story == sentence.story and told.start < sentence.end and sentence.start < told.end


def _is_told(one: Candidate, shown: Sequence[Candidate]) -> bool:
    settings = SummarySettings()
    return any(repeats(one, other, (look(one).anchors, look(other).anchors), settings) for other in shown)


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in found:
        if not _is_told(one, kept):
            kept.append(one)
    return kept
