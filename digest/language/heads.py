"""One sign for a name, as Korean headlines write it: 美 for 미국, 檢 for 검찰."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.language.words import WordKind

_COUNTRIES = zip(
    "美中日北韓英獨佛露印濠泰",
    ("미국", "중국", "일본", "북한", "한국", "영국", "독일", "프랑스", "러시아", "인도", "호주", "태국"),
    strict=True,
)
_BODIES = zip("靑檢警與野", ("청와대", "검찰", "경찰", "여당", "야당"), strict=True)

HEADS: Mapping[str, str] = {
    **dict(_COUNTRIES),
    **dict(_BODIES),
}
"""Countries and bodies of state that need no year to be understood: 文 and 朴 are presidents of their time, and stand for none."""
SIGNS: Mapping[str, frozenset[str]] = {
    name: frozenset(sign for sign, own in HEADS.items() if own == name) for name in HEADS.values()
}
"""The signs that stand for each name."""
HEADED: frozenset[WordKind] = frozenset({"hanja"})
"""미 and 중 for countries (`한·미 정상`) are left out: analysis often takes them for other words, and other words for them."""


def headed(form: str, kind: WordKind) -> str:
    """What a word of one sign stands for; empty where it stands for nothing else."""
    return HEADS.get(form, "") if kind in HEADED else ""
