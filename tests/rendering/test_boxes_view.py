"""Boxes in mail, text, terminal: each entry with its source, what is foreign or the editor's marked as such."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from digest.model import Ahead, Earlier, Issue, Pick, Sentence, Term
from digest.rendering.mail import render_mail
from digest.rendering.terminal import render_terminal
from tests.rendering.sample_issue import reference, sample

WEB = "https://example.org/archive/issues/x/"


@pytest.fixture
def issue() -> Issue:
    made = sample()
    item = made.items[0]
    own = item.references[0]
    english = next((one, ref) for one in made.items for ref in one.references if ref.language == "en")
    older = reference("old9", "옛 기사", "옛신문")
    terms = (
        Term(term="FLOPS", means="<계산> 속도의 단위", how="note", item=item.id, language="ko", source=own),
        Term(
            term="PEFA",
            means="Port Ellery Ferry Authority",
            how="initials",
            item=item.id,
            language="en",
            source=english[1],
        ),
        Term(
            term="LNM",
            means="거대지진모델",
            how="gloss",
            item=item.id,
            language="ko",
            source=older,
            earlier=Earlier(issue="sample-weekly-2025-11-10", number=3),
        ),
        Term(term="구미", means="경북의 도시", how="editor", item=item.id, language="ko"),
    )
    days = (
        ("공개 행사는 3일 열린다.", own.story, item.id, date(2025, 12, 3), "day"),
        ("It will sail in June.", english[1].story, english[0].id, date(2026, 6, 1), "month"),
    )
    ahead = tuple(
        Ahead(
            id=text,
            first=first,
            last=first,
            precision=precision,
            told="",
            item=of,
            pick=Pick(sentence=Sentence(story=story, start=0, end=len(text), text=text)),
        )
        for text, story, of, first, precision in days
    )
    return replace(made, terms=terms, ahead=ahead, events=())


def test_mail_cites_every_entry(issue):
    """Terms and days stand with their outlet; what a source writes is text, never markup; the file is linked."""
    mail = render_mail(issue, folder=None, web_url=WEB)
    own = issue.items[0].references[0]
    for part in (
        "FLOPS",
        "&lt;계산&gt; 속도의 단위",
        own.outlet,
        "옛신문",
        "제3호",
        "공개 행사는 3일 열린다.",
        "2026년\u00a06월",
    ):
        assert part in mail.html
    assert re.search(r'<span [^>]*lang="en">Port Ellery Ferry Authority</span>', mail.html)
    assert "(편집자 풀이)" in mail.html
    assert "It will sail in June." in mail.html
    assert f"{WEB}calendar.ics" in mail.html
    text = " ".join(mail.text.split())
    assert f"FLOPS: <계산> 속도의 단위 ({own.outlet})" in text
    assert "LNM: 거대지진모델 (옛신문, 제3호)" in text
    assert "구미: 경북의 도시 (편집자 풀이)" in text


def test_the_earlier_issue_is_linked_only_where_it_has_a_page(issue):
    there = "issues/sample-weekly-2025-11-10/"
    assert there in render_mail(issue, folder=None, web_url=WEB, pages={"sample-weekly-2025-11-10"}).html
    assert there not in render_mail(replace(issue, items=()), folder=None, web_url=WEB, pages=()).html


def test_months_alone_offer_no_file(issue):
    """And neither does a publication without an archive."""
    assert (
        "calendar.ics"
        not in render_mail(replace(issue, ahead=issue.ahead[1:]), folder=None, web_url=WEB).html
    )
    assert "calendar.ics" not in render_mail(issue, folder=None, web_url="").html


def test_the_terminal_shows_boxes(issue):
    out = io.StringIO()
    Console(file=out, width=200).print(render_terminal(issue, folder=None))
    shown = out.getvalue()
    for part in (
        "용어",
        "FLOPS  <계산> 속도의 단위",
        "옛신문 · 제3호",
        "편집자 풀이",
        "다가오는 일정",
        "공개 행사는 3일 열린다.",
    ):
        assert part in shown


def test_an_issue_without_entries_has_no_boxes(issue):
    """An empty box leaves no trace."""
    bare = render_mail(replace(issue, terms=(), ahead=()), folder=None, web_url=WEB)
    assert "용어" not in bare.html + bare.text
    assert "다가오는 일정" not in bare.html + bare.text


def test_a_day_told_in_another_register_is_marked_and_an_english_meaning_too(issue):
    """As a sentence of an item is; the note at the end says what the mark means."""
    pick = replace(
        issue.ahead[0].pick, shown="공개 행사는 3일 열립니다.", rule="polite:present", provenance="register"
    )
    polite = replace(issue, ahead=(replace(issue.ahead[0], pick=pick), *issue.ahead[1:]))
    mail = render_mail(polite, folder=None, web_url=WEB)
    text = " ".join(mail.text.split())
    assert "공개 행사는 3일 열립니다.°" in text
    assert "°가 붙은 문장은" in text
    assert "°가 붙은 문장은" in mail.html
    assert "PEFA: Port Ellery Ferry Authority (영문)" in text
    out = io.StringIO()
    Console(file=out, width=200).print(render_terminal(polite, folder=None))
    assert "공개 행사는 3일 열립니다.°" in out.getvalue()
