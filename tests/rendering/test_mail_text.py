"""The text part: a letter that needs no HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering import marks
from digest.rendering.wrapping import display_width, wrapped

if TYPE_CHECKING:
    from digest.model import Issue, Rendition


def test_every_headline_sentence_and_address_is_there(issue: Issue, mail: Rendition):
    told = " ".join(mail.text.split())
    for one in issue.items:
        assert " ".join(one.headline.text.split()) in told
        for chosen in one.picks:
            assert (chosen.shown or chosen.sentence.text) in told
        for reference in one.references:
            if reference.url.startswith("https:"):
                assert f"  {reference.url}\n" in mail.text


def test_a_sentence_carries_the_number_of_its_source(mail: Rendition):
    told = " ".join(mail.text.split())
    assert "함께 나온다.[3]" in told
    assert "[3] 지역나루신문, 데이터센터 유치" in told


def test_the_letter_says_what_is_in_it_before_and_where_it_came_from_after(issue: Issue, mail: Rendition):
    """Contents: every headline by category, before the first item; the source mix behind the last, as in the mail."""
    contents = mail.text[mail.text.index("차례\n") : mail.text.index("■")]
    told = " ".join(contents.split())
    places = [told.index(" ".join(one.headline.text.split())) for one in issue.items]
    assert places == sorted(places)
    mix = mail.text[mail.text.index("이번 호의 출처 12곳") :]
    assert "· 가상통신 4" in mix
    assert "· 그 밖 9곳 12" in mix


def test_a_new_fact_carries_the_number_of_its_source(mail: Rendition):
    assert "· 새 수치: 30일[4], 18곳 <i>[1]" in mail.text


def test_what_is_foreign_is_marked(mail: Rendition):
    assert "■ [영문 기사] Smaller language models" in mail.text


@pytest.mark.parametrize("pages", ["", "https://letter.example.org"])
def test_lines_are_short_but_for_addresses(mail: Rendition, pages: str):
    way_out = f"{pages}/u/token" if pages else "mailto:news@example.org?subject=unsubscribe"
    text = marks.filled(
        mail.text, unsubscribe=way_out, name="김하나", preferences=pages and f"{pages}/p/token"
    )
    for line in text.replace("mailto:", "mailto://").splitlines():
        assert display_width(line) <= 72 or "://" in line
        assert line == line.rstrip()


def test_there_is_never_a_gap_of_more_than_two_lines(mail: Rendition):
    assert "\n\n\n\n" not in mail.text
    assert mail.text.endswith("\n")
    assert not mail.text.endswith("\n\n")


WORDS = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=40), max_size=30
)


@given(WORDS, st.integers(min_value=8, max_value=80))
def test_wrapping_keeps_every_character_and_the_width(words: list[str], width: int):
    """Only spaces come and go; no line is wider than asked, where no address is."""
    text = " ".join(words)
    lines = wrapped(text, width, "- ").split("\n")
    assert "".join("".join(lines)[2:].split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines) or "://" in text or "%%" in text


def test_an_address_is_never_broken():
    address = "https://example.org/" + "a" * 100
    assert address in wrapped(f"여기 {address} 저기", 40).split("\n")


def test_hangul_takes_two_columns():
    assert display_width("간추 go") == 7
    assert display_width("간") == 2
