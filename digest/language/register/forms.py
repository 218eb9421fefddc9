"""The rules: from an ending that is known to the same in another register, or to nothing where that is not safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.quotations import quoted
from digest.language.register.lists import (
    ADJECTIVES,
    BARE_BOUND,
    BOTH_ROOTS,
    FORMULAS,
    GIVING,
    HUMBLE,
    MOOD_NOUNS,
    STAYING_NOUNS,
)

if TYPE_CHECKING:
    from digest.language.korean import Morpheme
    from digest.language.register.ending import Ending

_NAMES = frozenset({"NNG", "NNP", "NNB", "NR", "SN", "SL", "SH", "SW", "XSN"})
_UNITS = frozenset({"SN", "NR"})
_CLOSERS = "”’\"'」』》〉>)）]］】"
_ASIDE = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]$")
_VOWEL_DIGITS = "2459"
_CONSONANT_LETTERS = "LMNR"
_VOWEL_SIGNS = "%％℃°"
_CONJECTURES = ("나", "ᆫ가", "은가", "는가", "ᆯ까", "을까", "던가")


def spoken(ending: Ending, body: str, register: str) -> str | None:
    """The body in the `plain` or the `polite` register; None where it stays."""
    if ending.speech == register or _turns_to_reader(ending, body):
        return None
    if register == "polite":
        return _polite(ending, body)
    return _plain(ending, body)


def bare(ending: Ending, body: str) -> str | None:
    """The body ending in a noun; None where tense, voice, negation, mood or aspect would be lost."""
    if _turns_to_reader(ending, body) or ending.speech == "informal":
        return None
    if ending.kind == "past":
        return _action(ending, body)
    if ending.pre_final:
        return None
    if ending.kind == "copula":
        return _thing(ending, body)
    return _state(ending, body) if ending.kind == "adjective" and ending.sure else None


def _polite(ending: Ending, body: str) -> str | None:
    kept = body[: ending.start]
    if ending.kind == "past":
        return f"{kept}습니다"
    if ending.kind != "copula":
        return kept + ending.with_final("ᆸ니다") if ending.speech == "plain" or _declares(ending) else None
    if ending.colloquial:
        return f"{kept}겁니다"
    return kept + ending.with_final("ᆸ니다")


def _plain(ending: Ending, body: str) -> str | None:
    kept = body[: ending.start]
    if ending.kind == "past":
        return f"{kept}다"
    if ending.kind == "copula":
        if ending.colloquial:
            return f"{kept}거다"
        if ending.pre_final:
            return kept + ending.with_final("다")
        return f"{kept}다" if ends_in_vowel(kept) else f"{kept}이다"
    if not ending.sure or _is_conjecture(ending) or not _declares(ending):
        return None
    return kept + ending.with_final("다" if ending.kind == "adjective" else "ᆫ다")


def _declares(ending: Ending) -> bool:
    """Whether an informal ending can only be a statement: of a verb it is an order or a proposal, too."""
    if ending.speech != "informal":
        return True
    if ending.kind != "adjective" or not ending.sure or ending.stem.form in {"그렇", "이렇", "저렇", "어떻"}:
        return False
    if ending.stem.form == "있":
        return ending.before is not None and ending.before.kind in {"JKS", "JX", "EC"}
    return True


def _is_conjecture(ending: Ending) -> bool:
    """오나 봅니다 is 오나 보다; 가 봅니다 is 가 본다."""
    before = ending.before
    return ending.stem.form == "보" and before is not None and before.form.endswith(_CONJECTURES)


def _turns_to_reader(ending: Ending, body: str) -> bool:
    """Whether a writer speaks to the reader or humbly: in another register that is a slip, whatever its grammar."""
    if ending.speech == "plain":
        return False
    before, stem = ending.before, ending.stem
    root = before.form if before is not None and stem.kind in {"XSV", "XSA"} else stem.form.removesuffix("하")
    told = any(one.form == "었" for one in ending.pre_final)  # 그는 환영했습니다
    if stem.form in GIVING or (not told and (root in FORMULAS or stem.form in FORMULAS)):
        return True
    said = quoted(body)  # of whom is quoted, the writer's register says nothing
    return any(
        one.form in HUMBLE
        and one.kind in {"NP", "NNG"}
        and not said[one.start]
        and _begins_word(body, one.start)
        for one in ending.morphemes
    )


def _begins_word(body: str, place: int) -> bool:
    """Whether a word begins at a place: the 제 of 그제 is not mine."""
    return place == 0 or not body[place - 1].isalnum()


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
    lead = ending.morphemes[ending.place - 2] if ending.place > 1 else None
    has_object = lead is not None and lead.kind == "JKO"  # 상을 수상했다, not 행동이 수상했다
    if not has_object and {noun.form, word} & (ADJECTIVES | BOTH_ROOTS):
        return None
    if _is_unreal(ending.morphemes) or _is_denied(ending):
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


def _is_unreal(morphemes: tuple[Morpheme, ...]) -> bool:
    """Whether a condition runs through the sentence that its past only supposes."""
    return any(
        one.form in {"더라면", "었더라면", "었으면", "었다면"} or one.form.endswith("더라면")
        for one in morphemes
    )


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
    noun = ending.before
    if noun is None or noun.kind not in _NAMES or (noun.kind == "SW" and noun.form not in _VOWEL_SIGNS):
        return None
    at = ending.place - 2
    before = ending.morphemes[at] if at >= 0 else None
    lead = before.kind if before is not None else ""
    if noun.kind == "NNB" and noun.form not in BARE_BOUND and lead not in _UNITS:
        return None
    if lead == "ETM" and noun.form in MOOD_NOUNS:
        return None
    if noun.form == "마련" and lead == "ETN":
        return None
    return body[: noun.end]


def _state(ending: Ending, body: str) -> str | None:
    """있다 → 있음, 높다 → 높음: present states alone; of a verb -함 would be read as what was done."""
    stem, before = ending.stem, ending.before
    if stem.form in {"싶", "듯하", "만하", "법하", "뻔하", "성싶", "같", "못하"} or stem.form in {
        "그렇",
        "이렇",
        "저렇",
        "어떻",
    }:
        return None
    if stem.kind in {"XSA", "XSV"} and (before is None or before.kind not in {"NNG", "XR", "XSN"}):
        return None  # 듯하다, 못하다
    if stem.form in {"있", "없"} and _is_ability(ending):
        return None
    return body[: ending.start] + ending.with_final("음", "ETN")


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


def ends_in_vowel(text: str) -> bool:
    """Whether a word, as it is read aloud, ends in a vowel; of Latin letters capitals alone are sure to be spelt."""
    plain = text
    while plain != (plain := _ASIDE.sub("", plain).rstrip(_CLOSERS)):
        pass
    last = plain[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 == 0
    if last in _VOWEL_SIGNS:
        return bool(last)
    if last.isdecimal():
        return last in _VOWEL_DIGITS
    letters = re.search(r"[A-Z]+$", plain)
    return letters is not None and last not in _CONSONANT_LETTERS
