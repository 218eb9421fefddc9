"""Sentences that end in a noun (개조식), where that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.quotations import quoted
from digest.language.register.habits import is_supposed
from digest.language.register.kinds import acts_on
from digest.language.register.lists import (
    ADJECTIVES,
    BARE_BOUND,
    BOTH_ROOTS,
    FEELINGS,
    MOOD_NOUNS,
    STAYING_NOUNS,
)
from digest.language.register.reader import turns_to_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.korean import Morpheme
    from digest.language.register.ending import Ending

_NAMES = frozenset({"NNG", "NNP", "NNB", "NR", "SN", "SL", "SH", "SW", "XSN"})
_UNITS = frozenset({"SN", "NR"})
_READ_SIGNS = "%％℃°"
_QUOTING = ("다는", "라는", "자는", "냐는")
_HIEUH = 27


def bare(ending: Ending, body: str) -> str | None:
    """The body ending in a noun; None where tense, voice, negation, mood or aspect would be lost."""
    if turns_to_reader(ending, body) or ending.speech == "informal" or _is_told_by_me(ending, body):
        return None
    if ending.kind == "past":
        return _action(ending, body)
    if ending.pre_final:
        return None
    if ending.kind == "copula":
        return _thing(ending, body)
    return _state(ending, body) if ending.kind == "adjective" and ending.sure else None


def _is_told_by_me(ending: Ending, body: str) -> bool:
    """Whether a writer speaks of himself: 나는 기쁘다."""
    said = quoted(body)
    return any(
        one.kind == "NP" and {body[one.start], one.form} <= {"나", "내"} and not said[one.start]
        for one in ending.morphemes
    )


def _action(ending: Ending, body: str) -> str | None:
    """발표했다 → 발표: a noun of something done, that 하다 alone made a verb of."""
    stem, noun = ending.stem, ending.before
    if stem.kind != "XSV" or stem.form != "하" or noun is None or noun.kind not in {"NNG", "XSN"}:
        return None
    if [one.form for one in ending.pre_final] != ["었"] or noun.end > stem.start:
        return None
    word = _word_before(ending)
    if len(word) < 2 or (noun.kind == "NNG" and noun.form in STAYING_NOUNS) or word in STAYING_NOUNS:  # noqa: PLR2004 - 말, 일, 답
        return None
    led = ending.morphemes[: ending.place - 1]  # 상을 수상했다, not 행동이 수상했다
    ambiguous = {word, noun.form if len(noun.form) > 1 else word} & (ADJECTIVES | BOTH_ROOTS)
    if ambiguous and not acts_on(led, noun.form):
        return None
    if is_supposed(ending, body) or _is_denied(ending):
        return None
    return body[: noun.end]


def _word_before(ending: Ending) -> str:
    """The noun with what grew together with it: 재판매, 상용화."""
    at = ending.place - 1
    word = ending.morphemes[at].form
    while (
        at
        and ending.morphemes[at - 1].end == ending.morphemes[at].start
        and ending.morphemes[at - 1].kind in _NAMES | {"XPN", "XR"}
    ):
        at -= 1
        word = ending.morphemes[at].form + word
    return word


def _is_denied(ending: Ending) -> bool:
    """안 or 못 before the verb, which cannot stand before a noun; so cannot 잘, 다 and 더."""
    at = ending.place - 2
    before = ending.morphemes[at] if at >= 0 else None
    return (
        before is not None
        and before.kind == "MAG"
        and before.form in {"안", "못", "잘", "다", "더", "덜", "막", "꼭"}
    )


def _thing(ending: Ending, body: str) -> str | None:
    """예정이다 → 예정: what stands before 이다, where that alone says the same."""
    at = ending.place - 1
    while at >= 0 and ending.morphemes[at].kind in {"SSC", "SS", "SF"}:  # ‘기후’다, 연구원(울산)이다
        at -= 1
    noun = ending.morphemes[at] if at >= 0 else None
    if noun is None or noun.kind not in _NAMES or (noun.kind == "SW" and noun.form not in _READ_SIGNS):
        return None
    end = ending.morphemes[ending.place - 1].end
    before = ending.morphemes[at - 1] if at else None
    lead = before.kind if before is not None else ""
    if lead in {"ETM", "EC", "EF"} and noun.form in MOOD_NOUNS:  # 그랬다면 말이다
        return body[:end] if lead == "ETM" and _tells(ending.morphemes[:at], noun.form) else None
    led_by_clause = lead == "JX" and at > 1 and ending.morphemes[at - 2].kind == "EC"
    if noun.form == "물론" or (noun.form in MOOD_NOUNS and led_by_clause):
        return None  # 갔는데도 말이다
    if noun.kind == "NNB" and noun.form not in BARE_BOUND and lead not in _UNITS:
        return None
    if noun.form == "마련" and lead == "ETN":
        return None
    return body[:end]


def _tells(clause: Sequence[Morpheme], noun: str) -> bool:
    """Whether a noun of a mood says the same without 이다: 늘린다는 뜻, 늘어난 셈, 바꿔야 할 때."""
    ending = clause[-1].form
    if noun == "때":
        return ending in {"ᆯ", "을"} and (len(clause) == 1 or clause[-2].kind != "EP")
    if noun == "셈":
        return ending in {"ᆫ", "은"}
    return noun in {"뜻", "얘기", "이야기"} and ending.endswith(_QUOTING)


def _state(ending: Ending, body: str) -> str | None:
    """있다 → 있음, 높다 → 높음: present states alone; of a verb -함 would be read as what was done."""
    stem, before = ending.stem, ending.before
    if stem.form in {"싶", "듯하", "만하", "법하", "뻔하", "성싶", "같", "못하"} | FEELINGS:
        return None
    if (stem.kind == "XSA" and stem.form == "답") or _ends_in_hieuh(stem.form):
        return None  # 파람, 그럼, 기업다움: right, but not what one writes
    if stem.kind in {"XSA", "XSV"} and (before is None or before.kind not in {"NNG", "XR", "XSN"}):
        return None  # 듯하다, 못하다
    if stem.form in {"있", "없"} and _is_ability(ending):
        return None
    return body[: ending.start] + ending.with_final("음", "ETN")


def _ends_in_hieuh(stem: str) -> bool:
    """Whether ㅎ falls from a stem before a vowel: 파랗다, 그렇다."""
    last = stem[-1:]
    return stem != "좋" and "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == _HIEUH


def _is_ability(ending: Ending) -> bool:
    """-ㄹ 수 있다, -ㄹ 수밖에 없다: moods that a noun does not carry."""
    at = ending.place - 1
    while at >= 0 and ending.morphemes[at].kind in {"JX", "JKS"}:
        at -= 1
    return (
        at >= 0
        and ending.morphemes[at].form in {"수", "리", "줄", "턱", "법"}
        and ending.morphemes[at].kind == "NNB"
    )
