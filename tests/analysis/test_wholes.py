"""Names that analysis breaks, put together again."""

from __future__ import annotations

import pytest

from digest.analysis.prepared import Prepared, prepare
from digest.analysis.remembered import remember
from digest.analysis.storylines import follow
from digest.analysis.wholes import broken_names, compounds, wholes
from digest.language.analyser import Analyser
from digest.model import Story

ANALYSER = Analyser()
THREAT = (
    "다온버스 노조, 9일 파업 예고…임금 6.8% 인상 요구",
    (
        "다온버스 노동조합이 임금 6.8% 인상을 요구하며 9일 파업에 들어가겠다고 4일 예고했다. 조합원 1,240명 가운데 91%가 찬성했다. 회사는 2.5% 인상을 "
        "제시했다. 다온버스는 세림시에서 64개 노선을 운행한다. 오세린 노조위원장은 물러서지 않겠다고 말했다."
    ),
)
STRIKE = (
    "다온버스 파업 돌입…세림시 출근길 혼잡",
    (
        "다온버스 노동조합이 9일 첫차부터 파업에 들어갔다. 64개 노선 가운데 51개 노선이 멈췄다. 세림시는 전세버스를 투입했지만 출근길 정류장마다 긴 줄이 "
        '늘어섰다. 오세린 노조위원장은 "인상안에서 물러설 수 없다"고 했다.'
    ),
)


def made(number: int, told: tuple[str, str]) -> Prepared:
    """A Korean story."""
    title, text = told
    name = f"s{number}"
    given = Story(id=name, document=name, source="s", title=title, text=text, language="ko")
    return prepare([given], ANALYSER)[0]


def found(text: str) -> list[str]:
    """The broken names of a text of one line."""
    story = made(0, ("", text))
    return [whole for one in story.sentences for whole in wholes(one.words, story.story.text)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("다온버스는 64개 노선을 운행한다.", "다온버스"),
        ("서린댐의 균열이 커졌다.", "서린댐"),
        ("오세린 노조위원장은 물러서지 않겠다고 했다.", "오세린"),
        ("갈등은 세림지방노동위원회로 갔다.", "세림지방노동위원회"),
    ],
)
def test_a_name_that_analysis_breaks_is_whole_without_its_particle(text: str, whole: str):
    """From the space before it to the end of its last noun."""
    assert found(text) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "수자원관리단은 댐을 점검했다.",
        "외국인이 2,310억 원어치를 사들였다.",
        "The council of Serim met.",
    ],
)
def test_what_nouns_fill_and_what_a_number_counts_is_no_broken_name(text: str):
    """Compounds are known as such, and counters are none."""
    assert found(text) == []


def test_a_noun_with_a_prefix_is_a_term_and_no_name():
    """불구속 is told, and is nobody's name; of a name its end is no term: 림시."""
    story = made(0, ("불구속 기소", "검찰이 불구속 기소했다. 세림시는 말이 없다. 세림시는 조용하다."))
    assert "불구속" in compounds(story)
    assert "세림시" in compounds(story)
    assert "림시" not in compounds(story)
    assert set(broken_names(story)) == {"세림시"}


def test_a_later_step_of_an_affair_is_known_by_a_broken_name():
    """What analysis made of 다온버스, 세림시 and 오세린 did not join two steps of one strike."""
    (step,) = follow([remember("b", [made(2, STRIKE)])], [remember("a", [made(1, THREAT)])])
    assert step.storyline == "a"
    assert {"다온버스", "세림시", "오세린"} <= set(step.shared)
    assert step.names[0] == "다온버스"
