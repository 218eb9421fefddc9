"""Markers met in Korean and English documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories.clean import tidy
from digest.stories.markers import font_letters, marker


@pytest.mark.parametrize(
    ("line", "label", "family", "number", "rest"),
    [
        ("◆ 소식", "◆", "◆", 0, "소식"),
        ("■소식", "■", "■", 0, "소식"),
        ("∙ 세부", "∙", "∙", 0, "세부"),
        ("*각주", "*", "*", 0, "각주"),
        ("-항목", "-", "-", 0, "항목"),
        ("2.1 소식", "2.1", "1.1", 1, "소식"),
        ("3. Item", "3.", "1.", 3, "Item"),
        ("3) 하나", "3)", "1)", 3, "하나"),
        ("(2) 둘", "(2)", "(1)", 2, "둘"),
        ("③셋", "③", "①", 3, "셋"),
        ("Ⅱ. 일정", "Ⅱ.", "Ⅰ.", 2, "일정"),
        ("나. 둘", "나.", "가.", 2, "둘"),
        ("두 번째 소식: 출시", "두 번째 소식:", "ordinal", 2, "출시"),
        ("【정책】 개정", "【정책】", "【", 0, "개정"),
        ("【개정안 통과】", "【", "【", 0, "개정안 통과"),
        ("## 소식", "##", "##", 0, "소식"),
        ("£개요", "£", "£", 0, "개요"),
        ("📌 오늘", "📌", "emoji", 0, "오늘"),
        (":round_pushpin: 오늘", ":round_pushpin:", "emoji", 0, "오늘"),
        ("2．둘", "2．", "1.", 2, "둘"),
        ("（3） 셋", "（3）", "(1)", 3, "셋"),
    ],
)
def test_a_marker_is_parted_from_its_line(line: str, label: str, family: str, number: int, rest: str) -> None:
    found = marker(line)
    assert found is not None
    assert (found.label, found.family, found.number, found.rest) == (label, family, number, rest)


@pytest.mark.parametrize(
    "line", ["", "1.5% 상승", "2025. 1. 13. 발표", "£5 million", "**굵게**", "n 미국", "—", "보통 줄"]
)
def test_prose_has_no_marker(line: str) -> None:
    assert marker(line) is None


def test_letters_are_bullets_only_where_the_text_uses_them_so() -> None:
    brief = ["n 가을 축제", "본문", "n 겨울 축제", "n ‘봄’ 축제"]
    assert font_letters(brief) == {"n"}
    assert font_letters(["o 가을", "o more", "o 봄", "o 겨울"]) == frozenset()
    assert font_letters(["l the second", "l 612 units", "l Two"]) == {"l"}
    found = marker("n 가을", letters=frozenset("n"))
    assert found is not None
    assert found.rest == "가을"


@given(st.text(max_size=30).map(tidy))
def test_the_rest_is_the_end_of_its_line_or_stands_in_it(line: str) -> None:
    found = marker(line)
    if found:
        assert found.rest
        assert line.endswith(found.rest) or (found.family in {"[", "【"} and found.rest in line)
