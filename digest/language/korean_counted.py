"""What a figure of a Korean sentence counts: 훈련 비용 560만 달러, 사망자는 12명이다, 2조 원의 과징금, 매출이 12% 늘었다."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list
from digest.language.korean_before import IS, LONGEST, OF, TOKEN, Before, nouns
from digest.language.measures import PEOPLE, is_money

if TYPE_CHECKING:
    from digest.language.measures import Measure
    from digest.language.words import AnalysedSentence

Place = tuple[int, int]

_PIECES = frozenset(("건", "곳", "개", "채", "대"))
_LENGTHS = frozenset(("㎞", "km", "미터"))
_QUALIFIED = re.compile(
    r"(?<![가-힣])(?:(?:총|약|모두|무려|최대|최소|대략|합계|적어도|월|연|연간|매달|매년|하루|한 달|한 해|1인당|가구당)\s?)+$"
)
_AFTER = re.compile(
    r"(?![가-힣])|여|이|가|을|를|은|는|의|에|로|으로|도|만|과|와|씩|다|라|인|어치|밖|보다|까지|뿐"
)
_BEFORE_NOW = re.compile(r"(?:\([^)]*\))?(?:보다|에서\s|에\s?비해|에\s?견줘)")
"""Behind what was before."""
_MORE = re.compile(
    r"(?:\([^)]*\))?[이가을를]?\s?(?:씩\s)?(?:더\s|추가로\s|가까이\s)?(?:증가|감소|늘[어었린릴렸]|늘\w*\s|줄[어었인일였]|급증|급감|증원|감원|감축|적은|많은|[이가을를]\s?(?:적|많|부족|모자)|부족|모자)"
)
"""Behind an increase or what is wanting, which is none of the things themselves."""
_PERSONAL = "인자원민생객관가수사년녀"
_ITEMS = re.compile(r"^\s(?=[가-힣])")
_LIMIT = re.compile(r"\s?(?:이상|이하|초과|미만)|\s(?:중|가운데)\s")
_WORTH = re.compile(r"^(?:\([^)]*\))?(?:어치|\s?상당)(?:의)?\s")
_DOES = re.compile(
    r"^(?:\([^)]*\))?[을를]\s(?:(?:추가로|새로|더|모두|전액|공동)\s)?(?P<what>투자|지원|기부|출자|배상|보상|지급|수출|수입|횡령|편취|모금|융자|대출|투입|출연|지출|채용|고용|감축|해고|선발|모집|파견|공급|생산|판매|건설|공개)(?=[가-힣\s])"
)
_ACTION = re.compile(
    r"^(?:\([^)]*\))?\s(?P<what>투자|지원|기부|출자|배상|보상|지급|수출|수입|모금|융자|대출|투입|출연|지출|채용|고용|감축|해고|선발|모집|파견|공급|생산|판매|건설|규모)(?=[\s,.…]|$)"
)
_CHANGED = re.compile(
    r"^(?:\([^)]*\))?\s?(?P<how>증가|감소|상승|하락|급증|급감|성장|인상|인하|축소|급등|급락|[가-힣]{1,3}었다|[가-힣]{0,2}(?:올랐|내렸|떨어졌|뛰었|늘어났|줄어들었)다)"
)
_ACTS = frozenset(("인상", "인하", "축소", "감축"))
_CHANGES = re.compile(
    r"(?:율|률|액|량|값|가격|가|비용|비|료|금|세|지수|매출|이익|수익|손실|적자|흑자|수출|수입|생산|소비|판매|투자|예산|인구|물가|임금|소득|비중|실적|"
    r"부채|자산|거래|관객|방문객|이용객|승객|환자|고용|재고|주가|환율|시청|대출|[가-힣]{2,}(?:수|자))$"
)
"""What may rise or fall by a share: an amount. What has the amount may not."""
_VERBS = re.compile(r"(?:늘|줄|줄어들|올|내리|떨어지|뛰|늘어났|줄었|늘었|뛰었|올랐|내렸|떨어졌|줄어들었)")
_COMPARED = re.compile(
    r"(?:이|올|지난|작)?\s?(?:전년|작년|지난해|전월|전달|전기|전분기|전주|직전|같은|동기|동월|기간|분기|달|해|1년|년|전|전보다|연간|대비|보다|비해|에 비해|사이|새|만에|\d{1,4}년|\d{1,2}월|[상하]반기|\d분기)(?:에|보다|과|와|의|에 비해)?\s?"
)
"""One word for that with which a change is compared: `지난해 같은 기간보다` has three."""
_PIECE, _BETWEEN = 16, 60
"""The most characters of one such word, and of all of them."""
_RATES = re.compile(r"(?:율|률|비중|지분|금리|점유율|득표율|지지율|수익률)$")


def extent(text: str, sentence: AnalysedSentence, figure: Measure) -> Place:
    """Where a figure stands with what qualifies it: `약 3만 명가량`."""
    qualified = _QUALIFIED.search(text, max(sentence.start, figure.start - 12), figure.start)
    start = qualified.start() if qualified else figure.start
    end = figure.end + (
        len(tail[0].rstrip())
        if (
            tail := re.match(
                r"\s?(?:가량|안팎|정도|남짓)(?=[\s을를이가은는에으로의,.]|$)", text[figure.end :]
            )
        )
        else 0
    )
    return start, end


def counted(text: str, sentence: AnalysedSentence, figure: Measure) -> tuple[Place, Place] | None:
    """Where a figure stands, with what qualifies it, and the words for what it counts, beside or around it."""
    start, end = extent(text, sentence, figure)
    before, behind = Before(text, sentence, start), text[end : sentence.end]
    place: Place | None
    if (
        _LIMIT.match(behind)
        or not _AFTER.match(behind)
        or _BEFORE_NOW.match(behind)
        or (figure.unit != "%" and _MORE.match(behind))
        or re.match(r"p|P|\s?포인트", behind)
        or behind.startswith("(G")
        or (figure.unit == "표" and re.search(r"에게\s$", text[sentence.start : start]))  # whose votes
        or re.fullmatch(r"[두세네] ?(?:사람|명)", text[start:end])
    ):
        return None
    if figure.unit == "%":
        place = _share(text, before, start, end, behind)
    else:
        if figure.unit in _PIECES and before.listed(behind):
            return None
        place = _behind(text, sentence, end, behind, figure.unit)
        if place is None and not (figure.unit == "개" and _ITEMS.match(behind)):
            place = before.amount(behind, money=is_money(figure.unit))
    return ((start, end), place) if place else None


def _share(text: str, before: Before, start: int, end: int, behind: str) -> Place | None:
    changed = _CHANGED.match(behind)
    if changed and (changed["how"][-1] != "다" or _VERBS.match(changed["how"])):
        subject = before.subject("은는이가을를" if changed["how"] in _ACTS else "은는이가")
        if (
            subject
            and _CHANGES.search(text[subject[0] : subject[1]])
            and _is_compared(text[subject[2] : start].strip())
        ):
            return subject[0], end + changed.end()
        return None
    if IS.match(behind) or not behind[:1].strip(" ,."):
        last = before.last()
        if last and _RATES.search(text[last[0] : last[1]]) and last[2] in ("", "은", "는", "이", "가"):
            return None if before.told_apart(last[0]) else (last[0], last[1])
    return None


def _is_compared(between: str) -> bool:
    """Whether nothing but a comparison stands there. Each place is reached once, in however many ways it can be read."""
    size = len(between)
    if size > _BETWEEN:
        return False
    reached = {0}
    for start in range(size):
        if start in reached:
            ends = range(start + 1, min(start + _PIECE, size) + 1)
            reached.update(end for end in ends if _COMPARED.fullmatch(between, start, end))
    return size in reached


def _behind(text: str, sentence: AnalysedSentence, end: int, behind: str, unit: str) -> Place | None:
    """What follows a figure: 2조 원의 과징금, 2조 원을 투자."""
    found = _DOES.match(behind) or _ACTION.match(behind) if is_money(unit) else None
    if found and found["what"] != "규모":
        return end + found.start("what"), end + found.end("what")
    if unit in _LENGTHS:
        return None  # 150km의 강풍
    found = OF.match(behind) or _WORTH.match(behind) or (_ITEMS.match(behind) if unit == "개" else None)
    if not found:
        return None
    start = end + found.end()
    stop = start
    for token in list(TOKEN.finditer(text, start, sentence.end))[:2]:
        stem = re.sub(r"(?:은|는|이|가|을|를|에|도)?[,.]?$", "", token[0])
        size = token.start() + len(stem)
        if (
            not stem
            or token[0] == f"{stem}."
            or stem in word_list("ko-uncounted.txt")
            or not nouns(sentence, token.start(), size)
        ):
            return None
        stop = size
        if stem != token[0]:
            fits = stop - start <= LONGEST and stop - start > 1
            return (start, stop) if fits and (unit != PEOPLE or text[stop - 1] in _PERSONAL) else None
    return None
