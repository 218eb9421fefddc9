"""Whether a name in Hangul and one in Latin letters are the same name, by how they sound."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.language.transliteration import similarity, skeleton, sound

SAME = 0.62
"""Resemblance from which two names that a text puts side by side are one."""
SURE = 0.76
"""The same where less can be compared: a single consonant, or one word of several."""
WORD = 0.5
"""What each word of a name of several words must reach."""
SHORTEST = 3
"""Signs of a sound below which a name is too short to be judged by it."""

_LETTERS = "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 아르 에스 티 유 브이 더블유 엑스 와이 제트"
_OTHERWISE = {"시": "씨", "알": "아르", "더블류": "더블유", "지": "제트"}
_SPELLED = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTERS.split(), strict=True))
_WORDS = re.compile(r"[^\s·-]+")
_HANGUL = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_BEGINS, _ENDS = re.compile(r"^[A-Za-z0-9.]+"), re.compile(r"[A-Za-z0-9.]+$")
# Korean names: ng is one sound, and some families keep a letter that is not spoken.
_NG = re.compile(r"ng(?![aeiouy])", re.IGNORECASE)
_FAMILIES = {
    "이": re.compile(r"^(?:lee|rhee|yi|ri)", re.IGNORECASE),
    "임": re.compile(r"^(?:lim|rim|im)", re.IGNORECASE),
    "노": re.compile(r"^(?:roh|noh|no)", re.IGNORECASE),
}
_PERSON = 3
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_SPOKEN = re.compile(r"[AEIOUY]")


def resemblance(hangul: str, latin: str) -> float:
    """How alike two names sound, 0 to 1; 0 where there is too little to compare.

    Both may have several words. Letters and figures that both begin or end with (오픈AI, OpenAI) need no sound.
    """
    if _CAPITALS.fullmatch(latin) and spelled(hangul, latin):
        return 1.0
    if _CAPITALS.fullmatch(latin) and not _SPOKEN.search(latin):
        return 0.0  # letters that can only be spelled
    left, right = _WORDS.findall(hangul), _WORDS.findall(latin)
    if len(left) == len(right) > 1:
        scores = [_words(one, other) for one, other in zip(left, right, strict=True)]
        if min(scores) >= WORD:
            return max(sum(scores) / len(scores), _words("".join(left), "".join(right)))
    return _words("".join(left), "".join(right))


def same_name(hangul: str, latin: str) -> bool:
    """Whether two names that stand side by side are one name by their sound."""
    return resemblance(hangul, latin) >= (SAME if len(skeleton(latin)) > 1 else SURE)


def aligned(hangul: str, latin: str) -> tuple[tuple[str, str], ...]:
    """The words of a name with their counterparts, where each of them sounds like its own; else the name as a whole."""
    left, right = _WORDS.findall(hangul), _WORDS.findall(latin)
    if len(left) == len(right) > 1 and all(
        _words(one, other) >= WORD for one, other in zip(left, right, strict=True)
    ):
        return tuple(zip(left, right, strict=True))
    return (("".join(left), " ".join(right)),)


def spelled(hangul: str, capitals: str) -> bool:
    """Whether the Hangul names the letters one by one: 아이비엠 and IBM."""
    rest = hangul.replace(" ", "")
    for letter in capitals:
        names = {_SPELLED[letter], *(name for name, of in _OTHERWISE.items() if of == _SPELLED[letter])}
        found = next((name for name in sorted(names, key=len, reverse=True) if rest.startswith(name)), None)
        if found is None:
            return False
        rest = rest[len(found) :]
    return not rest


@lru_cache(maxsize=50_000)
def _words(hangul: str, latin: str) -> float:
    hangul, latin, shared = _without_shared_ends(hangul, _NG.sub("n", latin))
    family = _FAMILIES.get(hangul[0]) if len(hangul) == _PERSON else None
    if family:
        given = family.sub("", latin)
        hangul, latin = (hangul[1:], given) if given != latin else (hangul, latin)
    if not _HANGUL.search(hangul) or not _LATIN.search(latin) or (_LATIN.search(hangul) and not shared):
        return 0.0
    mine = sound(hangul)
    best = 0.0
    for rolled in (False, True):
        theirs = sound(latin, rolled=rolled)
        if min(len(mine), len(theirs)) < (SHORTEST - 1 if shared else SHORTEST):
            continue
        bones = similarity(skeleton(hangul), skeleton(latin, rolled=rolled))
        best = max(best, (bones + similarity(mine, theirs)) / 2)
    return best


def _without_shared_ends(hangul: str, latin: str) -> tuple[str, str, bool]:
    """Both without the Latin letters and figures that stand at the same end of both, and whether there were any."""
    shared = False
    begin = _BEGINS.search(hangul)
    if begin and latin.lower().startswith(begin[0].lower()):
        hangul, latin, shared = hangul[begin.end() :], latin[begin.end() :], True
    end = _ENDS.search(hangul)
    if end and latin.lower().endswith(end[0].lower()):
        hangul, latin, shared = hangul[: end.start()], latin[: -len(end[0])], True
    return hangul, latin, shared
