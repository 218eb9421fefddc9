"""One spelling for what is written in several ways: full width, case, numbers with their units, Latin words.

`web/words.js` does the same to what a reader types; `tests/archive/search` holds both to the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS = {
    **{
        unit: unit
        for unit in [
            "원",
            "달러",
            "엔",
            "위안",
            "유로",
            "파운드",
            "루피",
            "%",
            "명",
            "개",
            "곳",
            "건",
            "대",
            "배",
            "척",
            "채",
            "편",
            "회",
            "번",
            "위",
            "세",
            "살",
            "년",
            "개월",
            "월",
            "일",
            "주",
            "시간",
            "시",
            "분",
            "초",
            "분기",
            "호",
            "층",
            "석",
            "표",
            "톤",
            "주년",
            "나노",
            "단계",
            "차",
            "대째",
            "세대",
            "포인트",
            "마리",
            "가구",
            "권",
            "종",
            "팀",
            "도",
            "쪽",
            "킬로미터",
            "킬로그램",
            "헥타르",
            "메가와트",
            "기가와트",
        ]
    },
    "달러화": "달러",
    "퍼센트": "%",
    "프로": "%",
    "percent": "%",
    "per cent": "%",
    "%p": "%p",
    "퍼센트포인트": "%p",
    "percentage points": "%p",
    "percentage point": "%p",
    "percentage-point": "%p",
    "bp": "bp",
    "won": "원",
    "krw": "원",
    "dollars": "달러",
    "dollar": "달러",
    "usd": "달러",
    "euros": "유로",
    "euro": "유로",
    "yen": "엔",
    "yuan": "위안",
    "pounds": "파운드",
    "rupees": "루피",
    "킬로": "킬로그램",
    "kg": "킬로그램",
    "km": "킬로미터",
    "gw": "기가와트",
    "mw": "메가와트",
    "nm": "나노",
    "나노미터": "나노",
}
"""Units as they are written → the one form of each that the index knows."""
SIGNS = {"$": "달러", "₩": "원", "€": "유로", "¥": "엔", "£": "파운드"}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 1e4, "억": 1e8, "조": 1e12, "경": 1e16}
_ENGLISH = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9}
_ENGLISH |= {"trillion": 1e12, "tn": 1e12, "trn": 1e12}
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_TIMES = r"(?:[십백천]?[만억조경]|[십백천])"
_NUMBER = re.compile(
    rf"(?P<sign>[$₩€¥£])?(?<![a-z0-9.])(?<![a-z]-)(?P<first>{_DIGITS})"
    rf"(?:(?P<times>{_TIMES})(?:\s?{_DIGITS}{_TIMES})*(?:{_DIGITS}(?![가-힣]*[만억조경]))?"
    rf"|[\s-]?(?P<english>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?![a-z])"
    r"|(?![a-z]|[.,]?\d)|(?=(?:kg|km|gw|mw|nm|bp)(?![a-z])))"
)
_CHUNK = re.compile(rf"({_DIGITS})({_TIMES})?")
_NAMED = "|".join(re.escape(one) for one in sorted(UNITS, key=len, reverse=True))
_UNIT = re.compile(
    rf"(?P<near>{_NAMED})(?![a-z])"
    rf"|[\s-](?P<far>{_NAMED})(?=(?:[은는이가을를의에도와과로만씩대다]|으로|까지|부터|보다|가량|정도|이상|이하|어치|규모)*(?![a-z가-힣]))"
)
LATIN = re.compile(r"[a-z0-9À-ɏ]+(?:[-.'’&][a-z0-9À-ɏ]+)*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINTS = re.compile(r"[-.'’&]")


def fold(text: str) -> str:
    """A text in one form: composed, of normal width; its case is left, for the analyser looks at it."""
    return unicodedata.normalize("NFKC", text)


def numbers(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The numbers of a folded text in lower case: value, unit ("" where none is known), and the place of both.

    4,000억, 4000억 and 4천억 are `400000000000`, and so is "400 billion"; values have up to 12 figures.
    """
    at = 0
    while found := _NUMBER.search(text, at):
        value = float(found["first"].replace(",", ""))
        end = found.end()
        if found["times"]:
            value, end = _summed(text, found.start("first"), end)
        elif found["english"]:
            value *= _ENGLISH[found["english"]]
        unit = _UNIT.match(text, end)
        named = UNITS[unit["near"] or unit["far"]] if unit else SIGNS.get(found["sign"] or "", "")
        yield written(value), named, found.start(), unit.end() if unit else end
        at = end


def _summed(text: str, start: int, end: int) -> tuple[float, int]:
    """1조 2000억: parts of ever smaller orders are one number; gives it with where it ends."""
    value, order, done = 0.0, float("inf"), start
    for chunk in _CHUNK.finditer(text, start, end):
        times = _times(chunk[2] or "")
        if times >= order:
            break
        value, order, done = value + float(chunk[1].replace(",", "")) * times, times, chunk.end()
    return value, done


def _times(signs: str) -> float:
    value = 1.0
    for sign in signs:
        value *= _SMALL.get(sign) or _LARGE[sign]
    return value


def written(value: float) -> str:
    """A number in the one form that Python and JavaScript share."""
    rounded = float(f"{value:.12g}")
    return str(int(rounded)) if rounded.is_integer() else repr(rounded)


def bare(word: str) -> str:
    """A Latin word in lower case without what joins its parts and without a possessive: gpt4o, us, openai."""
    return _JOINTS.sub("", _POSSESSIVE.sub("", word.lower()))


def parts(word: str) -> list[str]:
    """The parts of a Latin word that can be looked for by themselves: GPT and 4o, HBM of HBM3E."""
    cut = [part for part in _JOINTS.split(_POSSESSIVE.sub("", word.lower())) if part]
    if len(cut) > 1 and all(len(part) == 1 for part in cut):
        return []  # U.S., R&D
    found = [part for part in cut if len(part) > 1] if len(cut) > 1 else []
    for part in cut:
        head = re.match(r"[^\W\d_]{2,}(?=\d)", part)
        if head:
            found.append(head[0])
    return found
