"""Figures are looked for only where one can begin; that must find all that the whole patterns find."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language import english_figures, korean_figures
from digest.language.beginnings import found_at, found_by_words, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ENGLISH = (
    *("a", "an", "half", "half a", "A third of", "two quarters", "twenty-five", "Sixteen", "ninety", "million", "bn", "k"),
    *("dollars", "Hong Kong", "won", "yen", "%", "per cent", "percent", "pct", "basis points", "bps", "-point", "percentage"),
    *("January", "JAN", "Sept.", "Sept", "may", "in May", "since may", "Early  May", "31", "7th", "of", "Q3", "4q", "first quarter"),
    *("Second-half", "doubled", "Tripling", "twice", "two-fold", "threefold", "ten times", "x", "halved", "by half", "half of"),
    *("US$", "$", "us$", "£", "₩", "usd ", "KRW 5", "nt$3", "1,200", "3.5", "2018-09-30", "2018. 9. 3", "ſix", "İn May", "ıne"),
)  # fmt: skip
KOREAN = (
    *("9월", "30일", "1~3일", "3분기", "상반기", "하 반기", "7.5", "%", "％", "퍼센트", "프로", "bp", "베이시스 포인트", "3배", "두 배로", "세배"),
    *("스무", "열 명", "다섯곳", "하나", "한 개", "네번째", "갑절", "곱절", "절반", "반 토막", "반토막", "3분의 1", "US$", "$ 3", "₩5,000"),
    *("1조2천억", "만", "억 원", "여 달러", "미국 달러", "홍콩", "2018.9.30", "KRW 7", "유로", "명", "대", "가", "배"),
)  # fmt: skip
GLUE = st.sampled_from(("", " ", "-", ". ", ", "))


@pytest.mark.parametrize(
    ("language", "search", "words"),
    [(english_figures, found_by_words, ENGLISH), (korean_figures, found_at, KOREAN)],
)
@given(data=st.data())
def test_nothing_is_overlooked(
    language: ModuleType, search: Callable[..., Any], words: tuple[str, ...], data: st.DataObject
):
    """In texts of all that figures are made of, in any order, with and without spaces."""
    parts = data.draw(st.lists(st.tuples(st.sampled_from(words), GLUE), max_size=8))
    text = "".join(word + glue for word, glue in parts)
    pattern = language._FIGURE
    found = [one.span() for one in search(language._BEGINNING, pattern, text)]
    whole = re.compile(pattern.pattern, re.IGNORECASE if search is found_by_words else 0)
    assert found == [one.span() for one in whole.finditer(text)]


def test_small_letters_stand_where_the_letters_stood():
    """Whatever sign of all there are, and what a pattern that ignores case takes for one of a to z is that one."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    found = small(everything)
    assert len(found) == len(everything)
    for place in (match.start() for match in re.finditer("[a-z]", everything, re.IGNORECASE)):
        assert "a" <= found[place] <= "z"
        assert re.fullmatch(found[place], everything[place], re.IGNORECASE)
