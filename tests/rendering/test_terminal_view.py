"""An issue in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from digest.rendering.terminal import render_terminal
from digest.rendering.wrapping import display_width
from tests.rendering.sample_issue import item, reference

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
    assert "중복: 2건" in told


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
