"""The register (문체) of Korean sentences: their closed, safe endings in another one, and which one a sentence stands in.

Only what an ending says of the register is rewritten. All before the last predicate stays letter by letter; between
`plain` (-다) and `polite` (-습니다) the last ending alone changes; `noun` (개조식) is given only where it says the same.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.language.korean import Morpheme, morphemes, version_of_analyser
from digest.language.pieces import pieces
from digest.language.register.ending import ending_of
from digest.language.register.forms import spoken
from digest.language.register.nouns import bare
from digest.language.register.tail import Tail, tail_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Target = Literal["noun", "plain", "polite"]
TARGETS: tuple[Target, ...] = ("noun", "plain", "polite")
Stands = Literal["noun", "plain", "polite", "informal"]

_NOMINAL = frozenset({"음", "ᆷ", "기"})  # the analyser sometimes takes them for last endings

_ASKING = ("세", "셔", "ᆫ지", "는지", "ᆯ지", "을지", "나", "ᆫ가", "은가", "는가", "ᆯ까", "을까")
"""What stands before 요 in an order (보세요) and in a question."""

RULES = "4"
"""Raised whenever the rules of this package change what they answer; part of the provenance of an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A sentence in another register. `rule` names the register and the ending: `polite:past`."""

    shown: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The end of a sentence; `lead` is what stands before the line it is on."""

    lead: str
    tail: Tail
    morphemes: tuple[Morpheme, ...]


def rewrite(texts: Sequence[str], target: Target) -> list[Rewritten | None]:
    """Each sentence in a register; None where it stands in it, or where no rule is safe."""
    return [_rewritten(read, target) if read else None for read in _read(texts)]


def derived(text: str, rule: str) -> str | None:
    """What a rule makes of a sentence; None where it makes nothing of it."""
    target = next((one for one in TARGETS if rule.startswith(f"{one}:")), None)
    if target is None:
        return None
    found = rewrite([text], target)[0]
    return found.shown if found is not None and found.rule == rule else None


def version(target: str) -> str:
    """What the provenance of an issue says of its register, behind the version of the analyser."""
    return f"register {target}, rules {RULES}"


def rewrites_as_now(told: str) -> bool:
    """Whether what an issue says of its analyser and register (`version`) are today's: the same is made of a sentence again."""
    return told.startswith(f"{version_of_analyser()};") and told.endswith(f", rules {RULES}")


def stands_in(texts: Sequence[str]) -> list[Stands | None]:
    """The register of each sentence; None of a question, an order, a quotation, or what is not Korean."""
    return [_stands(read.morphemes) if read else None for read in _read(texts)]


def _read(texts: Sequence[str]) -> Iterator[_Read | None]:
    ends = [_end(text) for text in texts]
    found = iter(morphemes([f"{tail.body}." for _, tail in filter(None, ends)]))
    for end in ends:
        if end is None:
            yield None
            continue
        lead, tail = end
        known = tuple(one for one in next(found) if one.start < len(tail.body))
        yield _Read(lead=lead, tail=tail, morphemes=known)


def _end(text: str) -> tuple[str, Tail] | None:
    """What stands before the last line, and the end of the sentence on it; None where it may not be touched."""
    if not text.strip() or not tail_of(text):
        return None
    last = pieces(text)[-1]
    begun = last.start == 0 or text[last.start - 1] in "\n\r\u2028"
    if last.places is not None or not begun:
        return None  # invisible characters, or longer than can be analysed
    tail = tail_of(text[last.start :])
    if tail is None or not unicodedata.is_normalized("NFC", tail.body):
        return None
    return text[: last.start], tail


def _rewritten(read: _Read, target: Target) -> Rewritten | None:
    tail = read.tail
    ending = ending_of(tail.body, read.morphemes)
    if ending is None or (target == "noun" and tail.mark in {"!", "…"}):
        return None
    if ending.speech == "informal" and tail.mark in {"", "…"}:
        return None  # 했어요 may be asked
    body = bare(ending, tail.body) if target == "noun" else spoken(ending, tail.body, target)
    if body is None:
        return None
    return Rewritten(
        shown=read.lead + tail.ended(body, stopped=target != "noun"), rule=f"{target}:{ending.kind}"
    )


def _stands(known: Sequence[Morpheme]) -> Stands | None:
    if not known:
        return None
    last = known[-1]
    if last.tag == "EF" and last.form.endswith(("ᆸ니다", "습니다")):
        return "polite"
    if last.form == "요" or (last.tag == "EF" and last.form.endswith("요")):
        ends = [one for one in known[-2:] if one.kind in {"EF", "EC"}]
        asked = any(one.form.removesuffix("요").endswith(_ASKING) for one in ends)
        return "informal" if ends and not asked else None  # 개요 is 개 and 요 to the analyser
    if last.tag == "EF" and last.form not in _NOMINAL:
        return "plain" if last.form in {"다", "ᆫ다", "는다"} else None
    return (
        "noun"
        if last.form in _NOMINAL or last.kind in {"ETN", "NNG", "NNP", "NNB", "NR", "XSN", "SN"}
        else None
    )
