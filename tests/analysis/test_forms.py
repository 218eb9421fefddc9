"""Notices that fill one form are as many stories; two states of one report are one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from digest.analysis import forms
from digest.analysis.clusters import group
from digest.analysis.forms import FILLED, Forms
from digest.analysis.links import compare
from digest.analysis.opposition import against
from digest.analysis.times import Pace
from digest.language.analyser import Analyser
from tests.analysis.batches import stories

FORMS = {
    "ko": (
        "{who}, {what} 고시안 행정예고",
        "{who}는 5일 {what}에 관한 고시안을 행정예고했다고 밝혔다. 이번 고시안은 {how} 내용을 담았다. 의견은 20일까지 받는다. {who} 관계자는 의견을 모아 다음 달 확정할 계획이라고 말했다.",
    ),
    "en": (
        "{who} opens consultation on {what}",
        "{who} said on Thursday that it would open a public consultation on {what}. The draft order would {how}. Comments may be sent until the end of the month, and a final order is expected before the summer.",
    ),
}
FILLINGS = {
    "ko": (
        ("환경부", "일회용컵 반납 매장", "카페 가맹점 수 기준을 낮추는"),
        ("복지부", "재가 돌봄 종사자 처우", "월 급여 하한을 두는"),
        ("해수부", "연안 어선 감척", "지원 단가를 올리는"),
        ("산업부", "공장 에너지 진단", "진단 주기를 3년으로 줄이는"),
        ("농식품부", "계란 산란일자 표시", "껍데기 글자 크기를 키우는"),
        ("교육부", "학교 급식 조리실 환기", "환기 설비 기준을 두는"),
    ),
    "en": (
        ("Transport Office", "night ferries", "ask operators for a second crew on long crossings"),
        ("Health Board", "dental fees", "cap what clinics may charge for a first visit"),
        ("Energy Council", "heat pumps", "raise the grant for houses built before 1970"),
        ("School Agency", "exam timetables", "move written papers out of the last week of June"),
        ("Water Authority", "river gauges", "put three sensors on every reach above a town"),
    ),
}
EARLIER = (
    "강문 다리 무너져 두 명 다쳐",
    "강문시 은파동 다리가 5일 새벽 무너져 두 명이 다쳤다. 소방 당국은 차량 세 대가 물에 빠졌다고 밝혔다. 다리는 지난해 안전 진단에서 보수가 필요하다는 판정을 받았다. 시는 인근 도로를 막고 원인을 조사하고 있다.",
)
LATER = (
    "강문 다리 붕괴 다친 사람 네 명으로 늘어",
    "강문시 은파동 다리가 5일 새벽 무너져 네 명이 다쳤다. 소방 당국은 차량 다섯 대가 물에 빠졌다고 밝혔다. 다리는 지난해 안전 진단에서 보수가 필요하다는 판정을 받았다. 시는 인근 도로를 막고 원인을 조사하고 있다.",
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def filled(language: str) -> list[tuple[str, str]]:
    title, text = FORMS[language]
    return [
        (title.format(who=who, what=what), text.format(who=who, what=what, how=how))
        for who, what, how in FILLINGS[language]
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_notices_that_fill_one_form_are_as_many_stories(language: str, analyser: Analyser):
    """Part by part, too, as large batches are gone through."""
    made = stories(filled(language), analyser)
    assert len(group(made)) == len(made)
    whole = compare(made, 30, cut=0.21)
    parts = compare(made, 30, cut=0.21, pace=Pace(whole=1, stretch=2, at_once=2))
    assert parts.affinities.nnz > len(made)
    assert whole.affinities.max() < 0.6
    kept = parts.affinities.tocoo()
    assert kept.data == pytest.approx(whole.affinities.tocsr()[kept.row, kept.col].A1, abs=1e-12)


# Each headline has most of its words in common with the others, and 보증 in two of them.
DECREES = (
    ("주거부", "전세 보증금 반환보증", "반환보증의 가입 한도를 7억 원에서 9억 원으로 올렸다"),
    ("중소기업부", "소상공인 특례보증", "창업 3년 안의 가게가 3,000만 원까지 빌릴 수 있도록 했다"),
    ("환경부", "하천 준설", "지방 하천의 준설을 시장·군수가 바로 허가하도록 했다"),
)
DECREE = (
    "{who}는 {what} 시행령 개정안을 10일부터 40일 동안 입법예고한다고 밝혔다. 이번 개정안은 국민의 불편을 덜고 제도의 운영상 나타난 미비점을 개선·보완하기 위해 마련됐다. 개정안은 {how}. 의견이 있는 국민이나 단체는 "
    "4월 20일까지 통합입법예고센터에 의견을 낼 수 있다. 자세한 내용은 {who} 누리집 법령정보란에서 확인할 수 있다. {who}는 관계 부처 협의와 법제처 심사를 거쳐 올해 하반기에 시행할 예정이다."
)


def test_words_of_the_form_in_two_headlines_tell_nothing_of_each_other(analyser: Analyser):
    """시행령, 개정안, 입법예고 are more than half of each headline; of what only one names the other tells nothing."""
    told = [
        (f"{who}, {what} 시행령 개정안 입법예고", DECREE.format(who=who, what=what, how=how))
        for who, what, how in DECREES
    ]
    made = stories(told, analyser)
    found = Forms(made)
    assert found.filled(0, 1)
    assert found.filled(0, 2)
    assert len(group(made)) == len(made)


def test_two_headlines_of_one_report_may_share_most_words(analyser: Analyser):
    """What only one of them names the other tells below it."""
    made = stories(
        [("강문 다리 붕괴 두 명 다쳐", EARLIER[1]), ("강문 다리 붕괴 소방 당국 차량 조사", EARLIER[1] + " 시민들은 돌아갔다.")], analyser
    )  # fmt: skip
    assert not Forms(made).filled(0, 1)


def test_two_states_of_one_report_are_one_story(analyser: Analyser):
    made = stories([*filled("ko"), EARLIER, LATER], analyser)
    assert Forms(made).filled(0, 1)
    assert not Forms(made).filled(6, 7)
    assert {frozenset(one.stories) for one in group(made) if len(one.stories) > 1} == {
        frozenset({"s6", "s7"})
    }


def test_what_it_takes_is_told(analyser: Analyser):
    made = stories([*filled("ko"), EARLIER, LATER], analyser)
    found = against(compare(made, 30), [(0, 1), (6, 7)], 30)
    assert [one.weight for one in found[0, 1] if one.what == "form"] == [pytest.approx(1 - FILLED)]
    assert not [one for one in found[6, 7] if one.what == "form"]


def test_a_large_batch_is_not_asked_and_says_nothing_of_forms(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch
):
    made = stories(filled("ko"), analyser)
    monkeypatch.setattr(forms, "LARGE", len(made))
    links = compare(made, 30)
    assert links.affinities.max() > 0.6
    assert not [one for one in against(links, [(0, 1)], 30)[0, 1] if one.what == "form"]


def test_it_takes_from_near_stories_alone_and_from_both_sides_the_same(analyser: Analyser):
    made = stories(filled("ko"), analyser)
    given = np.full((len(made), len(made)), 0.9)
    given[0, 2] = given[2, 0] = 0.2
    found = Forms(made).weighed(sparse.csr_matrix(given)).toarray()
    assert (found == found.T).all()
    assert found[0, 0] == 0.9
    assert found[0, 1] == pytest.approx(0.9 * FILLED)
    assert found[0, 2] == 0.2


def test_a_batch_without_texts_has_no_forms(analyser: Analyser):
    made = stories([("", ""), ("제목뿐인 글", ""), ("제목뿐인 글", "")], analyser)
    assert not Forms(made).filled(1, 2)
    assert not Forms(()).weighed(sparse.csr_matrix((0, 0))).nnz
