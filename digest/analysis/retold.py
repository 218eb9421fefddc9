"""Whether two sentences are a lead and the sentence that gives its details: one fact, of which one telling is enough.

The words that they share say less here than where they stand: those who report tell first what happened, then who, when and where.
Two sentences from the beginning of stories that share a good part of the shorter one are such a pair; the same share further on is
what a text is about.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.analysis.objections import quotes
from digest.analysis.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from digest.analysis.candidates import Candidate

_SHARED = 3
"""Terms that two tellings share, at least."""
_LEAD, _BEGINNING, _DETAILS = 1, 2, 5
"""Places up to which a sentence leads its story, tells its beginning, gives details of the lead."""
_BEGINNINGS, _DETAILED, _ONE_ACT, _LEADS = 0.42, 0.5, 0.3, 0.35
"""Shares of the shorter one's terms: of two beginnings, a lead and its details, two that end in one act, two English leads."""
_LEFT_OUT = 0.4
"""The share of a general telling that may stand neither in the details nor in the headline."""
_REPORTED = re.compile(
    r"(?:(?:다|라|자|냐|까)(?:고|며|면서|는)[”\"’']?|[”\"](?:이?라)?(?:고|며|면서|는))\s[^“”\"]{0,40}$"
)
"""Who says so, behind what he says."""
_NO_ACTS = frozenset(
    # one string: a list would be a line for each
    "예정 방침 계획 입장 전망 소식 내용 혐의 뜻 필요 결과 의견 설명 주장 발표 분석 보도".split()  # noqa: SIM905
)
"""Nouns behind an act: `결정할 예정`."""
_FIGURE = re.compile(r"(\d[\d,.]*) ?(위|%|배|건|차례|번째)")
_MEASURED = re.compile(
    r"(?<![\d.,A-Za-z가-힣])(?!\d{4}년)\d[\d,.]*(?![\d,]*(?:\s?[월일시분세살]|\)|[A-Za-z]))"
)
_MUCH = 2
"""Times as many terms as are shared, of its own, make a quotation more than a telling."""
_VERB = re.compile(r"[다요죠까][\s.?!”’\"')\]]*$")
"""The last syllable of a Korean sentence that ends in a verb."""
_INTRODUCED = re.compile(r"(\w+?)(?:씨| 씨)?\(\d")
_ASKED = re.compile(r"(?:질문을? 받|물었|묻자)[가-힣]*\.?$")
"""It tells what was asked, and the other what was answered."""
_ANOTHER = re.compile(
    r"^\W*(?:(?:앞서|당초|이전|지난해|작년|그동안|지금까지|또|또한|아울러|이어|이에|한편)(?=[\s,])|"
    r"(?:he|she|they|it|\w+) (?:\w+ ){0,2}also\b|(?:in addition|earlier|previously)\b)",
    re.IGNORECASE,
)
"""A sentence that begins so tells something else: of earlier, or beside."""


def retells(other: Candidate, one: Candidate) -> bool:
    """Whether two sentences tell one fact, the one in general, the other with its details."""
    share = in_common(other, one)
    if share < _ONE_ACT or one.language != other.language:
        return False
    if _differ(_counted(one.sentence.text), _counted(other.sentence.text)):
        return False
    first, last = sorted((one.lead, other.lead))
    if any(_ANOTHER.match(each.sentence.text) for each in (one, other)):
        return False
    if one.language != "ko":
        if one.story == other.story:  # seldom told twice but by a headline in the text
            return last <= _LEAD and share >= _DETAILED and (_is_line(one, other) or _is_line(other, one))
        return last <= _LEAD and share >= _LEADS
    return (
        (last <= _BEGINNING and share >= _BEGINNINGS)
        or (first <= _LEAD and last <= _DETAILS and share >= _DETAILED)
        or (first <= _BEGINNING and last <= _DETAILS and _one_act(one, other))
    )


def in_common(other: Candidate, one: Candidate) -> float:
    """The share of the shorter one's terms that two sentences have in common; 0 where these are hardly any."""
    have = frozenset(one.unique)
    shared = sum(term in have for term in other.unique)
    return shared / min(len(have), len(other.unique)) if shared >= _SHARED else 0.0


def brings_more(one: Candidate, other: Candidate) -> bool:
    """Whether a telling is missed beside another: it measures or counts what the other does not, or quotes much else.

    Days, hours and ages are no figures.
    """
    if not _measured(one.sentence.text) <= _measured(other.sentence.text):
        return True
    own = len(frozenset(one.unique).difference(other.unique))
    return quotes(one.sentence.text) and own > _MUCH * (len(one.unique) - own)


@lru_cache(maxsize=10_000)
def _measured(text: str) -> AbstractSet[str]:
    return {found.strip(",.") for found in _MEASURED.findall(text)}


def _differ(one: Mapping[str, AbstractSet[str]], other: Mapping[str, AbstractSet[str]]) -> bool:
    """Whether two sentences count the same and come to other figures: two facts."""
    return any(one[unit].isdisjoint(other[unit]) for unit in one.keys() & other.keys())


@lru_cache(maxsize=10_000)
def _counted(text: str) -> Mapping[str, AbstractSet[str]]:
    found: dict[str, set[str]] = {}
    for figure, unit in _FIGURE.findall(text):
        found.setdefault(unit, set()).add(figure)
    return found


def stands_for(
    one: Candidate,
    other: Candidate,
    anchors: tuple[frozenset[str], frozenset[str]],
    headline: Sequence[str],
    against: Mapping[str, float],
) -> float | None:
    """Whether a sentence may be told in the place of another telling of its fact: how much more may be objected to it, or None.

    It gives the details of what the other says in general, and the headline says what it leaves out. Or the other is a line above
    a text, without a verb.

    Args:
        one: it.
        other: the other.
        anchors: names and numbers of both.
        headline: the terms of the headline; without one, the general telling is wanted.
        against: what objections weigh.
    """
    if _is_line(other, one):  # in English nothing may be objected to the sentence: `It will be …`
        return against["fragment"] if one.language == "ko" else -against["fragment"]
    if not headline or len(one.unique) <= len(other.unique) or anchors[0] <= anchors[1]:
        return None
    if _ASKED.search(one.sentence.text) or _presumes(one.sentence.text, other.sentence.text):
        return None
    missing = anchors[1] - anchors[0]
    if not missing <= frozenset(headline) or _shortened(one.sentence.text, missing):
        return None
    have = {*headline, *one.unique}
    left = sum(term not in have for term in other.unique)
    return 0.0 if left <= _LEFT_OUT * len(other.unique) else None


def _shortened(text: str, names: Iterable[str]) -> bool:
    """Whether a Korean text calls somebody by the surname alone of whom these are the names: `이 의원`."""
    return any(
        re.search(rf"(?<![가-힣]){name[0]} [가-힣]|(?<![가-힣]){name[0]}씨", text)
        for name in names
        if "가" <= name[0] <= "힣"
    )


def _presumes(text: str, before: str) -> bool:
    """Whether a text calls somebody by a name to which the one before added the age, and it does not (`A씨(40)`)."""
    named = set(_INTRODUCED.findall(before)).difference(_INTRODUCED.findall(text))
    return any(name in text for name in named)


def _is_line(one: Candidate, beside: Candidate) -> bool:
    """Whether a Korean sentence ends in a noun, as headlines do, where the one beside it ends in a verb; an English one lacks its full stop."""
    if one.language != "ko":
        return "fragment" in one.objections and "fragment" not in beside.objections
    return _VERB.search(one.sentence.text) is None and _VERB.search(beside.sentence.text) is not None


def _one_act(one: Candidate, other: Candidate) -> bool:
    """Whether what two Korean sentences say ends in the same word: `… 징역형을 선고했다`, `… 선고했다고 밝혔다`."""
    act = _act(one)
    return act is not None and act == _act(other)


def _act(one: Candidate) -> str | None:
    end = one.sentence.start + _said(one.sentence.text)
    own = [term for term in terms(one.words.within(one.sentence.start, end)) if not term[0].isdigit()]
    acts = [term for term in own if term not in _NO_ACTS]
    return acts[-1] if acts else None


@lru_cache(maxsize=10_000)
def _said(text: str) -> int:
    """Where what a sentence says ends, before who says so."""
    found = _REPORTED.search(text.rstrip(" ."))
    return found.start() + 1 if found else len(text)
