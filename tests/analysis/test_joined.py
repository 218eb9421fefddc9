"""Sentences that ran together are parted where the seam is certain, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.joined import pieces

SENTENCE = "강물이 밤사이 불어 둑이 무너졌고 시는 구조대를 보냈다."
OTHER = "주민 사백 명이 학교로 몸을 피했고 다친 사람은 없었다."


@pytest.mark.parametrize(
    "glue",
    [
        "연합뉴스",
        "AP뉴시스",
        "한빛시 제공",
        "방송화면 캡처",
        "시장 “둑 높이겠다”",
        '시장 "둑 높이겠다"',
        "강물 불어 둑 붕괴 / 주민 대피 / 시장 “둑 높이겠다”",
        "강물 불어 둑 붕괴 / 시장은 아직 침묵 ‘시간 끌기’",
        "(한빛=어느통신) 홍길동 기자 = ",
        "연합뉴스 홍길동 기자",
        "둑을 높이려는 까닭 = ",
        "◇ 둑은 왜 무너졌나 = ",
        "둑을 살피는 홍길동 한빛시장 (한빛=연합뉴스) 김철수 기자 = ",
        "[한빛경제 홍길동 기자] ",
    ],
)
def test_what_was_glued_to_a_sentence_is_cut_off(glue):
    text = glue + SENTENCE
    assert [text[start:end] for start, end in pieces(text)] == [SENTENCE]


@pytest.mark.parametrize(
    "place",
    [
        "SEABORNE (AP) — ",
        "SEABORNE (Wire) — ",
        "SEABORNE — ",
        "PORT SEABORNE, Fla. – ",
        "PORT SEABORNE, Fla.—",
        "SEABORNE via JTA — ",
        "SEABORNE, South Wye — ",
    ],
)
def test_an_english_dateline_is_cut_off(place):
    text = place + "The river rose in the night and the dam broke."
    assert [text[start:end] for start, end in pieces(text)] == [
        "The river rose in the night and the dam broke."
    ]


def test_a_headline_is_cut_off_before_a_word_with_a_middle_dot():
    text = "시장 “둑 높이겠다”한·미 두 나라는 강물이 밤사이 불어 무너진 둑을 함께 살폈다."
    assert [text[start:end] for start, end in pieces(text)] == [text[text.index("한·미") :]]


def test_two_sentences_without_a_space_between_them_are_two():
    text = SENTENCE + OTHER
    assert [text[start:end] for start, end in pieces(text)] == [SENTENCE, OTHER]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "시장은 “둑을 높이겠다”고 말했고 주민들은 손뼉을 쳤다고 한다.",
        "‘한결호’의 승객 서른 명은 모두 뭍으로 올라왔다고 해경은 밝혔다.",
        "시는 ‘물막이’사업에 서른 억 원을 들이기로 하고 내달 시작한다.",
        "이번 목적이 ‘둑 점검’이어서 더 미룰 수 없다고 시장은 설명했다.",
        "연합뉴스는 강물이 밤사이 불어 둑이 무너졌다고 서울발로 전했다.",
        "물을 제공하는 업체는 밤사이 불어난 강물 탓에 문을 닫았다고 한다.",
        "The mayor said: “We will raise the dam,” and the crews went to work.",
        "NASA — The agency of the stars — said the dam was seen from above.",
        "홍길동 의원(한빛=무소속) 측은 강물이 밤사이 불어 둑이 무너졌다고 했다.",
        "연합뉴스 홍길동 기자는 강물이 밤사이 불어 둑이 무너졌다고 전했다.",
        "한빛시는 1달러 = 1400원으로 보고 둑을 높일 예산을 새로 짰다고 한다.",
    ],
)
def test_particles_and_suffixes_after_a_quotation_are_no_seam(text):
    assert pieces(text) == ((0, len(text)),)


@given(st.text(alphabet='가나다는을를고 .“”‘’"/1제공연합뉴스=()', max_size=200))
def test_the_pieces_stand_in_order_and_end_with_the_text(text):
    found = pieces(text)
    assert found[-1][1] == len(text)
    assert all(start <= end for start, end in found)
    assert all(left[1] == right[0] for left, right in pairwise(found))
