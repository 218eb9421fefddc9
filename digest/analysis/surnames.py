"""Persons whom a sentence names by surname and title only (`유 의원은`), and the sentences that introduce them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.language.apart import DAYS
from digest.language.data import word_list
from digest.language.english_figures import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLES = (
    "의원|대표|부사장|전무|상무(?!부)|행장|이사장|단장|국장|비서관|행정관|기획관|사무총장|특보|지사|장관|차관|교수|시장|총리|회장|부회장|사장|대통령|위원장|원내대표|최고위원|총장|청장|실장|수석|대변인|감독|선수|"
    "변호사|판사|검사|부장|본부장|센터장|원장|소장|이사|박사|후보"
)
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
_WORDS = "장군|공군|육군|국군|여군|반군|우군|모양|인양|서양|문양|석양|원양|배양|지양|공양|함양|한양|고양|안양|심양|양양|남양|성씨"
"""Words and towns that look like a surname with `군`, `양` or `씨`; a cat (`고양이`) is among them."""
_TITLED = re.compile(
    # the surname first, for which a search leaps
    rf"([{_SURNAMES}])(?<![가-힣].)(?: ?(?:씨|군|양)(?<!{_WORDS})(?=[는은이가의를을도에와과,\s])| (?:{TITLES}|전 [가-힣]{{2,4}}))"
)


def strangers(text: str) -> tuple[str, ...]:
    """The surnames of persons named by surname and title (`유 의원은`, `박씨`) without a full name before it."""
    if text.isascii():
        return ()
    found = dict.fromkeys(
        surname
        for match in _TITLED.finditer(text)
        if not introduces(text[: match.start()], surname := match[1])
    )
    return tuple(found)


def introduces(text: str, surname: str) -> bool:
    """Whether the text gives a full Korean name with this surname."""
    return surname in text and _full_name(surname).search(text) is not None


@lru_cache(maxsize=256)
def _full_name(surname: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣]){surname}[가-힣]{{1,2}}(?=[\s(·,‘“’]|씨)")


_OFFICES = (
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Prof)\.?|President|Senator|Representative|Congressman|Congresswoman|Governor|Secretary|Justice|Judge|Minister|Mayor|Chief|Officer|Detective|"
    r"Sheriff|Professor|Doctor|Chairman|Director|Commissioner|Ambassador|King|Queen|Prince|Princess|Pope|Lord|Lady|Sir"
)
_SHORT_FORM = re.compile(
    rf"(?:(?:{_OFFICES}) )?([A-Z][a-zé]{{2,}}(?:-[A-Z][a-z]+|[A-Z][a-z]+)?)(?<!s)(?:['’]s|,? (?:who |also |later |then |now |has |had |is |was |would |will )?[a-z]+(?:ed|s|d|t|k|e|n|w|g|h)\b|(?:은|는|이|가)\s)"
)
"""A sentence that begins with one name, with or without an office, and what it does."""
_NO_FIRST = re.compile(
    rf"(?:{_OFFICES}|The|A|An|In|On|At|By|For|From|And|But|When|While|After|Before|Former|New)$"
)
_FULLER = re.compile(r"(?<![\w'’-])([A-Z][\w'’.-]*) (?:[A-Z]\. ?)?$")
_NEAR = 40
"""Characters before a family name in which a first name stands."""


def short_form(text: str, before: Iterable[str]) -> str | None:
    """The one name with which a sentence in Latin letters begins (`Roe said`, `Roe는`), where its text gave a fuller one before.

    Args:
        text: the sentence.
        before: the sentences of its text before it.
    """
    found = _SHORT_FORM.match(text)
    if found is None or found[1].lower() in _no_names() or DAYS.match(found[1]):
        return None
    name = found[1]
    common = name.lower()
    for sentence in before:
        if common in sentence and common in sentence.split():  # `police`, though `New York Police` came first
            return None
        at = sentence.find(name)
        if at < 0 or sentence[at + len(name) : at + len(name) + 1].isalnum():
            continue
        # the fuller form is the first that the text gives
        fuller = _FULLER.search(sentence[max(0, at - _NEAR) : at])
        return name if fuller is not None and not _NO_FIRST.match(fuller[1]) else None
    return None


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words that begin sentences, the days and months, and those whom everybody knows."""
    lists = ("well-known-names.txt", "en-stop-words.txt")
    return frozenset().union(*map(word_list, lists), map(str.lower, MONTHS))
