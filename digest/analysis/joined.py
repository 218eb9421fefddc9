"""Sentences that ran together when a text lost its line ends: a credit, a sub-headline and the sentence after it.

A page whose blocks were joined without a space gives sentences such as `연합뉴스홍길동 장관은 …` or `“둑이 무너졌다”시는 …`; so
does an agency's dateline, `(서울=어느통신) 홍길동 기자 = …`. The sentence behind the seam stands alone, letter by letter; what is before it
is no part of it. Only seams that are certain are cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

Span = tuple[int, int]

_CASES = (
    "[은는이가을를의에로도와과만고며인란라다임들등측]|이라|으로|에서|에게|께서|한테|까지|부터|처럼|보다|면서|거나|조차|마저|이나|이며|이고|"
    "이란|라도|었다|였다|이(?:어서|어야|므로|지만|니|기|든|든지)"
)
PARTICLE = re.compile(
    rf"(?:했[가-힣]*|(?:하|되)(?:[고며는던기지면도거다자려여]|도록|기로|려고|거나|면서)[가-힣]{{0,2}}|(?:한|된)(?:다[가-힣]{{0,2}})?|(?:할|될)|(?:해|돼)(?:서|야|도|야만)?|됐[가-힣]*|[가-힣]?(?:{_CASES}){{0,4}})(?![가-힣·])"
)
"""What may follow a closing quotation mark at once: a particle, a form of 하다 or 되다, a one-syllable suffix (호, 팀)."""
_AGENCY = re.compile(
    r"^\W*(?:[A-Z]{2,4}[·/]?)?(?:연합뉴스|뉴시스|뉴스1|게티이미지(?:뱅크|코리아)?|로이터|(?<=AP)|(?<=AFP)|(?<=EPA))"
    rf"(?: [가-힣]{{2,4}} 기자)?(?=[가-힣\d“‘\"])(?!(?:{_CASES}){{1,3}}(?![가-힣])|통신|경제|스포츠|글로벌)"
)
_CREDIT = re.compile(
    r"^.{0,40}?(?:\s(?:제공|캡[처쳐]|갈무리)|화면 ?캡[처쳐]|자료 ?사진)"
    r"(?=[\d“‘\"]|[가-힣])(?![하한할했해되된될됐돼받은을이의과와도]|업체|[가-힣](?=\s))"
)
_CREDITED = ("제공", "캡처", "캡쳐", "갈무리", "사진")
"""A credit has one of these."""
_DATELINE = re.compile(
    r"^[(\[【][^)\]】=]{1,16}=[^)\]】=]{1,12}[)\]】]\s*(?:[가-힣]{2,4}(?:·[가-힣]{2,4})*\s?(?:기자|특파원|통신원|인턴기자)\s*[=·]?\s*)*|"
    r"^[가-힣]{2,8}=[가-힣]{2,4}\s?(?:기자|특파원)\s+(?!\S*@)|^\[[^\]]{2,14}\s[가-힣]{2,4}\s?(?:기자|특파원)\]\s*(?=[가-힣\d“‘\"])|"
    r"^[A-Z][A-Z .,'/]{2,30}(?:, [A-Z][a-z.]+)*\s*\((?:[A-Z]{2,4}|Reuters|[A-Z][a-z]{2,11}(?=\)\s*[—–]\s*[A-Z“\"]))\)\s*[-—–]+\s*|"
    r"^[A-Z][A-Z .,'/]{2,30}(?:, [A-Z][a-z.]+(?: [A-Z][a-z]+)?)*(?: via [A-Z]{2,6})?(?:\s[—–]\s|—)(?=[A-Z“\"])(?![^—–]{0,80}\s[—–]\s[a-z])"
)
_WITHIN = re.compile(
    r"^.{2,60}?\([가-힣]{2,6}(?:·[가-힣]{2,6})? ?= ?(?:연합뉴스|뉴시스|뉴스1)\)\s*(?:[가-힣]{2,4}(?:·[가-힣]{2,4})*\s?(?:기자|특파원)\s*=?\s*)*(?=[가-힣A-Z\d“‘\"])"
)
"""A headline or a caption, and the dateline of an agency behind it."""
_GAP = re.compile(r"^[^\t]{4,160}?\t\s*(?=\S)")
_ROW = re.compile(r"^(?:[^/]{2,60} / ){2,}")
_ENDED = re.compile(r"[가-힣]다\.(?=[가-힣\d“‘\"])")
_INSIDE = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"")
_APART = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|'[^']*'|\([^()]*\)")
_SUBJECT = re.compile(r"[가-힣][은는이가을를]\s")
_ENDING = re.compile(r"[다요]\.|[.!?]\s")
_HEADING = re.compile(r"^[^=]{2,60} = (?=[가-힣“‘])(?![^=]*=)")
"""`소제목 = `, as agencies write it."""
_DOTS = re.compile(r"(?:…|\.\.\.|···)\s?(?=[^\s\"”’'.)])")
_HEADLINE = re.compile(
    r"^(?:[^\s“”\"]+ ){0,5}?[^\s“”\"]*[^\s은는이가도고서며면만에로의을를와과게께지자다터,“”\"]\s?[“\"](?=[^”\"]{8,}[”\"] [가-힣一-龥])"
)
"""A speaker without a particle, and what he says: `시장 “둑 높이겠다” 시는 …` is a headline and a sentence."""
_AGAINST = re.compile(r"[가-힣]“(?=[가-힣])")
_OPENING = '“‘"'
_DOTTED = ("…", "...", "···")
_DATED = re.compile(r"(?:지난|오는|올해|내년|이달|다음 달)(?:해|\s)|\d{1,2}일 ")
_MARK = re.compile(r"[\"”’]")
_HANGUL = re.compile(r"[가-힣]")
SEAM = 160
"""Characters within which a sub-headline ends."""
_LEAST = 25
"""Characters of a sentence worth keeping."""


@lru_cache(maxsize=20_000)
def pieces(text: str) -> tuple[Span, ...]:
    """The places of the sentences in a sentence that may be several run together; one place where nothing is joined.

    What stands before the first of them is a credit or a sub-headline.
    """
    if text.isascii() or not _HANGUL.search(text):  # of Latin script, only a dateline is certain
        # a dateline begins with a bracket or with capitals
        found = None if text[1:2].islower() and text[0] not in "([【" else _DATELINE.match(text)
        behind = found.end() if found else 0
        return ((behind if len(text) - behind >= _LEAST else 0, len(text)),)
    start = _beginning(text)
    places, begin = [], start
    if "다." not in text[:-2]:
        return ((begin, len(text)),)
    for found in _ENDED.finditer(text, start):
        if (
            found.end() - begin >= _LEAST
            and len(text) - found.end() >= _LEAST
            and _whole(text[begin : found.end()])
        ):
            places.append((begin, found.end()))
            begin = found.end()
    return (*places, (begin, len(text)))


def _beginning(text: str) -> int:
    """Where the sentence begins, behind what was glued to it."""
    start = 0
    if any(map(text.__contains__, _CREDITED)):
        found = _CREDIT.match(text)
        start = found.end() if found else 0
    for pattern in (_AGENCY, _DATELINE, *([_WITHIN] if "=" in text else [])):
        found = pattern.match(text[start:] if start else text)
        if found:
            start += found.end()
    heading = _HEADING.match(text[start:] if start else text) if " = " in text else None
    start += heading.end() if heading else 0
    gap = _GAP.match(text) if "\t" in text else None
    if gap and not _ENDING.search(gap[0]) and not _has_begun(gap[0]):
        start = max(start, gap.end())
    if "”" in text or "’" in text or '"' in text:
        start = max(start, _behind_quotation(text))
    return start if len(text) - start >= _LEAST else 0


def _behind_quotation(text: str) -> int:
    """The last place near the beginning where a closed quotation runs into a word that is no particle, or 0."""
    behind = 0
    row = _ROW.match(text) if " / " in text else None
    within = SEAM + (row.end() if row else 0)
    for place in closings(text[:within]):
        if "다." in text[:place]:
            break
        if not _is_glued(text, place + 1):
            continue
        before, rest = text[: place + 1], text[place + 1 :]
        if _whole(before) and _whole(rest) and (" / " in before or not _has_begun(before)):
            behind = place + 1
    return behind


def _is_glued(text: str, start: int) -> bool:
    """Whether what follows a closing mark opens a quotation, is a word that is no particle, or a date."""
    sign = text[start : start + 1]
    return sign != "" and (sign in _OPENING or _is_word(text, start) or _DATED.match(text, start) is not None)


def _is_word(text: str, start: int) -> bool:
    return "가" <= text[start : start + 1] <= "힣" and not PARTICLE.match(text, start)


def _has_begun(text: str) -> bool:
    """Whether a sentence has begun: it has particles outside its quotations, as no sub-headline has."""
    return _SUBJECT.search(_INSIDE.sub("", text)) is not None


def runs_on(text: str) -> bool:
    """Whether a seam is left that was not cut: headlines in a row, a credit, a quotation that runs into a word.

    Dots outside of quotations part the headlines of a row, and so does a quotation whose speaker has no particle.
    """
    if not _HANGUL.search(text):
        return False
    if (
        (" / " in text and _ROW.search(text))
        or _AGENCY.match(text)
        or (any(map(text.__contains__, _CREDITED)) and _CREDIT.match(text))
        or ("“" in text and _AGAINST.search(text))
        or (any(map(text.__contains__, _DOTTED)) and _DOTS.search(_APART.sub("_", text)))
        or (("“" in text or '"' in text) and _HEADLINE.match(text))
    ):
        return True
    return any(_is_word(text, place + 1) for place in closings(text))


def closings(text: str) -> list[int]:
    """Where quotations close: curly marks as they stand, but for those written to open one (`일명 ’둑’`), straight ones in turns."""
    if '"' not in text:
        return [place for mark in _MARK.finditer(text) if _closes(text, place := mark.start())]
    found, straight = [], 0
    for mark in _MARK.finditer(text):
        if mark[0] != '"':
            if _closes(text, mark.start()):
                found.append(mark.start())
            continue
        straight += 1
        if straight % 2 == 0:
            found.append(mark.start())
    return found


def _closes(text: str, place: int) -> bool:
    """Whether a curly mark stands behind a word."""
    return place > 0 and not text[place - 1].isspace()


def _whole(text: str) -> bool:
    """Whether each quotation in the text is closed."""
    return (
        text.count("“") == text.count("”") and text.count("‘") == text.count("’") and text.count('"') % 2 == 0
    )
