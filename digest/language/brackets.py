"""Brackets behind a name: the words that stand before one, and the pieces that stand in it.

`"발표에 따르면 오픈AI 최고경영자(OpenAI, 2015년 설립)"`: words 발표에, 따르면, 오픈AI; pieces OpenAI, 2015년 설립. Titles of
persons and forms of companies are left out on both sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH = 60
"""Characters before a bracket that are looked at."""
MOST = 5
"""Words before a bracket that may belong to a name."""

_BRACKET = re.compile(r"[(（]([^()（）\n]{2,90})[)）]")
_QUOTED = re.compile(r"[‘“'\"「『《〈]([^‘’“”'\"「」『』《》〈〉\n]{2,40})[’”'\"」』》〉]$")
_SENTENCE = re.compile(r"\n|[.!?…,;:]\s")
_TRAILING = re.compile(r"(?:[가-힣A-Za-zÀ-ɏ0-9.&'’+·-]+ ){0,5}[가-힣A-Za-zÀ-ɏ0-9.&'’+·-]+$")
_PIECES = re.compile(r"\s*(?:[,;，·/|]|\s[-–—]\s)\s*")
_LABEL = re.compile(r"^(?:영문 이름|영어 이름|영어명|영문명|영어|영문|원어|본명|이하|약칭|약자)\s*:?\s*")
_THE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_FORM = re.compile(
    r"(?<=\w)[,.]?\s+(?:Inc|Corp|Ltd|Co|LLC|PLC|plc|AG|GmbH|S\.A|Corporation|Company|Limited)\.?$"
)
_ADDRESSED = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Sir|Gen|Sen|Rep|President|Professor|CEO|CTO|CFO|COO)\.?\s+")
_FIRM = re.compile(r"^(?:㈜|주식회사\s?)|㈜$")
_PERSONS = (
    "CEO CTO CFO COO 씨 님 경 여사 대표 대표이사 공동대표 회장 부회장 사장 부사장 의장 부의장 총재 부총재 이사 이사장 본부장 팀장 소장 원장 "
    "국장 실장 위원 위원장 장관 차관 의원 상원의원 하원의원 대통령 부통령 총리 부총리 대사 총장 대변인 감독 코치 선수 주장 교수 박사 "
    "연구원 기자 작가 배우 가수 변호사 검사 판사 창업자 공동창업자 설립자 최고경영자 최고기술책임자 최고재무책임자 주교 교황 국왕 여왕 왕자"
)
_TITLES = frozenset(_PERSONS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """The words before a bracket, the last one next to it, and the pieces in it.

    Args:
        words: at most MOST of them.
        pieces: what is between the commas.
        quoted: the words, where quotation marks hold them; else empty.
        whole: the words are all that stands there: a new line or a mark of punctuation is before them.
        apart: a space stands between the words and the bracket.
    """

    words: tuple[str, ...]
    pieces: tuple[str, ...]
    quoted: str = ""
    whole: bool = False
    apart: bool = False


def brackets(text: str) -> Iterator[Bracket]:
    """The brackets of a text that stand behind a word, in order."""
    for found in _BRACKET.finditer(text):
        if found.start() and text[found.start() - 1] in "(（":
            continue
        before = text[max(0, found.start() - REACH) : found.start()]
        parts = _SENTENCE.split(before)
        before = _FIRM.sub("", parts[-1].removesuffix(" "))
        quoted = _QUOTED.search(before)
        tail = None if quoted else _TRAILING.search(before)
        words = _words(quoted[1] if quoted else tail[0] if tail else "")
        kept = _without_title(words)[-MOST:]
        named = (_bare(piece) for piece in _PIECES.split(found[1]))
        pieces = tuple(piece for piece in named if piece and piece not in _TITLES)
        if kept and pieces:
            rest = before[: tail.start()] if tail else ""
            begun = not rest[-1].isspace() if rest else len(parts) > 1 or found.start() <= REACH
            yield Bracket(
                words=kept,
                pieces=pieces,
                quoted=" ".join(kept) if quoted else "",
                whole=begun and len(words) <= MOST,
                apart=text[found.start() - 1].isspace(),
            )


def _words(text: str) -> tuple[str, ...]:
    """The words of a text without the marks around them."""
    return tuple(filter(None, (word.strip("'’·-+&.") for word in text.split())))


def _without_title(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _TITLES:
        kept.pop()
    if kept:
        kept[-1] = _FIRM.sub("", kept[-1])
    return tuple(word for word in kept if word)


def _bare(piece: str) -> str:
    """A name without the label before it, the title of a person, the form of a company."""
    piece = _LABEL.sub("", piece.strip(" '\"‘’“”"))
    piece = _FORM.sub("", _ADDRESSED.sub("", _THE.sub("", piece)))
    words = _without_title(piece.split())
    return " ".join(words)
