"""Whether the predicate of a sentence is a verb or a state, and whether that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from digest.language.register.lists import ACTING, ADJECTIVES, BOTH, BOTH_ROOTS, GROWING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.korean import Morpheme

Kind = Literal["past", "verb", "adjective", "copula"]

PREDICATES = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})
_STATES = frozenset({"있", "없", "싶", "듯하", "만하", "법하", "뻔하", "성싶"})
_BITS = frozenset({"ETM", "MAG", "NNB", "XR", "XPN"})
_SENSES = frozenset({"눈", "귀"})
_MOODS = frozenset({"법", "만", "듯", "뻔"})


def kind_of(rest: tuple[Morpheme, ...], place: int) -> tuple[Kind, bool]:
    """Verb or adjective, and whether that is sure."""
    stem = rest[place]
    if stem.kind == "VCN" or stem.form in _STATES:
        return "adjective", True
    if stem.kind in {"XSV", "XSA"} and stem.form == "하":
        return _made_of(rest, place)
    if stem.form == "하" and place and rest[place - 1].end == stem.start and rest[place - 1].kind in _BITS:
        return "verb", False  # 지난하다, taken apart
    if stem.kind in {"VX", "VV"} and stem.form in {"않", "못하", "하"}:
        return _leaning(rest, place)
    before = rest[place - 1].kind if place else ""
    if before == "JKO" or (before == "JKB" and stem.form == "이르"):
        return "verb", True  # what has an object, or where it leads to, is done
    kind: Kind = "adjective" if stem.kind in {"VA", "XSA"} else "verb"
    return kind, stem.form not in BOTH and not _may_differ(rest[:place], stem)


def _made_of(rest: tuple[Morpheme, ...], place: int) -> tuple[Kind, bool]:
    """What 하다 makes of a noun or a root: an adjective, where the analyser knows it for one."""
    root = rest[place - 1].form if place else ""
    kind: Kind = "adjective" if rest[place].kind == "XSA" else "verb"
    if root in BOTH_ROOTS and acts_on(rest[: place - 1], root):
        return "verb", True
    grown = place > 1 and rest[place - 2].end == rest[place - 1].start
    roots = {root, rest[place - 2].form + root} if grown else {root}
    if kind == "adjective":
        return kind, roots.isdisjoint(BOTH_ROOTS)
    guessed = grown and rest[place - 2].kind == "XPN"  # 무해하다
    return kind, not guessed and roots.isdisjoint(ADJECTIVES | BOTH_ROOTS)


def _leaning(rest: tuple[Morpheme, ...], place: int) -> tuple[Kind, bool]:
    """않다, 못하다 and -기도 하다 are what the predicate before them is."""
    stem = rest[place]
    at = place - 1
    while at >= 0 and rest[at].kind in {"JX", "JKO", "JKS"}:
        at -= 1
    leads = at >= 0 and (
        (rest[at].form in {"지", "지만"} and rest[at].kind == "EC" and stem.form != "하")
        or (rest[at].kind == "ETN" and stem.form == "하" and at < place - 1 and rest[at + 1].kind == "JX")
    )
    if not leads:
        mood = place > 0 and (
            rest[place - 1].form == "다시피"
            or (at >= 0 and rest[at].form in _MOODS and (at < place - 1 or rest[at].kind == "NNB"))
        )
        return "verb", stem.form != "않" and not mood  # 없다시피 하다, 그럴 법도 하다, 올 듯 하다
    at -= 1
    while at >= 0 and rest[at].kind == "EP":
        at -= 1
    if at < 0 or rest[at].kind not in PREDICATES:
        return "verb", False
    return ("adjective", True) if rest[at].kind == "VCP" else kind_of(rest, at)


def acts_on(before: Sequence[Morpheme], root: str) -> bool:
    """Whether a predicate that is both has in its clause an object, or what it heeds: 배를 거제에서 건조하다, 안전에 유의하다."""
    at = max((at for at, one in enumerate(before) if one.kind in {"EC", "ETM", "EF"}), default=-1)
    led = [one for one in before[at + 1 :] if one.kind != "MAG"]
    if not led:
        return False
    return any(one.kind == "JKO" for one in led) or led[-1].form in ACTING.get(root, ())


def _may_differ(before: Sequence[Morpheme], stem: Morpheme) -> bool:
    """Whether a stem may be another beside its subject: 배가 부르다, 노래도 부른다; 길이 멀다, 눈이 먼다; 손이 크다, 아이가 큰다."""
    if stem.form == "크":
        return stem.kind == "VV" or _may_grow(before)
    told = len(before) > 1 and before[-1].kind in {"JKS", "JX"}
    return told and (stem.form == "부르" or (stem.form == "멀" and before[-2].form in _SENSES))


def _may_grow(before: Sequence[Morpheme]) -> bool:
    """Whether 크다 may be to grow: beside 빨리, 저절로 and the like, or what one grows by."""
    at = max((at for at, one in enumerate(before) if one.kind in {"EC", "ETM"}), default=-1)
    return any(
        (one.kind == "MAG" and one.form in GROWING) or (one.kind == "JKB" and one.form in {"로", "으로"})
        for one in before[at + 1 :]
    )
