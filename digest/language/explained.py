"""Words that a text explains itself: `거대언어모델(LLM)`, `LLM (large language model)`, `X란 … 기술이다`, `X stands for Y`.

Believed is only what the words prove: initials that spell the abbreviation, a kind that a foreign word is of, a sentence
that says of its first words what they mean. Everything found stands in the text, letter by letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.glosses import glosses
from digest.language.names import foreignness, places
from digest.language.shortened import SHORT, WORD, Explained, made, shortened, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import How

_DESCRIBED = re.compile(
    r"(?<![가-힣A-Za-z0-9-])(?P<term>[가-힣]{2,8}|[A-Z]{2,6})[’”'\"]?\((?P<means>[가-힣]{5,}|[가-힣A-Za-z·]+(?: [가-힣A-Za-z·]+){1,5})\)"
)
_KIND = re.compile(
    r"(?:업체|기업|회사|기술|장치|장비|시스템|제도|기구|협정|조약|방식|기법|프로그램|서비스|물질|단체|모델|지수|지표|무기|통신|안건|절차|현상|증후군|질환|소프트웨어|플랫폼"
    r"|화폐|채권|펀드|금리|구역|수단|행위|상품|시설|체제|체계|전략|정책|협의체|동맹|연합|공법|소재|반도체|연료|전지|에너지|로봇|차량|드론|위성|로켓|사설망|위탁생산|거래|공개|분석|자산|가상자산|단위|전망치|평균|질환|질병|세포|단백질|유전자|규격|표준|자격|세금|요금|보조금|부품|센서|칩|언어|기억장치|메모리|센터|기지|기관|위원회|회의|시험|검사|보험|연금|대출)$"
)
"""What a description ends in: the kind of thing that something is."""
LENT = -0.5
"""Foreignness from which a Korean word is taken from another language: 팹리스."""
_BEFORE = frozenset(
    (
        "기존",
        "최신",
        "주요",
        "국내",
        "해외",
        "각종",
        "일반",
        "해당",
        "이른바",
        "소위",
        "자체",
        "신규",
        "전체",
        "글로벌",
        "유엔",
        "미",
        "한",
        "중",
        "일",
    )
)
"""Words that stand before a name and are no part of it; so are names of places."""
_LONG = 5
"""Syllables of a word that is a name by itself."""
_CLOSED = re.compile(r"[)）]")
_QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"', "「": "」", "『": "』"}
_STANDS = re.compile(
    rf"(?<![\w-])(?P<term>{SHORT}),?\s(?:which\s)?(?:stands for|short for|is short for|an (?:acronym|abbreviation) for)\s(?P<means>[A-Za-z][\w'’ -]{{5,80}}?)(?=[,.;)]|\s[-–—]|$)"
)
_MEANS_KO = re.compile(
    r"^(?P<mark>[‘“'\"]?)(?P<term>[가-힣A-Za-z0-9][가-힣A-Za-z0-9·-]*?(?: [가-힣A-Za-z0-9·-]+?){0,2})[’”'\"]?(?:\([^()]{2,60}\))?"
    r"(?:(?P<lan>이?란)|은|는) (?P<means>.{8,160}?(?:[을를] (?:말한다|뜻한다|의미한다|일컫는다|가리킨다|말합니다|뜻합니다|의미합니다|일컫습니다)"
    r"|(?:이라는|라는|을 가진|를 가진) (?:뜻|말|의미)이다|(?:신조어|합성어|준말|줄임말|약자)(?:다|이다)|(?P<is>[가-힣]{2,}(?:이다|입니다))))\.?$"
)
_NO_TERM = re.compile(
    r"^(?:이|그|저|이것|그것|이는|여기|우리|일부|보통|그리고|그러나|하지만|또한|예를|한편|즉|방침|이번|해당|당시|최근|다른|다음|모든|결과|뜻|이름|말|의미)(?:\s|$)"
    r"|[의에서로고며면한된할던은는인를을]\s|(?:하|되|있|없|같|않|들|나|가|지|것)$"
)
_IMPLIES = re.compile(r"다는 것[을이]|이는\s|[은는] .*[은는] |[“”‘’\"]|언급한|했던|했다|지만")
"""What says that the sentence tells what follows from something, not what it is."""


def explained(text: str) -> Iterator[Explained]:
    """The words that a sentence or a heading explains, in order."""
    yield from shortened(text)
    if "(" in text or "（" in text:
        yield from _glossed(text)
        yield from _described(text)
    yield from _stands(text)
    yield from _defined(text)


def _glossed(text: str) -> Iterator[Explained]:
    """거대언어모델(LLM), LLM(거대언어모델), DeepSeek and 딥시크."""
    for gloss in glosses(text):
        for pattern in (
            rf"(?P<korean>{re.escape(gloss.korean)})[’”'\"」]?\s?[(（][^()（）]*?(?<![A-Za-z])(?P<latin>{re.escape(gloss.latin)})(?![A-Za-z])",
            rf"(?<![A-Za-z])(?P<latin>{re.escape(gloss.latin)})[’”'\"」]?\s?[(（][^()（）]*?(?P<korean>{re.escape(gloss.korean)})",
        ):
            place = re.search(pattern, text)
            start = _begins(text, place, sound=gloss.by == "sound") if place else -1
            if place and start >= 0:
                how: How = "name" if gloss.by == "sound" else "gloss"
                yield made(text, how, place.span("latin"), (start, place.end("korean")))
                break


def _begins(text: str, place: re.Match[str], *, sound: bool) -> int:
    """Where a Korean name begins beside the Latin one; -1 where that is not certain, or it is no abbreviation's.

    It is where one word stands, or quotation marks hold it. Of several words it cannot be told which belong to it: only
    what every name may be preceded by is left out (`기존 거대언어모델(LLM)`, `미국 무역대표부(USTR)`).
    """
    start, end = place.span("korean")
    if sound:
        return start
    closed = _CLOSED.search(text, place.end())
    after = text[closed.end() : closed.end() + 1] if closed else ""
    glued = after.isascii() and after.isalpha()  # 폐쇄회로(CC)TV
    if glued or not re.fullmatch(SHORT, place["latin"]):
        return -1
    opened = _QUOTES.get(text[max(0, start - 1) : start])
    if start > place.start("latin") or (opened and opened in (after, text[end : end + 1])):
        return start
    *before, last = place["korean"].split(" ")
    certain = not before or (len(last) >= _LONG and all(_precedes(word) for word in before))
    return end - len(last) if certain else -1


def _precedes(word: str) -> bool:
    return word in _BEFORE or word in places()


def _described(text: str) -> Iterator[Explained]:
    """팹리스(반도체 설계 전문업체): a word of another language, and what kind of thing it is."""
    for found in _DESCRIBED.finditer(text):
        lent = found["term"].isascii() or foreignness(found["term"]) > LENT
        if lent and _KIND.search(found["means"]):
            yield made(text, "gloss", found.span("term"), found.span("means"))


def _stands(text: str) -> Iterator[Explained]:
    for found in _STANDS.finditer(text):
        words = WORD.findall(found["means"])
        if spelled(found["term"], words) == len(words):
            yield made(text, "definition", found.span("term"), found.span("means"))


def _defined(text: str) -> Iterator[Explained]:
    found = _MEANS_KO.match(text)
    if (
        found
        and not (_NO_TERM.search(found["term"]) or _IMPLIES.search(found["means"]))
        and bool(found["lan"]) >= bool(found["is"])
    ):
        yield made(text, "definition", found.span("term"), found.span("means"))
