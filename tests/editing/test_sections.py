"""Where an item stands: by the editor's word, a category, words and examples; and where nothing is clear, among the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.analysis.prepared import prepare
from digest.editing.compose import compose
from digest.editing.sections import OTHER, Placer, SectionSettings
from digest.model import Story

SECTIONS = (
    SectionSettings(key="tech", title="기술", words=("반도체", "AI"), categories=("IT",)),
    SectionSettings(key="policy", title="정책", words=("법안", "규제"), categories=("정치",)),
)


@pytest.fixture(scope="module")
def told(analyser):
    """Stories by their titles, ready to be placed."""

    def make(*titles, text="", category=""):
        return prepare(
            [
                Story(
                    id=title,
                    document=title,
                    source="s",
                    title=title,
                    text=text,
                    language="ko" if any("가" <= char <= "힣" for char in title) else "en",
                    category=category,
                )
                for title in titles
            ],
            analyser,
        )

    return make


def place(members, sections=SECTIONS, decided=None):
    return Placer(sections, members, decided or {}).place(members, members)


def test_words_place_and_say_how_sure_they_are(told):
    key, why = place(told("AI반도체를 키운다"))
    assert (key, why.by) == ("tech", "words")
    assert why.confidence > 0.8
    assert {one.detail for one in why.reasons} == {"반도체", "AI"}
    key, mixed = place(told("AI 규제 법안 나온다"))
    assert (key, mixed.runner_up) == ("policy", "tech")
    assert mixed.confidence < why.confidence
    assert mixed.confidence + mixed.runner_up_confidence <= 1


def test_korean_words_place_english_stories(told):
    assert place(told("Lawmakers weigh regulation of chat apps"))[0] == "policy"
    assert place(told("New chips need less semiconductor material"))[0] == "tech"


def test_where_nothing_is_clear_it_stands_among_the_rest_and_the_nearest_is_told(told):
    key, why = place(told("시립 도서관 밤 10시까지"))
    assert (key, why.by, why.confidence, why.runner_up) == (OTHER, "nothing", 1.0, "")
    sections = (*SECTIONS, SectionSettings(key="books", title="책", words=("도서관",)))
    sections = tuple(replace(one, words=(*one.words, "시립")) for one in sections)
    key, why = place(told("시립 도서관", "시립 반도체", "시립 법안"), sections)
    assert key == OTHER
    assert why.by == "nothing"
    assert 0 < why.runner_up_confidence < 0.4
    assert why.runner_up


def test_a_category_decides_before_words_and_the_editor_before_both(told):
    members = told("반도체 공장 늘린다", category="정치")
    key, why = place(members)
    assert (key, why.by, why.runner_up) == ("policy", "category", "tech")
    assert why.reasons[0].detail == "정치"
    key, why = place(members, decided={members[0].story.id: OTHER})
    assert (key, why.by, why.confidence) == (OTHER, "editor", 1.0)


def test_words_decide_between_categories_that_are_named_as_often(told):
    members = (*told("AI 기업 소식", category="정치"), *told("반도체 소식", category="IT"))
    assert place(members)[0] == "tech"


def test_a_decision_for_a_section_that_is_gone_is_passed_over(told):
    members = told("반도체 공장")
    assert place(members, decided={members[0].story.id: "sports"})[0] == "tech"


def test_most_of_the_decided_stories_decide(told):
    members = told("하나", "둘", "셋", "넷")
    decided = {"하나": "policy", "둘": "tech", "셋": "tech"}
    assert place(members, decided=decided)[0] == "tech"


def test_examples_place_what_words_do_not_name(told):
    bare = told("지진 관측소 열 곳 새로 선다")
    examples = told("기상 관측소 지진 예보", "지진 경보 10초 빨라진다")
    sections = (*SECTIONS, SectionSettings(key="earth", title="지구", examples=examples))
    assert place(bare)[0] == OTHER
    key, why = place(bare, sections)
    assert key == "earth"
    assert {one.feature for one in why.reasons} == {"example"}
    english = told("Earthquake early warning for schools")
    assert place(english, sections)[0] == "earth"


def test_two_words_that_rest_on_the_same_letters_count_once(told):
    """정부 in 행정부, 칩 and 반도체 in chip: no section wins by naming one thing twice."""
    members = told("행정부 개편", "Chip exports rise")
    once = (SectionSettings(key="one", title="", words=("행정부", "칩")),)
    twice = (SectionSettings(key="one", title="", words=("행정부", "정부", "반도체", "칩")),)
    for member in members:
        assert place((member,), twice)[1].confidence <= place((member,), once)[1].confidence + 0.01


def test_a_word_that_all_stories_use_tells_little(told):
    stories = told(*(f"AI 소식 {number}" for number in range(12)), "AI 규제 늘린다")
    placer = Placer(SECTIONS, stories)
    key, why = placer.place(stories[-1:], stories[-1:])
    assert key == "policy"
    assert why.confidence > 0.8


def test_the_item_says_why_it_stands_where_it_does(material, settings, provenance):
    issue = compose(replace(material, placed={"s5": "tech"}), settings, provenance)
    moved = next(item for item in issue.items if item.references[0].story == "s5")
    assert (moved.section, moved.placement.by, moved.placement.runner_up) == ("tech", "editor", "society")
    assert all(item.placement and 0 <= item.placement.confidence <= 1 for item in issue.items)
    without = compose(material, replace(settings, sections=()), provenance)
    assert {(item.section, item.placement) for item in without.items} == {(OTHER, None)}
