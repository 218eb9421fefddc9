"""Laws of choosing a headline."""

from __future__ import annotations

from itertools import permutations

import pytest

from digest.analysis.headline import choose, opinionated
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
