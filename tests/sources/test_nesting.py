"""Blocks nested without end."""

from __future__ import annotations

import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats import hypertext
from digest.sources.formats.nesting import bounded

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize("block", ["<div>", "<ul><li>", "<section><p>", "<blockquote>", "<DIV class=x>"])
def test_they_are_read_in_a_moment_and_no_word_is_lost(block: str):
    begun = time.monotonic()
    content = hypertext.read(f"<p>top</p>{f'{block}word ' * 30_000}<p>end", zone=SEOUL, whole=True)
    assert time.monotonic() - begun < 5
    words = content.text.split()
    assert (words[0], words.count("word"), words[-1]) == ("top", 30_000, "end")


def test_what_follows_them_keeps_its_place_where_they_are_closed():
    deep = f"{'<div>' * 2000}inside{'</div>' * 2000}<h2>Head</h2><p>after</p>"
    content = hypertext.read(deep, zone=SEOUL, whole=True)
    assert [
        (block.kind, line) for block, line in zip(content.blocks, content.text.split("\n"), strict=True)
    ] == [
        ("paragraph", "inside"),
        ("heading", "Head"),
        ("paragraph", "after"),
    ]


TAGS = ["<div>", "</div>", "<ul>", "<li>", "</ul>", "<p>", "<b>", "a ", "<", "</", "<div", ">"]


@given(st.lists(st.sampled_from(TAGS), max_size=60))
def test_html_that_is_not_deep_stays_as_it_is(parts: list[str]):
    html = "<p>" * 600 + "".join(parts)
    assert bounded(html) == html
