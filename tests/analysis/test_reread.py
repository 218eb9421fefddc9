"""A sentence is known again whatever its page does to its signs and spaces, and never where it says something else."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.reread import Page, figures, fold

SENTENCES = [
    "시는 예산의 12.5%인 1,200억 원을 도로에 쓴다.",
    '시장은 "다리를 다시 열겠다"고 14일 말했다.',
    "The council will spend $4.5 million on the pier.",
    "“We’ll open it by June”, she said.",
    "기온은 -3도까지 내려갔고, 3~5㎝의 눈이 쌓였다.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@given(data=st.data())
def test_spaces_quotation_marks_capitals_and_forms_change_nothing(sentence: str, data: st.DataObject):
    spaces = st.sampled_from([" ", "  ", "\u00a0", "\n", "\t", " \u200b"])
    shown = re.sub(" ", lambda _: data.draw(spaces), sentence)
    quotes = data.draw(st.sampled_from(["“”", "\u201e\u201c", '""', "「」"]))
    shown = shown.replace("“", quotes[0]).replace("”", quotes[1]).replace("’", "'")
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC"]))
    shown = unicodedata.normalize(form, shown.upper() if data.draw(st.booleans()) else shown)
    before = data.draw(
        st.sampled_from(["", "앞 문장이 있다. ", "A sentence before it.\n", "(해온=새벽통신) "])
    )
    behind = data.draw(st.sampled_from(["", " 뒤 문장이 있다.", "\n광고\n", " (사진=해온시)", " [1]"]))
    assert Page([f"{before}{shown}{behind}"]).judge(sentence).standing == "same"


@pytest.mark.parametrize(
    ("old", "now", "changes"),
    [
        ("이용자의 12%가 원했다.", "이용자의 15%가 원했다.", (("12%", "15%"),)),
        ("이용자의 1.5%가 원했다.", "이용자의 15%가 원했다.", (("1.5%", "15%"),)),
        ("값은 3% 올랐다.", "값은 -3% 올랐다.", (("3%", "-3%"),)),
        ("공장에 2조 원을 들인다.", "공장에 2조 4000억 원을 들인다.", (("2조 원", "2조 4000억 원"),)),
        ("It costs $4.5 million.", "It costs €4.5 million.", (("$4.5 million", "€4.5 million"),)),
        ("About 120 people came.", "About 1,200 people came.", (("120 people", "1,200 people"),)),
    ],
)
def test_a_figure_that_changed_is_named(old: str, now: str, changes: tuple[tuple[str, str], ...]):
    found = Page([f"앞 문장이다. {now} 뒤 문장이다."]).judge(old)
    assert (found.standing, found.figures, found.now) == ("changed", changes, now)


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("새벽전자는 한빛소재를 인수한다.", "새벽전자는 한빛소재를 인수한다는 보도를 부인했다."),
        ("The pier will close in March.", "The mayor denies that the pier will close in March."),
        ("3명이 다쳤다고 했다.", "13명이 다쳤다고 했다."),
        ("5%가 그렇게 답했다.", "2.5%가 그렇게 답했다."),
    ],
)
def test_words_that_stand_within_another_sentence_are_not_the_sentence(old: str, now: str):
    found = Page([now]).judge(old)
    assert (found.standing, found.now) == ("changed", now)


def test_what_stood_beside_a_sentence_before_is_no_edited_form_of_it():
    read = "갑 후보는 12석을 얻었다. 을 후보는 9석을 얻었다."
    assert Page(["을 후보는 9석을 얻었다."], read).judge("갑 후보는 12석을 얻었다.").standing == "gone"
    assert Page(["을 후보는 9석을 얻었다."]).judge("갑 후보는 12석을 얻었다.").standing == "changed"


def test_a_speech_of_several_sentences_is_one():
    old = '시장은 "다리는 안전하다. 3월에 다시 연다. 걱정하지 마시라"고 말했다.'
    found = Page([old.replace("3월", "5월")], old).judge(old)
    assert (found.standing, found.figures) == ("changed", (("3월", "5월"),))


def test_a_sentence_stands_where_the_same_stood_around_it():
    read = "주말 소식: 시립 도서관이 밤까지 열고 사서를 더 뽑기로 해 이용자들이 반겼다"
    start = read.index("시립"), read.index("열고") + 2
    old = read[start[0] : start[1]]
    page = Page([read])
    assert page.judge(old).standing == "changed"
    assert page.judge(old, before=read[: start[0]], behind=read[start[1] :]).standing in ("same", "changed")


def test_a_sentence_that_a_feed_cut_short_stands_where_it_goes_on():
    page = Page(["노바칩이 구미에 공장을 세우고 1200명을 뽑는다."])
    assert page.judge("노바칩이 구미에 공장을 세우고…").standing == "same"
    assert page.judge("노바칩이 구미에 공장을 세우고").standing == "changed"


def test_a_page_adds_its_name_to_a_headline():
    page = Page(["노바칩, 구미에 공장 - 새벽일보\n본문이 이어진다."])
    assert page.judge("노바칩, 구미에 공장", title=True).standing == "same"


@given(st.text())
def test_any_text_can_be_folded_and_is_found_in_itself(text: str):
    folded = fold(text)
    assert len(folded.form) == len(folded.places)
    assert all(0 <= at < len(folded.plain) for at in folded.places)
    assert Page([text]).judge(text).standing == "same"


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(old: str, now: str):
    found = Page([now]).judge(old)
    assert found.standing in ("same", "changed", "gone")
    assert bool(found.now) == (found.standing == "changed")


def test_figures_are_told_with_their_units():
    assert figures("2조 4000억 원, 12.5%, 1,200명, 3:1, $4.5 million") == [
        "2조 4000억 원",
        "12.5%",
        "1,200명",
        "3:1",
        "$4.5 million",
    ]
