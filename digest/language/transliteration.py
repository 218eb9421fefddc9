"""How a foreign name sounds, coarsely: the same few classes whether it is written in Hangul or in Latin letters.

Own rules after the National Institute of Korean Language's table for loanwords (외래어 표기법). A *skeleton* holds
the consonants' classes; a *sound* holds the vowels' too. Neither can be read; both are only compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "J", "J", "J", "K", "T", "P", "H")
_CODAS = (
    *("", "K", "K", "K", "N", "N", "N", "T", "L", "L", "L", "L", "L", "L", "L", "L"),
    *("M", "P", "P", "T", "T", "N", "T", "T", "K", "T", "P", "T"),
)
# 아 애 야 얘 어 에 여 예 오 와 왜 외 요 우 워 웨 위 유 으 의 이; 으 only carries a consonant
_VOWELS = (
    *("a", "e", "ia", "ie", "o", "e", "io", "ie", "o", "ua", "ue", "ue", "io", "u"),
    *("uo", "ue", "ui", "iu", "", "i", "i"),
)
_FIRST, _LAST = 0xAC00, 0xD7A3
SIGNS = "aeiouHJKLMNPST"
"""All that sounds are made of."""
_NO_VOWELS = {ord(sign): None for sign in SIGNS if sign.islower()}
_HANGUL = re.compile(r"[가-힣]+")
_REPEATED = re.compile(r"(.)\1+", re.DOTALL)
_TWICE = re.compile("|".join(2 * sign for sign in SIGNS))

_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch|sh|ss", "S"),
        (r"tch|ch", "J"),
        (r"ck|cq|kh|q", "K"),
        (r"ph|bh", "P"),
        (r"th|dh", "T"),
        (r"(?<=[aeiou])gh", ""),
        (r"gh", "K"),
        (r"^wr", "r"),
        (r"^kn|^gn|^pn", "n"),
        (r"^x|z", "J"),
        (r"x", "KS"),
        (r"ts|tz", "J"),
        (r"ti(?=on|an|a$)", "S"),
        (r"c(?=[eiyéè])", "S"),
        (r"g(?=[eiy])|j", "J"),
        (r"c|k|g", "K"),
        (r"d|t", "T"),
        (r"b|p|f|v", "P"),
        (r"s", "S"),
        (r"l|r(?=[aeiouy])", "L"),
        (r"m", "M"),
        (r"n", "N"),
        (r"(?<![aeiou])h(?=[aeiou])|^h", "H"),
        (r"h", ""),
        (r"ee|ea|ie|y", "i"),
        (r"oo|ou|w", "u"),
        (r"ai|ay|ei|ey", "ei"),
        (r"au|aw", "o"),
    )
)


# How Korean names are written in Latin letters: the Revised Romanization of 2000, and what older spellings share with it.
_ROMAN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"yeo", "io"),
        (r"yae|ye", "ie"),
        (r"wae|oe|we", "ue"),
        (r"eui", "i"),
        (r"y(?=[aou])", "i"),
        (r"w(?=[aio])", "u"),
        (r"ae", "e"),
        (r"eo", "o"),
        (r"eu", ""),
        (r"oo", "u"),
        (r"ee", "i"),
        (r"ch|jj|j", "J"),
        (r"kk|k|g", "K"),
        (r"tt|t|d", "T"),
        (r"pp|p|b", "P"),
        (r"sh|ss|s", "S"),
        (r"r|l", "L"),
        (r"m", "M"),
        (r"n", "N"),
        (r"h", "H"),
    )
)
_KOREAN = re.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|sh|[bdghjklmnprst])?[wy]?[aeiou]{1,2}(?:ng|[bdgkhlmnprst])?){2,}"
)
_LONGEST = 24
"""Letters from which a word is no name: a longer one could be cut into syllables in millions of ways."""

_SILENT = re.compile(r"(?<=[A-Z])e$")


@lru_cache(maxsize=50_000)
def sound(name: str, *, rolled: bool = False) -> str:
    """The coarse sound of a word in Hangul or Latin letters: upper-case consonant classes, lower-case vowels.

    `rolled` keeps a Latin r before a consonant and an e at the end (Duterte: 두테르테, but Carter: 카터).
    """
    if _HANGUL.search(name):
        return _squeeze("".join(map(_syllable, "".join(_HANGUL.findall(name)))))
    text = _spelt(name)
    if not rolled:
        text = _SILENT.sub("", text)
    text = text.replace("r", "L" if rolled else "")
    return _squeeze(text)


@lru_cache(maxsize=50_000)
def _spelt(name: str) -> str:
    """A word in Latin letters by its sound, with what `sound` treats in two ways."""
    plain = unicodedata.normalize("NFKD", name.lower())
    text = "".join(sign for sign in plain if "a" <= sign <= "z")
    for pattern, replacement in _SPELLINGS:
        text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=50_000)
def skeleton(name: str, *, rolled: bool = False) -> str:
    """The consonants of a name's sound."""
    return _squeeze(sound(name, rolled=rolled).translate(_NO_VOWELS))


@lru_cache(maxsize=50_000)
def romanised(name: str) -> frozenset[str]:
    """The sounds of the Korean names that are written so in Latin letters; none if it cannot be one.

    After the Revised Romanization (2000). There can be two: Hangyeol is 한결 or, by its letters, 항열.
    """
    if len(name) > _LONGEST or not _KOREAN.fullmatch(name):
        return frozenset()
    return frozenset(_roman(re.sub(ng, "n", name)) for ng in ("ng(?![aeiouwy])", "ng"))


def _roman(text: str) -> str:
    for pattern, replacement in _ROMAN:
        text = pattern.sub(replacement, text)
    return _squeeze(text)


@lru_cache(maxsize=_LAST - _FIRST + 1)
def _syllable(sign: str) -> str:
    place = ord(sign) - _FIRST
    return _ONSETS[place // 588] + _VOWELS[place % 588 // 28] + _CODAS[place % 28]


def _squeeze(text: str) -> str:
    return _REPEATED.sub(r"\1", text) if _TWICE.search(text) else text  # few have any


@lru_cache(maxsize=200_000)
def similarity(left: str, right: str) -> float:
    """1 - edit distance / length of the longer one (Levenshtein 1966)."""
    longer = max(len(left), len(right))
    return 1 - distance(left, right) / longer if longer else 0.0


def distance(left: str, right: str) -> int:
    """The edit distance, a column of the table at once in the bits of a number (Myers 1999, after Hyyrö 2001)."""
    if not left:
        return len(right)
    places: dict[str, int] = {}
    for place, sign in enumerate(left):
        places[sign] = places.get(sign, 0) | 1 << place
    full, last = (1 << len(left)) - 1, 1 << (len(left) - 1)
    more, less, score = full, 0, len(left)  # where the column rises and falls by one, and its last value
    for sign in right:
        same = places.get(sign, 0)
        level = (((same & more) + more) ^ more) | same
        rising = less | (full & ~(level | more))
        falling = more & level
        score += bool(rising & last) - bool(falling & last)
        rising = rising << 1 | 1
        same |= less
        more = full & (falling << 1 | ~(same | rising))
        less = full & rising & same
    return score
