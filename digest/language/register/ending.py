"""The ending of a Korean sentence as its morphemes tell it: in which register, of which predicate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.language.korean import Morpheme, joined
from digest.language.register.doubts import is_mixed, may_be_verb
from digest.language.register.kinds import PREDICATES, Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Speech = Literal["plain", "polite", "informal"]

FORMS: dict[str, Speech] = {
    "다": "plain",
    "ᆫ다": "plain",
    "는다": "plain",
    "ᆸ니다": "polite",
    "습니다": "polite",
    "어요": "informal",
    "에요": "informal",
    "예요": "informal",
}
_CLOSED = frozenset(FORMS)
_PAST = frozenset({"었", "었었", "겠"})
_SSANG_SIOT = 20
_SYLLABLES = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A closed ending: `body[:start]` is what stands before it.

    Args:
        kind: `past` is every ending behind 았, 었 or 겠, whatever the predicate.
        speech: the register it stands in.
        morphemes: those of the sentence, without the ending.
        place: of the predicate among them.
        start: of the predicate; of the ending alone where that is a syllable of its own (`past`).
        sure: whether the predicate is known to be a verb, or an adjective.
        colloquial: 거다, 겁니다, 거예요: what was 것 is part of the ending.
    """

    kind: Kind
    speech: Speech
    morphemes: tuple[Morpheme, ...]
    place: int
    start: int
    sure: bool = True
    colloquial: bool = False

    @property
    def stem(self) -> Morpheme:
        """The predicate's stem."""
        return self.morphemes[self.place]

    @property
    def before(self) -> Morpheme | None:
        """What stands before the predicate."""
        return self.morphemes[self.place - 1] if self.place else None

    @property
    def pre_final(self) -> tuple[Morpheme, ...]:
        """The endings between the stem and the last one: 시, 었, 겠."""
        return self.morphemes[self.place + 1 :]

    def with_final(self, form: str, tag: str = "EF") -> str:
        """The predicate with another last ending."""
        return joined([(one.form, one.tag) for one in self.morphemes[self.place :]] + [(form, tag)])


def ending_of(body: str, morphemes: Sequence[Morpheme]) -> Ending | None:
    """The ending of a sentence; None where it is not one of the closed ones, or its morphemes do not give what is written.

    Args:
        body: the sentence to its last syllable.
        morphemes: those of the body.
    """
    if not morphemes or morphemes[-1].tag != "EF" or morphemes[-1].end != len(body):
        return None
    final, rest = morphemes[-1], tuple(morphemes[:-1])
    speech = FORMS.get(final.form)
    if any(_hinders(one, speech) for one in rest) or is_mixed(body, rest, _CLOSED):
        return None
    place = len(rest) - 1
    while place >= 0 and rest[place].kind == "EP":
        place -= 1
    if speech is None or place < 0 or rest[place].kind not in PREDICATES:
        return None
    if any(one.form not in {*_PAST, "시", "으시"} for one in rest[place + 1 :]):
        return None
    if rest[-1].kind == "EP" and rest[-1].form in _PAST:
        return _past(body, final, speech, rest, place)
    return _present(body, final, speech, rest, place)


def _hinders(one: Morpheme, speech: Speech | None) -> bool:
    """Whether what is left of a sentence would stay polite (좋습니다만 비쌉니다), or answers somebody (아, 아니에요)."""
    if speech == "polite":
        return one.kind == "EC" and one.form.endswith(("니다만", "니다마는"))
    return speech == "informal" and one.kind == "IC"


def _past(
    body: str, final: Morpheme, speech: Speech, rest: tuple[Morpheme, ...], place: int
) -> Ending | None:
    written = {"plain": "다", "polite": "습니다", "informal": "어요"}[speech]
    before = body.removesuffix(written)
    if before == body or not _closes_with_ss(before) or final.form in {"에요", "예요"}:
        return None
    return Ending(kind="past", speech=speech, morphemes=rest, place=place, start=len(before))


def _closes_with_ss(text: str) -> bool:
    """Whether the last syllable ends in ㅆ, as 았, 했, 봤 and 겠 do."""
    return "가" <= text[-1:] <= "힣" and (ord(text[-1]) - ord("가")) % _SYLLABLES == _SSANG_SIOT


def _present(
    body: str, final: Morpheme, speech: Speech, rest: tuple[Morpheme, ...], place: int
) -> Ending | None:
    stem = rest[place]
    fused = place > 0 and rest[place - 1].end > stem.start
    if stem.kind == "VCP" or (stem.form == "이" and place and rest[place - 1].end == stem.start):
        return _copula(
            body, final, speech, rest, place
        )  # the analyser takes 이다 for a verb behind % and the like
    kind, sure = kind_of(rest, place)
    if speech == "plain":
        told: Kind = "adjective" if final.form == "다" else "verb"
        if kind != told and sure:
            return None  # a dictionary's form (제공하다), or a state with a verb's ending
        kind = told
    found = Ending(kind=kind, speech=speech, morphemes=rest, place=place, start=stem.start, sure=sure)
    same = found.with_final(final.form) == body[stem.start :]
    return found if same and not fused else None


def _copula(
    body: str, final: Morpheme, speech: Speech, rest: tuple[Morpheme, ...], place: int
) -> Ending | None:
    """이다, whose 이 is free after a vowel; 거다 and 겁니다 are one word with it."""
    if not place:
        return None
    before, stem = rest[place - 1], rest[place]
    found = Ending(kind="copula", speech=speech, morphemes=rest, place=place, start=stem.start)
    if before.form == "거" and before.kind == "NNB":
        written = body[before.start :] in {"거다", "거이다", "겁니다", "거예요"}
        return replace(found, start=before.start, colloquial=True) if written else None
    if before.end > stem.start or final.form in {"어요", "ᆫ다"} or (before.tag, before.form) == ("ETN", "기"):
        return None  # 벗기다 is no 벗기 이다, and 이다 is never 인다
    if before.kind == "NP" and before.form == "이" and place > 1 and rest[place - 2].end == before.start:
        return None  # `혁신`이다: taken for 이것
    if may_be_verb(body, rest, contracted=body[stem.start :] == final.form):
        return None
    whole = found.with_final(final.form)  # 이다, 입니다, 이에요
    same = body[stem.start :] in {whole, whole.removeprefix("이")} or final.form == "예요"
    return found if same else None
