"""The words of a picture: in letters that the font has, broken between words, cut with an ellipsis.

What a page says of its picture stands here, so that only who draws one loads the library that draws.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 1200, 630
NAME = "card.png"
"""The file beside the page that it stands for."""
_CHINESE = (
    "美中日韓北南英獨佛伊露印濠臺與野黨靑檢警軍法官民政府國院市道郡區前現新舊故反親非脫對"
    "無有大小高低上下左右內外先後初全總副核金銀株車船電水火土月男女父母子老勞使學敎醫藥病"
    "死生人文尹李朴崔趙安洪吳鄭姜年時說論戰硏社家者不甲乙發行重輕强弱急再最超萬億兆千百一"
    "二三四五六七八九十半又好惡善銃展詩賞"
)
_READ = (
    "미중일한북남영독불이러인호대여야당청검경군법관민정부국원시도군구전현신구고반친비탈대"
    "무유대소고저상하좌우내외선후초전총부핵금은주차선전수화토월남여부모자노노사학교의약병"
    "사생인문윤이박최조안홍오정강연시설론전연사가자불갑을발행중경강약급재최초만억조천백일"
    "이삼사오육칠팔구십반우호악선총전시상"
)
READINGS = dict(zip(_CHINESE, _READ, strict=True))
"""Chinese characters that stand in Korean headlines → how they are read; a font of Hangul does not have them."""
ELLIPSIS = "…"
_VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # of emoji, such as in colour
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo"})
_LOOSE = re.compile(r"\s+([,.!?…)\]”’」』〉》])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a picture says: the publication, a line on the right such as number and period, a title, lines below it."""

    publication: str
    label: str = ""
    headlines: tuple[str, ...] = ()


def drawable(text: str, has: Callable[[str], bool]) -> str:
    """A text in letters that the font has; empty where one that carries meaning has to be missing.

    Chinese characters are given in their Korean reading, and signs, such as emoji, are left out.

    Args:
        text: what is to be drawn.
        has: whether the font has a character.
    """
    found = []
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)
        if char.isspace() or kind == "Cc":
            found.append(" ")
        elif kind in ("Cf", "Co", "Cs") or char in _VARIANTS:
            continue
        elif has(char):
            found.append(char)
        elif char in READINGS:
            found.append(READINGS[char])
        elif has(plain := unicodedata.normalize("NFKC", char)[:1]) and plain:
            found.append(unicodedata.normalize("NFKC", char))
        elif kind in _LETTERS:
            return ""
    return _LOOSE.sub(r"\1", " ".join("".join(found).split()))


def lines(text: str, *, width: float, most: int, measure: Callable[[str], float]) -> tuple[str, ...]:
    """A text in at most `most` lines, broken between words; a word that is wider than a line is broken within.

    Lines are made alike in length where that takes no line more.

    Args:
        text: without line breaks.
        width: of a line, in the unit of `measure`.
        most: lines; what has no room is an ellipsis.
        measure: the width of a text.
    """
    measure = lru_cache(maxsize=None)(measure)  # narrower columns ask for much again
    words = [piece for word in text.split() for piece in _pieces(word, width, measure)]
    found = _filled(words, width, measure)
    if len(found) > most:
        last = cut(" ".join(found[most - 1 :]), width=width, measure=measure)
        return (*found[: most - 1], last)
    least, enough = 0.0, width
    while len(found) > 1 and enough - least > width / 50:  # the narrowest column that takes no line more
        middle = (least + enough) / 2
        narrow = _filled(words, middle, measure)
        if len(narrow) == len(found) and all(measure(line) <= width for line in narrow):
            enough = middle
        else:
            least = middle
    return tuple(_filled(words, enough, measure))


def cut(text: str, *, width: float, measure: Callable[[str], float]) -> str:
    """A text on one line, cut between words, else within one, with an ellipsis where it has no room."""
    if measure(text) <= width:
        return text
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        told = " ".join(words[:count]).rstrip(",.·:;-–— ") + ELLIPSIS
        if measure(told) <= width:
            return told
    return next(
        (told for size in range(len(text), 0, -1) if measure(told := text[:size] + ELLIPSIS) <= width), ""
    )


def _filled(words: Sequence[str], width: float, measure: Callable[[str], float]) -> list[str]:
    found: list[str] = []
    for word in words:
        joined = f"{found[-1]} {word}" if found else word
        if found and measure(joined) <= width:
            found[-1] = joined
        else:
            found.append(word)
    return found


def _pieces(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A word in pieces that fit a line."""
    found = []
    while measure(word) > width and len(word) > 1:
        size = next(
            size for size in range(len(word) - 1, 0, -1) if size == 1 or measure(word[:size]) <= width
        )
        found.append(word[:size])
        word = word[size:]
    return [*found, word]
