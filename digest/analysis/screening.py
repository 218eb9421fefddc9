"""What an editor objects to in a sentence taken out of its text.

Two kinds: *barred* sentences are no part of the news (bylines, captions, copyright lines, pointers to other articles);
*objections* are sentences of the news that do not stand alone (an opener that points back, a question, half a
quotation). Everything is read from the words themselves, by rules for each language; no list of samples.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Objection = Literal["opener", "question", "half", "fragment", "reply", "marker", "glued", "joined", "short"]

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

_TITLES = (
    "의원|대표|지사|장관|차관|교수|시장|총리|회장|부회장|사장|대통령|위원장|원내대표|최고위원|총장|청장|실장|수석|대변인|감독|선수|"
    "변호사|판사|검사|부장|본부장|센터장|원장|소장|이사|이사장|박사|후보"
)
_OPENER = re.compile(
    # Korean: pointers back and joints between sentences
    r"^[\s\"“‘'(]*(?:"
    r"이(?:는|에|를|로|와|런|러한|같은|같이|처럼|들은|들이|들의|밖에|어|어서|로써|때)(?=[\s,])"
    r"|(?:그|그녀|그들|이들|이것|그것|여기|거기|저희|양측|양국|양사|둘|두 사람|두 회사|세 사람)(?:은|는|이|가|의|를|을|도|에|에게|와|과|에는|에서|에서는)?(?=[\s,])"
    r"|(?:그러나|하지만|그런데|그래서|따라서|그러면서|그러면서도|그럼에도|그렇지만|그러자|그러므로|그리고|그렇다면|그렇게|그런|그러한|그만큼|그 ?결과|그 ?뒤|그 ?후|그때)(?=[\s,])"
    r"|(?:또|또한|또는|또다른|아울러|한편|반면|특히|다만|더구나|더욱이|게다가|나아가|즉|결국|앞서|이어서?|먼저|우선|다음으로|끝으로|마지막으로|"
    r"첫째|둘째|셋째|넷째|예를 들어|예컨대|가령|실제로|당초|당시|물론|오히려|대신|왜냐하면|반대로|마찬가지로|같은 ?날|같은 기간|해당|덕분에|때문에|무엇보다|"
    r"이 ?밖에도?|그 ?밖에도?|이외에도?|이와 ?(?:같은|같이|관련해?|함께|달리|별도로)|이를 (?:위해|통해|두고|토대로|바탕으로)|이에 ?(?:따라|대해|앞서|맞서|비해)|여기에다?|그중|이중|이 ?가운데|그 ?가운데)(?=[\s,])"
    rf"|[이그] (?!(?:{_TITLES}))(?=[가-힣])|(?:사실|단),"
    r"|이번 (?!주|달|학기|분기|시즌|여름|겨울|봄|가을|회기|방학|연휴|추석|설)(?=[가-힣])"
    r"|전자는|후자는|반면에|이?라(?:고|며|면서)(?=\s)|[을를은는]\s|면서\s"
    r")"
)
_OPENER_EN = re.compile(
    r"^[\s\"“‘'(`.]*(?:he|she|it|they|his|her|hers|its|their|them|this(?! (?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring|fall|time))|these|those|that|such|however|but|and|or|so|yet|also|then|"
    r"meanwhile|moreover|furthermore|additionally|in addition|besides|nevertheless|nonetheless|still|instead|thus|therefore|hence|"
    r"as a result|consequently|for example|for instance|in contrast|by contrast|on the other hand|similarly|likewise|indeed|"
    r"in fact|of course|after that|afterwards?|before that|later(?! this)|earlier(?! this)|at the time|here|both|neither|another|others|"
    r"the former|the latter|the two|the pair|the trio|(?:first|second|third)(?=,)|finally|that's|it's|he's|she's|they're)\b(?!-)",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"(?:이 ?같이|이 ?처럼|이렇게|이와 같이|그렇게|그같이|이 ?같은 (?:내용|입장|방침|취지|사실)[을를]?)[^.]{0,12}"
    r"(?:말|밝|전|설명|선고|판단|답|주장|강조|결정|촉구|호소|당부)[가-힣]*\.?$|덧붙였다\.?[\"”’']?$|덧붙였습니다\.?$"
)
_QUESTION = re.compile(r"\?[\s\"”’')]*$")
_MARKER = re.compile(r"^\s*(?:[■□▲△▼▽◆◇●○◎★☆※♦▣◈◉∙•·ㆍ*]|[①-⑳]|\(?\d{1,2}[.)]\s|[-–—]\s|[가-하][.)]\s)")
_JOINED = re.compile(r"[가-힣]다\.[가-힣\d“‘\"]")
_ROW = re.compile(r"[가-힣]…[“‘]| / .* / |\t|\S {3,}\S")
_END = re.compile(r"[.?!…。][\s\"”’'」』)\]]*$")
_PARTICLE = re.compile(
    r"[가-힣]{0,2}(?:[\s.,)·]|$)|이(?:라|며|지|었|자|다|고|나|냐|기)|라[고는며면]|[고며면]|[는은이가을를의에로도와과란]|으로|"
    r"하|했|한|할|해|처럼|인|등|까지|만|식|나|조차|보다|부터|및|였|입|임|같|지|따|냐|다|씩|뿐|밖"
)
_MARK = re.compile(r"[\"”’]")
_SHORT = 10


@lru_cache(maxsize=20_000)
def barred(text: str) -> bool:
    """Whether the sentence is no part of the news: signature, caption, rights, a pointer elsewhere, or no words."""
    if not _WORDLESS.search(text):
        return True
    if len(text) <= _LONGEST_SIGNATURE and (_MAIL.search(text) or _BYLINE.match(text)):
        return True
    small = text.lower()
    return any(sign in small for sign in _SIGNS) and any(pattern.search(text) for pattern in _BARRED)


def objections(text: str) -> tuple[Objection, ...]:
    """What speaks against showing the sentence alone; `fragment` is told by `fragments`, which sees its neighbours."""
    found: list[Objection] = []
    if _OPENER.match(text) or _OPENER_EN.match(text):
        found.append("opener")
    if _REPLY.search(text):
        found.append("reply")
    if _QUESTION.search(text):
        found.append("question")
    if half_quotation(text):
        found.append("half")
    if _MARKER.match(text):
        found.append("marker")
    if _glued(text):
        found.append("glued")
    if _JOINED.search(text):
        found.append("joined")
    if len(text) < _SHORT:
        found.append("short")
    return tuple(found)


def _glued(text: str) -> bool:
    """Whether a quotation runs into a word that is no particle, or headlines stand in a row, parted by strokes or gaps.

    Both betray a sub-headline that lost its line end.
    """
    if _ROW.search(text):
        return True
    straight = 0
    for found in _MARK.finditer(text[:-1]):
        sign, place = found[0], found.start()
        straight += sign == '"'
        closing = sign != '"' or straight % 2 == 0
        if closing and "가" <= text[place + 1] <= "힣" and not _PARTICLE.match(text, place + 1):
            return True
    return False


def half_quotation(text: str) -> bool:
    """Whether a quotation mark has lost its partner (apostrophes are no quotation marks)."""
    curly = text.count("“") != text.count("”")
    ticks = text.count("``") != text.count("''")
    straight = text.count('"') % 2 == 1
    single = text.count("‘") > text.count("’")
    brackets = text.count("(") != text.count(")")
    return curly or ticks or straight or single or brackets


def fragments(texts: Sequence[str], *, share: float = 0.7) -> tuple[bool, ...]:
    """Which of a document's sentences lack an end that at least `share` of its sentences have.

    In a text of bullet points, or one whose full stops were taken away, no sentence is a fragment for that.
    """
    ended = [_END.search(text) is not None for text in texts]
    if len(texts) < 2 or sum(ended) < share * len(texts):  # noqa: PLR2004 - one sentence has no neighbours
        return (False,) * len(texts)
    return tuple(not end for end in ended)


_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
_TITLED = re.compile(
    rf"(?<![가-힣])([{_SURNAMES}]) ?(?:씨|군|양)(?=[는은이가의를을도에와과,\s])|"
    rf"(?<![가-힣])([{_SURNAMES}]) (?:{_TITLES}|전 [가-힣]{{2,4}})"
)


def strangers(text: str) -> tuple[str, ...]:
    """The surnames of persons named by surname and title (`유 의원은`, `박씨`) without a full name before it."""
    found = dict.fromkeys(
        surname
        for match in _TITLED.finditer(text)
        if not introduces(text[: match.start()], surname := match.group(1) or match.group(2))
    )
    return tuple(found)


def introduces(text: str, surname: str) -> bool:
    """Whether the text gives a full Korean name with this surname."""
    return surname in text and _full_name(surname).search(text) is not None


@lru_cache(maxsize=256)
def _full_name(surname: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣]){surname}[가-힣]{{1,2}}(?=[\s(·,‘“’]|씨)")
