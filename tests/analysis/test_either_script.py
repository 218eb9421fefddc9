"""Names that were told in the other script are nobody new."""

from __future__ import annotations

import pytest

from digest.analysis.either_script import told_before
from digest.analysis.moved import Added
from digest.analysis.news import facts
from digest.analysis.prepared import prepare
from digest.analysis.wording import Wording
from digest.language.analyser import Analyser
from digest.model import Story


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Koo Bon-seok", "구본석"),
        ("오세린", "Oh Se-rin"),
        ("Haeon", "해온도지사"),
        ("Han", "한도윤"),
        ("구본석", "구본석"),
        ("Koo", "Koo Bon-seok"),
        ("해솔은행장", "해솔은행"),
    ],
)
def test_a_name_that_was_told_in_either_script_is_known(name: str, told: str):
    assert told_before(name, {"검찰", told})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Han Do-yun", "한서윤"),
        ("Park Ji-hye", "박지훈"),
        ("새빛은행", "은행"),
        ("Mir Development", "미래"),
        ("누리데이터", "금융안전원"),
    ],
)
def test_another_name_is_new(name: str, told: str):
    """However alike it begins; and a word of the trade is no name."""
    assert not told_before(name, {"검찰", told})


def test_who_is_told_in_both_languages_of_an_issue_is_new_once():
    """서태경 and Seo Tae-kyung are one new name, and 민지호, of whom was told before, is none."""
    given = [
        Story(
            id="k",
            document="k",
            source="a",
            title="해솔은행장 사의",
            text="민지호 해솔은행장이 물러난다. 이사회는 서태경 부행장을 직무대행으로 세웠다.",
            language="ko",
        ),
        Story(
            id="e",
            document="e",
            source="b",
            title="Haesol Bank chief resigns",
            text="Min Ji-ho of Haesol Bank resigned. The board named Seo Tae-kyung as acting head.",
            language="en",
        ),
    ]
    wording = Wording(prepare(given, Analyser()))
    news = Added(names=("서태경", "seo", "tae", "min"))
    assert [fact.text for fact in facts(news, wording, {"민지호", "해솔은행", "Min Ji-ho"})] == ["서태경"]
