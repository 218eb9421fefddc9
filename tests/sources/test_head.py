"""What a page says of itself in its elements and its address, where its metadata is silent."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats import hypertext
from digest.sources.formats.byline import spelled

SEOUL = ZoneInfo("Asia/Seoul")


def _author(body: str, head: str = "") -> str:
    page = f"<html><head>{head}</head><body><p>Text.</p>{body}</body></html>"
    return hypertext.read(page, zone=SEOUL, url="https://a.example/1").author


@pytest.mark.parametrize(
    "element",
    [
        '<span itemprop="author" itemscope><meta itemprop="url" content="/u"><b itemprop="name">Ada North</b></span>',
        '<a rel="author" href="/ada">Ada North</a>',
        '<p class="byline">By Ada North</p>',
        '<span class="author-name">Ada North</span>',
    ],
)
def test_an_element_names_the_author(element: str):
    assert _author(element) == "Ada North"


def test_names_of_many_articles_are_not_the_authors_of_the_page():
    assert not _author("".join(f'<span class="author">Writer {n}</span>' for n in "abcde"))


@pytest.mark.parametrize("told", ["https://a.example/ada", "The Paper"])
def test_an_address_or_the_sites_name_gives_way_to_a_person(told: str):
    head = f'<meta property="og:site_name" content="The Paper"><meta name="author" content="{told}">'
    assert _author('<a rel="author" href="/ada">Ada North</a>', head) == "Ada North"


def test_an_entity_written_twice_is_one_letter():
    assert _author("", '<meta name="author" content="Zo&amp;euml; North">') == "Zoë North"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ('<span class="date">13.01.2025</span>', "https://a.example/1"),
        ('<span itemprop="datePublished" content="2025-01-13">last week</span>', "https://a.example/1"),
        ("", "https://a.example/2025/01/13/harbour/"),
    ],
)
def test_elements_and_addresses_tell_the_day(body: str, url: str):
    content = hypertext.read(f"<html><body><p>Text.</p>{body}</body></html>", zone=SEOUL, url=url)
    assert (content.published, content.precision) == (datetime(2025, 1, 13, tzinfo=SEOUL), "day")


def test_a_moment_in_digits_alone_is_read():
    page = '<meta property="og:regDate" content="20250204083000"><p>x'
    assert hypertext.read(page, zone=SEOUL).published == datetime(2025, 2, 4, 8, 30, tzinfo=SEOUL)


ARTICLE = "<p>{}</p>" * 3
NEWS = "The harbour opened a new pier for the ferries this week, and many people came to see the first boat leave."


def _page(body: str) -> str:
    text = ARTICLE.format(NEWS, NEWS.replace("pier", "quay"), NEWS.replace("pier", "dock"))
    return f"<html><head><title>A new pier</title></head><body><article><h1>A new pier</h1>{text}</article>{body}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        "<footer>© 2019 The Harbour Paper</footer>",
        "<footer>Copyright 2012-2019. All rights reserved.</footer>",
        "<p>The plan dates from 2018.</p>",
    ],
)
def test_a_copyrights_year_is_no_date(body: str):
    assert hypertext.read(_page(body), zone=SEOUL).published is None


def test_a_day_in_the_text_is_found_where_nothing_declares_one():
    content = hypertext.read(_page('<div class="meta-info">Filed on 1 January 2019</div>'), zone=SEOUL)
    assert (content.published, content.precision) == (datetime(2019, 1, 1, tzinfo=SEOUL), "day")


def test_a_day_after_the_fetch_is_none_of_the_pages_own():
    page = _page('<div class="meta-info">Next meeting: 12 May 2031</div>')
    now = datetime(2026, 7, 10, tzinfo=SEOUL)
    assert hypertext.read(page, zone=SEOUL, now=now).published is None


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ("ada north", "ada north"),
        ("Ada M. North", "Ada M. North"),
        ("Posted by Ada North", "Ada North"),
        ("View all posts by Ada North", "Ada North"),
        ("글: 김하나", "김하나"),
        ("Bythe Wayne", "Bythe Wayne"),
    ],
)
def test_a_name_is_told_as_the_page_spells_it(told: str, author: str):
    assert _author(f'<span class="author vcard">{told}</span>') == author
    assert (
        hypertext.read(_page(f'<div class="post-meta"><a rel="author">{told}</a></div>'), zone=SEOUL).author
        == author
    )


@pytest.mark.parametrize("told", ["admin", "Post author", "@thepaper", "Read more"])
def test_words_of_the_page_are_no_names(told: str):
    assert not _author(f'<span class="author">{told}</span>')


def test_names_are_taken_from_the_page_not_from_a_guess():
    assert (
        spelled("Zoe North; Ada M North; Nobody", "<p>By ada m. north and ZOE NORTH</p>")
        == "ZOE NORTH, ada m. north"
    )
    assert spelled("Said; 3 Comments", "<p>said 3 comments</p>") == ""


@pytest.mark.parametrize("day", ["2024.05.03.", "2024-05-03", "3 May 2024"])
def test_a_day_told_in_the_prose_is_the_storys_not_the_pages(day: str):
    told = NEWS.replace("this week", f"on {day}")
    page = f"<html><body><article><h1>A new pier</h1><p>{told}</p><p>{told} So it was told.</p></article></body></html>"
    assert hypertext.read(page, zone=SEOUL).published is None
    dated = page.replace("</article>", f"</article><div class=meta>{day}</div>")
    assert hypertext.read(dated, zone=SEOUL).published == datetime(2024, 5, 3, tzinfo=SEOUL)


def test_a_name_alone_beside_the_headline_may_be_a_section():
    page = _page("").replace("</h1>", "</h1><p>Today Stories</p>")
    assert hypertext.read(page, zone=SEOUL).author == ""
