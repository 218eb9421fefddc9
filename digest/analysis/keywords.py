"""The words of a period: nouns and names that many stories used."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from digest.model import Keyword

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared

KINDS = frozenset({"noun", "name", "latin"})
# Nouns of reporting and time, which every text uses and which say nothing of the period.
EMPTY = frozenset(
    [
        "것",
        "수",
        "등",
        "때문",
        "이날",
        "지난해",
        "지난",
        "올해",
        "내년",
        "관계자",
        "기자",
        "오전",
        "오후",
        "경우",
        "정도",
        "이번",
        "최근",
        "계획",
        "예정",
        "대상",
        "내용",
        "결과",
        "발표",
        "설명",
        "관련",
        "이후",
        "이상",
        "가운데",
        "기준",
        "사람",
        "기업",
        "회사",
        "업체",
        "시장",
        "사업",
        "문제",
        "상황",
        "방안",
        "분야",
        "수준",
        "필요",
        "가능",
        "전체",
        "국내",
        "지역",
        "한국",
        "정부",
    ]
)


def keywords(
    stories: Sequence[Prepared], before: Mapping[str, int], *, count: int = 5
) -> tuple[Keyword, ...]:
    """The `count` words found in most stories (at least two), with how many stories of the last issue had them.

    A word counts once a story. Ties go to the longer word, then by code point.
    """
    stories_of: Counter[str] = Counter()
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        found = {}
        for word in (word for sentence in story.sentences for word in sentence.words):
            surface = story.story.text[word.start : word.end]
            # English words carry no kind: a capital letter stands for a name.
            named = word.kind in KINDS or (word.kind == "word" and surface[:1].isupper())
            if named and len(word.form) > 1 and word.form not in EMPTY:
                found[word.form] = surface
        for form, surface in found.items():
            stories_of[form] += 1
            surfaces[form][surface] += 1
    best = sorted(stories_of.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))
    return tuple(
        Keyword(text=_surface(surfaces[form]), stories=number, before=before.get(_surface(surfaces[form])))
        for form, number in best[:count]
        if number > 1
    )


def _surface(seen: Counter[str]) -> str:
    return min(seen, key=lambda surface: (-seen[surface], surface))
