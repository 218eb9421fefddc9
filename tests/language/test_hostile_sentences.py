"""Sentences made to be slow: whatever a source writes, reading it ends."""

from __future__ import annotations

import pytest

from digest.analysis.key_figures import key_figures
from digest.analysis.objections import objections
from digest.analysis.prepared import prepare
from digest.analysis.quoted import quotations
from digest.language.analyser import Analyser
from digest.language.coming import coming
from digest.language.register.tail import tail_of
from digest.language.tags import untagged
from digest.model import Story
from tests.language.test_coming import WRITTEN
from tests.patience import patience

HOSTILE = [
    ("ko", "회사 매출이 " + "1년" * 34 + "x 30% 증가했다."),
    ("ko", "회사 매출이 " + "전보다 " * 60 + "x 30% 증가했다."),
    ("ko", "회사 매출이 " + "지난 해 " * 60 + "x 30% 증가했다."),
    ("ko", "시설 90건, 1" + "만" * 1500 + "x"),
    ("ko", "“" + "우리는 끝까지 밝히겠다 " * 300 + "”고 한도윤 시장은 말했다."),
    ("en", "a" * 1500 + ", the 3,000 jobs were cut."),
    ("en", "a-" * 900 + ", the 3,000 jobs were cut."),
    ("en", "Profit " + "a'" * 900 + " x rose 12 percent in the year."),
    ("en", "“" + "We will go on " * 300 + ",” said Jane Doe."),
    ("en", "It sold 12 cars " * 3000 + "."),
]


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


@pytest.mark.parametrize(("language", "text"), HOSTILE)
def test_the_boxes_of_a_hostile_sentence_are_made(analyser, language, text):
    story = Story(id="h", document="h", source="h", outlet="h", title="", text=text, language=language)
    with patience():
        members = prepare([story], analyser)
        assert not [key for key in key_figures(members) if "x" in key.counted]
        quotations(members)


@pytest.mark.parametrize("between", ["지난해 같은 기간보다", "1년 전에 비해", "전년 동기 대비", "3년 만에"])
def test_a_share_is_told_across_what_it_is_compared_with(analyser, between):
    story = Story(
        id="h",
        document="h",
        source="h",
        outlet="h",
        title="",
        text=f"회사 매출이 {between} 30% 증가했다.",
        language="ko",
    )
    (key,) = key_figures(prepare([story], analyser))
    assert key.counted.endswith("30% 증가")


@pytest.mark.parametrize("text", ["1월 " * 30_000, "오는" + " " * 60_000 + "x1일", "March 1, " * 20_000])
def test_a_text_of_nothing_but_days_names_none(text):
    with patience():
        assert coming(text, written=WRITTEN) == ()


def test_a_title_of_nothing_but_tags_is_read():
    with patience():
        assert set(untagged("[단독]" * 100_000)) <= set("[단독]")


def test_tags_are_all_taken_off_where_there_are_few():
    assert untagged("[단독] [속보] 공장에 불 [종합]") == "공장에 불"


def test_brackets_that_never_close_are_no_picture():
    with patience():
        assert "picture" not in objections("(·" * 100_000)
    assert "picture" in objections("홍길동 시장(왼쪽, 사진)이 말했다고 시는 밝혔다.")


def test_a_row_of_notes_is_no_end_of_a_sentence():
    with patience():
        assert tail_of("공장을 닫았다" + "¹" * 100_000 + "x") is None
    found = tail_of("공장을 닫았다¹².³ ")
    assert found is not None
    assert (found.before, found.mark, found.rest) == ("¹²", ".", "³ ")
