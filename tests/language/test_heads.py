"""One sign that stands for a name in Korean headlines."""

from __future__ import annotations

import pytest

from digest.analysis.prepared import prepare
from digest.analysis.weights import TITLE, term_weights
from digest.language.analyser import Analyser
from digest.language.heads import HEADS, headed
from digest.model import Story


def terms(title: str, text: str = "") -> dict[str, float]:
    (story,) = prepare(
        [Story(id="s", document="d", source="test", title=title, text=text, language="ko")], Analyser()
    )
    return term_weights(story)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("美, 새 관세 발표", {"미국"}),
        ("北 열병식에 中 사절단", {"북한", "중국"}),
        ("檢, 회장 소환…靑 “수사 지켜볼 것”", {"검찰", "청와대"}),
        ("與 “표결하자” 野 “토론 먼저”", {"여당", "야당"}),
    ],
)
def test_a_sign_of_a_headline_counts_as_the_name(title: str, told: set[str]):
    found = terms(title)
    assert {term: found.get(term) for term in told} == dict.fromkeys(told, TITLE)
    assert not found.keys() & HEADS.keys()


def test_the_name_and_its_sign_are_one_term():
    assert terms("美 관세에 미국 농가 반발")["미국"] == 2 * TITLE


@pytest.mark.parametrize("kind", ["noun", "name", "numeral", "root", "number"])
def test_only_a_chinese_character_stands_for_a_name(kind):
    assert headed("美", "hanja") == "미국"
    assert headed("美", kind) == ""
    assert terms("한·미 정상, 일 다 마쳤다").keys().isdisjoint({"미국", "일본"})


@pytest.mark.parametrize("sign", ["文", "朴", "前", "車"])
def test_presidents_of_a_time_and_other_signs_stand_for_nothing(sign: str):
    assert headed(sign, "hanja") == ""
