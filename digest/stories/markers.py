"""Markers: what opens a line to say "a new item", in Korean and English documents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD_GLYPHS = "◆◈❖♦■▣▶►▷▲△▼▽●◉◎★☆□❏❑◇✦✅▢◘❍⬛⬜⚫🔹🔸🔷🔶≫»"
_ITEM_GLYPHS = "○◯∘◌◾◽⦁▪▫▸▹‣◦•∙·ㆍ・－–—\uf0a7\uf0b7\uf0d8\uf06c\uf06e\uf075✓✔➤➢➜➔→⇒☑"
_NOTE_GLYPHS = "※＊"
_POINTER_GLYPHS = "☞☛👉"
_KOREAN_LETTERS = "가나다라마바사아자차카타파하"
_ORDINALS = ("첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_NUMBERED = (
    ("1.1", re.compile(r"(?P<n>\d{1,2})(?:\.(?P<m>\d{1,2})){1,2}\.?\s+(?=[^\s\d%])")),
    ("1.", re.compile(r"(?P<n>\d{1,2})(?:\.(?:\s+(?=\S)|(?=[가-힣A-Z“‘\"'\[<]))|．\s*(?=\S))")),
    ("1)", re.compile(r"(?P<n>\d{1,2})[)）]\s*(?=\S)")),
    ("(1)", re.compile(r"[(（](?P<n>\d{1,2})[)）]\s*(?=\S)")),
    ("<1>", re.compile(r"[<〈《](?P<n>\d{1,2})[>〉》]\s*(?=\S)")),
    ("[1]", re.compile(r"\[(?P<n>\d{1,3})\]\s*(?=\S)")),
    ("1️⃣", re.compile("(?P<n>\\d{1,2})\ufe0f?\u20e3\\s*(?=\\S)")),
    ("#1", re.compile(r"#(?P<n>\d{1,2})[.:)]?\s+(?=\S)")),
)
_BEFORE_NUMBERS = "(（<〈《[#"
_TITLED_NUMBER = re.compile(
    r"(?:제\s?(?P<n>\d{1,2})\s?[장절호]|(?:이슈|뉴스|소식|Issue|Story|News|Item|No\.?)\s?#?(?P<m>\d{1,2}))\s*[.:|)\-–—]?\s+(?=\S)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?P<o>{'|'.join(_ORDINALS)})\s?번째(?:\s+[가-힣A-Za-z]{{1,10}})?\s*[:.,\-–—|]\s*(?=\S)"
)
_ENGLISH_ORDINAL = re.compile(
    rf"(?P<o>{'|'.join(_FIRST)})(?:\s+\w{{1,12}})?\s*[:\-–—|]\s*(?=\S)", re.IGNORECASE
)
_ROMAN_NUMBER = re.compile(r"(?:(?P<glyph>[Ⅰ-Ⅻ])\.?\s*|(?P<o>[IVX]{1,4})\.\s+)(?=\S)")
_CIRCLED = re.compile("(?P<c>[①-⑳❶-❿➀-➉⓵-⓾㉠-㉭])\\s*(?=\\S)")
_KOREAN_LETTER = re.compile(rf"(?P<k>[{_KOREAN_LETTERS}])(?P<after>[.)])\s+(?=\S)")
_HASHES = re.compile(r"(?P<h>#{1,6})\s+(?=\S)")
_BRACKETED = re.compile(r"(?P<b>【(?P<in>[^】\n]{1,80})】|\[(?P<in2>[^\]\d\n][^\]\n]{0,29})\])\s*")
_EMOJI = re.compile(
    "(?P<e>[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)*)\\s*(?=\\S)"
)
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]{1,40}:\s*(?=\S)")
"""An emoji as chat programs write it where they cannot show it."""
_FONT_LETTER = re.compile(r"(?P<f>[nluqmv])\s+(?=\S)|(?P<o>o)\s+(?=[^\sa-z])")
_SMALL_CIRCLE = re.compile(r"(?P<c>[ㅇｏ])\s+(?=\S)")
_POUND = re.compile(r"£\s*(?=[^\s\d])")
_ANY_POUND = re.compile(r"£\s*(?=\S)")
_ANGLES = re.compile(r">{2,3}\s+(?=\S)")
_ASCII = re.compile(r"(?P<a>-|\*)(?:\s+(?=\S)|(?=[가-힣]))|(?P<two>--|\*\*)\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What opens a line.

    Attributes:
        label: the marker as shown (`◆`, `2.1`, `첫 번째 이슈:`).
        family: the same for markers of one series: the glyph itself, or the pattern (`1.`, `(1)`, `ordinal`).
        rest: the line without it.
        level: 1 for what usually opens a story or chapter, 2 for points below it, 3 for details and notes.
        number: its place in its series (1 = first), 0 where it has none.
    """

    label: str
    family: str
    rest: str
    level: int
    number: int = 0


def marker(line: str, *, letters: frozenset[str] = frozenset()) -> Marker | None:
    """The marker that opens a tidy line, or None.

    Args:
        line: one tidy line.
        letters: letters that stand for bullets in this text (a symbol font's `n` is ■): see `font_letters`.
    """
    if not line:
        return None
    for read in (_numbered, _worded, _lettered, _symbols, _brackets):
        found = read(line)
        if found:
            return found
    letter = _FONT_LETTER.match(line) if letters else None
    if letter and line[0] in letters:
        return _made(line, letter, line[0], 2)
    pound = _ANY_POUND.match(line) if "£" in letters else None
    return _made(line, pound, "£", 2) if pound else None


def font_letters(lines: Iterable[str]) -> frozenset[str]:
    """The letters that open so many lines of this text that they must be a symbol font's bullets.

    A letter is one if it opens three lines or more; `o`, which is a word of some languages, never before a small letter.
    """
    lines = list(lines)
    good = Counter(line[0] for line in lines if _FONT_LETTER.match(line))
    bad = Counter(
        line[0] for line in lines if line[1:2] == " " and line[0] != "£" and not _FONT_LETTER.match(line)
    )
    good["£"] = sum(bool(_POUND.match(line)) for line in lines)
    least = 3
    return frozenset(letter for letter, count in good.items() if count >= least and not bad[letter])


def _made(line: str, match: re.Match[str], family: str, level: int, number: int = 0) -> Marker:
    return Marker(
        label=match.group().strip(), family=family, rest=line[match.end() :], level=level, number=number
    )


def _numbered(line: str) -> Marker | None:
    if not (line[0].isdecimal() or line[0] in _BEFORE_NUMBERS):
        return None
    for family, pattern in _NUMBERED:
        match = pattern.match(line)
        if match:
            deep = family == "1.1"
            number = int(match["m"] if deep else match["n"])
            return _made(line, match, family, 2 if deep or family in {"1)", "(1)", "[1]"} else 1, number)
    return None


def _worded(line: str) -> Marker | None:
    if match := _TITLED_NUMBER.match(line):
        return _made(line, match, "titled", 1, int(match["n"] or match["m"]))
    if match := _ORDINAL.match(line):
        return _made(line, match, "ordinal", 1, _ORDINALS.index(match["o"]) + 1)
    if match := _ENGLISH_ORDINAL.match(line):
        return _made(line, match, "ordinal", 1, _FIRST.index(match["o"].lower()) + 1)
    return None


def _lettered(line: str) -> Marker | None:
    if match := _ROMAN_NUMBER.match(line):
        number = ord(match["glyph"]) - ord("Ⅰ") + 1 if match["glyph"] else 0
        if not number and match["o"].lower() in _ROMAN:
            number = _ROMAN.index(match["o"].lower()) + 1
        return _made(line, match, "Ⅰ.", 1, number) if number else None
    if match := _CIRCLED.match(line):
        first = next(start for start in "㉠⓵➀❶①" if match["c"] >= start)
        return _made(line, match, "①", 2, ord(match["c"]) - ord(first) + 1)
    if match := _KOREAN_LETTER.match(line):
        return _made(line, match, f"가{match['after']}", 2, _KOREAN_LETTERS.index(match["k"]) + 1)
    return None


def _symbols(line: str) -> Marker | None:
    if match := _HASHES.match(line):
        return _made(line, match, match["h"], min(len(match["h"]), 3))
    if match := _ASCII.match(line):
        symbol = match["a"] or match["two"]
        return _made(line, match, symbol[0], 3 if symbol[0] == "*" else 2)
    if match := _POUND.match(line) or _SMALL_CIRCLE.match(line):
        return _made(line, match, match.group()[0], 2)
    if match := _ANGLES.match(line):
        return _made(line, match, ">>", 1)
    for glyphs, level in ((_HEAD_GLYPHS, 1), (_ITEM_GLYPHS, 2), (_NOTE_GLYPHS, 3), (_POINTER_GLYPHS, 3)):
        if line[0] in glyphs:
            match = re.match(rf"{re.escape(line[0])}\ufe0f?\s*(?=\S)", line)
            return _made(line, match, line[0], level) if match else None
    match = _EMOJI.match(line) or _SHORTCODE.match(line)
    return _made(line, match, "emoji", 1) if match else None


def _brackets(line: str) -> Marker | None:
    match = _BRACKETED.match(line)
    if not match:
        return None
    family, inner = ("【", match["in"]) if match["in"] else ("[", match["in2"])
    if match.end() == len(line):
        return Marker(label=family, family=family, rest=inner.strip(), level=1) if inner.strip() else None
    return _made(line, match, family, 1)
