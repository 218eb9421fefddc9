"""Invented items with what a reader may type for them: query → ids of the items that it must find, and no others."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from digest.archive.search.record import Record

_KO = {
    "chips": ("세빛전자, AI반도체를 미국에 수출", "세빛전자가 내년부터 AI반도체를 미국에 수출한다. 투자 규모는 4,000억 원이다."),
    "rate": ("중앙은행, 기준금리가 3.5%로 동결", "물가가 올랐지만 기준금리는 그대로다. 시장은 하반기 인하를 기대한다."),
    "loans": ("가계대출 두 달째 감소", "은행의 대출금리가 오르자 가계대출이 줄었다. 기준 금리 인상도 영향을 미쳤다."),
    "capital": ("수도권 집값 들썩", "수도권 아파트 거래가 30% 늘었다. 전세 보증금은 2억원을 넘었다."),
    "model": ("딥시크, 새 언어모델 공개", "중국의 딥시크가 새 모델을 내놓았다. 챗GPT와 견줄 만하다는 평가를 받는다."),
    "bank": ("한국은행 총재 기자회견", "한국은행이 환율 안정에 나선다고 총재가 밝혔다."),
    "battery": ("한결배터리, 이차전지 공장 세운다", "한결배터리가 울산에 이차전지 공장을 짓는다. 사업비는 1조 2천억원이다."),
    "fine": ("미세먼지 저감 조치 시행", "환경부는 미세먼지가 심한 날 차량 운행을 제한한다. 노후 경유차 3만5000대가 대상이다."),
    "storage": ("HBM3E 양산 시작", "고대역폭 메모리 HBM3E가 2분기 양산에 들어간다."),
    "drama": ("새 드라마 시리즈 방영", "여덟 편의 시리즈가 가을에 방영된다. 배우들이 인터뷰를 했다."),
    "rail": ("고속도로 대신 철도를 고르는 승객", "연휴에 고속도로 정체가 심해 철도 승객이 늘어났다."),
    "vaccine": ("코로나19 백신 접종 재개", "보건당국이 코로나19 백신 접종을 다시 시작했다."),
    "toll": ("통행료 고지서 모양 바뀐다", "고지서의 글자가 커진다. 늦게 내면 가산금을 뭅니다."),
    "insurer": ("두람화학, 나트륨 전해질 특허", "두람화학이 나트륨 전해질 특허를 냈다."),
}  # fmt: skip
_EN = {
    "outlook": ("Harbor Motors is running three plants again", "The carmaker Harbor Motors restarted its factories. It had cost $400 million."),
    "runs": ("Ferry runs late in winter", "Storms keep the ferries in the harbor. Passengers were studying timetables."),
    "seek": ("DeepSeek opens an office in Lisbon", "The company DeepSeek hires 50 engineers."),
    "bok": ("Bank of Korea holds its key rate", "The Bank of Korea kept the rate at 3.5 percent."),
    "banks": ("A bank in Busan lends to Korea's farmers", "The regional bank offers cheap loans."),
    "trade": ("U.S. and EU agree on GPT-4o rules", "Officials of the US agreed on universities and technologies."),
}  # fmt: skip

QUERIES: dict[str, set[str]] = {
    # particles, compounds, parts of long nouns
    "반도체": {"chips"}, "반도체를": {"chips"}, "AI반도체를": {"chips"}, "ai 반도체": {"chips"}, "ＡＩ반도체": {"chips"},
    "금리": {"rate", "loans"}, "기준금리": {"rate", "loans"}, "기준금리가": {"rate", "loans"}, "기준 금리": {"rate", "loans"},
    "대출": {"loans"}, "대출금리": {"loans"}, "가계대출이": {"loans"}, "수도권": {"capital"}, "집값": {"capital"},
    "은행": {"rate", "loans", "bank"}, "환율": {"bank"}, "한국은행의": {"bank", "bok"}, "전자": {"chips"}, "세빛전자는": {"chips"},
    "도로": {"rail"}, "고속도로에서": {"rail"}, "시리즈": {"drama"}, "리즈": set(), "배터리공장": {"battery"},
    "미세먼지": {"fine"}, "먼지": {"fine"}, "이차전지": {"battery"}, "화학": {"insurer"}, "코로나19": {"vaccine"}, "코로나": {"vaccine"},
    # verbs
    "오르다": {"rate", "loans"}, "올랐다": {"rate", "loans"}, "늘어난": {"rail"}, "시작했다": {"vaccine", "storage"}, "수출하는": {"chips"}, "물었다": {"toll"},
    # numbers
    "4,000억": {"chips"}, "4000억": {"chips"}, "4천억": {"chips"}, "4천억 원": {"chips"}, "4000억원을": {"chips"}, "1조2000억": {"battery"},
    "1조 2천억 원": {"battery"}, "3만 5천": {"fine"}, "35000대": {"fine"}, "3.5%": {"rate", "bok"}, "3.5퍼센트": {"rate", "bok"},
    "30%": {"capital"}, "2억": {"capital"}, "4억": {"outlook"}, "2분기": {"storage"}, "400 million": {"outlook"}, "$400m": set(),
    # English
    "running": {"outlook", "runs"}, "run": {"outlook", "runs"}, "ferry": {"runs"}, "studies": {"runs"}, "technology": {"trade"},
    "university": {"trade"}, "harbor motors": {"outlook"}, "US": {"trade"}, "gpt": {"trade", "model"}, "GPT4o": {"trade"},
    "GPT-4o": {"trade"}, "HBM": {"storage"}, "hbm3e": {"storage"}, "the ferry": {"runs"}, "passen": {"runs"},
    # names in both scripts
    "딥시크": {"model", "seek"}, "DeepSeek": {"model", "seek"}, "딥시크가": {"model", "seek"}, "bank of korea": {"bok", "bank"},
    "한국은행": {"bank", "bok"}, "한국은행 총재": {"bank"}, "딥시그": {"model", "seek"},
    # slips
    "반도채": {"chips"}, "한국은헹": {"bank", "bok"}, "이차젼지": {"battery"}, "fery": {"runs"}, "환률": {"bank"}, "전해칠": {"insurer"},
    # beginnings, nothing at all
    "나트": {"insurer"}, "고대역": {"storage"}, "반도ㅊ": {"chips"}, "오징어": set(), "반도체 드라마": set(), "": set(), "  ": set(), "?!": set(),
}  # fmt: skip
NAMES = (("딥시크", "DeepSeek"), ("한국은행", "Bank of Korea", "BOK"), ("어디에도", "Nowhere At All"))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of an item's text."""
    return tuple(f"{part}." for part in text.removesuffix(".").split(". "))


def records() -> list[Record]:
    """The items, over two years."""
    made = []
    for number, (name, (title, text)) in enumerate({**_KO, **_EN}.items()):
        day = date(2025, 12, 1) + timedelta(days=3 * number)
        made.append(
            Record(
                id=name,
                year=day.year,
                url=f"issues/{day}/index.html#{name}",
                title=title,
                label=f"No. {number}",
                language="ko" if name in _KO else "en",
                day=day,
                read=partial(sentences, text),
            )
        )
    return made
