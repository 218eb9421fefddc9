"""Lists of feeds: what is written is read back, and no file can do harm."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import InputError
from digest.sources.opml import Feed, read_opml, web_address

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="￾￿"), max_size=12)
FEEDS = st.lists(
    st.builds(
        Feed,
        url=st.from_regex(r"https://[a-z]{1,8}\.example\.org/[a-z0-9?&=]{0,8}", fullmatch=True),
        title=WORDS,
        language=st.sampled_from(["", "ko", "en-GB"]),
        category=WORDS,
    ),
    min_size=1,
    unique_by=lambda feed: feed.url,
)


def opml(feeds: list[Feed]) -> bytes:
    """A list of feeds as another program writes it."""
    root = ET.Element("opml", version="2.0")
    body = ET.SubElement(root, "body")
    for feed in feeds:
        heading = {"text": feed.category} if feed.category else {}
        place = ET.SubElement(body, "outline", heading) if feed.category else body
        said = {"text": feed.title, "language": feed.language, "xmlUrl": feed.url}
        ET.SubElement(place, "outline", {key: value for key, value in said.items() if value})
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


@given(feeds=FEEDS)
def test_what_is_written_is_read_back(feeds: list[Feed]):
    assert read_opml(opml(feeds)) == tuple(feeds)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("HTTPS://News.Example.ORG/Feed?A=B#C", "https://news.example.org/Feed?A=B#C"),
        ("Http://User:Pass@Example.org:8080", "http://User:Pass@example.org:8080"),
        ("https://한겨레.example.org/가", "https://한겨레.example.org/가"),
        ("https://", ""),
        ("https:///x", ""),
        ("http://[::1", ""),
        ("https://a.org/\tb", ""),
        ("https://a.org/a b", ""),
        ("ftp://a.org/", ""),
        ("a.org/feed", ""),
    ],
)
def test_scheme_and_host_have_one_form_and_the_rest_stays(written: str, address: str):
    assert web_address(written) == address


def test_an_address_in_capitals_is_read():
    found = read_opml(b'<opml><body><outline xmlUrl="HTTPS://E.example.org/A"/></body></opml>')
    assert [feed.url for feed in found] == ["https://e.example.org/A"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes):
    for data in (content, b"<opml><body>" + content + b"</body></opml>"):
        with suppress(InputError):
            assert read_opml(data)


def test_nested_outlines_give_the_nearest_heading_as_category():
    found = read_opml(
        b'<opml><body><outline text="A"><outline text="B"><outline text="x" xmlUrl="http://e.example.org"/>'
        b'</outline><outline text="y" xmlURL="feed://f.example.org/"/></outline></body></opml>'
    )
    assert [(feed.category, feed.title, feed.url) for feed in found] == [
        ("B", "x", "http://e.example.org"),
        ("A", "y", "http://f.example.org/"),
    ]


def test_a_bare_ampersand_does_not_lose_the_feed():
    found = read_opml(b'<opml><body><outline text="Q & A" xmlUrl="https://e.example.org/"/></body></opml>')
    assert [feed.url for feed in found] == ["https://e.example.org/"]


def test_entities_are_refused_and_files_are_not_looked_into(tmp_path: Path):
    (tmp_path / "secret").write_text("https://secret.example.org/")
    content = (
        f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        '<opml><body><outline text="a" xmlUrl="https://e.example.org/"/>&x;</body></opml>'
    )
    with pytest.raises(InputError, match="entities"):
        read_opml(content.encode())


def test_deep_nesting_ends():
    content = b"<opml><body>" + b'<outline text="a">' * 200 + b"</body></opml>"
    with pytest.raises(InputError):
        read_opml(content)


@pytest.mark.shared
def test_a_real_list_of_korean_blogs(shared: Path):
    found = read_opml((shared / "data/feeds/awesome_devblog.opml").read_bytes())
    assert len(found) > 1700
    assert all(feed.title and feed.url.startswith("http") for feed in found)
