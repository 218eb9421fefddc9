"""What analysis takes for a name and is none that anybody would call new: who wrote a report, a plural, a kind of thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.familiar import rate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Story

AGENCIES = frozenset(
    [
        "연합뉴스",
        "뉴시스",
        "뉴스1",
        "로이터",
        "로이터통신",
        "블룸버그",
        "블룸버그통신",
        "교도통신",
        "신화통신",
        "타스통신",
        "게티이미지",
        "게티이미지뱅크",
        "AP",
        "AP통신",
        "AFP",
        "AFP통신",
        "EPA",
        "DPA",
        "Reuters",
        "Bloomberg",
        "Yonhap",
        "Newsis",
        "Xinhua",
        "Kyodo",
    ]
)
"""Who is named in reports of all kinds, as their source."""
_KINDS = "선장실계본제행발형용급판"
"""Syllables that make a kind of thing of the word before them: 공청회장, LNG선."""
_MADE_IN = re.compile(r"(?:국내|한국|미국|중국|일본|독일|호주|러시아|베트남|유럽)산")
_SHORTEST = 2


def names_nobody(name: str, stories: Iterable[Story]) -> bool:
    """Whether a name is told as no more than who reports, or is a plain word by its end.

    Args:
        name: as texts write it.
        stories: that tell it.
    """
    stem, last = name[:-1], name[-1:]
    if name in AGENCIES or _MADE_IN.fullmatch(name):
        return True
    if "가" <= last <= "힣" and len(stem) >= _SHORTEST:
        known = stem.isascii() or rate(stem) > 0
        if (last == "들" and (known or len(stem) > _SHORTEST)) or (last in _KINDS and known):
            return True
    return _only_writes(name, stories)


def _only_writes(name: str, stories: Iterable[Story]) -> bool:
    """Whether all that is told of it is that it is an outlet or wrote the report."""
    written = re.escape(name)
    by = re.compile(
        rf"{written}\s?(?:기자|특파원|통신원|논설위원|인턴기자)|(?:기자|특파원)\s?{written}|\bBy {written}|[(\[][^)\]]{{0,16}}={written}[)\]]"
    )
    told = credited = 0
    for story in stories:
        if name == story.outlet:
            return True
        for text in (story.title, story.text):
            told += text.count(name)
            credited += len(by.findall(text))
    return 0 < told <= credited
