"""What sources expect: sentences that stand alone, and whose day is not over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.analysis.expected import expected
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.model import Story

SEOUL = ZoneInfo("Asia/Seoul")
AFTER = date(2025, 12, 1)


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def found(analyser, text, *, language="ko", planned=True, after=AFTER):
    given = Story(
        id="s",
        document="d",
        source="x",
        title="제목",
        text=text,
        language=language,
        published=datetime(2025, 11, 20, tzinfo=UTC),
    )
    (member,) = prepare([given], analyser)
    return [one.sentence.text for one in expected(member, after=after, zone=SEOUL, planned=planned)]


@pytest.mark.parametrize(
    "text",
    [
        "국내 해상 풍력 시장은 2030년까지 세 배로 커질 것으로 전망된다.",
        "푸른에너지는 새 단지를 완공하는 대로 인력을 두 배로 늘릴 방침이다.",
    ],
)
def test_a_forecast_of_what_is_to_come_is_found(analyser, text):
    """With a year that lies ahead, or without any day."""
    assert found(analyser, f"푸른에너지가 20일 울산에 공장을 열었다. {text}") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "이는 국내 시장의 판도를 바꿀 것으로 전망된다.",
        "회사는 인력을 두 배로 늘릴 방침이다.",
        "해마다 3만 대씩 늘려 나가기로 했다.",
        "법원은 이날 오후 늦게 영장 발부 여부를 결정할 예정이다.",
        "푸른에너지는 이번 주 안에 계약을 맺을 것으로 보인다.",
        "푸른에너지는 2024년에 공장을 두 곳 더 지을 계획이다.",
        "푸른에너지가 협상에 나선 가운데, 노조는 파업에 들어갈 것으로 예상된다.",
    ],
)
def test_what_leans_on_something_or_may_be_over_is_not(analyser, text):
    """A pointer back, a bare `the company`, no subject at all; a day so near that it has passed, a year gone by."""
    assert found(analyser, f"푸른에너지가 20일 울산에 공장을 열었다. {text}") == []


def test_a_day_decides_by_the_moment_of_the_issue(analyser):
    """What was to come on a day is no outlook once it is past."""
    text = "울산시는 12월 5일까지 새 단지의 교통 대책을 내놓을 계획이다."
    assert found(analyser, text) == [text]
    assert found(analyser, text, after=date(2025, 12, 5)) == []
    assert found(analyser, text, planned=False) == []


def test_english_is_read_by_its_own_rules(analyser):
    """A noun called will, and a condition, are none."""
    text = "The wind farm off Ulsan is expected to supply 300,000 homes by 2030."
    others = "The founder left the land to the city in his will. If prices fall, the company will hire more people."
    assert found(analyser, f"{text} {others}", language="en") == [text]
