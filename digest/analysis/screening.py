"""Sentences that are no part of the news: bylines, captions, copyright lines, pointers to other articles.

Everything is read from the words themselves, by rules for each language; no list of samples.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_BARRED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # rights
        r"무단\s*(?:전재|복제|배포)|재배포\s*(?:금지|를 금)|저작권자|ⓒ|©|copyright|all rights reserved|^\(c\) ",
        # pointers to other pages, calls to the reader
        r"관련\s?기사|기사 (?:더 ?보기|바로 ?가기|전문 보기|원문)|바로 ?가기|^\s*[▶☞►➤→]",
        r"구독(?:하기|신청|과 좋아요)|제보(?:는|하기| 바랍니다)|카카오톡 ?채널|네이버에서 .{0,12}구독",
        r"\bread more\b|click here|sign up (?:for|here|to)|subscribe (?:to|now|here)|scroll down|see also:",
        r"follow (?:us|\w+) on (?:twitter|facebook|x\b)|watch (?:the )?(?:full )?video|^watch (?:the (?:moment|clip|footage|interview|trailer|full)|how|what|as|live|below|above|here)\b|^advertisement\b",
        r"related (?:articles?|stor(?:y|ies))\b|(?:story|article|report) (?:has been|was) (?:updated|corrected)",
        r"contributed (?:reporting|to this (?:report|story|article))",
        r"☎|자살 ?예방 ?(?:핫라인|상담)|자세한 (?:내용|사항|정보)[은는]?[^.]{0,40}(?:확인|참고|참조|문의)(?:하|해|할|바)|(?:visit|see|call|contact|go to)\b.{1,80} for more (?:information|details)|for more (?:information|details),? (?:visit|see|call|contact|go to|on how)\b|\banyone (?:with (?:any )?information|who (?:knows|has information))\b.{0,80}\b(?:call|contact|urged|asked)\b",
        # captions
        r"사진\s*[=/|:·]|/\s*사진|사진 ?제공|자료 ?사진|\[사진|^사진 ?(?:은|속)\s|^사진 ?(?:왼쪽|오른쪽|위|아래|가운데)|(?:화면|방송|유튜브|홈페이지|SNS) ?캡처",
        r"[=/]\s*(?:연합뉴스|뉴시스|뉴스1|게티이미지\S*)\s*\]?\.?\s*$",
        r"(?:연합뉴스|뉴시스|뉴스1|로이터|게티이미지\S*)\s?(?:제공|캡처)\s*\.?\s*$",
        r"file photo|photo(?:graph)?(?: by| courtesy|:)|getty images|\(ap photo|pictured (?:above|below|left|right)",
        r"(?:image|picture) (?:credit|courtesy|source)",
        # what a page does, not what it says
        r"\bfunction ?\(",
        r"^(?-i:from [\w.]+ import |import [\w.]+$|(?:def|class) \w+[(:])",
    )
)
_SIGNS: tuple[tuple[str, ...], ...] = (
    ("무단", "재배포", "저작권자", "ⓒ", "©", "copyright", "reserved", "(c)"),
    ("기사", "바로", "▶", "☞", "►", "➤", "→"),
    ("구독", "제보", "카카오톡", "네이버에서"),
    ("read more", "click here", "sign up", "subscribe", "scroll down", "see also"),
    ("follow", "watch", "advertisement"),
    ("related", "updated", "corrected"),
    ("contributed",),
    ("☎", "자살", "자세한", "for more information", "for more details", "anyone w"),
    ("사진", "캡처"),
    ("연합뉴스", "뉴시스", "뉴스1", "게티이미지"),
    ("제공", "캡처"),
    ("photo", "getty", "pictured"),
    ("credit", "courtesy", "source"),
    ("function",),
    ("",),  # told by how it begins
)
"""Each of these patterns needs one of these: most texts have none."""
_ODD = ("ı", "ſ", "\u0307")
"""Letters that count as i and s where case is ignored: they may stand in any sign."""
_SIGNED = ("@", "기자", "특파원", "통신원", "논설위원", "앵커", "편집위원", "인턴")
_BEGUN = ("[", "By", "Reporting by", "Edited by", "Editing by", "from ", "import ", "def ", "class ")
"""A signature has one of the former, or begins with one of these."""
_ALL = {*_SIGNED, *(sign for signs in _SIGNS for sign in signs if sign)}
_HANGUL = re.compile(r"[가-힣]")
_FOREIGN = sorted(sign for sign in _ALL if not _HANGUL.search(sign))
_PLAIN = [sign for sign in _FOREIGN if sign.isascii()]
_ANY = re.compile("|".join(map(re.escape, sorted(_ALL))))
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.]*")
_BYLINE = re.compile(
    r"^[^.!?]{0,30}(?:기자|특파원|통신원|객원기자|논설위원|앵커|편집위원|인턴)\s*[=·|.]?\s*$|"
    r"^\[[^\]]{0,40}(?:기자|특파원|뉴스|일보)[^\]]{0,12}\]\s*$|^(?:By|Reporting by|Edited by|Editing by)\s(?:[A-Z][\w.'’-]*[\s,]*|and\s|in\s){1,10}\.?$"
)
_WORDLESS = re.compile(r"[^\W\d_]")
_LONGEST_SIGNATURE = 80
_SHORTEST = 24
"""Characters up to which capitals alone (`PST.`, `THE TOWN HALL`) are what a sentence was cut off from, or a heading."""


@lru_cache(maxsize=20_000)
def barred(text: str) -> bool:
    """Whether the sentence is no part of the news: signature, caption, rights, a pointer elsewhere, or no words."""
    return screened((text,))[0]


def screened(texts: Sequence[str]) -> list[bool]:
    """Of each sentence of a text whether it is barred: what only few of them have is looked for in all at once."""
    whole = "\n".join(texts)
    small = whole.lower()
    if len(small) != len(whole) or any(letter in small for letter in _ODD):
        suspects: Container[int] = range(len(texts))
    else:
        ends = list(accumulate(len(text) + 1 for text in texts))
        suspects = {bisect_right(ends, place) for place in _places(small)}
    return [
        not (text[:1].isalpha() or _WORDLESS.search(text))
        or (len(text) <= _SHORTEST and text.isupper() and text.isascii())
        or ((row in suspects or text.startswith(_BEGUN)) and _is_barred(text))
        for row, text in enumerate(texts)
    ]


def _places(small: str) -> Iterator[int]:
    """Where signs stand in a text in small letters, some of those that lie over each other left out."""
    if _HANGUL.search(small):
        yield from (found.start() for found in _ANY.finditer(small))
        return
    for sign in (
        _PLAIN if small.isascii() else _FOREIGN
    ):  # most Latin letters begin one of them: one after the other is quicker
        at = small.find(sign)
        while at >= 0:
            yield at
            at = small.find(sign, at + 1)


def _is_barred(text: str) -> bool:
    if len(text) <= _LONGEST_SIGNATURE and (("@" in text and _MAIL.search(text)) or _BYLINE.match(text)):
        return True
    small = text.lower()
    odd = any(letter in small for letter in _ODD)
    return any(
        pattern.search(text) is not None
        for signs, pattern in zip(_SIGNS, _BARRED, strict=True)
        if odd or any(sign in small for sign in signs)
    )
