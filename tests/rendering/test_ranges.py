"""Figures that a dash joins stand on one line: in headlines, sentences, dates and telephone numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.model import Ahead, Pick, Sentence
from digest.rendering.mail import render_mail
from digest.rendering.ranges import parted
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Issue

KEPT = '<span style="white-space:nowrap">{}</span>'


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("축제는 12월 1일–3일 열린다", ["1일–3일"]),
        ("축제는 12월 1일~3일까지다", ["1일~3일까지다"]),
        ("12월 1-3일, 9:00–18:00", ["1-3일", "9:00–18:00"]),
        ("표는 1,500～2,000원이다", ["1,500～2,000원이다"]),
        ("from December 4–13.", ["4–13"]),
        ("전화 02-000-0000", ["02-000-0000"]),
        ("2026-11-28에 낸다", ["2026-11-28에"]),
        ("12월 1일 – 3일", []),
        ("COVID-19와 F-15", []),
        ("서울–부산", []),
        ("5-", []),
        ("", []),
        ("1-" * 40 + "1", []),
    ],
)
def test_what_is_held_together(text: str, held: list[str]):
    pieces = parted(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert [piece for piece, kept in pieces if kept] == held


@pytest.fixture
def issue() -> Issue:
    made = sample()
    item = made.items[0]
    story = item.references[0].story
    text = "잔치는 <공원> 12월 4일–13일 저녁에 9:00–11:00 문을 연다."
    sentence = Sentence(story=story, start=0, end=len(text), text=text)
    told = replace(
        item,
        headline=replace(item.headline, text="등불 잔치 12월 4일–13일 연다"),
        picks=(Pick(sentence=sentence), *item.picks),
    )
    ahead = Ahead(
        id="a",
        first=date(2026, 12, 4),
        last=date(2026, 12, 13),
        precision="day",
        told="",
        item=item.id,
        pick=Pick(sentence=sentence),
    )
    return replace(
        made,
        items=(told, *made.items[1:]),
        ahead=(ahead,),
        events=(),
        publisher=replace(made.publisher, contact="02-123-4567"),
    )


def test_a_mail_holds_them_together(issue: Issue):
    html = render_mail(issue, folder=None, web_url="").html
    assert f"등불 잔치 12월 {KEPT.format('4일–13일')} 연다" in html
    assert (
        f"잔치는 &lt;공원&gt; 12월 {KEPT.format('4일–13일')} 저녁에 {KEPT.format('9:00–11:00')} 문을" in html
    )
    assert KEPT.format("02-123-4567") in html
    english = render_mail(replace(issue, language="en"), folder=None, web_url="").html
    assert f"{KEPT.format('4–13')}\u00a0December 2026" in english


_BROKEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), broken = [];
  for (let node; (node = walker.nextNode());)
    for (const found of node.data.matchAll(/\\d[^\\s]*[-–~][^\\s]*\\d/g)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      if (new Set([...range.getClientRects()].map(one => Math.round(one.top))).size > 1) broken.push(found[0]);
    }
  return broken;
}"""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_line_of_a_mail_ends_inside_one(issue: Issue, language, tmp_path: Path, browser):
    """At any width: before, a date of two days stood on two lines."""
    page = tmp_path / "mail.html"
    page.write_text(render_mail(replace(issue, language=language), folder=None, web_url="").html, "utf-8")
    view = browser.new_page()
    view.goto(page.as_uri())
    for width in range(320, 720, 16):
        view.set_viewport_size({"width": width, "height": 800})
        assert view.evaluate(_BROKEN) == [], width
    view.close()
