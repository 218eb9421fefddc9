"""What only tells again what was told: of a short report too, where nothing at all is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.analysis.moved import MOSTLY, added
from digest.analysis.news import facts
from digest.analysis.prepared import prepare
from digest.analysis.remembered import remember
from digest.analysis.wording import Wording
from digest.language.analyser import Analyser
from digest.model import Story

TOLD = (
    "디지털 상속법 국회 통과",
    (
        "죽은 사람의 온라인 사진과 글을 가족이 물려받도록 하는 디지털 상속법이 16일 국회 본회의를 통과했다. 찬성 201표, 반대 34표였다. "
        "법은 2027년 7월 1일부터 시행된다. 플랫폼 기업은 유언이 없으면 가족의 청구를 30일 안에 처리해야 한다."
    ),
)
AGAIN = (
    "디지털 상속법 통과, 무엇이 달라지나",
    "지난 16일 국회를 통과한 디지털 상속법은 숨진 사람의 온라인 사진과 글을 가족이 물려받을 수 있게 한다. 찬성 201표, 반대 34표였다.",
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def cluster(name: str, day: int, told: tuple[str, str], analyser: Analyser):
    story = Story(
        id=name,
        document=name,
        source="o",
        outlet="o",
        title=told[0],
        text=told[1],
        language="ko",
        published=datetime(2026, 11, day, 1, tzinfo=UTC),
    )
    return remember(name, prepare([story], analyser))


def test_a_short_report_that_repeats_is_still(analyser):
    earlier = cluster("a", 16, TOLD, analyser)
    found = added(cluster("b", 23, AGAIN, analyser), [earlier])
    assert found.still
    assert found.settled


@pytest.mark.parametrize(
    "more", ["시행령은 12월 3일에 나온다.", "위반하면 과태료 500만 원을 낸다.", "가람은행이 헌법소원을 낸다."]
)
def test_a_short_report_with_a_new_day_figure_or_name_has_moved(analyser, more):
    earlier = cluster("a", 16, TOLD, analyser)
    later = cluster("b", 23, (AGAIN[0], f"{AGAIN[1]} {more}"), analyser)
    assert not added(later, [earlier]).still


FORECASTS = (
    (
        "[날씨] 주말 남부 비…강수량 5~20㎜",
        "14일은 남부 지방에 비가 오겠다. 예상 강수량은 5~20㎜다. 아침 최저기온은 3도에서 9도, 낮 최고기온은 10도에서 15도로 예보됐다. 미세먼지 농도는 전국에서 '보통' 수준이겠다. 바다의 물결은 남해 앞바다에서 0.5~2.5m로 일겠다.",
    ),
    (
        "[날씨] 주말 전국 비…낮부터 그쳐",
        "28일은 전국에 비가 오다가 낮부터 그치겠다. 예상 강수량은 10~40㎜다. 아침 최저기온은 7도에서 12도, 낮 최고기온은 13도에서 18도로 예보됐다. 미세먼지 농도는 전국에서 '좋음' 수준이겠다. 바다의 물결은 남해 앞바다에서 1~3m로 일겠다.",
    ),
)  # fmt: skip


def test_a_report_most_of_whose_figures_are_new_has_moved(analyser):
    """Most words of a forecast were told a week ago, but not what it forecasts."""
    earlier, later = (
        cluster(name, day, told, analyser) for name, day, told in zip("ab", (13, 24), FORECASTS, strict=True)
    )
    found = added(later, [earlier])
    assert (found.told >= MOSTLY, bool(found.figures), later.fresh) == (True, True, False)
    assert not found.still


def test_a_tag_over_each_headline_tells_nothing_of_it(analyser):
    """Of `[날씨] 주말 전국 비` the tag was told before, as it is each week."""
    one = cluster("a", 13, FORECASTS[0], analyser)
    assert "날씨" not in one.headline_terms
    assert "강수량" in one.headline_terms


FIRST = (
    "들판역 화재로 2명 숨져",
    "들판역 지하 상가에서 불이 나 2명이 숨졌다. 소방대 7개 팀이 불을 껐다. 상가는 2011년에 문을 열었다.",
)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("사망자가 7명으로 늘었다.", ["사망자가 7명"]),
        ("2명이 숨진 불은 꺼졌다.", []),
        ("2011년에는 5명이 숨졌다.", []),
        ("소방대 9개 팀이 왔다.", []),
    ],
)
def test_a_new_death_toll_is_news_however_small(analyser, more, told):
    """Also one below ten that no headline has, and that the affair told of something else (7개 팀)."""
    later = ("들판역 화재 그 뒤", f"들판역 지하 상가의 불을 소방대가 껐다. {more}")
    news = added(cluster("b", 23, later, analyser), [cluster("a", 16, FIRST, analyser)])
    story = Story(id="b", document="b", source="o", title=later[0], text=later[1], language="ko")
    found = facts(news, Wording(prepare([story], analyser)))
    assert [fact.text for fact in found if "명" in fact.text] == told
    assert bool(news.tolls) == bool(told)


def test_a_memory_of_a_former_version_knows_numbers_and_no_tolls(analyser):
    """A number that it told of anything is no new toll."""
    former = replace(cluster("a", 16, FIRST, analyser), tolls=())
    for number, new in ((7, ()), (8, ("n:8",))):
        later = (
            "들판역 화재 그 뒤",
            f"들판역 지하 상가의 불로 죽은 사람을 찾았다. 사망자가 {number}명으로 늘었다.",
        )
        assert added(cluster("b", 23, later, analyser), [former]).tolls == new
