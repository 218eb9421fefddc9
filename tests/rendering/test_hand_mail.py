"""The editor's words, passages and the advertisement in mail and text; an empty slot leaves no trace."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from lxml import html

from digest.archive.site import build
from digest.model import Headline, Link, Passage, Slots, Sponsor
from digest.rendering import looks, strings
from digest.rendering.mail import render_mail
from tests.rendering.sample_issue import pick

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Issue, Rendition

WEB = "https://letter.example.org/archive/issues/x/"
SPONSOR = Sponsor(text="편한 의자.\n\n배송비 없음.", url="https://shop.example.com/a", name="나루가구")


def render(issue: Issue, **changes: object) -> Rendition:
    return render_mail(replace(issue, **changes), folder=None, web_url=WEB)  # type: ignore[arg-type]


def words(mail: Rendition) -> str:
    return " ".join(html.document_fromstring(mail.html).body.text_content().split())


@pytest.fixture
def handled(issue: Issue) -> Issue:
    """The sample issue with every slot filled."""
    first = replace(
        issue.items[0],
        note="다음 호에 이어집니다.",
        links=(Link(url="https://example.org/d", text="모은 자료"),),
    )
    return replace(
        issue,
        items=(first, *issue.items[1:]),
        slots=Slots(greeting="안녕하세요.\n\n둘째 문단.", conclusion="고맙습니다.", sponsor=SPONSOR),
    )


def test_each_slot_stands_in_its_place(handled: Issue):
    """Greeting before the brief, note and links within their item, conclusion and advertisement before the figures."""
    mail = render(handled)
    for shown in (words(mail), " ".join(mail.text.split())):
        places = [
            shown.index(text)
            for text in (
                "안녕하세요.",
                "둘째 문단.",
                "이어지는 이야기 · 3번째",
                "편집자의 말",
                "다음 호에 이어집니다.",
                "모은 자료",
                "Developers report",
                "편집자의 맺음말",
                "고맙습니다.",
                "광고 · 나루가구",
                "편한 의자.",
                "많이 나온 말",
            )
        ]
        assert places == sorted(places)
    assert "https://example.org/d" in mail.html
    assert "    https://example.org/d\n" in mail.text


def test_paragraphs_of_the_editor_stay_paragraphs(handled: Issue):
    mail = render(handled)
    told = [p.text_content() for p in html.document_fromstring(mail.html).iter("p")]
    assert told.index("둘째 문단.") == told.index("안녕하세요.") + 1
    assert "안녕하세요.\n\n둘째 문단.\n" in mail.text


def test_an_empty_slot_leaves_no_trace(issue: Issue, handled: Issue):
    """Not a heading, not a space: the mail is the one that it was before there were slots."""
    mail = render(issue)
    for word in ("editor_note", "editor_links", "conclusion", "advertisement", "advertisement_declared"):
        text = strings.load(None, "ko")(word)
        assert text not in words(mail)
        assert text not in mail.text
    emptied = replace(
        handled,
        slots=Slots(),
        items=tuple(replace(item, note="", links=()) for item in handled.items),
    )
    assert render(emptied) == mail


def test_an_advertisement_has_its_label_and_no_colour_of_a_category(handled: Issue):
    mail = render(handled)
    page = html.document_fromstring(mail.html)
    box = next(td for td in page.iter("td") if td.text_content().strip().startswith("광고 · 나루가구"))
    drawn = html.tostring(box, encoding="unicode")
    assert "https://shop.example.com/a" in drawn
    for category in looks.table(None, "tokens.toml")["category"]:
        assert category["light"] not in drawn
        assert category["light_tint"] not in drawn
    assert not re.search(r'class="[^"]*\bc\d', drawn)
    assert mail.subject.startswith("(광고) ")
    assert render(handled, language="en").subject.startswith("(광고) ")


def test_the_order_of_passages_is_that_of_the_item_and_each_sentence_cites_its_source(issue: Issue):
    item = issue.items[3]
    passages = (
        Passage(kind="contents", heading=Headline(text="소제목 하나", story="ra1", language="ko")),
        Passage(kind="point", picks=(pick("ra1", "요점이다."), pick("ra2", "자세한 말이다."))),
        Passage(kind="after", day=date(2025, 11, 3), picks=(pick("ra3", "그 뒤에 그랬다."),)),
        Passage(kind="features", picks=(pick("ra1", "짧은 사실."), pick("ra2", "또 하나."))),
    )
    told = replace(item, picks=(), passages=passages)
    mail = render(issue, items=(*issue.items[:3], told, *issue.items[4:]))
    expected = "핵심 내용 소제목 하나[1] • 요점이다.[1] – 자세한 말이다.[2] 그 뒤 • 2025. 11. 3 그 뒤에 그랬다.[3] 주요 특징 • 짧은 사실.[1] • 또 하나.[2]"
    squeezed = re.sub(r"\s+", "", words(mail))
    assert re.sub(r"\s+", "", expected) in squeezed
    lines = [line.strip() for line in mail.text.splitlines()]
    for line in ("핵심 내용", "소제목 하나[1]", "· 요점이다.[1]", "- 자세한 말이다.[2]", "· 또 하나.[2]"):
        assert line in lines
    assert "· 2025. 11. 3  그 뒤에 그랬다.[3]".replace("  ", " ") in [
        " ".join(line.split()) for line in lines
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_heading_of_another_language_or_by_the_editor_is_marked(issue: Issue, language: str):
    heads = (
        Headline(text="Foreign head", story="ra1", language="en"),
        Headline(text="손수 쓴 제목", story="", language="ko", provenance="editor"),
    )
    passages = tuple(Passage(kind="contents", heading=head) for head in heads)
    told = replace(issue.items[3], passages=passages)
    mail = render(issue, items=(told,), language=language)
    marked = {
        "ko": ("Foreign head[1](영문)", "손수 쓴 제목(편집자)"),
        "en": ("Foreign head[1]", "손수 쓴 제목"),
    }
    for text in marked[language]:
        assert re.sub(r"\s+", "", text) in re.sub(r"\s+", "", words(mail))
        assert re.sub(r"\s+", "", text) in re.sub(r"\s+", "", mail.text)


def test_the_page_and_the_feed_have_the_editors_words_as_well(handled: Issue, tmp_path: Path):
    """In their places; of an issue without them, neither has a trace."""
    build((handled,), folder=tmp_path, target=tmp_path / "site")
    page = (tmp_path / "site" / "issues" / handled.id / "index.html").read_text("utf-8")
    feed = (tmp_path / "site" / "feed.xml").read_text("utf-8")
    for text in (
        "안녕하세요.",
        "다음 호에 이어집니다.",
        "모은 자료",
        "고맙습니다.",
        "광고 · 나루가구",
        "편한 의자.",
    ):
        assert text in page
        assert text in feed
    bare = replace(
        handled, slots=Slots(), items=tuple(replace(one, note="", links=()) for one in handled.items)
    )
    build((bare,), folder=tmp_path, target=tmp_path / "bare")
    page = (tmp_path / "bare" / "issues" / bare.id / "index.html").read_text("utf-8")
    assert 'class="letter"' not in page
    assert "편집자" not in page


def test_an_item_of_the_editors_has_no_sources_to_count(issue: Issue):
    """The contents say whose it is, not that nobody told it."""
    own = replace(
        issue.items[0],
        headline=Headline(text="모임을 엽니다", story="", language="ko", provenance="editor"),
        picks=(),
        references=(),
        clusters=(),
        outlets=(),
        storyline=None,
    )
    shown = "".join(words(render(issue, items=(own, *issue.items[1:]))).split())
    assert "모임을엽니다편집자" in shown
    assert "출처0" not in shown
