"""An issue in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from digest.model import LeftOut, Passage
from digest.model.nottold import of_text
from digest.rendering.terminal import render_terminal
from digest.rendering.wrapping import display_width
from tests.rendering.sample_issue import item, pick, reference

if TYPE_CHECKING:
    from digest.model import Issue


def shown(issue: Issue, *, terminal: bool = False, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=terminal, highlight=False).print(
        render_terminal(issue, folder=None)
    )
    return out.getvalue()


def test_headlines_sentences_sources_period_and_what_was_left_out_are_shown(issue: Issue):
    told = " ".join(shown(issue).replace("\N{NO-BREAK SPACE}", " ").split())
    for one in issue.items:
        assert " ".join(one.headline.text.split()) in told
        for chosen in one.picks:
            assert (chosen.shown or chosen.sentence.text) in told
    assert "2025. 11. 17 – 23" in told
    assert "출처 6곳" in told
    assert "64건 가운데 3건" in told
    assert "다른 소식보다 순위가 낮음: 2건" in told


def test_what_a_source_says_is_neither_markup_nor_a_command_to_the_terminal(issue: Issue):
    evil = item(1, "tech", (reference("x", "[bold]제목[/bold] \x1b[31m빨강 \u202e뒤집기", "가상통신"),))
    told = shown(replace(issue, items=(evil,)), terminal=True)
    assert "[bold]제목[/bold]" in told
    assert "\x1b[31m빨강" not in told
    assert "\u202e" not in told


def test_an_issue_without_items_says_so(issue: Issue):
    assert "소식이 없습니다" in shown(replace(issue, items=()))


@pytest.mark.parametrize("width", [40, 50, 80, 100])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(issue: Issue, width: int):
    """A Hangul syllable takes two columns; words are broken between, not within."""
    told = shown(issue, width=width)
    assert max(display_width(line) for line in told.splitlines()) <= width
    words = set(shown(issue, width=400).split()) - set("─━│╭╮╰╯")
    missing = {word for word in words if not set(word) <= set("─━╭╮╰╯█")} - set(told.split())
    assert not missing


def test_keywords_show_how_they_moved_and_what_was_not_counted_before_does_not(issue: Issue):
    lines = shown(issue).splitlines()
    moved = next(line for line in lines if line.startswith("데이터센터 "))
    assert "▃▇ ▲18" in moved
    new = next(line for line in lines if line.startswith("접근성 "))
    assert "▲" not in new
    assert "▼" not in new


def test_names_and_numbers_lead_to_their_source_where_the_terminal_can(issue: Issue):
    """As links (OSC 8) on a terminal; not a single control character where the text goes on to a file."""
    told = shown(issue, terminal=True)
    assert "\x1b]8;" in told
    assert "https://news.example.com/" in told
    assert "\x1b" not in shown(issue)


def test_of_many_sources_those_are_named_that_are_cited(issue: Issue):
    """A storyline of half a year has fifty: a screen of names says less than their number."""
    many = tuple(reference(f"s{n}", f"제목 {n}", f"가상신문{n}") for n in range(1, 31))
    told = shown(replace(issue, items=(item(1, "tech", many, (pick("s20", "공장이 문을 열었다."),)),)))
    assert "출처 30곳" in told
    assert "가상신문20[20]" in told.replace(" ", "")
    assert "가상신문7[7]" in told.replace(" ", "")
    assert "가상신문8[8]" not in told.replace(" ", "")
    assert "외 22건" in told


def test_a_short_line_has_its_number(issue: Issue):
    """`digest place 4`, `digest hold 4` and `digest correct --item 4` ask for it."""
    lines = tuple(
        item(n, "tech", (reference(f"s{n}", f"짧은 소식 {n}", "가상신문"),), size="line") for n in (1, 2)
    )
    told = shown(replace(issue, items=lines))
    assert "1. 짧은 소식 1" in told
    assert "2. 짧은 소식 2" in told


def test_what_goes_on_hangs_behind_its_mark(issue: Issue):
    long = "시는 " + "도서관과 수영장과 ".strip() * 12 + " 문을 연다."
    passage = Passage(kind="point", picks=(pick("s1", long),))
    made = item(1, "tech", (reference("s1", "제목", "가상신문"),), passages=(passage,))
    rows = shown(replace(issue, items=(made,)), width=60).splitlines()
    at = next(place for place, row in enumerate(rows) if row.startswith("   · 시는"))
    assert rows[at + 1].startswith("     ")
    assert not rows[at + 1].startswith("      ")


def test_why_stories_were_left_out_is_said_in_the_language_of_the_issue(issue: Issue):
    """By kind: a filter's name and a storyline's id are the editor's affair."""
    gone = tuple(
        LeftOut(story=f"s{place}", title="", reason=of_text(reason))
        for place, reason in enumerate(
            (
                "other items rank above it",
                "other items rank above it",
                "told in a-weekly-2025-11-10, and has not moved: x, 90% of what it is about was told before",
                "interests.drop: 광고",
            )
        )
    )
    told = " ".join(shown(replace(issue, left_out=gone)).split())
    assert (
        "다른 소식보다 순위가 낮음: 2건 · 다루지 않는 주제: 1건 · 지난 호에서 전한 뒤 달라진 것이 없음: 1건"
        in told
    )
    english = " ".join(shown(replace(issue, left_out=gone, language="en")).split())
    assert "other stories rank above them: 2" in english
    assert "interests.drop" not in english
