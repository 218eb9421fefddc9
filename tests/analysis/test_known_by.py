"""A short step of an affair is known by a name of its headlines; what counts anew each time is no affair."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.analysis.affairs import Affair
from digest.analysis.bags import Bags
from digest.analysis.known_by import in_both, in_either
from digest.analysis.prepared import prepare
from digest.analysis.recurring import counts_anew
from digest.analysis.remembered import Remembered, remember
from digest.analysis.storylines import DEFAULT, follow
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

FLU = (
    "갈음호 큰고니 폐사체서 조류인플루엔자 검출",
    "너른군 갈음호에서 발견된 큰고니 폐사체에서 고병원성 조류인플루엔자가 검출됐다고 국립야생동물원이 12일 밝혔다. 군은 호수 둘레 10㎞를 예찰지역으로 정했다. 산책로 두 곳을 막았다. 닭과 오리 농가 31곳에는 이동제한 명령이 내려졌다.",
)
NEXT = (
    "갈음호 쇠기러기도 감염…너른군 오리 농가 긴장",
    "갈음호에서 쇠기러기 11마리가 숨진 채 발견돼 조류인플루엔자 확진 판정을 받았다. 너른군은 16일 호수 전체의 출입을 막았다. 오리 농가들은 소독에 나섰다.",
)
FERRY = (
    "Ferry with 212 aboard sinks off Skerrin; 14 missing",
    "The ferry Maris Star sank off the island of Skerrin on Monday night with 212 people aboard. Rescuers pulled 198 people from the sea; 14 are missing.",
)
TOLL = (
    "Maris Star death toll reaches nine",
    "Two more bodies were recovered from the Maris Star on Tuesday, bringing the number of dead to nine.",
)
PRICES = "{month}월 소비자물가 {much}% 상승…석유류 {way}", "통계당국은 {month}월 소비자물가가 지난해 같은 달보다 {much}% 올랐다고 밝혔다. 석유류와 농산물이 물가를 끌어올렸다. 근원물가는 {core}% 올랐다. 외식 물가 상승률은 {out}%였다."  # fmt: skip


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def cluster(told: tuple[str, str], day: int, analyser: Analyser) -> Remembered:
    title, text = told
    story = Story(
        id=f"s{day}",
        document=f"d{day}",
        source="s",
        title=title,
        text=text,
        language=detect(title, text),
        published=datetime(2026, 9, day, tzinfo=UTC),
    )
    return remember(story.id, prepare([story], analyser))


def prices(month: int, much: str, analyser: Analyser) -> Remembered:
    title, text = PRICES
    way = "내림세" if month % 2 else "오름세"
    said = {"month": month, "much": much, "way": way, "core": f"1.{month}", "out": f"3.{month}"}
    return cluster((title.format(**said), text.format(**said)), month, analyser)


def against(one: Remembered, other: Remembered):
    """A cluster as a bag, and the affair of another."""
    bags = Bags((one, other))
    affair = Affair(id=other.id)
    affair.add(bags(other))
    return bags(one), affair


def test_a_short_step_that_names_whom_it_is_about_goes_on(analyser: Analyser):
    first, step = cluster(FLU, 12, analyser), cluster(NEXT, 16, analyser)
    assert "갈음호" in in_both(*against(step, first), {})
    (found,) = follow([step], [first])
    assert found.storyline == first.id
    assert DEFAULT.named <= found.chance < DEFAULT.least
    assert found.needed == DEFAULT.named


def test_a_name_that_several_affairs_tell_is_none(analyser: Analyser):
    first, step = cluster(FLU, 12, analyser), cluster(NEXT, 16, analyser)
    bag, affair = against(step, first)
    assert in_both(bag, affair, {"갈음호": {affair.id, "x", "y"}}) >= {"갈음호"}
    assert "갈음호" not in in_both(bag, affair, {"갈음호": {"x", "y", "z"}})


def test_the_same_without_the_name_in_its_headline_does_not(analyser: Analyser):
    first = cluster(FLU, 12, analyser)
    step = replace(
        cluster(NEXT, 16, analyser),
        headline="오리 농가 긴장",
        headline_names=(),
        headline_terms=("농가", "긴장", "오리"),
    )
    assert not in_both(*against(step, first), {})
    (found,) = follow([step], [first])
    assert not found.storyline
    assert found.needed == DEFAULT.least


def test_a_name_is_known_in_the_other_script(analyser: Analyser):
    korean = cluster(
        ("새결은행 앱 먹통…월급날 고객 분통", "새결은행 앱이 9일 아홉 시간 멈췄다."), 9, analyser
    )
    english = cluster(
        ("Saegyeol Bank chief quits", "The head of Saegyeol Bank resigned on Thursday."), 24, analyser
    )
    assert "saegyeol" in in_both(*against(english, korean), {})


def test_counts_of_each_month_are_no_affair(analyser: Analyser):
    """The one wrong link of the sets: prices of March were linked to those of February, by .99."""
    before, now = prices(2, "2.1", analyser), prices(3, "2.3", analyser)
    assert counts_anew(*against(now, before))
    (found,) = follow([now], [before])
    assert not found.storyline


def test_english_counts_are_read_in_english_whatever_their_signs(analyser: Analyser):
    """A dash or a curly mark in a headline makes no Korean of it."""
    told = "Consumer prices – the statisticians’ count – up by {} percent", "Consumer prices rose by {} percent from a year earlier. Fuel and food led the rise."  # fmt: skip
    before, now = (
        cluster((told[0].format(much), told[1].format(much)), day, analyser)
        for day, much in ((2, "two"), (3, "three"))
    )
    assert counts_anew(*against(now, before))


def test_a_figure_that_is_told_again_ties(analyser: Analyser):
    before = prices(2, "2.1", analyser)
    assert not counts_anew(*against(prices(3, "2.1", analyser), before))


def test_a_toll_that_rises_counts_nothing_anew(analyser: Analyser):
    first, toll = cluster(FERRY, 7, analyser), cluster(TOLL, 8, analyser)
    assert not in_either(*against(toll, first))
    assert not counts_anew(*against(toll, first))
