"""A realistic issue, made by hand: every text here was written for these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from digest.model import (
    CalendarEvent,
    Cluster,
    Evidence,
    Fact,
    Headline,
    Issue,
    Item,
    Keyword,
    LeftOut,
    NotTold,
    OutletCount,
    Period,
    Pick,
    Provenance,
    Publisher,
    Reference,
    Section,
    Sentence,
    Storyline,
    Telling,
)

ARCHIVE_URL = "https://letter.example.org/archive/"


def reference(story: str, title: str, outlet: str, **changes: object) -> Reference:
    """A Korean reference with a link and a day; `changes` replaces fields."""
    made = Reference(
        story=story,
        document=f"doc-{story}",
        title=title,
        outlet=outlet,
        url=f"https://news.example.com/{story}?a=1&b=2",
        published=datetime(2025, 11, 18, 0, 30, tzinfo=UTC),
        precision="time",
        language="ko",
        fingerprint=f"{story:0<32}",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def pick(story: str, text: str, start: int = 0, **changes: object) -> Pick:
    """A verbatim pick."""
    made = Pick(sentence=Sentence(story=story, start=start, end=start + len(text), text=text))
    return replace(made, **changes)  # type: ignore[arg-type]


def item(
    number: int,
    section: str,
    references: tuple[Reference, ...],
    picks: tuple[Pick, ...] = (),
    **changes: object,
) -> Item:
    """An item whose headline is the title of its first reference."""
    first = references[0]
    made = Item(
        id=f"item-id-{number}",
        headline=Headline(text=first.title, story=first.story, language=first.language),
        picks=picks,
        references=references,
        clusters=(Cluster(id=first.story, stories=tuple(r.story for r in references)),),
        outlets=tuple(dict.fromkeys(r.outlet for r in references)),
        section=section,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _telling(number: int, headline: str, day: date, outlets: int = 0) -> Telling:
    return Telling(
        issue=f"sample-weekly-{day.isoformat()}",
        number=number,
        item=f"item-id-{number}",
        place=2,
        headline=headline,
        day=day,
        language="ko",
        outlets=outlets,
    )


def sample() -> Issue:
    """Twelve items over four sections: a lead with a history, line-size ones, English ones, a link-only one."""
    items = (*_technology(), *_economy(), *_society(), *_science())
    outlets: dict[str, int] = {}
    for told in items:
        for ref in told.references:
            outlets[ref.outlet] = outlets.get(ref.outlet, 0) + 1
    return Issue(
        id="sample-weekly-2025-11-17",
        number=48,
        publication="sample",
        title="맥락",
        genre="weekly",
        language="ko",
        timezone="Asia/Seoul",
        period=Period(start=date(2025, 11, 17), end=date(2025, 11, 24)),
        sections=(
            Section(key="tech", title="기술"),
            Section(key="economy", title="경제"),
            Section(key="society", title="사회"),
            Section(key="science", title="과학·환경"),
            Section(key="empty", title="비어 있는 난"),
        ),
        items=items,
        publisher=Publisher(
            name="맥락 편집실",
            address="letter@example.org",
            contact="서울시 가상구 견본로 1",
            archive_url=ARCHIVE_URL,
        ),
        provenance=Provenance(
            documents="d" * 32,
            configuration="c" * 32,
            overrides="o" * 32,
            memory="m" * 32,
            moment=datetime(2025, 11, 23, 22, 0, tzinfo=UTC),
            program="0.1.0",
            analyser="a",
            lexicon="l",
        ),
        documents_read=31,
        stories_read=64,
        keywords=(
            Keyword(text="데이터센터", stories=42, before=24),
            Keyword(text="물가", stories=36, before=29),
            Keyword(text="접근성", stories=21, before=None),
            Keyword(text="소아 진료", stories=17, before=20),
            Keyword(text="첫서리", stories=14, before=14),
        ),
        outlets=tuple(OutletCount(outlet=name, stories=count) for name, count in outlets.items()),
        events=(
            CalendarEvent(
                name="데이터센터 입지 공청회",
                document="doc-e1",
                start=date(2025, 12, 2),
                end=date(2025, 12, 3),
                place="가상시청 대강당",
                url="https://events.example.com/hearing",
            ),
            CalendarEvent(name="접근성 지킴이 모임", document="doc-e2", start=date(2025, 12, 9)),
        ),
        left_out=(
            LeftOut(story="x1", title="광고성 기사", reason=NotTold(kind="drop", values={"filter": "광고"})),
            LeftOut(story="x2", title="다른 기사와 같은 글", reason=NotTold(kind="rank")),
            LeftOut(story="x3", title="또 같은 글", reason=NotTold(kind="rank")),
        ),
    )


def _technology() -> tuple[Item, ...]:
    lead = (
        reference("dc1", "데이터센터 전력, 입지 논의가 먼저 시작됐다", "가상통신"),
        reference("dc2", "전력망 심사 먼저… 데이터센터 사업자들 긴장", "견본일보"),
        reference("dc3", "데이터센터 유치, 주민 설명회서 찬반 갈려", "지역나루신문", precision="month"),
        reference("dc4", "심사 기준 초안 다음 달 나온다", "전력타임즈", dated_by="fetched"),
        reference("dc5", "Grid first, servers later", "Sample Wire", language="en"),
        reference("dc6", "입지 논의에 업계 의견서 제출", "정보산업신문", published=None),
    )
    return (
        item(
            1,
            "tech",
            lead,
            (
                pick(
                    "dc1",
                    "새 데이터센터를 지으려는 사업자가 늘면서 전력망 연결을 먼저 심사하자는 의견이 힘을 얻고 있다고 산업계 관계자가 18일 밝혔다.",
                    shown="새 데이터센터를 지으려는 사업자가 늘면서 전력망 연결을 먼저 심사하자는 의견이 힘을 얻고 있다고 산업계 관계자가 18일 밝혔습니다.",
                    rule="plain-to-polite",
                    provenance="register",
                ),
                pick(
                    "dc3",
                    "지역에서는 세수와 일자리를 기대하는 목소리와 소음을 걱정하는 목소리가 함께 나온다.",
                    12,
                ),
                pick("dc4", "심사 기준의 초안은 다음 달 공개되고, 의견 수렴은 한 달 동안 이어진다.", 40),
            ),
            size="lead",
            clusters=(
                Cluster(
                    id="dc1",
                    stories=("dc1", "dc2", "dc5"),
                    evidence=(
                        Evidence(
                            left="dc2", right="dc1", similarity=0.82, shared=("데이터센터", "전력망", "심사")
                        ),
                        Evidence(left="dc5", right="dc1", similarity=0.61, shared=("grid=전력망", "18")),
                    ),
                ),
                Cluster(
                    id="dc3",
                    stories=("dc3", "dc4", "dc6"),
                    evidence=(Evidence(left="dc4", right="dc3", similarity=0.7, shared=("입지",)),),
                ),
            ),
            storyline=Storyline(
                id="old1",
                name="데이터센터 <b>전력</b>",
                clusters=("dc1", "dc3"),
                earlier=(
                    _telling(46, "데이터센터 전력 수요, 5년 새 두 배", date(2025, 11, 4), 2),
                    _telling(47, '정부, "데이터센터 <입지> 심사" 검토', date(2025, 11, 11), 4),
                ),
                new=(
                    Fact(kind="figure", text="30일", story="dc4"),
                    Fact(kind="figure", text="18곳 <i>", story="dc1"),
                    Fact(kind="date", text="12월 3일", story="dc3"),
                    Fact(kind="name", text="전력망심사위원회", story="dc2"),
                    Fact(kind="outlet", text="견본일보"),
                ),
            ),
        ),
        item(
            2,
            "tech",
            (
                reference(
                    "lm1",
                    "Smaller language models move onto ordinary laptops, and the hospitals and schools that could never "
                    "send their data away are the first to try them",
                    "Sample Wire",
                    language="en",
                ),
                reference("lm2", "Compact models, offline", "Journal of Examples", language="en", url=""),
            ),
            (
                pick("lm1", "Developers report that compact models now run offline on mid-range machines."),
                pick(
                    "lm2",
                    "Schools and clinics, where data cannot leave the building, are among the first to try.",
                ),
            ),
        ),
        item(
            3,
            "tech",
            (
                reference(
                    "ac1", '공공 웹 점검, "모바일 앱까지" <script>alert(1)</script> & 접근성', "견본일보"
                ),
                reference("ac2", "A note on access", "Sample Wire", language="en", url="javascript:alert(1)"),
            ),
            (
                pick(
                    "ac1",
                    "점검 대상이 모바일 앱으로 넓어지면서 화면 읽기 프로그램 지원 여부가 <b>주요</b> 항목으로 들어갔다.",
                ),
                pick("ac2", "Agencies have three months to answer with a plan."),
            ),
        ),
    )


def _economy() -> tuple[Item, ...]:
    return (
        item(
            4,
            "economy",
            (
                reference("ra1", "기준금리 동결 뒤, 시장의 눈은 물가로 옮겨 갔다", "가상통신"),
                reference("ra2", "금리 그대로… 다음은 먹거리 물가", "경제나침반"),
                reference("ra3", "대출 금리는 상품 따라 엇갈려", "견본일보"),
            ),
            (
                pick("ra1", "금리를 그대로 두기로 한 결정은 예상과 같았다는 평가가 많았다."),
                pick("ra2", "관심은 식품과 에너지 가격이 언제 안정되느냐로 옮겨 가고 있다."),
            ),
            storyline=Storyline(
                id="ra0",
                name="금리",
                clusters=("ra1",),
                earlier=(_telling(45, "기준금리, 이번에는 어디로", date(2025, 10, 28)),),
            ),
        ),
        item(
            5,
            "economy",
            (
                reference(
                    "sh1", "동네 가게의 무인 결제, 비용보다 분실이 고민", "지역나루신문", rights="link-only"
                ),
            ),
        ),
        item(
            6,
            "economy",
            (reference("ex1", "수출 상담회에 중소기업 서른 곳 참가", "경제나침반"),),
            size="line",
        ),
        item(
            7,
            "economy",
            (
                reference(
                    "po1", "Shipping rates ease as ports clear their backlog", "Sample Wire", language="en"
                ),
                reference("po2", "Ports clear backlog", "Harbour Post", language="en"),
            ),
            size="line",
        ),
    )


def _society() -> tuple[Item, ...]:
    return (
        item(
            8,
            "society",
            (
                reference("pe1", "늦은 밤 소아 진료, 지역마다 다른 속도", "방송가상"),
                reference("pe2", "야간 소아 진료 기관 늘었지만", "견본일보"),
            ),
            (
                pick(
                    "pe1",
                    "야간에 문을 여는 소아 진료 기관은 늘었지만 군 단위 지역에서는 여전히 한 시간 넘게 이동해야 한다.",
                ),
                pick("pe2", "지자체들은 이웃 시군과 당번을 나누는 방식을 시험하고 있다."),
            ),
        ),
        item(
            9,
            "society",
            (reference("li1", "학교 도서관이 동네 도서관이 되는 토요일", "지역나루신문"),),
            (pick("li1", "주말에 학교 도서관을 주민에게 여는 학교가 늘고 있다."),),
        ),
        item(
            10,
            "society",
            (reference("st1", "1인 가구 통계, ‘혼자 사는 이유’도 묻기 시작", "가상통신"),),
            size="line",
        ),
    )


def _science() -> tuple[Item, ...]:
    return (
        item(
            11,
            "science",
            (
                reference("fr1", "늦어진 첫서리, 과수 농가는 달력을 다시 쓴다", "농업견본"),
                reference("fr2", "첫서리 열흘 늦어", "가상통신"),
            ),
            (
                pick("fr1", "올가을 첫서리가 평년보다 늦어지면서 수확과 월동 준비 시기가 함께 밀렸다."),
                pick("fr2", "농업 연구 기관은 품종별로 새 재배 달력을 내놓을 계획이다."),
            ),
        ),
        item(
            12,
            "science",
            (reference("mi1", "생활 속 미세플라스틱, 측정 방법부터 맞춘다", "과학마당"),),
            size="line",
        ),
    )
