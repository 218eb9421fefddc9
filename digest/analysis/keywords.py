"""The words of a period: nouns and names that many stories used."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from digest.language.called import NO_NAMES
from digest.language.english import stem
from digest.language.english_figures import MONTHS
from digest.language.glossary import key_of
from digest.language.names import ordinary_terms
from digest.language.weekdays import WEEKDAYS
from digest.language.words import codes
from digest.model import Keyword

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.called import Called

_NAMED, _NOUN, _LATIN, _WORD = codes(("name", "latin")), codes(("noun",)), codes(("latin",)), codes(("word",))
_TELLING = _NAMED | _NOUN | _WORD
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
        "다음",
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

_TIMES = "시간 하루 이틀 동안 올해 오늘 내일 어제 주말 다음달 새벽 아침 저녁"
TIMES = frozenset([*map(str.lower, (*MONTHS, *WEEKDAYS["en"])), *WEEKDAYS["ko"], *_TIMES.split()])
"""When something is: capitals make no name of an English month."""

COMMON = 0.5
"""A word of more than this share of the stories is what the publication is about, not what the period was about."""
OFTEN = 3  # stories that a word must stand in
TELLING = 3  # words, below which a list of them says nothing
ENOUGH = 8  # stories, before a share says anything
NAMED = 2  # a name tells more of a period than a common noun does


def keywords(
    stories: Sequence[Prepared],
    affairs: Mapping[str, str],
    before: Mapping[str, int],
    names: Called = NO_NAMES,
    *,
    count: int = 5,
) -> tuple[Keyword, ...]:
    """The `count` words that mark a period, most stories first, with how many stories of the last issue had them.

    A word marks a period when several stories of one affair use it; one that turns up once in every affair
    (대표, 동안) is only how news is written. Names count twice; a word counts once a story and must stand in three. Ties
    go to the longer word, then by code point. Two words of a name that stand nowhere apart (Port Alder) are one.
    Fewer than three such words say nothing: then there are none.

    Args:
        stories: of the period.
        affairs: story id → the affair it belongs to.
        before: how many stories of the last issue had a word.
        names: known in both scripts: 딥시크 and DeepSeek are one word, told as most stories write it.
        count: how many words at the most.
    """
    told_as = cache(partial(_told_as, names=names))
    told = [_words(story, told_as) for story in stories]
    stories_of = Counter(chain.from_iterable(told))
    most = COMMON * len(stories) if len(stories) >= ENOUGH else len(stories)
    often = {form for form, number in stories_of.items() if OFTEN <= number <= most}
    latin = {form for form in often if form.isascii()}
    naming_two = [
        story for story, words in zip(stories, told, strict=True) if len(latin.intersection(words)) > 1
    ]
    couples = _couples(naming_two, latin, stories_of, told_as)
    naming: Counter[str] = Counter()
    told_in: defaultdict[str, set[str]] = defaultdict(set)
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story, words in zip(stories, told, strict=True):
        affair = affairs.get(story.story.id, story.story.id)
        # most words stand in one story or two, and are asked for nothing more
        for form in often.intersection(words):
            surface, named = words[form]
            naming[form] += named
            told_in[form].add(affair)
            surfaces[form][surface] += 1
    weights = {
        form: (stories_of[form] - len(told_in[form]) + 1)
        * (NAMED if 2 * naming[form] > stories_of[form] else 1)
        for form in often - couples.keys()
    }
    best = sorted(weights, key=lambda form: (-weights[form], -stories_of[form], -len(form), form))[:count]
    best.sort(key=lambda form: (-stories_of[form], -weights[form], form))
    if len(best) < TELLING:
        return ()
    last: dict[str, int] = {}
    for text, number in before.items():
        first = text.partition(" ")[0]  # of a name of two words
        form = told_as(first.lower() if first.isascii() else key_of(first))
        last[form] = max(number, last.get(form, 0))
    behind = {first: second for second, first in couples.items()}
    return tuple(
        Keyword(
            text=" ".join(_surface(surfaces[one]) for one in (form, behind.get(form)) if one),
            stories=stories_of[form],
            before=last.get(form),
        )
        for form in best
    )


def _couples(
    stories: Sequence[Prepared],
    often: Collection[str],
    stories_of: Mapping[str, int],
    told_as: Callable[[str], str],
) -> dict[str, str]:
    """The second word of a name in Latin letters → the first, where neither is in any story without the other beside it."""
    seen: Counter[tuple[str, str]] = Counter()
    for story in stories:
        text = story.story.text
        found: set[tuple[str, str]] = set()
        for sentence in story.sentences:
            before, ended = "", -1
            for form, kind, start, end in sentence.words.columns():
                named = kind in _LATIN or kind in _WORD
                key = form if kind in _WORD else told_as(form) if named else ""
                named = named and text[start : start + 1].isupper() and key in often
                if named and before and text[ended:start] == " ":
                    found.add((before, key))
                before, ended = (key, end) if named else ("", -1)
        seen.update(found)
    whole = [couple for couple, count in seen.items() if {count} == {stories_of[form] for form in couple}]
    firsts, seconds = {first for first, _ in whole}, {second for _, second in whole}
    return {second: first for first, second in whole if first not in seconds and second not in firsts}


def _told_as(form: str, names: Called) -> str:
    """What a word that is no English stem is counted as: a name that is one Latin word in the other script as the stem of that."""
    if form.isascii():
        return stem(form)
    if form in names.words:
        return stem(names.words[form])
    stems = names.given.get(form) or (() if form in ordinary_terms() else names.learned.get(form, ()))
    return stems[0][0] if len(stems) == 1 else form


def _words(story: Prepared, told_as: Callable[[str], str]) -> dict[str, tuple[str, bool]]:
    """Normal form → how the story writes it, and whether it is a name."""
    found: dict[str, tuple[str, bool]] = {}
    text = story.story.text
    for sentence in story.sentences:
        for form, kind, start, end in sentence.words.columns():
            if kind not in _TELLING or len(form) < 2:  # noqa: PLR2004 - one sign says too little
                continue
            surface = text[start:end]
            if kind in _LATIN and surface.islower():
                continue  # the `of` of Mixture-of-Experts names nothing
            # English words carry no kind: a capital letter stands for a name.
            named = kind in _NAMED or (kind in _WORD and surface[:1].isupper())
            if (named or kind in _NOUN) and form not in EMPTY and surface.lower() not in TIMES:
                found[form if kind in _WORD else told_as(form)] = (surface, named)
    return found


def _surface(seen: Counter[str]) -> str:
    return min(seen, key=lambda surface: (-seen[surface], surface))
