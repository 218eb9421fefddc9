"""Acts beside a figure of a Korean sentence: 작업자 7명이 숨졌다, 과징금 48억 원을 부과했다, 실리원을 3200억 원에 인수했다."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list
from digest.language.measures import PEOPLE, is_money

if TYPE_CHECKING:
    from digest.language.measures import Measure

Found = tuple[str, int, int, str]

_COUNTED: dict[str, str] = {
    "killed": r"숨졌|숨지|숨진|사망|목숨을 잃|희생됐|희생되",
    "hurt": r"다쳤|다치|다친|부상|상처를 입",
    "missing": r"실종",
    "rescued": r"구조(?:됐|되|돼|했|하|된|한)",
    "evacuated": r"대피",
    "arrested": r"체포|붙잡|검거|연행",
    "infected": r"확진|감염",
    "gathered": r"모였|모여|모인|참가|참석|참여|운집",
    "spilt": r"유출|흘러나|새어 ?나|쏟아",
    "visited": r"찾았|찾아|방문|다녀갔|관람",
    "laid off": r"해고|내보냈|내보내|정리해고",
    "left": r"희망퇴직으로 (?:나갔|나가|떠났|회사를 떠)",
    "hired": r"채용|뽑았|뽑는|뽑아",
    "recalled": r"리콜|시정조치|시정\s조치",
    "destroyed": r"불탔|불에 탔|불타|전소|소실",
    "damaged": r"파손|부서졌|부서지|훼손",
    "sunk": r"침몰|가라앉",
    "flooded": r"침수|물에 잠|잠겼",
    "closed": r"폐쇄",
    "shut": r"휴교|문을 닫|휴업",
    "died": r"폐사|죽었|죽은|떼죽음",
    "sold": r"팔렸|팔았|판매",
    "cancelled": r"결항|취소됐|취소했",
}
_LINK = r"(?:이|가|을|를|은|는|도)?\s(?:(?:바다|강|밖|하천)(?:로|으로)\s)?(?:(?:모두|전원|결국|끝내|현장에서|무사히|긴급|급히|한꺼번에)\s)?"
_COUNT = re.compile(
    rf"{_LINK}(?:{'|'.join(rf'(?P<a{place}>{words})' for place, words in enumerate(_COUNTED.values()))})"
)
_LEAKED = re.compile(r"의\s(?:개인\s?정보|정보|회원\s?정보|고객\s?정보)[가이]\s(?:유출|새어|빠져나|털렸)")
_AMOUNTS = re.compile(
    r"(?:과징금|과태료|벌금|추징금|손해배상금|배상금|위자료|합의금|영업이익|영업손실|순이익|당기순이익|순손실|당기순손실|매출|매출액)$"
)
"""Nouns of which a sum of money is the whole."""
_PAID = (
    r"부과|물게|물어|물렸|물었|내게|내야|냈|내며|내고|선고|처분|납부|지급하라|지급하게|배상하라|배상하게|확정"
)
_MADE = r"냈|내며|내고|기록|집계|올렸|올려|거뒀|거둬|달성|났|낸|봤|입었|입어"
_SUM = re.compile(rf"(?:을|를|의|으로|이)?\s(?:{_PAID}|{_MADE})|(?:으로|로) 집계|이었다|였다|이다")
_DEAL = re.compile(r"에\s(?:전량\s|모두\s)?(?:인수|사들|매입|사기로|팔|매각|넘겼|넘기|수출)")
_DEAL_FOR = re.compile(
    r"에\s(?:경쟁사\s|자회사\s)?(?P<object>\S{2,})[을를]\s(?:인수|사들|매입|팔|매각|넘겼|넘기)"
)
_INVESTED = re.compile(r"[을를]\s(?:투자(?!받)|들여|투입)")
_STOLEN = re.compile(r"[을를]\s(?:빼돌|횡령|가로챘|가로챈|가로채)")
_RAISED = re.compile(r"(?:의|\s?규모의)?\s?(?:투자[를]?|자금[을]?)?(?:[을를])?\s(?:유치|조달|투자받)")
_STAKE = re.compile(r"[을를]\s(?:사들|매입|취득|인수|확보)")
_CHANGED = re.compile(
    r"\s?(?:(?P<up>인상|올랐|올라|올리|올린|올렸|상승|증가|늘었|늘어|급증|급등)|(?P<down>인하|내렸|내려|내리|내린|하락|감소|줄었|줄어|급감|급락|떨어졌|떨어져))"
)
_RATE = re.compile(r"(?:였다|였고|였으며|이다|다\.|(?:으?로)\s(?:나타|집계|조사)|[을를]\s기록)")
_RATES = re.compile(r"(?:율|률|비중|지지도)$")
_TOTALS = {
    True: re.compile(r"(?:금액|비용|사업비|공사비|예산|몸값|[가-힣]액)$"),
    False: re.compile(r"(?:[해망상종진명승객가문용]자|환자|승객|방문객|관람객|관객|인원)$"),
}
"""Nouns of which a sum of money, or a count of persons, is the whole: 인수 금액은, 피해자는."""
_TOTAL = re.compile(
    r"(?:이다|이었다|였다|이며|이고|이?라(?:고|며)\s|(?:으?로)\s(?:집계|파악|확인|조사|나타)|에\s이른|에\s달한)"
)
_NOT = re.compile(
    r"지\s?(?:않|못|는 않)|[을를할될칠질뻔] ?(?:뻔|위기|처지|우려)|(?:했|됐|졌|렸)다는 (?:소문|주장|의혹)|아니"
)
"""Behind the act: it did not happen, or so somebody claims."""
_LAST = re.compile(r"(\S+)\s$")
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|으로|로)$")
_OBJECT = re.compile(r"(?P<object>\S{2,})[을를]\s(?:(?!\S*[을를은는이가]\s)\S+\s){0,3}$")
_TOPIC = re.compile(r"(?P<topic>\S{2,})(?P<particle>[은는이가을를])\s$")
_VERBAL = re.compile(r"(?:고|며|어|아|해|져|쳐|려|켜|혀|겨|돼|워|진|린|긴|던|나|서)$")
"""How a verb ends before a figure of persons: 숨지고 16명이 실종됐다."""
_PARTS = re.compile(r"(?:이며|며|지만|는데|으나|고)\s|,\s")


def found(text: str, start: int, end: int, figure: Measure) -> Found | None:
    """The act beside a figure: its name, where its words begin and end, and the thing as it is written."""
    before, behind = text[start : figure.start], text[figure.end : end]
    money = is_money(figure.unit)
    if figure.unit == "%":
        told = _share(before, behind)
    else:
        told = _money(before, behind) if money else _count(before, behind, figure.unit)
        if told is None and (money or figure.unit == PEOPLE):
            told = _total(before, behind, money=money)
    if told is None:
        return None
    name, thing, size = told
    clause = _PARTS.search(behind, size)
    if _NOT.search(behind[: clause.start() if clause else len(behind)]):
        return None
    if thing:
        at = before.rfind(thing)
        at = at if at >= 0 else text.find(thing, figure.end) - start
        return name, start + at, start + at + len(thing), thing
    return name, figure.end + _shown(behind, size), figure.end + size, ""


def _shown(behind: str, size: int) -> int:
    """Where the act's own words begin: behind the particle of the figure."""
    return behind.rfind(" ", 0, size) + 1 if " " in behind[:size] else 0


def _count(before: str, behind: str, unit: str) -> tuple[str, str, int] | None:
    last = _LAST.search(before)
    thing = _PARTICLE.sub("", last[1]) if last else ""
    idle = word_list("ko-before-counted.txt") | word_list("ko-uncounted.txt")
    if len(thing) == 1 or thing in idle or (unit == PEOPLE and _VERBAL.search(thing)):
        thing = ""
    leaked = _LEAKED.match(behind)
    if leaked:
        return "leaked", thing, leaked.end()
    told = _COUNT.match(behind)
    if not told or last is None:
        return None
    name = next(name for place, name in enumerate(_COUNTED) if told[f"a{place}"] is not None)
    return name, thing, told.end()


def _total(before: str, behind: str, *, money: bool) -> tuple[str, str, int] | None:
    """What a figure is the whole of: `인수 금액은 1조 원이다`, `피해자는 213명에 이른다`."""
    topic, told = _TOPIC.search(before), _TOTAL.match(behind)
    if topic and told and topic["particle"] in "은는이가" and _TOTALS[money].search(topic["topic"]):
        return "total", topic["topic"], told.end()
    return None


def _money(before: str, behind: str) -> tuple[str, str, int] | None:
    last = _LAST.search(before)
    thing = _PARTICLE.sub("", last[1]) if last else ""
    total = _SUM.match(behind) if thing and _AMOUNTS.search(thing) else None
    if total:
        return "sum", thing, total.end()
    deal, bought = _DEAL.match(behind), _OBJECT.search(before)
    if deal and bought:
        return "deal", bought["object"], deal.end()
    deal = _DEAL_FOR.match(behind)
    if deal:
        return "deal", deal["object"], deal.end()
    for name, pattern in (("invested", _INVESTED), ("stolen", _STOLEN), ("raised", _RAISED)):
        told = pattern.match(behind)
        if told:
            return name, "", told.end()
    return None


def _share(before: str, behind: str) -> tuple[str, str, int] | None:
    if re.search(r"지분(?:을)?\s$", before):
        told = _STAKE.match(behind)
        return ("stake", "지분", told.end()) if told else None
    topic = _TOPIC.search(before)
    if not topic:
        return None
    changed = _CHANGED.match(behind)
    if changed:
        return ("up" if changed["up"] else "down", topic["topic"], changed.end())
    rate = _RATE.match(behind)
    if rate and _RATES.search(topic["topic"]) and topic["particle"] in "은는이가":
        return "rate", topic["topic"], rate.end()
    return None
