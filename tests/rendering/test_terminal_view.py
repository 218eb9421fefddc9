"""An issue in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from digest.rendering.terminal import render_terminal
from tests.rendering.sample_issue import item, reference

if TYPE_CHECKING:
    from digest.model import Issue


def shown(issue: Issue, *, terminal: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=100, force_terminal=terminal, highlight=False).print(
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
