"""The nouns before a figure of a Korean sentence: what it counts, where nothing else can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list

if TYPE_CHECKING:
    from digest.language.words import AnalysedSentence

Place = tuple[int, int]

LONGEST = 24
"""Characters of the words that name what is counted."""
_WORDS = 4
_JOINED = re.compile(r"(?:[가-힣](?:와|과|이나|랑)|및|또는|·|,|이?며|[)])$")
_PREFIX = re.compile(
    r"(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)(?:째|번째)|[가-힣\d]*\d번?째|[반비탈친대역범준]|\d+[가-힣]?"
)
"""Words that belong to the noun behind them, and change what it means."""
_PER = re.compile(r"(?:평균|대비|기준|[인명개회]당|시속|초속|분속)$")
_SUFFIXES = "산적별측들식형용급권계당제자"
_LATER = re.compile(
    r"(?:\([^)]*\))?[,·]\s?(?:[가-힣·]+\s){0,4}(?:[가-힣·]+\s?)?\d[\d,.만천백]{0,20}\s?[가-힣㏊㎡]{1,12}의\s"
)
TOKEN = re.compile(r"\S+")
_PARTICLE = re.compile(r"(?P<particle>은|는|이|가|을|를|의|도)?$")
IS = re.compile(
    r"^(?:\([^)]*\))?(?:이다|다\.|이었|였|이며|이고|이라|입니다|으?로\s?(?:집계|나타|조사|늘|줄|증가|감소|잠정|확인|추산)|에\s(?:달|이르|이른|그)|[을를]\s(?:기록|돌파|넘)|이\s?됐|이\s?된)"
)
OF = re.compile(r"^(?:\([^)]*\))?(?:\s?규모)?의\s")
_RATE_ENDS = "률율"


def stops() -> frozenset[str]:
    """Words before which a name for what is counted cannot begin."""
    return word_list("ko-before-counted.txt")


def nouns(sentence: AnalysedSentence, start: int, end: int, *, suffix: bool = False) -> bool:
    """Whether the letters of a stretch are all of nouns; `suffix` where one more may end it."""
    left = end - start - suffix
    for word in sentence.words:
        if (
            word.start >= start
            and word.end <= end
            and word.kind in ("noun", "name", "latin", "hanja", "root")
        ):
            left -= word.end - word.start
    return left <= 0


class Before:
    """The words before a figure."""

    def __init__(self, text: str, sentence: AnalysedSentence, end: int) -> None:
        self.text, self.sentence = text, sentence
        self.tokens = [(one.start(), one.end()) for one in TOKEN.finditer(text, sentence.start, end)]

    def last(self) -> tuple[int, int, str] | None:
        """The nouns right before the figure, and the particle behind them."""
        return self._chunk(len(self.tokens) - 1) if self.tokens else None

    def subject(self, particles: str) -> tuple[int, int, int] | None:
        """The nearest nouns with one of these particles: their start and end, and where the particle ends."""
        for place in range(len(self.tokens) - 1, max(-1, len(self.tokens) - 8), -1):
            _, end = self.tokens[place]
            if self.text[end - 1] in particles and (found := self._chunk(place)):
                return found[0], found[1], end
        return None

    def amount(self, behind: str, *, money: bool) -> Place | None:
        """The nouns before a figure, where nothing else can be counted."""
        found = self.last()
        if not found:
            return None
        start, end, particle = found
        name = self._name(end)
        if particle in ("은", "는", "이", "가"):
            whole = not name and not self.told_apart(start)
            return (start, end) if whole and IS.match(behind) else None
        if particle in ("을", "를"):
            return None if money or name else (start, end)
        if particle or (name and not self.text[:end].endswith("인")):
            return None
        return start, end

    def listed(self, behind: str) -> bool:
        """Whether a figure is one of several whose thing stands behind the last: 시설 90건, 도로 10건의 피해."""
        if _LATER.match(behind):
            return True
        found = self.last() if OF.match(behind) else None
        return bool(found and not found[2])

    def told_apart(self, start: int) -> bool:
        """Whether a verb before the nouns tells which of them are counted, and would be left out: 대피한 주민은."""
        before = [slice(*token) for token in self.tokens if token[1] <= start]
        word = self.text[before[-1]] if before else ""
        return (
            bool(word)
            and (ord(word[-1]) - 0xAC00) % 28 in (4, 8)
            and not word.endswith(("은", "는", "년", "월", "일"))
        )

    def _name(self, end: int) -> bool:
        return any(word.end == end and word.kind in ("name", "latin") for word in self.sentence.words)

    def _chunk(self, place: int) -> tuple[int, int, str] | None:
        start, end = self.tokens[place]
        particle = _PARTICLE.search(self.text[start:end])
        said = particle["particle"] or "" if particle else ""
        stop = end - len(said)
        rate = self.text[stop - 1] in _RATE_ENDS
        if not nouns(self.sentence, start, stop, suffix=rate):
            stop, said = end, ""
        word = self.text[start:stop]
        if "·" in word:
            return None
        idle = (
            word in word_list("ko-uncounted.txt")
            or word in stops()
            or word.endswith(("점수", "평점", "평균"))
        )
        rate = word[-1:] in _RATE_ENDS
        if idle or stop - start == 1 or not nouns(self.sentence, start, stop, suffix=rate):
            return None
        first = place
        while first and place - first < _WORDS - 1:
            left, right = self.tokens[first - 1]
            word = self.text[left:right]
            if _JOINED.search(word) or re.search(r"\d|[와과]$", word):
                return None  # one of two, and the other is not seen
            if word in stops() or not nouns(self.sentence, left, right, suffix=word[-1] in _SUFFIXES):
                break
            if stop - left > LONGEST:
                return None
            first -= 1
        begin = self._whole(first)
        return (begin, stop, said) if begin is not None and stop - begin <= LONGEST else None

    def _whole(self, first: int) -> int | None:
        """Where the words begin, with a noun that owns them; None where a part of them would be left out."""
        begin = self.tokens[first][0]
        if not first:
            return begin
        left, right = self.tokens[first - 1]
        word = self.text[left:right]
        if "·" in word or _JOINED.search(word) or _PREFIX.fullmatch(word) or _PER.search(word):
            return None
        owner = word.removesuffix("의")
        if owner == word or len(owner) == 1 or owner in stops() or not nouns(self.sentence, left, right - 1):
            return begin
        if first > 1:
            more = self.text[slice(*self.tokens[first - 2])]
            if _JOINED.search(more) or nouns(self.sentence, *self.tokens[first - 2]):
                return None  # more words belong to the owner
        return left
