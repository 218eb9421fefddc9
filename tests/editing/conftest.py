"""Stories that the tests of editing tell, and an issue made of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import trace
from digest.editing.material import IssueSettings, Material
from digest.editing.sections import SectionSettings
from digest.language.analyser import Analyser
from digest.model import Memory, Period, Provenance, Publisher, Story

NOW = datetime(2025, 11, 24, tzinfo=UTC)

# (outlet, title, text): three outlets on one event, two on another, one alone
TOLD = (
    (
        "한빛일보",
        "노바칩, 구미에 반도체 공장 세운다",
        (
            "노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다. "
            "노바칩은 새 공장에서 일할 사람 1200명을 뽑기로 했다. 구미시는 공업용수와 도로를 지원한다."
        ),
    ),
    (
        "새벽경제",
        "노바칩 구미 반도체 공장에 2조 투자",
        (
            "전력 반도체 회사 노바칩이 구미 공장에 2조 원을 투자한다. 2027년 3월 가동이 목표다. "
            "채용 규모는 1200명이며 절반은 지역에서 뽑는다. 증권가는 투자금 조달이 부담이라고 봤다."
        ),
    ),
    (
        "테크누리",
        "노바칩 구미 공장 2027년 가동…1200명 채용",
        (
            "노바칩은 구미 반도체 공장을 2027년 3월 가동한다고 발표했다. 이 공장은 전력 반도체를 한 달에 3만 장 생산한다. "
            "회사는 1200명을 채용한다."
        ),
    ),
    (
        "한빛일보",
        "시립 도서관 열 곳, 토요일에도 밤 10시까지",
        (
            "해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다. "
            "시는 사서 24명을 더 뽑는다."
        ),
    ),
    (
        "가온뉴스",
        "해온시 도서관 토요일 야간 개관 시작",
        "다음 달부터 해온시 시립 도서관 열 곳이 토요일 밤 10시까지 문을 연다. 사서 24명이 새로 일한다.",
    ),
    (
        "가온뉴스",
        "남해 고수온에 양식 굴 폐사",
        "남해안 수온이 평년보다 3도 높아 양식 굴이 폐사했다. 피해 어가는 140곳이다.",
    ),
)


def story(number: int, outlet: str, title: str, text: str, **more: object) -> Story:
    return Story(
        id=f"s{number}",
        document=f"d{number}",
        source=outlet,
        outlet=outlet,
        title=title,
        text=text,
        language="ko",
        published=NOW - timedelta(days=number % 5 + 1),
        url=f"https://example.org/{number}",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="session")
def prepared(analyser):
    return prepare([story(number, *told) for number, told in enumerate(TOLD)], analyser)


@pytest.fixture
def material(prepared):
    return Material(
        period=Period(start=date(2025, 11, 17), end=date(2025, 11, 24)),
        documents=(),
        stories=prepared,
        affairs=trace(group(prepared), prepared).affairs,
        memory=Memory(),
    )


@pytest.fixture
def settings():
    return IssueSettings(
        publication="test",
        title="시험",
        genre="weekly",
        language="ko",
        timezone="Asia/Seoul",
        publisher=Publisher(name="시험", address="a@example.org"),
        rights=dict.fromkeys(("한빛일보", "새벽경제", "테크누리", "가온뉴스"), "open"),
        sections=(
            SectionSettings(key="society", title="사회", words=("도서관", "양식")),
            SectionSettings(key="tech", title="기술", words=("반도체",)),
        ),
    )


@pytest.fixture
def provenance():
    return Provenance(
        documents="",
        configuration="",
        overrides="",
        memory="",
        moment=NOW,
        program="",
        analyser="",
        lexicon="",
    )
