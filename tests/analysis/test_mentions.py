"""Words that a person wrote are found in any form, and not where they only seem to stand."""

from __future__ import annotations

import pytest

from digest.analysis.finding import holds
from digest.analysis.mentions import readable
from digest.analysis.prepared import prepare
from digest.config.expressions import parse
from digest.language.analyser import Analyser
from digest.language.called import Called
from digest.model import Story


@pytest.fixture(scope="module")
def read():
    """A title (and a text) made ready to be searched."""
    analyser = Analyser()

    def make(title, text="", names=Called()):  # noqa: B008 - a value
        language = "ko" if any("가" <= char <= "힣" for char in title + text) else "en"
        story = Story(id="s", document="d", source="s", title=title, text=text, language=language)
        return readable(*prepare([story], analyser), names)

    return make


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("반도체", "정부, AI반도체를 키운다"),
        ("규제", "플랫폼을 규제하는 새 틀"),
        ("데이터센터", "해남에 데이터 센터 들어선다"),
        ("데이터 센터", "해남 데이터센터 착공"),
        ("법", "저작권법 바뀐다"),
        ("개인정보", "개인정보위, 실태 점검한다"),
        ("정부", "행정부 개편안 나왔다"),
        ("AI", "AI반도체를 키운다"),
        ("ai", "The AI race"),
        ("5G", "청년 5G 요금제 나온다"),
        ("regulations", "Lawmakers regulate app stores"),
        ("app store", "Probe into app stores opened"),
        ("반도체", "Semiconductor and chip makers rally"),
        ("인공지능", "AI passes the bar"),
        ("semiconductor", "반도체 수출 늘었다"),
        ("U.S.", "US tariffs rise"),
        ("[광고]", "[광고] 봄맞이 할인"),
        ("[단독]", "[단독]정부, 새 안 낸다"),
        ("'겨울의 정원'", "'겨울의 정원' 막 내린다"),
        ("제1차", "제1차 회의 열린다"),
        ("제1차 회의", "제1차 회의 열린다"),
        ("3차", "3차 추경 짠다"),
        ("3차", "제3차 회의 열린다"),
        ("5월", "5월 물가 올랐다"),
        ("5월", "물가는 5월에도 올랐다"),
        ("1위", "매출 1위를 지켰다"),
    ],
)
def test_a_word_is_found_in_its_forms(read, word, title):
    assert read(title).tells(word)
    assert read(title).mentions(word)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("인사", "개인사업자 대출 는다"),
        ("법", "새로운 방법 찾았다"),
        ("이사회", "이 사회가 바라는 것"),
        ("law", "A flaw in the router"),
        ("app store", "A store without an app"),
        ("금리", "Public interest in art grows"),
        ("칩", "칩거에 들어간 작가"),
        ("정부", "의정부 아파트에 구멍"),
        ("수도", "볼 수도 있다"),
        ("[광고]", "옥외광고 줄인다"),
        ("5월", "15월이라고 적었다"),
        ("5월", "1.5월 치를 받는다"),
        ("5월", "5월드컵을 치른 선수"),
        ("5개", "5개월 만에 열린다"),
        ("3차", "13차 추경"),
        ("3차", "3차원 지도 나온다"),
        ("1위", "1위원회를 없앤다"),
        ("", "아무 말"),
        ("  ", "아무 말"),
    ],
)
def test_a_word_is_not_found_in_other_words(read, word, title):
    assert not read(title).tells(word)


def test_a_title_says_more_than_a_text_and_the_first_sentence_more_than_the_last(read):
    title = read("반도체 공장 선다", "구미에 짓는다.")
    first = read("구미에 공장", "반도체 공장이다. 물을 쓴다. 길을 낸다.")
    last = read("구미에 공장", "물을 쓴다. 길을 낸다. 반도체 공장이다.")
    weights = [sum(one.weight for one in story.mentions("반도체")) for story in (title, first, last)]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


def test_names_that_the_publication_knows_are_found_across_the_languages(read):
    names = Called(given={"노바칩": (("novachip", 1.0),)})
    assert read("NovaChip builds a plant", names=names).tells("노바칩")
    assert not read("NovaChip builds a plant").tells("노바칩")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("반도체", True),
        ("반도체 AND 구미", True),
        ("반도체 AND NOT 구미", False),
        ("커피 OR (공장 AND 구미)", True),
        ("NOT 커피", True),
        (r"/\d+조 원/", True),
        (r"/^구미/", False),
        ("/NOVA/ OR /노바칩/", True),
    ],
)
def test_an_expression_is_true_of_a_story(read, expression, expected):
    story = read("노바칩, 구미에 반도체 공장", "2조 원을 들인다.")
    assert holds(parse(expression), story) is expected


def test_a_pattern_is_found_far_behind_in_a_long_sentence(read):
    assert holds(parse("/zebra \\d/"), read("Long", "word " * 300 + "zebra 7 end."))


@pytest.mark.parametrize(
    ("expression", "written", "expected"),
    [
        (r"/\bcat\b/", "category of its own", False),
        (r"/\bcat\b/", "cat of its own", True),
        ("/cat$/", "category of its own", False),
        ("/cat(?!egory)/", "category of its own", False),
        ("/cat(?!egory)/", "catalogue of its own", True),
        ("/c$|cat/", "cat of its own", True),
        (r"/c\b|category of/", "category of its own", True),
    ],
)
@pytest.mark.parametrize("before", [196, 197, 198, 199])
def test_no_part_of_a_long_sentence_ends_where_the_text_goes_on(read, expression, written, expected, before):
    """Wherever the parts end in which a sentence is searched, a pattern fits as in the whole of it."""
    text = "y" * (before - 1) + " " + written + " and more text follows here" * 9
    assert holds(parse(expression), read(text)) is expected
