"""Persons whom Korean reports call by a letter (`A씨`, `B 경위`): each report gives the letters anew.

The same man is `A 경위` in one report and `B경위` in another: sentences of both, side by side, make two men of him.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

_LETTERED = re.compile(
    r"(?<![A-Za-zㄱ-ㅎ])([A-Zㄱ-ㅎ])(?:\(\d[^)]{0,8}\))? ?"
    r"(씨|군|양|순경|경장|경사|경위|경감|경정|총경|교수|교사|의원|대표|회장|사장|이사|부장|과장|팀장|판사|검사|변호사|의사|기자|감독|선수|코치|목사|소장|중령|소령|대위|중위|상사|중사|하사|상병|일병|병장)(?![가-힣]*(?:단|회)\b)"
)


Alias = tuple[str, str]
"""A letter and the title behind it."""


@lru_cache(maxsize=10_000)
def aliases(text: str) -> frozenset[Alias]:
    """The letters in a text that stand for persons."""
    if text.isascii():
        return frozenset()
    return frozenset((found[1], found[2]) for found in _LETTERED.finditer(text))


def clash(one: AbstractSet[Alias], others: Iterable[AbstractSet[Alias]]) -> bool:
    """Whether letters of one report and of others are given differently: a title with another letter, a letter with another title."""
    told = frozenset[Alias]().union(*others)
    for place in (0, 1):
        own, theirs = _by(one, place), _by(told, place)
        if any(own[key].isdisjoint(theirs[key]) for key in own.keys() & theirs.keys()):
            return True
    return False


def _by(pairs: Iterable[Alias], place: int) -> Mapping[str, AbstractSet[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        found[pair[place]].add(pair[1 - place])
    return found
