"""Sentences that are no part of the news: bylines, captions, copyright lines, pointers to other articles.

Everything is read from the words themselves, by rules for each language; no list of samples.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BARRED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # rights
        r"무단\s*(?:전재|복제|배포)|재배포\s*(?:금지|를 금)|저작권자|ⓒ|©|copyright|all rights reserved|^\(c\) ",
        # pointers to other pages, calls to the reader
        r"관련\s?기사|기사 (?:더 ?보기|바로 ?가기|전문 보기|원문)|바로 ?가기|^\s*[▶☞►➤→]",
        r"구독(?:하기|신청|과 좋아요)|제보(?:는|하기| 바랍니다)|카카오톡 ?채널|네이버에서 .{0,12}구독",
        r"\bread more\b|click here|sign up (?:for|here|to)|subscribe (?:to|now|here)|scroll down|see also:",
        r"follow (?:us|\w+) on (?:twitter|facebook|x\b)|watch (?:the )?(?:full )?video|^advertisement\b",
        r"related (?:articles?|stor(?:y|ies))\b|(?:story|article|report) (?:has been|was) (?:updated|corrected)",
        r"contributed (?:reporting|to this (?:report|story|article))",
        # captions
        r"사진\s*[=/|:·]|/\s*사진|사진 ?제공|자료 ?사진|\[사진|^사진 ?(?:은|속)\s|^사진 ?(?:왼쪽|오른쪽|위|아래|가운데)|(?:화면|방송|유튜브|홈페이지|SNS) ?캡처",
        r"[=/]\s*(?:연합뉴스|뉴시스|뉴스1|게티이미지\S*)\s*\]?\.?\s*$",
        r"(?:연합뉴스|뉴시스|뉴스1|로이터|게티이미지\S*)\s?(?:제공|캡처)\s*\.?\s*$",
        r"file photo|photo(?:graph)?(?: by| courtesy|:)|getty images|\(ap photo|pictured (?:above|below|left|right)",
        r"(?:image|picture) (?:credit|courtesy|source)",
    )
)
# Each of these patterns needs one of these: most sentences have none.
_SIGNS = (
    *("무단", "재배포", "저작권자", "ⓒ", "©", "copyright", "reserved", "(c)"),
    *("기사", "바로", "▶", "☞", "►", "➤", "→", "구독", "제보", "카카오톡", "네이버에서"),
    *(
        "read more",
        "click here",
        "sign up",
        "subscribe",
        "scroll down",
        "see also",
        "follow",
        "watch",
        "advertisement",
    ),
    *("related", "updated", "corrected", "contributed"),
    *("사진", "캡처", "연합뉴스", "뉴시스", "뉴스1", "게티이미지", "제공"),
    *("photo", "getty", "pictured", "credit", "courtesy", "source"),
    *("ı", "ſ", "\u0307"),  # letters that count as i and s where case is ignored
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.]*")
_BYLINE = re.compile(
    r"^[^.!?]{0,30}(?:기자|특파원|통신원|객원기자|논설위원|앵커|편집위원|인턴)\s*[=·|.]?\s*$|"
    r"^\[[^\]]{0,40}(?:기자|특파원|뉴스|일보)[^\]]{0,12}\]\s*$|^(?:By|Reporting by|Edited by|Editing by)\s(?:[A-Z][\w.'’-]*[\s,]*|and\s|in\s){1,10}\.?$"
)
_WORDLESS = re.compile(r"[^\W\d_]")
_LONGEST_SIGNATURE = 80


@lru_cache(maxsize=20_000)
def barred(text: str) -> bool:
    """Whether the sentence is no part of the news: signature, caption, rights, a pointer elsewhere, or no words."""
    if not _WORDLESS.search(text):
        return True
    if len(text) <= _LONGEST_SIGNATURE and (_MAIL.search(text) or _BYLINE.match(text)):
        return True
    small = text.lower()
    return any(sign in small for sign in _SIGNS) and any(pattern.search(text) for pattern in _BARRED)
