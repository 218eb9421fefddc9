"""Charts: each number is there as text, and what would say nothing is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from digest.archive.site import build
from digest.model import Issue, Keyword, OutletCount
from digest.rendering import strings
from digest.rendering.arrange import arrange
from digest.rendering.charts import coverage_tells, keywords_tell, mix_tells, points
from digest.rendering.mail import render_mail

if TYPE_CHECKING:
    from pathlib import Path

KO = strings.load(None, "ko")


def words(*counts: tuple[int, int | None]) -> tuple[Keyword, ...]:
    return tuple(
        Keyword(text=f"낱말{n}", stories=now, before=before) for n, (now, before) in enumerate(counts)
    )


@pytest.mark.parametrize(
    ("keywords", "tells"),
    [
        (words(), False),
        (words((9, None)), False),
        (words((9, 2)), False),
        (words((1, None), (1, None)), False),
        (words((3, None), (3, None)), False),
        (words((3, 3), (3, 3)), False),
        (words((3, 1), (3, 3)), True),
        (words((3, None), (2, None)), True),
    ],
)
def test_keywords_say_something_where_they_differ_or_moved(keywords: tuple[Keyword, ...], *, tells: bool):
    assert keywords_tell(keywords) is tells


@pytest.mark.parametrize(
    ("counts", "tells"), [((), False), ((7,), False), ((1, 1, 1), False), ((4, 4), False), ((2, 1), True)]
)
def test_a_source_mix_says_something_where_the_parts_differ(counts: tuple[int, ...], *, tells: bool):
    assert mix_tells(counts) is tells


@pytest.mark.parametrize(
    ("outlets", "tells"),
    [((), False), ((5,), False), ((3, 3, 3), False), ((0, 3), False), ((2, 0, 5), False), ((2, 5), True)],
)
def test_coverage_says_something_where_all_numbers_are_known_and_differ(
    outlets: tuple[int, ...], *, tells: bool
):
    assert coverage_tells(outlets) is tells


@given(st.lists(st.integers(1, 10_000), max_size=12))
def test_the_widest_told_issue_has_the_longest_bar_and_none_is_invisible(counts: list[int]):
    bars = points([(str(n), count) for n, count in enumerate(counts)])
    assert bool(bars) is coverage_tells(counts)
    for bar, count in zip(bars, counts, strict=False):
        assert 2 <= bar.percent <= 100
        assert bar.outlets == count
        assert (bar.percent == 100) >= (count == max(counts))
    assert sum(bar.now for bar in bars) == (1 if bars else 0)


@settings(deadline=None)
@given(st.lists(st.integers(1, 5_000), max_size=40))
def test_the_parts_of_a_mix_sum_to_a_hundred_and_to_all_stories(counts: list[int]):
    made = replace(
        BASE, outlets=tuple(OutletCount(outlet=f"매체{n}", stories=c) for n, c in enumerate(counts))
    )
    parts = arrange(made, KO).mix
    assert bool(parts) is mix_tells(counts)
    if parts:
        assert sum(part.percent for part in parts) == 100
        assert sum(part.stories for part in parts) == sum(counts)
        assert all(part.percent >= 1 for part in parts)


def sample() -> Issue:
    from tests.rendering import sample_issue

    return sample_issue.sample()


BASE = sample()


def test_the_mail_shows_how_widely_an_affair_was_told_of_and_says_it_as_text(issue: Issue):
    made = render_mail(issue, folder=None, web_url="https://example.org/x/")
    told = " ".join(html.document_fromstring(made.html).text_content().split())
    assert "이어지는 이야기를 전한 출처" in told
    for text in ("제46호", "2곳", "제47호", "4곳", "이번 호", "6곳"):
        assert text in told[told.index("이어지는 이야기를 전한 출처") :]
    assert "제46호 2곳 → 제47호 4곳 → 이번 호 6곳" in " ".join(made.text.split())


def test_what_says_nothing_leaves_no_trace(issue: Issue):
    """No heading without a chart: neither in the mail nor in the text part."""
    flat = replace(
        issue,
        keywords=words((3, None), (3, None)),
        outlets=(OutletCount(outlet="가상통신", stories=9),),
        items=tuple(replace(item, storyline=None) for item in issue.items),
    )
    made = render_mail(flat, folder=None, web_url="")
    for shown in (made.html, made.text):
        for heading in ("많이 나온 말", "이번 호의 출처", "이어지는 이야기를 전한"):
            assert heading not in shown


def test_an_issue_of_a_former_version_that_knows_no_numbers_has_no_coverage(issue: Issue):
    lines = [item.storyline for item in issue.items if item.storyline]
    assert lines
    old = replace(
        issue,
        items=tuple(
            replace(
                item,
                storyline=replace(
                    item.storyline, earlier=tuple(replace(one, outlets=0) for one in item.storyline.earlier)
                ),
            )
            if item.storyline
            else item
            for item in issue.items
        ),
    )
    assert arrange(old, KO).coverage == ()


def test_the_archives_charts_are_drawn_with_title_description_and_table(issue: Issue, tmp_path: Path):
    """Each number of a drawing stands in its description and in a table; every id that is referred to is there."""
    build((issue,), folder=tmp_path, target=tmp_path / "site")
    page = html.document_fromstring(
        (tmp_path / "site" / "issues" / issue.id / "index.html").read_text("utf-8")
    )
    figures = page.findall(".//figure")
    assert len(figures) == 3
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for figure in figures:
        drawn = figure.find(".//svg")
        named = drawn.get("aria-labelledby").split()
        assert [drawn.find("title").get("id"), drawn.find("desc").get("id")] == named
        table = figure.find(".//table")
        for row in table.findall(".//tbody/tr"):
            assert " ".join(cell.text_content() for cell in row) in drawn.find("desc").text
        assert table.find("caption") is not None
        assert all(re.fullmatch(r"\d+%", bar.get("width")) for bar in drawn.iter("rect"))
