"""Known names of a text that another text does not have, across Korean and English.

Names are those that the publication knows in both scripts, and places. Korea is where readers abroad are told that a town
lies, and says nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.language.names import lexicon, place_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.model import Language

Name = tuple[str, str]
"""A name in Hangul and in Latin letters."""

LONG = 3
"""Syllables of a place from which its name is hardly another word."""
ALIKE = 4
"""Letters that Japan and Japanese have in common."""
_SURE = frozenset(
    [
        "미국",
        "중국",
        "일본",
        "영국",
        "독일",
        "호주",
        "대만",
        "태국",
        "몽골",
        "칠레",
        "페루",
        "쿠바",
        "케냐",
        "홍콩",
        "체코",
        "네팔",
        "예멘",
        "북한",
        "뉴욕",
        "런던",
        "도쿄",
        "방콕",
        "평양",
        "카불",
    ]
)
_HOME = frozenset(("한국", "대한민국", "서울", "한국어"))
_ALSO: Mapping[str, tuple[str, ...]] = {
    "미국": ("us", "u.s.", "usa", "america", "american", "washington"),
    "영국": ("uk", "u.k.", "britain", "british", "england", "english"),
    "중국": ("chinese", "beijing"),
    "북한": ("north korea", "north korean", "pyongyang", "dprk"),
    "네덜란드": ("dutch",),
    "프랑스": ("french", "paris"),
    "스페인": ("spanish",),
    "덴마크": ("danish",),
    "스위스": ("swiss",),
    "튀르키예": ("turkey", "turkish"),
    "아랍에미리트": ("uae", "emirates"),
}
_SHORT: Mapping[str, str] = {
    "미국": "미美", "중국": "중中", "일본": "일日", "영국": "영英", "러시아": "러露", "독일": "독獨", "프랑스": "불佛",
    "북한": "북北", "인도": "인印", "호주": "호濠", "대만": "台", "유럽": "유歐",
}  # fmt: skip


def strange_names(
    text: str, language: Language, told: Sequence[tuple[str, Language]], names: Iterable[Name] = ()
) -> tuple[str, ...]:
    """The known names of a text that none of the texts `told` has, in either script, each once.

    Args:
        text: the one that is looked at.
        language: of it.
        told: texts, each with its language.
        names: that the publication knows.
    """
    known = list(names)
    own = {key for name in known for key in (name[0], name[1].casefold())}
    places = [
        (korean, latin) for korean, latin in _places() if korean not in own and latin.casefold() not in own
    ]
    whole = " ".join(one for one, _ in told)
    found = [
        (shown, forms)
        for shown, forms in _claims(text, language, [*known, *places])
        if not any(_stands(form, whole) for form in forms)
    ]
    return tuple(dict.fromkeys(shown for shown, _ in found))


def _claims(text: str, language: Language, names: Sequence[Name]) -> Iterator[tuple[str, list[str]]]:
    """The names that a text has, each with all forms under which another may have it."""
    by: dict[str, list[str]] = {}
    for korean, latin in names:
        shown = korean if language == "ko" else latin
        by.setdefault(shown, []).extend((korean, latin, *_ALSO.get(korean, ()), *_short(korean)))
    seen: list[tuple[int, int]] = []
    for shown in sorted(by, key=lambda one: (-len(one), one)):
        match = _searched(shown, text)
        if match and not any(start <= match.start() < end for start, end in seen):
            seen.append(match.span())
            yield shown, by[shown]


def _searched(name: str, text: str) -> re.Match[str] | None:
    """A name as a word: with a Korean particle behind it, a Latin one by itself, its first letter as it is."""
    # Few of the thousands of names are there: no pattern is made for the others.
    if not set(name) - {" "} <= set(text):
        return None
    if re.search(r"[가-힣]", name):
        spaced = r"\s?".join(map(re.escape, name.replace(" ", "")))
        return re.search(rf"(?<![가-힣]){spaced}", text)
    if len(name) < LONG - 1:
        return None
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text)


def _stands(form: str, text: str) -> bool:
    if re.search(r"[가-힣一-龥]", form):
        return form.replace(" ", "") in text.replace(" ", "")
    words = re.findall(r"[A-Za-z][A-Za-z.]*", form.casefold())
    there = set(re.findall(r"[a-z][a-z.]*", text.casefold()))
    stems = {word[:ALIKE] for word in there if len(word) >= ALIKE}
    return all(
        word in there or f"{word}." in there or (len(word) >= ALIKE and word[:ALIKE] in stems)
        for word in words
    )


def _short(korean: str) -> tuple[str, ...]:
    """What headlines shorten a country to; of a language, the country: 일본어 and 일본 are Japanese."""
    return tuple(_SHORT.get(korean, "")) + ((korean[:-1],) if korean.endswith("어") else ())


@lru_cache(maxsize=1)
def _places() -> tuple[Name, ...]:
    ordinary = lexicon()
    return tuple(
        (korean, latin)
        for korean, latin in sorted(place_names().items())
        if korean not in _HOME
        and "Korea" not in latin.replace("North Korea", "")
        and (korean in _SURE or (len(korean) >= LONG and korean not in ordinary))
        and latin[:1].isupper()
    )
