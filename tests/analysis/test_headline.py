"""Laws of choosing a headline."""

from __future__ import annotations

from itertools import permutations

import pytest

from digest.analysis.headline import choose, opinionated
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.model import Story
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
