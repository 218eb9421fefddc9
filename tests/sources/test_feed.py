"""Feeds → one Content an entry."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.errors import InputError
from digest.sources.formats.feed import read as read_feed
from digest.sources.formats.read import read
from tests.patience import patience

SEOUL = ZoneInfo("Asia/Seoul")

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>어떤신문</title><link>https://a.kr/</link><language>ko-kr</language>
<item><title>첫 &lt;b&gt;소식&lt;/b&gt; &amp;amp; 더</title><link>/news/1?utm_source=rss</link><guid>id-1</guid>
<pubDate>Mon, 13 Jan 2025 09:00:00 +0900</pubDate><category>경제</category><description>짧은 요약</description>
<content:encoded><![CDATA[<p>전문 <a href="/x">링크</a></p><ul><li>항목</li></ul>]]></content:encoded></item>
<item><title>둘째</title><link>https://a.kr/news/2</link><pubDate>2025-01-13 10:00:00</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Site</title><id>urn:f</id>
<entry><title type="html">A &amp;amp; B</title><id>urn:1</id><link href="https://e.org/1"/><updated>2025-01-13T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Head</h2><p>Text.</p></div></content></entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr"])
def test_an_entry_has_text_blocks_links_and_metadata(encoding: str):
    first, second = read(RSS.format(encoding=encoding).encode(encoding), name="f.xml", url="https://a.kr/rss")
    assert (first.title, first.outlet, first.language, first.category) == (
        "첫 소식 & 더",
        "어떤신문",
        "ko",
        "경제",
    )
    assert (first.url, first.guid) == ("https://a.kr/news/1", "id-1")
    assert first.text == "전문 링크\n항목"
    assert [block.kind for block in first.blocks] == ["paragraph", "item"]
    assert first.links[0].url == "https://a.kr/x"
    assert first.published == datetime(2025, 1, 13, 9, tzinfo=SEOUL)
    assert second.text == ""
    assert second.published == datetime(2025, 1, 13, 10, tzinfo=SEOUL), "no zone: the publication's"


def test_a_wrong_or_missing_encoding_is_settled_by_the_bytes():
    for declared in ("iso-8859-1", "utf-8", "utf-16", "nonsense"):
        entries = read(RSS.format(encoding=declared).encode("cp949"), name="f")
        assert entries[0].outlet == "어떤신문"


def test_atom_and_json_feed_are_read_alike():
    (atom,) = read(ATOM.encode(), name="f")
    assert (atom.title, atom.text, atom.outlet, atom.language) == ("A & B", "Head\nText.", "Site", "en")
    assert atom.published == datetime(2025, 1, 13, tzinfo=UTC)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Site",
        "items": [
            {
                "id": 1,
                "url": "https://e.org/1",
                "title": "T",
                "content_html": "<p>x</p>",
                "authors": [{"name": "N"}],
            }
        ],
    }
    (entry,) = read(json.dumps(feed).encode(), name="f")
    assert (entry.title, entry.text, entry.guid, entry.author) == ("T", "x", "1", "N")


def test_a_page_where_a_feed_was_expected_is_told_so():
    with pytest.raises(InputError, match=r'feed "한겨레": not XML \(HTML page\).*kind = "page"'):
        read(b"<!doctype html><html><body>x", name="f", kind="feed", subject='feed "한겨레"')
    with pytest.raises(InputError, match="neither RSS"):
        read(b"<?xml version='1.0'?><svg><g/></svg>", name="f", kind="feed")
    with pytest.raises(InputError, match=r"a list of feeds \(OPML\), no feed.*--opml FILE"):
        read(b"<?xml version='1.0'?><opml><body/></opml>", name="f", kind="feed")


def test_an_empty_feed_is_no_fault():
    assert read(b'<rss version="2.0"><channel><title>x</title></channel></rss>', name="f") == ()


def test_entities_of_the_documents_own_making_are_never_expanded():
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lols}<!ENTITY e SYSTEM "file:///etc/passwd">]>
    <rss version="2.0"><channel><title>x</title><item><title>&l11;&e;</title><description>y</description></item></channel></rss>"""
    for entry in read(bomb.encode(), name="f"):
        assert "lol" not in entry.title
        assert "root:" not in entry.title


@pytest.mark.parametrize(
    "head",
    [
        "<!-- -->" * 10_000,
        "<!-- --> \n" * 10_000,
        "<!--" * 10_000 + "-->",
        "<!DOCTYPE[" * 10_000 + "<!ENTITY ",
        "<!DOCTYPE x [<!ENTITY a 'b'>" + "] " * 10_000 + "]>",
    ],
)
def test_no_head_of_a_feed_takes_more_than_a_moment(head: str):
    """What stands before the feed is read once: neither comments nor a torn DTD make it slow."""
    with patience(), suppress(InputError):
        read_feed((head + ATOM).encode(), subject="f", zone=SEOUL)


def test_comments_before_a_web_page_do_not_hide_what_it_is():
    with pytest.raises(InputError, match="HTML page"):
        read_feed(b"<!-- a --> <!-- b -->\n<!DOCTYPE html><html></html>", subject="f", zone=SEOUL)


def test_a_dtd_that_defines_entities_is_taken_off_behind_comments_too():
    dtd = '<!-- c --><!DOCTYPE feed [<!ENTITY x "expanded">] >'
    (entry,) = read_feed((dtd + ATOM.replace("Text.", "Text &x;.")).encode(), subject="f", zone=SEOUL)
    assert "Text" in entry.text
    assert "expanded" not in entry.text
