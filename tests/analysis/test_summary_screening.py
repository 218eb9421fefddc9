"""What an editor objects to, found in the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis import screening
from digest.analysis.aliases import aliases, clash
from digest.analysis.objections import fragments, half_quotation, objections
from digest.analysis.screening import barred
from digest.analysis.surnames import introduces, short_form, strangers

if TYPE_CHECKING:
    import re


@pytest.mark.parametrize(
    "text",
    [
        "홍길동 기자 hong@example.com",
        "서울=홍길동 특파원",
        "[홍길동 기자]",
        "ⓒ 어느신문, 무단 전재 및 재배포 금지",
        "Copyright 2025 The Paper. All rights reserved.",
        "▶ 관련기사: 강물이 불었다",
        "말하기 어려운 고민이 있으면 자살예방상담전화에서 24시간 도움을 받을 수 있다.",
        "독감이 의심되면 보건소(☎ 000)로 문의해야 한다.",
        "자세한 내용은 누리집에서 확인하세요.",
        "For more information, visit our river page.",
        "Anyone with information about the dam is asked to call the police.",
        "사진=환경부 제공",
        "사진 왼쪽부터 장관, 시장, 대변인.",
        "(AP Photo/Jane Doe)",
        "By Jane Doe and John Roe",
        "Click here to sign up for our newsletter.",
        "page.ads.push(function() {page.show();})",
        "***",
        "PST.",
        "THE TOWN HALL",
        "from river.banks import Dam",
        "class DamTests(TestCase):",
        "Watch the moment the dam at Wrenfield gave way.",
        "Watch as the water rises in the town.",
    ],
)
def test_what_is_no_part_of_the_news_is_barred(text):
    assert barred(text)


@pytest.mark.parametrize(
    "text",
    [
        "기자들은 강가에서 밤을 새웠다.",
        "By midnight the river had reached the bridge.",
        "The photo shows the dam before the flood.",
        "정부는 사진 저장소를 열었다.",
        "The court ruled on the works of two authors.",
        "관련 법안을 국회에 제출했다.",
        "The function of the dam is to hold the river.",
        "From Monday import duties on cement rise.",
        "KBS가 AI로 둑을 살핀다.",
        "Watch the river was all that they could do.",
        "Watch makers asked for help after the flood.",
    ],
)
def test_news_is_not_barred(text):
    assert not barred(text)


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("이는 처음 있는 일이다.", "opener"),
        ("이에 따라 둑을 높인다.", "opener"),
        ("또한 예산을 늘린다.", "opener"),
        ("그는 물러났다.", "opener"),
        ("라고 장관은 말했다.", "opener"),
        ("라는 표현을 거듭 쓰며 둑을 지키겠다고 밝혔다.", "opener"),
        ("However, the dam held.", "opener"),
        ("He refused to answer.", "opener"),
        ("It refused to answer.", "opener"),
        ("장관은 기자들에게 이같이 밝혔다.", "reply"),
        ("장관은 “예산이 없다”고 덧붙였다.", "reply"),
        ("둑은 왜 무너졌나?", "question"),
        ("“예산이 없다고 장관은 말했다.", "half"),
        ("▲ 둑을 높인다", "marker"),
        ("- 둑을 높인다", "marker"),
        ("“비 더 온다”장관은 둑을 찾아 주민을 만났다.", "glued"),
        ("둑이 무너졌다.13일 시는 구조대를 보냈다.", "joined"),
        ("Jane Doe (left) watched the dam.", "picture"),
        ("한빛시장 “둑을 반드시 높이겠다” 北도 18일 둑을 높이는 공사를 시작했다고 밝혔다.", "glued"),
        ("다른 하나는 둑을 허무는 것으로 알려졌다.", "opener"),
        ("다르게 말하면, 둑은 더 버티지 못한다는 뜻이다.", "opener"),
        ("The former is cheaper.", "opener"),
        ("신문은 둑이 곧 무너진다며 이처럼 보도했다.", "reply"),
        ("둑이 약했기 때문입니다.", "explains"),
        ("시장이 말을 아낀 것도 같은 맥락이다.", "explains"),
        ("둑은 왜 그토록 쉽게 무너진 걸까.", "question"),
        ("그런 둑을 누가 믿겠는가.", "question"),
        ("Imagine if the river had to run uphill.", "question"),
        ("(과학 부문의 투자 확대) 과학 기관을 둔다", "marker"),
        ("Unforgettable night: Jane Doe watched the dam from the bridge.", "marker"),
        ("The bill was written by Sen. Roe, D-N.", "half"),
        ("1 when it ships in May.", "half"),
        ("Y. -- all of whom voted for the dam -- are silent.", "half"),
        ("시장, 둑 높이기로… 주민들 반발 시는 18일 둑을 높이는 공사를 시작했다.", "glued"),
        ("한빛시장 “둑을 반드시 높이겠다” 한빛시는 18일 둑을 높이는 공사를 시작했다.", "glued"),
        ("이어 “둑을 높일 예산이 없다는 말은 거짓말”이라고 강조했다.", "reply"),
        ("“둑을 높일 예산이 없다는 말은 거짓말”이라며 “내년에 높인다”고 말했다.", "reply"),
        ("둑을 더 높이지는 않겠다는 뜻이다.", "explains"),
        ("주민들의 반대를 의식한 결정으로 풀이된다.", "explains"),
        ("홍길동 한빛시장이 18일 시청에서 둑을 높이는 까닭에 대해 설명하고 있다.", "caption"),
        ("둑을 무너뜨린 혐의를 받는 홍길동 씨가 지난 2월 18일 한빛경찰서를 나서고 있다.", "caption"),
        ("Jane Doe is pictured with the crew of the bridge.", "caption"),
        ("We had to leave the house at once.", "pronoun"),
        ("홍길동(오른쪽) 한빛시장이 무너진 둑을 바라보고 있다.", "caption"),
        ("18일 한빛시청에서 둑을 낮춰 논란이 됐던 홍길동 한빛시 부시장이 안경을 닦고 있다.", "caption"),
        ("홍길동 시장(오른쪽 사진)은 18일 둑을 높이겠다고 밝혔다.", "picture"),
        ("에 맞서 둑을 지키던 주민들은 39년 만에 다시 모였다.", "half"),
        ("로 불리는 한빛시의 둑이 밤사이 무너졌다.", "half"),
        ("The mayor of Seaborne also said the dam would be higher.", "opener"),
        ("Seaborne has also lost its bridge.", "opener"),
        ("Jane Doe, left, and John Roe, right, at the dam on Monday.", "caption"),
    ],
)
def test_each_objection_is_found(text, objection):
    assert objection in objections(text)


@pytest.mark.parametrize(
    "text",
    [
        "이재명 대표는 둑을 찾았다.",
        "도 대표는 둑을 찾았다.",
        "일명 ’강둑 붕괴 사건’과 관련해 시는 업체 두 곳을 다시 조사한다.",
        "18일 한빛시에서 연 회의의 논란이 더 커지고 있다.",
        "The town that lost its dam and its bridge last year also lost its school.",
        "Jane Doe, right, watched the dam from the left bank of the river.",
        "이달 강물이 불었다.",
        "그리스가 둑을 높인다.",
        "이란은 회담을 거절했다.",
        "단양군은 둑을 높인다.",
        "“예산이 없다”고 장관은 말했다.",
        "장관은 “예산이 없다”며 “내년에 다시 보자”고 말했다.",
        "Heavy rain flooded the city.",
        "Itaewon was closed to traffic for the night.",
        "IT(정보기술) 기기에 널리 쓰이는 전지를 개발했다.",
        "IT spending in the city rose by a third.",
        "“The dam held,” the minister said.",
        "인공지능 법안 국회 제출, 내년 7월 시행",
        "The former mayor visited the dam.",
        "Roe said: The dam will hold.",
        "By 6: 40 the dam had held.",
        "시는 둑의 조합설립인가를 받았다고 18일 밝혔다.",
        "시장은 “둑을… 아니, 다리를 높이겠다”고 말했다.",
        "한빛시장이 “둑을 반드시 높이겠다” 등의 뜻을 밝혔다.",
        "(주)한빛은 둑을 높인다.",
        "시장은 회견에서 “둑을 높일 예산이 없다는 말은 거짓말”이라고 강조했다.",
        "시에 따르면 “둑을 높일 예산이 없다는 말은 거짓말”이라고 했다.",
        "시는 둑을 더 높이지는 않겠다는 입장이다.",
        "한빛시가 18일부터 둑을 높이는 공사를 하고 있다.",
        "한빛시의 둑이 18일 무너졌다는 소식이 나오고 있다.",
        "The dam is shown to be safe.",
    ],
)
def test_a_sentence_that_stands_alone_raises_no_objection(text):
    assert objections(text) == ()


def test_apostrophes_are_no_quotation_marks():
    assert not half_quotation("The city’s bridge and the minister's budget didn’t last.")
    assert half_quotation('The minister said "the dam held.')


def test_a_sentence_without_an_end_is_a_fragment_only_among_sentences_that_have_one():
    assert fragments(["둑이 무너졌다.", "강물이 불었다.", "비도 왔다.", "둑이"]) == (
        False,
        False,
        False,
        True,
    )
    assert fragments(["둑 높이기로", "예산 늘리기로", "구조대 보내기로."]) == (False, False, False)


def test_a_headline_in_an_english_text_is_a_fragment_where_half_of_its_sentences_have_ends():
    texts = ["Dam breaks", "August 7, 2012", "The dam broke.", "The river rose."]
    assert fragments(texts) == (True, True, False, False)
    assert fragments(["둑 무너져", "8월 7일", "둑이 무너졌다.", "강물이 불었다."]) == (False,) * 4


def test_a_caption_that_ends_in_a_noun_is_a_fragment_among_sentences_that_end_in_verbs():
    whole = ["둑이 무너졌다.", "강물이 불었습니다.", "비도 왔다."]
    assert fragments(["하늘에서 내려다본 한빛시의 둑.", *whole]) == (True, False, False, False)
    assert fragments(["둑을 높이는 계획.", "예산을 늘리는 방안.", "비도 왔다."]) == (False, False, False)


def test_a_person_known_by_surname_only_is_a_stranger_until_the_full_name_was_given():
    assert strangers("유 의원은 둑을 찾았다.") == ("유",)
    assert strangers("장 부사장은 둑을 찾았다.") == ("장",)
    assert strangers("주 상무부는 둑을 높인다.") == ()
    assert strangers("유승민 의원과 만난 유 의원은 웃었다.") == ()
    assert strangers("전 대표를 지냈다.") == ()
    assert introduces("유승민 의원은 둑을 찾았다.", "유")


def test_a_cat_the_army_and_a_town_are_no_persons():
    for text in (
        "둑에서 고양이 세 마리를 구했다.",
        "육군은 둑에 병력을 보냈다.",
        "반군이 둑을 넘었다.",
        "둑의 모양 등을 살폈다.",
        "안양은 둑을 높인다.",
    ):
        assert strangers(text) == ()
    assert strangers("김양은 둑에서 구조됐다.") == ("김",)
    assert strangers("장 군은 둑에서 구조됐다.") == ("장",)


def test_one_name_is_short_where_the_text_gave_a_fuller_one_first():
    before = ["Mayor Jane Roe visited the dam.", "The town police came, too."]
    assert short_form("Roe said the dam would hold.", before) == "Roe"
    assert short_form("Mr. Roe said the dam would hold.", before) == "Roe"
    assert short_form("Roe는 둑이 버틸 것이라고 말했다.", before) == "Roe"
    assert short_form("Roe's house was flooded.", before) == "Roe"
    assert short_form("Jane Roe said the dam would hold.", before) is None
    assert short_form("Roe said the dam would hold.", []) is None
    assert short_form("Roe said the dam would hold.", ["Roe came.", "Jane Roe left."]) is None
    assert short_form("Police said the dam would hold.", ["The police came.", "Wye Police left."]) is None
    assert short_form("Friday was quiet.", ["It was Black Friday."]) is None
    assert short_form("House members voted.", ["The House sat."]) is None


def test_letters_stand_for_persons_and_are_given_by_each_report_anew():
    assert aliases("A씨와 B(31)씨, C 경위는 둑을 찾았다.") == {("A", "씨"), ("B", "씨"), ("C", "경위")}
    assert aliases("A팀과 B동 주민, KBS 기자, LG 대표는 둑을 찾았다.") == frozenset()
    assert clash({("A", "경위")}, [frozenset({("B", "경위")})])
    assert clash({("A", "경사")}, [frozenset({("A", "경위")})])
    assert not clash({("A", "씨"), ("B", "씨")}, [frozenset({("A", "씨")})])
    assert not clash({("A", "씨")}, [])


@pytest.mark.parametrize("pattern", screening._BARRED, ids=lambda pattern: pattern.pattern[:20])
@given(data=st.data())
def test_the_signs_of_barred_sentences_stand_in_all_of_them(pattern: re.Pattern[str], data: st.DataObject):
    """A sentence without any is not looked at further: each that a pattern matches must be barred."""
    assert barred(f"{data.draw(st.from_regex(pattern))}")


def test_a_lead_may_say_who_is_who_on_a_photograph():
    assert "caption" not in objections(
        "홍길동(오른쪽) 한빛시장이 18일 김철수(왼쪽) 의원과 둑을 높이기로 했다고 밝혔다."
    )
