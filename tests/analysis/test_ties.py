"""What ties two reports: a Korean and an English accident of one day share their words, and neither a name nor a figure."""

from __future__ import annotations

import pytest

from digest.analysis.clusters import group
from digest.analysis.links import compare
from digest.analysis.opposition import against
from digest.analysis.proof import STRANGE
from digest.analysis.strangers import strangers
from digest.analysis.ties import left_of, names_of, single, untied
from digest.analysis.vectors import LARGE
from digest.language.analyser import Analyser
from tests.analysis.batches import stories

CRASHES = (
    (
        "노산시 국도서 통근버스·화물차 충돌…9명 부상",
        "14일 오전 노산시 도림면 국도에서 통근버스와 화물차가 부딪쳐 9명이 다쳤다. 경찰은 사고 원인을 조사하고 있다. 부상자들은 병원으로 옮겨졌으며 생명에는 지장이 없다.",
    ),
    (
        "Nine hurt as bus and truck collide in Marlow County",
        "Nine people were injured on Friday when a bus and a truck collided in Marlow County. Police are investigating the crash. The injured were taken to hospital.",
    ),
    (
        "Nine hurt as commuter bus is hit by truck in Nosan",
        "Nine people were injured on Friday when a truck struck a commuter bus in Nosan, South Korea. Police said the road was wet. The injured were taken to hospital.",
    ),
)
DEALS = (
    ("보람제강 노사 임금협상 타결…기본급 3.8% 인상", "보람제강 노사가 올해 임금협상을 마무리했다. 노조는 21일 조합원 투표에서 잠정합의안이 찬성 64%로 통과됐다고 밝혔다. 합의안은 기본급 3.8% 인상과 격려금 400만 원을 담았다."),
    ("한울조선 노사 임금협상 타결…기본급 5.1% 인상", "한울조선 노사가 올해 임금협상을 마무리했다. 노조는 21일 조합원 투표에서 잠정합의안이 찬성 58%로 통과됐다고 밝혔다. 합의안은 기본급 5.1% 인상과 성과금 250만 원을 담았다."),
    ("보람제강 조합원 64% 찬성…다섯 달 협상 끝", "다섯 달을 끌어온 보람제강의 임금협상이 21일 투표로 끝났다. 조합원 64%가 찬성표를 던졌다. 기본급은 3.8% 오른다."),
)  # fmt: skip
LEAKS = (
    (
        "Hackers steal data of 310,000 Orrin Health patients",
        "Orrin Health said on Wednesday that hackers had stolen the data of 310,000 patients. The data includes names and birth dates. Patients are being offered two years of credit monitoring.",
    ),
    (
        "Hackers steal data of 95,000 Tidewater Credit Union members",
        "Tidewater Credit Union said on Wednesday that hackers had stolen the data of 95,000 members. The data includes names and addresses. Members are being offered one year of credit monitoring.",
    ),
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def test_a_name_ties_two_languages_and_words_of_the_trade_do_not(analyser: Analyser):
    made = stories(CRASHES, analyser)
    found = untied(made, compare(made, 30).across)
    assert found[0, 1]
    assert found[1, 0]
    assert not found[0, 2]
    assert not found.diagonal().any()


def test_two_crashes_in_two_countries_are_two_stories_and_it_is_told_why(analyser: Analyser):
    made = stories(CRASHES, analyser)
    assert {frozenset(one.stories) for one in group(made)} == {frozenset({"s0", "s2"}), frozenset({"s1"})}
    told = against(compare(made, 30), [(0, 1), (0, 2)], 30)
    assert [one.weight for one in told[0, 1] if one.what == "untied"] == [
        pytest.approx(1 - left_of(3), abs=0.001)
    ]
    assert not [one for one in told[0, 2] if one.what == "untied"]


def test_each_the_others_only_neighbour_are_not_one(analyser: Analyser):
    """What is usual around a story is no more than its twin; the affinity was .99."""
    made = stories(DEALS, analyser)
    assert {frozenset(one.stories) for one in group(made[:2])} == {frozenset({"s0"}), frozenset({"s1"})}
    assert {frozenset(one.stories) for one in group(made)} == {frozenset({"s0", "s2"}), frozenset({"s1"})}


def test_a_name_in_small_letters_is_a_word(analyser: Analyser):
    """Credit monitoring is no credit union; a weekday is nobody's name."""
    made = stories(LEAKS, analyser)
    assert strangers(made, capital=True)[0, 1]
    assert not strangers(made)[0, 1]
    assert len(group(made)) == len(made)
    assert "wednesday" not in names_of(made[0])
    assert "orrin" in names_of(made[0])


HOLIDAYS = (
    ("코스피, 연휴 앞두고 관망…2,598 약보합", "코스피가 2일 연휴를 앞둔 관망세 속에 전날보다 1.8포인트(0.07%) 내린 2,598.05에 거래를 마쳤다. 기관은 730억 원어치를 팔았다. 코스닥은 0.4포인트 오른 800.02에 마감했다."),
    ("[날씨] 연휴 첫날 맑음…내륙 서리", "토요일인 3일 전국이 맑겠다. 아침 최저기온은 3~12도로 예보됐고 내륙에는 서리가 내리겠다. 동해 먼바다의 물결은 최고 2m로 일겠다. 미세먼지 농도는 전 권역이 좋음 수준이다."),
)  # fmt: skip


def test_one_word_makes_no_event_of_two_reports(analyser: Analyser):
    """Of the fifteen stories of a week two knew of the holidays: the forecast and the exchange were one story."""
    made = stories(HOLIDAYS, analyser)
    assert len(group(made)) == len(made)
    told = against(compare(made, 30), [(0, 1)], 30)[0, 1]
    assert [one.weight for one in told if one.what == "single"] == [pytest.approx(1 - left_of(2), abs=0.001)]
    assert not single(2, compare(made[:1] * 2, 30).within).any()


def test_a_large_batch_asks_for_no_ties():
    assert left_of(1) < left_of(LARGE // 2) < left_of(LARGE) == left_of(2 * LARGE) == 1.0
    assert left_of(0) == STRANGE
