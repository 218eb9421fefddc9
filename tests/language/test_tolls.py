"""Counts of the dead and missing are told from all other counts, in both languages."""

from __future__ import annotations

import pytest

from digest.language.detect import detect
from digest.language.tolls import tolls


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("산사태 사망자가 7명으로 늘었다.", [("n:7", "사망자가 7명")]),
        ("산사태로 7명이 숨지고 3명이 실종됐다.", [("n:7", "7명이 숨지고"), ("n:3", "3명이 실종됐다")]),
        ("들판역 화재, 사망 2명으로", [("n:2", "사망 2명")]),
        ("화재로 9명이 다치고 7대가 불탔다.", []),
        ("사망 사고 뒤 7명이 회의를 열었다.", []),
        ("다행히 한 명도 숨지지 않았다.", []),
        ("The landslide killed seven villagers.", [("n:7", "killed seven villagers")]),
        ("Landslide toll rises to seven, police say", [("n:7", "toll rises to seven")]),
        ("Police lowered the death toll to six, saying one was counted twice.", [("n:6", "death toll to six")]),
        ("Seven people died in the landslide.", [("n:7", "Seven people died")]),
        ("Two dead after a fire in Hallow", [("n:2", "Two dead")]),
        ("The fire hurt nine people and burned seven cars.", []),
        ("A 71-year-old man died in the fire.", []),
        ("The toll road has seven lanes.", []),
        ("No one was killed, seven workers said.", []),
    ],
)  # fmt: skip
def test_tolls_are_found_with_the_words_that_say_so(text, told):
    found = [(one.figure, text[one.start : one.end]) for one in tolls(text, detect("", text))]
    assert found == told
