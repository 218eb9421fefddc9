"""Blocks nested without end."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats import hypertext
from digest.sources.formats.nesting import BLOCK, DEEPEST, bounded

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize("block", ["<div>", "<ul><li>", "<section><p>", "<blockquote>", "<DIV class=x>"])
def test_the_parser_is_given_few_of_them_and_no_word_is_lost(block: str):
    html = f"<p>top</p>{f'{block}word ' * 30_000}<p>end"
    assert len(BLOCK.findall(bounded(html))) <= DEEPEST
    words = hypertext.read(html, zone=SEOUL, whole=True).text.split()
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
