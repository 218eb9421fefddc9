"""Figures in words that readers know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.numbers import figures
from digest.language.readable import is_figure, readable

WORDS = [
    ("n:412", "412", "412"),
    ("n:2019", "2019", "2019"),
    ("n:2119", "2,119", "2,119"),
    ("n:4.12e+11", "4,120억", "412 billion"),
    ("c:krw:2.5e+12", "2.5조 원", "KRW 2.5 trillion"),
    ("c:usd:30", "30 달러", "USD 30"),
    ("p:61.3", "61.3%", "61.3%"),
    ("x:0.5", "0.5배", "0.5 times"),
    ("d:3-14", "3월 14일", "14 March"),
    ("m:12", "12월", "December"),
    ("q:3", "3분기", "third quarter"),
    ("h:2", "하반기", "second half"),
]


@pytest.mark.parametrize(("figure", "korean", "english"), WORDS)
def test_figures_are_told_in_words(figure: str, korean: str, english: str):
    """Each kind reads as news writes it, in both languages."""
    assert readable(figure, "ko") == korean
    assert readable(figure, "en") == english


@pytest.mark.parametrize("figure", [figure for figure, _, _ in WORDS])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_told_is_the_figure(figure: str, language: str):
    """Read again, the words state the same figure."""
    assert figure in set(figures(readable(figure, language), language))


@given(st.text(alphabet="0123456789.,%월일원배분기상하반조억만 $bnQ-/first half third", max_size=30))
def test_no_figure_is_too_odd_to_be_told(text: str):
    """Whatever a text states, in slips too (13월, a third half), can be told and holds no sign of its code."""
    for language in ("ko", "en"):
        for figure in figures(text, language):
            assert is_figure(figure)
            assert ":" not in readable(figure, "ko") + readable(figure, "en")


def test_words_are_no_figures():
    """A word with a colon, or of one letter, is none."""
    assert not any(map(is_figure, ("north", "n", "n:", "p", "ratio:2", "")))
