"""The report as mail, text and page: one numbering through the issue, all references at its end, reasons made of counts."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from digest.archive.site import build
from digest.model import Passage, Slots
from digest.rendering import strings
from digest.rendering.arrange import arrange
from digest.rendering.mail import render_mail
from digest.rendering.terminal import render_terminal
from digest.rendering.view import REFERENCES_IN_MAIL
from tests.rendering.sample_issue import pick


@pytest.fixture
def report(issue):
    """The sample issue as a report: the first item is its pick, and has a list and an outlook."""
    first, second, *others = issue.items
    facts = Passage(kind="features", picks=(pick("dc1", "전력 30% 절감"), pick("dc2", "심사 기간 30일")))
    ahead = Passage(kind="outlook", picks=(pick("dc3", "데이터센터는 앞으로 더 늘어날 것으로 전망된다."),))
    first = replace(first, passages=(facts, ahead), size="full")
    return replace(issue, genre="report", numbering="issue", choice=first.id, items=(first, second, *others))


@pytest.fixture
def page(report, tmp_path):
    build([report], folder=tmp_path, target=tmp_path / "site")
    return (tmp_path / f"site/issues/{report.id}/index.html").read_text(encoding="utf-8")


def numbers(text):
    return {int(one) for one in re.findall(r"\[(\d+)\]", text)}


def view(issue):
    return arrange(issue, strings.load(None, issue.language))


def test_each_source_has_one_number_in_the_issue(report):
    """Counted on from item to item, without a gap; a weekly counts anew in each item."""
    shown = view(report)
    assert [one.number for one in shown.references] == list(range(1, len(shown.references) + 1))
    assert len(shown.references) == sum(len(item.references) for item in report.items)
    weekly = view(replace(report, numbering="item"))
    assert weekly.references == ()
    assert all(item.sources[0].number == 1 for item in weekly.items)


def test_mail_text_and_page_use_the_same_numbers(report, web_url, page):
    """Each citation leads to an entry of the list; each entry has its title."""
    mail = render_mail(report, folder=None, web_url=web_url)
    every = {one.number for one in view(report).references}
    assert numbers(mail.text) == every
    assert numbers(re.sub(r"<[^>]+>", "", mail.html)) == every
    assert numbers(page) <= every
    listed = page[page.index('id="references"') :]
    for one in view(report).references:
        assert f"[{one.number}] " in mail.text
        assert f'id="{one.anchor}"' in listed
    assert page.count("<li id=") == len(every) + 3  # and two facts, and the sentence of the outlook


def test_its_parts_stand_in_their_order(report, web_url, page):
    """Counts, trends, the pick, what the sources expect, all references."""
    words = strings.load(None, "ko")
    mail = render_mail(report, folder=None, web_url=web_url)
    parts = [words(key) for key in ("overview", "choice", "outlook", "references")]
    bare = [re.sub(r"<[^>]+>", "\n", text) for text in (mail.html, page)]
    for text in (mail.text, *bare):
        lines = [line.strip() for line in text.split("\n")]
        places = [lines.index(part) for part in parts]
        assert places == sorted(places)
        assert words("outlook_note") in " ".join(text.split())
    assert "데이터센터는 앞으로 더 늘어날 것으로 전망된다." in mail.text


def test_a_weekly_shows_none_of_them(issue, web_url):
    """They are the report's own."""
    words = strings.load(None, "ko")
    mail = render_mail(issue, folder=None, web_url=web_url)
    for key in ("overview", "choice", "outlook_note", "references"):
        assert words(key) not in mail.text.split("\n")
        assert f">{words(key)}<" not in mail.html


def test_an_empty_slot_leaves_no_trace_and_a_filled_one_stands(report, web_url):
    """The conclusion is the editor's, or there is none."""
    words = strings.load(None, "ko")
    empty = render_mail(report, folder=None, web_url=web_url)
    assert words("conclusion") not in empty.html + empty.text
    filled = render_mail(
        replace(report, slots=Slots(conclusion="한 달이 지났다.\n\n다음 달에 만나요.")),
        folder=None,
        web_url=web_url,
    )
    for text in (filled.html, filled.text):
        assert "한 달이 지났다." in text
        assert "다음 달에 만나요." in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_reason_of_the_pick_is_made_of_its_counts(report, language):
    """Outlets, texts, what was read: the numbers of the issue, and no word of praise."""
    item = report.items[0]
    told = " ".join(view(replace(report, language=language)).choice.reasons)
    counts = {len(item.outlets), len(item.references) - item.copies, report.stories_read}
    counts |= {len(item.storyline.earlier) + 1, len(item.storyline.new)}
    assert {int(one) for one in re.findall(r"\d+", told)} <= counts
    assert {len(item.outlets), report.stories_read} <= {int(one) for one in re.findall(r"\d+", told)}


def test_the_overview_tells_what_was_counted(report):
    """Documents, stories, items, sources; and the words that rose, by how much."""
    told = " ".join(f"{one.label} {one.value}" for one in view(report).overview)
    for number in (report.documents_read, report.stories_read, len(report.items), len(report.outlets)):
        assert str(number) in told
    assert "데이터센터\u00a018" in told  # 42 after 24
    assert "소아 진료" not in told  # 17 after 20


def test_the_terminal_tells_them_too(report):
    """Counts, pick and outlook, each with its number."""
    console = Console(width=100, file=StringIO())
    console.print(render_terminal(report, folder=None))
    told = console.file.getvalue()
    number = view(report).items[0].outlook[0].source.number
    assert f"늘어날 것으로 전망된다.[{number}]" in told
    for key in ("overview_documents", "choice", "outlook_note"):
        assert strings.load(None, "ko")(key) in told


def test_a_pick_that_is_no_more_is_not_shown(report):
    """The editor may have dropped it."""
    assert view(replace(report, items=report.items[1:])).choice is None


def test_a_mail_lists_no_more_references_than_it_has_room_for(report, web_url):
    """Beyond that, those that its sentences point to; text part and page list all."""
    first, *others = report.items
    many = tuple(
        replace(first.references[0], story=f"more{n}", title=f"다른 기사 {n}")
        for n in range(REFERENCES_IN_MAIL)
    )
    big = replace(report, items=(replace(first, references=(*first.references, *many)), *others))
    mail = render_mail(big, folder=None, web_url=web_url)
    assert "다른 기사 7" not in mail.html
    assert "다른 기사 7" in mail.text
    cited = {one.source.number for item in view(big).items for one in item.told if one.source}
    assert {one.number for one in view(big).listed} == cited
