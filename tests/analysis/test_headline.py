"""Laws of choosing a headline."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from digest.analysis.headline import choose, opinionated
from digest.analysis.outcomes import came_out
from digest.analysis.prepared import Prepared, prepare
from digest.language.analyser import Analyser
from digest.model import Language, Story
from tests.analysis.telling import story

BODY = ("The river rose and the dam broke in the night.", "Crews came to the city.")


def test_a_headline_is_one_of_the_titles_as_it_stands_whatever_the_order():
    members = [
        story("a", *BODY, title="River rises, dam breaks in the night"),
        story("b", *BODY, title="Dam breaks in the night as river rises"),
        story("c", *BODY, title="Budget talks"),
    ]
    chosen = {choose(order) for order in permutations(members)}
    assert len(chosen) == 1
    found = chosen.pop()
    assert found is not None
    assert {m.story.id: m.story.title for m in members}[found.story] == found.text
    assert found.text != "Budget talks"


def test_without_a_title_there_is_no_headline():
    assert choose([story("a", *BODY), story("b", *BODY, title=" ")]) is None
    assert choose([]) is None


@pytest.mark.parametrize(
    ("plain", "worse"),
    [
        ("강물 불어 둑 무너져", "[사설] 강물 불어 둑 무너져"),
        ("강물 불어 둑 무너져", "[포토] 강물 불어 둑 무너져"),
        ("강물 불어 둑 무너져", "강물 불어 둑 무너져 내릴까"),
        ("River rises and dam breaks", "River rises and dam must go"),
        ("강물 불어 둑 무너져", "강물 불어 둑 무너져…충격"),
        ("River rises and dam breaks", "Why river rises and dam breaks"),
        ("River rises and dam breaks", "River rises and dam breaks?"),
        ("River rises and dam breaks", "OPINION: River rises and dam breaks"),
        ("River rises and dam breaks", "Commentary | River rises and dam breaks"),
    ],
)
def test_tags_questions_and_bait_lose_against_the_same_words_without_them(plain, worse):
    for order in ((plain, worse), (worse, plain)):
        found = choose([story(f"s{i}", *BODY, title=title) for i, title in enumerate(order)])
        assert found is not None
        assert found.text == plain


@pytest.mark.parametrize(
    "correction", ["[바로잡습니다] 해솔은행 고객 정보 유출 기사", "해솔은행 고객 정보 유출 기사 [정정보도]"]
)
def test_a_correction_heads_no_item_that_has_another_title(correction: str):
    """However well it agrees with what the stories tell: it is told, and is not what happened."""
    told = {
        '금융안전원 "해솔은행, 접속 기록 11개월치 지웠다"': "금융안전원은 해솔은행이 고객 정보에 접속한 기록 11개월치를 지운 사실을 확인했다고 12일 밝혔다. 유출 규모도 52만 명으로 늘었다.",
        correction: "본지 3일 자 '해솔은행 고객 정보 43만 건 유출' 기사에서 해솔은행 고객은 모두 610만 명이 아니라 160만 명이므로 바로잡습니다.",
    }  # fmt: skip
    given = [
        Story(id=f"s{n}", document=f"d{n}", source="s", title=title, text=text, language="ko")
        for n, (title, text) in enumerate(told.items())
    ]
    found = choose(prepare(given, Analyser()))
    assert found is not None
    assert found.text.startswith("금융안전원")


def test_a_correction_alone_says_so():
    found = choose([story("a", *BODY, title="[바로잡습니다] 강물 기사")])
    assert found is not None
    assert found.text == "[바로잡습니다] 강물 기사"


def test_corrections_officers_correct_nothing():
    found = choose([
        story("a", *BODY, title="Corrections officers saw the dam break in the night"),
        story("b", "Budget talks.", title="City"),
    ])  # fmt: skip
    assert found is not None
    assert found.text.startswith("Corrections officers")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("[단독] 강물 불어 둑 무너져", "강물 불어 둑 무너져"),
        ("[속보][종합] 강물 불어 둑 무너져", "강물 불어 둑 무너져"),
        ("강물 불어 둑 무너져 [종합2보]", "강물 불어 둑 무너져"),
        ("속보 | 강물 불어 둑 무너져", "강물 불어 둑 무너져"),
        ("Exclusive: River rises and dam breaks", "River rises and dam breaks"),
        ("<강물> 최고상 받아", "<강물> 최고상 받아"),
        ("(여자)강물 새 노래", "(여자)강물 새 노래"),
        ("[단독]", "[단독]"),
        ("[광고] 강물 축제 입장권 반값", "[광고] 강물 축제 입장권 반값"),
        ("[바로잡습니다] 강물 기사", "[바로잡습니다] 강물 기사"),
        ("[단독] [협찬] 강물 축제", "[협찬] 강물 축제"),
        ("River festival: half price [Sponsored]", "River festival: half price [Sponsored]"),
        ("[광고계] 강물 광고 인기", "강물 광고 인기"),
    ],
)
def test_an_outlets_tags_are_left_out_and_nothing_else(title, shown):
    found = choose([story("a", *BODY, title=title), story("b", *BODY)])
    assert found is not None
    assert found.text == shown


def test_titles_in_the_language_asked_for_come_first():
    korean = story("k", "강물이 불었다.", title="강물 불어", language="ko")
    english = story("e", *BODY, title="River rises and dam breaks")
    both = [english, korean]
    assert getattr(choose(both, language="ko"), "language", None) == "ko"
    assert getattr(choose(both, language="en"), "language", None) == "en"
    assert getattr(choose([english], language="ko"), "language", None) == "en"


def test_a_country_in_a_title_is_nobody_who_speaks():
    assert not opinionated("US court blocks the dam")
    assert not opinionated("Dam tests the soul of US")
    assert opinionated("The dam that unites us")
    assert opinionated("What the dam gave Us")


ASKED = "마루시 시장 구속영장 청구"


def on_days(*titles: str) -> list[Prepared]:
    """Stories of one text, the first of which is told on the first day of a month, the second on the second."""
    made = [
        Story(
            id=f"s{day}",
            document=f"s{day}",
            source="s",
            title=title,
            text="마루시 시장이 다리 공사를 맡기고 돈을 받은 혐의로 구속영장 심사를 받았다. 검찰은 구속영장을 청구했다.",
            language="ko",
            published=datetime(2025, 3, day, 3, tzinfo=UTC),
        )
        for day, title in enumerate(titles, 1)
    ]
    return list(prepare(made, Analyser()))


@pytest.mark.parametrize("came", ["다리 뇌물 마루시 시장 구속", "마루시 시장 영장 기각…“다툼 여지”"])
def test_how_it_came_out_heads_an_affair_that_went_on(came: str):
    members = on_days(ASKED, ASKED, came)
    for order in permutations(members):
        found = choose(order)
        assert found is not None
        assert found.text == came


@pytest.mark.parametrize(
    "other",
    [
        "마루시 시장 구속 여부 오늘 결정",
        "마루시 시장 ‘구속’ 기로",
        "마루시 시장 구속될까",
        "[사설] 마루시 시장 구속, 당연하다",
        "해온은행 직원 구속",
    ],
)
def test_what_is_awaited_asks_or_is_another_affair_takes_no_headlines_place(other: str):
    found = choose(on_days(ASKED, ASKED, other))
    assert found is not None
    assert found.text == ASKED


def test_of_one_day_and_of_days_before_nothing_comes_out():
    came = "다리 뇌물 마루시 시장 구속"
    first, second, third = on_days(ASKED, ASKED, came)
    at_once = replace(third, story=replace(third.story, published=second.story.published))
    undated = replace(third, story=replace(third.story, published=None))
    for members in (on_days(came, ASKED, ASKED), [second, at_once], [first, second, undated]):
        found = choose(members)
        assert found is not None
        assert found.text == ASKED


@pytest.mark.parametrize(
    ("awaited", "came"),
    [
        ("해온시 버스 노사 막판 협상 재개", "해온시 버스 노사 협상 타결"),
        ("다리 예산안 본회의 표결 앞두고 긴장", "다리 예산안 본회의 통과"),
        ("마루산 등산객 2명 실종…이틀째", "마루산 등산객 2명 숨진 채 발견"),
        ("마루시 시장 오늘 1심 선고", "마루시 시장 1심 무죄"),
        ("Haven council set to vote on bridge", "Haven council approves bridge"),
        ("Search for missing Haven sailors", "Haven sailors rescued off coast"),
        ("Former Haven mayor on trial over bribes", "Former Haven mayor convicted over bribes"),
    ],
)
def test_steps_of_which_the_outcome_is_known(awaited: str, came: str):
    language: Language = "ko" if "\uac00" <= came[-1] <= "\ud7a3" else "en"
    days = [
        Story(
            id=name,
            document=name,
            source="s",
            title=title,
            language=language,
            text="",
            published=datetime(2025, 3, day, tzinfo=UTC),
        )
        for name, title, day in (("a", awaited, 1), ("b", came, 2))
    ]
    assert list(came_out(prepare(days, Analyser()), 0)) == [1]
    assert list(came_out(prepare(days, Analyser()), 1)) == []
