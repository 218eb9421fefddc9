"""The boxes of an item in mail, text, archive and terminal: the sources' words, each with the number of its source."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.console import Console

from digest.archive.site import build
from digest.model import Disagreement, Figured, KeyFigure, Quotation, Sentence, Span, Speaker
from digest.rendering.mail import render_mail
from digest.rendering.terminal import render_terminal
from tests.rendering.sample_issue import sample

WEB = "https://example.org/issues/x/"


def figured(reference, text):
    sentence = f"배터리 공장 화재로 노동자 {text}이 다쳤다."
    return Figured(
        text=text, sentence=Sentence(story=reference.story, start=0, end=len(sentence), text=sentence)
    )


@pytest.fixture
def boxed():
    """The sample issue whose first item has the three boxes."""
    issue = sample()
    item = issue.items[0]
    one, other = item.references[:2]
    said = "불이 난 <까닭>을 끝까지 밝히겠다"
    whole = f"한도윤 해온시장은 “{said}”고 말했다."
    sentence = Sentence(story=other.story, start=0, end=len(whole), text=whole)
    speaker = Speaker(name="한도윤 해온시장", story=other.story, span=Span(start=0, end=8))
    first, second = figured(one, "12명"), figured(other, "15명")
    changed = replace(
        item,
        disagreements=(Disagreement(counted="노동자", figures=(first, second)),),
        quotations=(Quotation(text=said, speaker=speaker, sources=(sentence,)),),
        key_figures=(KeyFigure(figure=first, counted="노동자", agreed=(figured(other, "12명"),)),),
    )
    return replace(issue, items=(changed, *issue.items[1:]))


def words(html):
    text = re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&#160;", " ")
    return " ".join(text.split())


def test_the_mail_tells_who_said_what_and_which_numbers_differ(boxed):
    html = words(render_mail(boxed, folder=None, web_url=WEB).html)
    one, other = (reference.outlet for reference in boxed.items[0].references[:2])
    assert "숫자로 보기노동자 12명[1][2]" in html
    assert "매체마다 다른 숫자: 노동자" in html
    assert f"12명 {one}배터리 공장" in html
    assert f"15명 {other}배터리 공장" in html
    assert "배터리 공장 화재로 노동자 15명이 다쳤다.[2]" in html
    assert "“불이 난 <까닭>을 끝까지 밝히겠다”[2]한도윤 해온시장" in html


def test_the_text_part_tells_the_same(boxed):
    text = " ".join(render_mail(boxed, folder=None, web_url=WEB).text.split())
    assert "숫자로 보기 · 노동자 12명[1][2]" in text
    assert "· 15명 (" in text
    assert "· “불이 난 <까닭>을 끝까지 밝히겠다”[2] 한도윤 해온시장" in text


def test_the_archive_page_and_its_feed_tell_the_same(boxed, tmp_path):
    build([boxed], folder=tmp_path, target=tmp_path / "site")
    page = (tmp_path / "site" / "issues" / boxed.id / "index.html").read_text(encoding="utf-8")
    assert "“불이 난 &lt;까닭&gt;을 끝까지 밝히겠다”" in page
    assert "매체마다 다른 숫자: 노동자" in page
    feed = (tmp_path / "site" / "feed.xml").read_text(encoding="utf-8")
    assert "한도윤 해온시장" in feed


def test_the_terminal_tells_the_same(boxed):
    console = Console(width=400, record=True, file=None)
    with console.capture() as captured:
        console.print(render_terminal(boxed, folder=None))
    told = " ".join(captured.get().split())
    assert "노동자 12명[1][2]" in told
    assert "“불이 난 <까닭>을 끝까지 밝히겠다”[2] 한도윤 해온시장" in told


def test_an_item_without_boxes_has_no_empty_one(boxed):
    bare = replace(boxed.items[0], disagreements=(), quotations=(), key_figures=())
    plain = replace(boxed, items=(bare, *boxed.items[1:]))
    html = render_mail(plain, folder=None, web_url=WEB).html
    assert not any(heading in html for heading in ("숫자로 보기", "말·말·말", "매체마다"))
