"""Who died or is missing: the one count that is news however small, in either language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.language.acts import act
from digest.language.measures import PEOPLE, measures
from digest.language.numbers import stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.language.measures import Measure
    from digest.model import Language

ACTS = frozenset(("killed", "missing"))
"""Acts beside a count that make it a toll."""
_SPOKEN = {
    "ko": re.compile(r"숨|사망|희생|실종|목숨"),
    "en": re.compile(r"kill|dead|die[ds]|death|fatalit|toll|missing|lives", re.IGNORECASE),
}
"""What a sentence with a toll has, at least."""
_AHEAD_KO = re.compile(
    r"(?<![가-힣])(?:사망자|희생자|숨진 사람|실종자|사망|실종)(?:\s?수)?(?:[은는이가])?\s(?:모두\s|총\s|최소\s)?$"
)
_DEAD_KO = re.compile(r"숨[졌지진]|사망|목숨|희생|실종")
_WORD_END = re.compile(r"[가-힣]*")
_AHEAD_EN = re.compile(
    r"\b(?:(?:death\s)?toll|(?:number|total) of (?:people |those )?(?:killed|dead|deaths))\b(?:(?!\d|[.;:]\s).){0,90}?"
    r"\b(?:to|at|is|was|reach(?:ed|es)|hits?|now)\s(?:at least\s)?$|\bkill(?:s|ed|ing)\s(?:at least\s)?$",
    re.IGNORECASE,
)
_BEHIND_EN = re.compile(
    r"\s(?:people\s)?(?:(?:are|were|was|have been|had been|feared|confirmed)\s)?(?:dead|dies?|died|killed|missing)\b"
    r"|\s(?:confirmed\s)?(?:deaths|fatalities)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bno |한 명도", re.IGNORECASE)
"""Before a count, or that itself: nobody died."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Toll(NamedTuple):
    """A count of dead or missing people, as `numbers.figures` writes it; text[start:end] says so."""

    figure: str
    start: int
    end: int


def tolls(text: str, language: Language) -> Iterator[Toll]:
    """The tolls of a sentence or headline, in order."""
    spoken = _SPOKEN.get(language)
    if spoken is None or not spoken.search(text):
        return
    counts = {one.start: one for one in measures(text, language) if one.unit in ("", PEOPLE)}
    find = _korean if language == "ko" else _english
    for figure, start, end in stated(text, language):
        if figure[0] == "n" and not _YEAR.fullmatch(text[start:end]):
            place = find(text, start, end, counts.get(start))
            if place and not _NONE.search(text[max(0, start - 3) : start + 4]):
                yield Toll(figure, *place)


def _korean(text: str, start: int, end: int, one: Measure | None) -> tuple[int, int] | None:
    if one is None or one.unit != PEOPLE:
        return None
    ahead = _AHEAD_KO.search(text[:start])
    if ahead:
        return ahead.start(), one.end
    found = act(text, 0, len(text), one, "ko")
    dead = _DEAD_KO.search(text, end) if found and found.name in ACTS else None
    whole = _WORD_END.match(text, dead.end()) if dead else None
    return (start, whole.end()) if whole else None


def _english(text: str, start: int, end: int, one: Measure | None) -> tuple[int, int] | None:
    found = act(text, 0, len(text), one, "en") if one else None
    if found and found.name in ACTS:
        return min(start, found.start), max(end, found.end)
    ahead = _AHEAD_EN.search(text[:start])
    if ahead:
        return ahead.start(), end
    behind = _BEHIND_EN.match(text, end)
    return (start, behind.end()) if behind else None
