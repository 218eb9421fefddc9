"""Who wrote a report and what kind of thing something is are no new names."""

from __future__ import annotations

import pytest

from digest.analysis.nobody import names_nobody
from digest.model import Story


def story(text: str, outlet: str = "") -> Story:
    return Story(id="s", document="d", source="s", title="", text=text, outlet=outlet, language="ko")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("연합뉴스", "(서울=연합뉴스) 배가 가라앉았다."),
        ("로이터", "로이터에 따르면 배가 가라앉았다."),
        ("김가온", "[해안일보 김가온 기자] 배가 가라앉았다."),
        ("해안일보", "해안일보가 배를 찾았다."),
        ("피해자들", "피해자들은 법원에 갔다."),
        ("LNG선", "LNG선이 들어왔다."),
        ("한국산", "한국산 변압기에 관세가 붙는다."),
    ],
)
def test_these_are_none(name: str, text: str):
    assert names_nobody(name, [story(text, "해안일보")])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("김가온", "[해안일보 김가온 기자] 김가온 기자가 상을 받는다. 김가온은 웃었다."),
        ("마덕수", "마덕수 어촌계장은 총회에서 묻겠다고 했다."),
        ("울산", "울산 공장이 멈췄다."),
        ("부산", "부산에 비가 왔다."),
        ("대양7호", "대양7호를 찾았다."),
        ("Do Jin-wook", "Do Jin-wook resigned."),
    ],
)
def test_these_are_names(name: str, text: str):
    assert not names_nobody(name, [story(text, "해안일보")])
