"""Whether the predicate of a sentence is a verb or a state, and whether that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from digest.language.register.lists import ADJECTIVES, BOTH, BOTH_ROOTS, GROWING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.korean import Morpheme

Kind = Literal["past", "verb", "adjective", "copula"]

PREDICATES = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})
_STATES = frozenset({"있", "없", "싶", "듯하", "만하", "법하", "뻔하", "성싶"})
_MOODS = frozenset({"법", "만", "듯", "뻔"})


def kind_of(rest: tuple[Morpheme, ...], place: int) -> tuple[Kind, bool]:
    """Verb or adjective, and whether that is sure."""
    stem = rest[place]
    root = rest[place - 1].form if place else ""
    if stem.kind == "VCN" or stem.form in _STATES:
        return "adjective", True
    if stem.kind in {"XSV", "XSA"} and stem.form == "하":
        kind: Kind = "adjective" if stem.kind == "XSA" else "verb"
        if root in BOTH_ROOTS and _acts_on(rest[: place - 1], root):
            return "verb", True
        return kind, root not in BOTH_ROOTS and (kind == "adjective" or root not in ADJECTIVES)
    if stem.kind in {"VX", "VV"} and stem.form in {"않", "못하", "하"}:
        return _leaning(rest, place)
    grows = stem.form == "크" and _may_grow(rest[:place])
    before = rest[place - 1].kind if place else ""
    if before == "JKO" or (before == "JKB" and stem.form == "이르"):
        return "verb", True  # what has an object, or where it leads to, is done
    return "adjective" if stem.kind in {"VA", "XSA"} else "verb", stem.form not in BOTH and not grows


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
            rest[place - 1].form == "다시피" or (0 <= at < place - 1 and rest[at].form in _MOODS)
        )
        return "verb", stem.form != "않" and not mood  # 없다시피 하다, 그럴 법도 하다
    at -= 1
    while at >= 0 and rest[at].kind == "EP":
        at -= 1
    if at < 0 or rest[at].kind not in PREDICATES:
        return "verb", False
    return ("adjective", True) if rest[at].kind == "VCP" else kind_of(rest, at)


def _acts_on(before: Sequence[Morpheme], root: str) -> bool:
    """Whether a predicate that is both has an object, or what it heeds: 조건을 모두 만족하다, 안전에 유의하다."""
    led = [one for one in before if one.kind != "MAG"]
    if not led:
        return False
    return led[-1].kind == "JKO" or (
        root == "유의" and led[-1].form in {"에", "에게"} and led[-1].kind == "JKB"
    )


def _may_grow(before: Sequence[Morpheme]) -> bool:
    """Whether 크다 may be to grow: beside 빨리, 저절로 and the like, or what one grows by."""
    at = max((at for at, one in enumerate(before) if one.kind in {"EC", "ETM"}), default=-1)
    return any(
        (one.kind == "MAG" and one.form in GROWING) or (one.kind == "JKB" and one.form in {"로", "으로"})
        for one in before[at + 1 :]
    )
