"""What a reader's eye stumbles on: labels that say nothing, lines that end in nothing, parts in another order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import html

from digest.model import Link, Slots, Sponsor
from digest.rendering import looks, strings
from digest.rendering.mail import render_mail

if TYPE_CHECKING:
    from digest.model import Issue, Rendition

WEB = "https://letter.example.org/archive/issues/x/"
LONG = "https://www.example.org/a/very/long/address/that/goes/on/and/on/2025/report.html?utm=1#top"


def render(issue: Issue) -> Rendition:
    return render_mail(issue, folder=None, web_url=WEB)


def words(mail: Rendition) -> str:
    return " ".join(html.document_fromstring(mail.html).body.text_content().split())


@pytest.mark.parametrize("text", ["", LONG])
def test_a_link_without_words_shows_a_short_address_and_leads_there(issue: Issue, text: str):
    """In the mail its beginning as the words of the link; in the text part the whole address, once."""
    first = replace(issue.items[0], links=(Link(url=LONG, text=text),))
    mail = render(replace(issue, items=(first, *issue.items[1:])))
    link = next(
        one for one in html.document_fromstring(mail.html).iter("a") if one.get("href", "").startswith(LONG)
    )
    shown = link.text_content()
    assert shown.startswith("example.org/a/very")
    assert len(shown) <= 40
    assert mail.text.count(LONG) == 1


def test_a_source_without_a_title_leaves_no_gap(issue: Issue):
    """Its outlet stands alone, in the list of sources and in how the affair went."""
    items = tuple(
        replace(item, references=tuple(replace(one, title="") for one in item.references))
        for item in issue.items
    )
    mail = render(replace(issue, items=items))
    assert not re.search(r",\s*\(", mail.text)
    for line in mail.text.splitlines():
        assert not re.fullmatch(r"\s*·\s+\d{4}\.[\d.\s\u00a0]*", line), line


def test_the_only_section_is_not_called_the_rest(issue: Issue):
    """Of an issue without sections of its own: no `more news` where there is no other, no label or count said twice."""
    said = strings.load(None, issue.language)
    items = tuple(replace(item, section="") for item in issue.items)
    mail = render(replace(issue, items=items, sections=()))
    for shown in (words(mail), mail.text):
        assert said("other_section") not in shown
        assert shown.count(said("only_section")) == 1
    assert f"{said('only_section')} {said('section_count', n=len(items))}" not in words(mail)


@pytest.mark.parametrize("genre", ["brief", "retrospective"])
def test_the_text_part_has_the_charts_that_the_mail_has(issue: Issue, genre: str):
    """Of genres whose mail leaves them to the web page, the letter does too."""
    heading = strings.load(None, issue.language)("keywords")
    mail = render(replace(issue, genre=genre))
    assert heading not in words(mail)
    assert heading not in mail.text
    assert heading in render(issue).text


def test_the_parts_of_a_report_have_one_order(issue: Issue):
    """Overview, contents, conclusion, advertisement: the text part as the mail."""
    said = strings.load(None, issue.language)
    slots = Slots(conclusion="맺습니다.", sponsor=Sponsor(text="편한 의자.", url="", name="나루가구"))
    mail = render(replace(issue, genre="report", numbering="issue", slots=slots))
    parts = (said("overview_documents"), said("contents"), said("conclusion"), "나루가구", said("references"))
    for shown in (words(mail), " ".join(mail.text.split())):
        places = [shown.index(part) for part in parts]
        assert places == sorted(places)


def test_the_address_of_a_reference_stands_below_its_words(issue: Issue):
    """However many digits its number has."""
    items = tuple(replace(issue.items[0], id=f"{issue.items[0].id}{n}") for n in range(4))
    text = render(replace(issue, items=items, genre="report", numbering="issue")).text
    rows = text.splitlines()
    checked = set()
    for row, below in pairwise(rows):
        found = re.match(r"(\[(\d+)\] )\S", row)
        address = re.match(r"( *)https?://", below)
        if found and address:
            assert len(address[1]) == len(found[1])
            checked.add(len(found[2]))
    assert checked == {1, 2}


def test_the_conclusion_keeps_its_distance_from_the_pick(issue: Issue):
    """The space above it is a category's, whether an item or the pick of the month stands before."""
    tokens = looks.table(None, "tokens.toml")
    slots = Slots(conclusion="맺습니다.")
    report = replace(issue, genre="report", numbering="issue", slots=slots, choice=issue.items[0].id)
    tree = html.document_fromstring(render(report).html)
    heading = next(
        one for one in tree.iter("h2") if one.text_content() == strings.load(None, "ko")("conclusion")
    )
    row = heading.xpath("ancestor::tr[1]/preceding-sibling::tr[1]/td")[0]
    assert f"padding:{tokens['space']['category']}px" in row.get("style").replace(" ", "")
