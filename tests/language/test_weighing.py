"""What a sentence is to an affair, by its words: rules that say nothing where they are not sure."""

from __future__ import annotations

from datetime import date

import pytest

from digest.language.weighing import (
    consequence,
    happened,
    leans,
    lies_back,
    matters,
    told_whole,
    unsettled,
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "해온시는 국내에서 처음으로 수상 버스를 띄웠다."),
        ("ko", "이번 판결은 20년 만에 가장 무거운 벌이다."),
        ("ko", "해온시의 실업률은 2010년 이후 가장 높았다."),
        ("ko", "수출은 금융위기 이후 최대 폭으로 줄었다."),
        ("ko", "나루군의 인구는 통계 작성 이래 처음 줄었다."),
        ("ko", "어민 단체는 해상풍력 허가에 거세게 반발했다."),
        ("ko", "소금 전지의 등장은 전지 시장의 판도를 바꿀 전환점이라는 뜻을 지닌다."),
        ("en", "The fine is the largest ever imposed by the Norvale council."),
        ("en", "Residents warned that the bridge would cut the island off."),
        ("en", "Norvale became the first city to run ferries on salt batteries."),
    ],
)
def test_firsts_records_and_answers_say_why_something_matters(language, text):
    """Each says what sets an event apart, or how others answer it."""
    assert matters(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "이후 가장 먼저 온 것은 소방차였다."),
        ("ko", "이후 최 대표는 자리를 떴다."),
        ("ko", "사고 이후 첫 재판이 열렸다."),
        ("ko", "시는 처음 계획대로 다리를 열었다."),
        ("ko", "‘주권 전지’라는 말은 제힘으로 만든 전지라는 의미다."),
        ("en", "Sales in the first half came to 40 units."),
        ("en", "Police were first told at nine."),
    ],
)
def test_other_sentences_do_not(language, text):
    """The same words that say something else are no reason."""
    assert not matters(text, language)


def test_a_consequence_is_what_rose_fell_or_was_lost():
    """Not every sentence with a figure tells an effect."""
    assert consequence("노바칩 주가는 17% 하락했다.", "ko")
    assert consequence("The outage cancelled 412 bus runs.", "en")
    assert not consequence("노바칩 공장은 축구장 40개 넓이다.", "ko")
    assert not consequence("The plant covers 40 hectares.", "en")


def test_what_is_expected_has_not_happened():
    """Plans, forecasts and wishes are no facts; the present tense of Korean tells rules and habits as well."""
    assert unsettled("다리는 내년에 열릴 전망이다.", "ko")
    assert unsettled("The bridge could open next year.", "en")
    assert not unsettled("다리가 20일 다시 열렸다.", "ko")
    assert happened("다리가 20일 다시 열렸다.", "ko")
    assert happened("통행이 아직 막혀 있다.", "ko")
    assert happened("배터리 결함을 인정하고 전량 회수 발표", "ko")
    assert not happened("조례는 시장이 해마다 보고하도록 한다.", "ko")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "충격은 세 가지 측면에서 왔습니다."),
        ("ko", "해온시가 다리를 막았기 때문입니다."),
        ("ko", "개발자들은 이러한 가정을 반박했다."),
        ("ko", "값은 처음보다 4500억원 낮아졌다."),
        ("ko", "추진 경과 ㅇ 해온시는 3월 5일 조례를 고쳤다."),
        ("en", "Separately, a group in Norvale failed to make the glass."),
    ],
)
def test_a_sentence_that_leans_on_others_is_known(language, text):
    """It gives their reason, announces their list, points back, or ran together with a heading."""
    assert leans(text, language)


def test_a_korean_sentence_is_whole_with_its_subject_first_and_a_verb_last():
    """Where the subject stands above, or no verb comes, nothing is told."""
    assert told_whole("해온시가 4일 다리를 막고 배를 띄웠다.", "ko")
    assert told_whole("해온시가 소금 전지를 오픈소스로 공개", "ko")
    assert not told_whole("다리를 막고 배를 띄웠다.", "ko")
    assert not told_whole("해온시 플랫폼의 표시 보존 비용", "ko")


def test_days_well_before_a_text_lie_back():
    """What is told of last year, or of months ago, is no news of its day; what is told of these days is."""
    written = date(2025, 7, 18)
    assert lies_back("1월 20일 나온 모델은 시장을 흔들었다.", "ko", written)
    assert lies_back("The model had been praised in 2024.", "en", written)
    assert not lies_back("노바칩은 17일 새 공장을 열었다.", "ko", written)
    assert not lies_back("노바칩은 7월 16일 새 공장을 열었다.", "ko", written)
    assert not lies_back("공장은 9월 1일 문을 연다.", "ko", written)
