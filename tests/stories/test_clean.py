"""Hygiene: what a canonical text may hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories.clean import tidy, tidy_lines, width


@given(st.text())
def test_tidy_is_settled_after_one_pass(text: str) -> None:
    """Tidying what is tidy changes nothing; the answer is NFC and has no line feeds and no double spaces."""
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once
    assert "  " not in once


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("soft\u00adhy\u200bphen", "softhyphen"),
        ("\u202eright\u202c \u2066left\u2069", "right left"),
        (" a\u00a0\t b \u3000", "a b"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("👩\u200d💻 on", "👩\u200d💻 on"),
        ("क\u200dख", "कख"),
        ("\ufeff첫 줄", "첫 줄"),
    ],
)
def test_what_cannot_be_seen_goes_and_what_can_be_seen_stays(dirty: str, clean: str) -> None:
    assert tidy(dirty) == clean


def test_lines_keep_how_they_ended() -> None:
    """A space at a line's end tells that the line was broken between two words."""
    assert tidy_lines("하나 \r\n두\r\r\n\t\n셋\u00a0\u2028넷") == ["하나 ", "두", "", "", "셋 ", "넷"]


def test_wide_characters_take_two_columns() -> None:
    assert width("한a") == 3
