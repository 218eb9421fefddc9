"""What a page says of itself in its elements and its address, where its metadata is silent."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats import hypertext

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
