"""Each format of feeds, in every writing, with all that is left out or wrong in feeds as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.sources.formats.recognise import recognise
from tests.patience import patience

if TYPE_CHECKING:
    from digest.sources.formats.content import Content

SEOUL = ZoneInfo("Asia/Seoul")
NINE = datetime(2025, 1, 31, 9, tzinfo=SEOUL)
TITLE, TEXT = "항만에 새 기중기", "부산의 한 부두가 기중기 두 대를 더 들였다. The quay works at night."
LINK = "https://news.example.kr/a/1"
BODY = f"<p>{TEXT}</p>".replace("<", "&lt;").replace(">", "&gt;")

ITEM = f"<title>{TITLE}</title><link>{LINK}</link><description>{BODY}</description>"
DATED = f"{ITEM}<pubDate>Fri, 31 Jan 2025 09:00:00 +0900</pubDate>"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
FEEDS = {
    "RSS 0.90": f'<rdf:RDF {RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>부두 소식</title></channel>'
    f"<item>{ITEM}</item></rdf:RDF>",
    **{
        f"RSS {version}": f'<rss version="{version}"><channel><title>부두 소식</title><item>{DATED}</item></channel></rss>'
        for version in ("0.91", "0.92", "0.93", "0.94", "2.0")
    },
    "RSS 1.0": f'<rdf:RDF {RDF} xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f'<channel rdf:about="https://news.example.kr/"><title>부두 소식</title></channel><item rdf:about="{LINK}">{ITEM}'
    "<dc:date>2025-01-31T09:00:00+09:00</dc:date></item></rdf:RDF>",
    "RSS 1.1": '<Channel xmlns="http://purl.org/net/rss1.1#"><title>부두 소식</title><items>'
    f"<item>{ITEM}</item></items></Channel>",
    "Atom 0.3": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>부두 소식</title><entry>'
    f'<title>{TITLE}</title><link rel="alternate" type="text/html" href="{LINK}"/><issued>2025-01-31T09:00:00+09:00</issued>'
    f'<content type="text/html" mode="escaped">{BODY}</content></entry></feed>',
    "Atom 1.0": '<feed xmlns="http://www.w3.org/2005/Atom"><title>부두 소식</title><entry>'
    f'<title>{TITLE}</title><link href="{LINK}"/><id>{LINK}</id><updated>2025-01-31T00:00:00Z</updated>'
    f'<content type="html">{BODY}</content></entry></feed>',
    "CDF": f'<CHANNEL><TITLE>부두 소식</TITLE><ITEM HREF="{LINK}" LASTMOD="2025-01-31T09:00:00+09:00"><TITLE>{TITLE}</TITLE>'
    f"<ABSTRACT>{TEXT}</ABSTRACT></ITEM></CHANNEL>",
    **{
        f"JSON Feed {version}": json.dumps(
            {
                "version": f"https://jsonfeed.org/version/{version}",
                "title": "부두 소식",
                "items": [
                    {
                        "id": LINK,
                        "url": LINK,
                        "title": TITLE,
                        "content_html": f"<p>{TEXT}</p>",
                        "date_published": "2025-01-31T09:00:00+09:00",
                    }
                ],
            },
            ensure_ascii=False,
        )
        for version in ("1", "1.1")
    },
}
UNDATED = ("RSS 0.90", "RSS 1.1")


def only(feed: str | bytes, **how: str) -> Content:
    (entry,) = read(feed if isinstance(feed, bytes) else feed.encode(), name="f", kind="feed", **how)
    return entry


def rss(item: str, *, before: str = "", attributes: str = "") -> str:
    return f"<rss version='2.0' {attributes}><channel><title>부두 소식</title>{before}<item>{item}</item></channel></rss>"


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("called", ["a.txt", "a.html", "a.md", "feed"])
def test_every_format_is_known_by_its_content_and_read_alike(name: str, called: str):
    """Whatever the file is called and the server says it is."""
    content = FEEDS[name].encode()
    assert recognise(content, name=called, content_type="text/html; charset=utf-8") == "feed"
    (entry,) = read(content, name=called, content_type="text/plain", zone=SEOUL)
    assert (entry.title, entry.url, entry.text) == (TITLE, LINK, TEXT)
    assert entry.outlet == "부두 소식"
    assert entry.published == (None if name in UNDATED else NINE)


DECLARED = ("", "euc-kr", "utf-8", "utf-16", "iso-8859-1", "KS_C_5601-1987", "no-such-code")


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", DECLARED)
def test_the_bytes_settle_the_writing_whatever_is_declared(name: str, written: str, declared: str):
    text = FEEDS[name]
    if declared and not text.startswith("{"):
        text = f'<?xml version="1.0" encoding="{declared}"?>\n{text}'
    content = text.encode(written)
    assert recognise(content) == "feed"
    (entry,) = read(content, name="f")
    assert (entry.title, entry.text) == (TITLE, TEXT)
    (entry,) = read(content, name="f", content_type=f"application/rss+xml; charset={declared or 'euc-kr'}")
    assert (entry.title, entry.text) == (TITLE, TEXT)


def test_a_feed_without_entries_is_one_in_every_format():
    for empty in (
        "<CHANNEL><TITLE>x</TITLE></CHANNEL>",
        "<rss><channel/></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
    ):
        assert read(empty.encode(), name="f") == ()


def test_what_a_broken_server_prints_before_a_feed_is_not_read():
    for junk in ("\n\n", "\ufeff\n", "<br />\n<b>Warning</b>: session\n", "Notice: x < y in <i>a</i>\n"):
        assert only(f"{junk}<?xml version='1.0'?>{rss(ITEM)}").title == TITLE


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;b&gt;새&lt;/b&gt; 소식 &amp;amp; 더", "새 소식 & 더"),
        ("<b>새</b> 소식 &amp; 더", "새 소식 & 더"),
        ("첫 줄&lt;br&gt;둘째 줄", "첫 줄 둘째 줄"),
        ("std::vector&lt;int&gt; 쓰는 법", "std::vector<int> 쓰는 법"),
        ("1 &lt; 2", "1 < 2"),
        ("It&amp;#8217;s &amp;quot;on&amp;quot;", 'It’s "on"'),
        ("<![CDATA[정부 &amp; 국회]]>", "정부 & 국회"),
        ("  여러\n 줄  ", "여러 줄"),
    ],
)
def test_a_title_is_plain_text_and_loses_no_word(title: str, shown: str):
    assert only(rss(f"<title>{title}</title><description>x</description>")).title == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("부두 &#55357;&#56832; 소식", "부두 😀 소식"),
        ("부두 &#xD83D;&#xDE00;&#33; 소식", "부두 😀! 소식"),
        ("부두&#0; &#xD83D;소식&#99999999999;", "부두 소식"),
        ("부두\x08 소식\x1f", "부두 소식"),
        ("<![CDATA[부두 &#55357;&#56832;]]>", "부두 😀"),
        ("부두 &#54620; &amp;lt;", "부두 한 <"),
    ],
)
def test_characters_that_xml_forbids_hide_no_other(written: str, shown: str):
    entry = only(rss(f"<title>{written}</title><description>x &amp;lt;</description>"))
    assert (entry.title, entry.text) == (shown, "x <")


@pytest.mark.parametrize(
    "beside",
    [
        "<image><title>로고</title><width/></image>",
        "<textInput/><link>https://a.example.kr/</link>",
        "<gml:posList xmlns:gml='http://www.opengis.net/gml'>1 2</gml:posList>",
        "<image><height>&#x;</height>",
    ],
)
def test_what_is_broken_beside_the_entries_does_not_cost_them(beside: str):
    assert [entry.title for entry in read(rss(DATED, before=beside).encode(), name="f")] == [TITLE]


def test_an_atom_title_that_is_text_keeps_its_angle_brackets():
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>The &lt;main&gt; element</title></entry></feed>'
    assert only(atom).title == "The <main> element"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example.kr/blog/"><entry xml:base="2025/"><title>x</title>
<link href="one"/><summary>&lt;a href="zero"&gt;z&lt;/a&gt;</summary>
<content type="xhtml" xml:base="https://cdn.example.kr/x/"><div xmlns="http://www.w3.org/1999/xhtml"><p>글 <a href="two">하나</a></p>
<p>더 <a href="/three">둘</a></p></div></content></entry></feed>"""


def test_links_are_relative_to_the_nearest_base():
    entry = only(ATOM, url="https://other.example.kr/feed")
    assert entry.url == "https://a.example.kr/blog/2025/one"
    assert [link.url for link in entry.links] == [
        "https://cdn.example.kr/x/two",
        "https://cdn.example.kr/three",
    ]
    relative = ATOM.replace("https://a.example.kr", "").replace("https://cdn.example.kr", "")
    entry = only(relative, url="https://other.example.kr/feed")
    assert entry.url == "https://other.example.kr/blog/2025/one"
    assert entry.links[0].url == "https://other.example.kr/x/two"


def test_without_a_base_links_are_relative_to_the_entry_then_to_the_feed():
    body = "<description>&lt;p&gt;&lt;a href='b'&gt;글&lt;/a&gt;&lt;/p&gt;</description>"
    entry = only(rss(f"<link>/news/1</link>{body}"), url="https://a.example.kr/rss/all")
    assert (entry.url, entry.links[0].url) == ("https://a.example.kr/news/1", "https://a.example.kr/news/b")
    assert only(rss(body), url="https://a.example.kr/rss/all").links[0].url == "https://a.example.kr/rss/b"


@pytest.mark.parametrize("base", ["http://[x", "//[", "x:[", "mailto:a@example.kr", "\u0000"])
def test_a_base_that_is_no_address_is_none(base: str):
    entry = only(ATOM.replace("https://a.example.kr/blog/", base), url="https://o.example.kr/f")
    assert entry.title == "x"


def test_full_content_goes_before_a_teaser_however_long_its_markup():
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    teaser = f"<description>&lt;img src='{'x' * 500}'&gt;짧은 글</description>"
    full = "<content:encoded><![CDATA[<p>첫 문단이다.</p><p>둘째 문단이다.</p>]]></content:encoded>"
    for item in (teaser + full, full + teaser):
        assert only(rss(item, attributes=content)).text == "첫 문단이다.\n둘째 문단이다."
    assert only(rss(teaser + "<content:encoded/>", attributes=content)).text == "짧은 글"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("첫 줄이다.\n둘째 줄이다.\n\n셋째 줄이다.", "첫 줄이다.\n둘째 줄이다.\n셋째 줄이다."),
        ("&lt;b&gt;첫&lt;/b&gt; 줄이다.\n\n둘째 줄이다.", "첫 줄이다.\n둘째 줄이다."),
        ("&lt;p&gt;한\n문단이다.&lt;/p&gt;", "한 문단이다."),
        ("A &amp;amp; B &amp;nbsp; C", "A & B C"),
        ("앞 &lt;iframe src='x' /&gt; 뒤", "앞 뒤"),
        ("&lt;script&gt;run()&lt;/script&gt;글", "글"),
    ],
)
def test_a_body_has_the_lines_that_were_meant(body: str, text: str):
    assert only(rss(f"<description>{body}</description>")).text == text


def test_what_is_no_text_is_not_read_as_one():
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>그림</title><content type="image/png">iVBORw0KGgo=</content>
    </entry></feed>"""
    assert only(atom).text == ""


def test_an_episode_without_a_description_has_a_title_and_what_is_to_be_heard():
    item = """<title>12화</title><description/><enclosure url="/12.mp3" type="audio/mpeg" length="1"/>
    <enclosure url="https://c.example.kr/12.pdf" type="application/pdf"/><enclosure url="/12.jpg" type="image/jpeg"/>"""
    entry = only(rss(item), url="https://c.example.kr/feed")
    assert (entry.title, entry.text, entry.url) == ("12화", "", "")
    assert [link.url for link in entry.links] == [
        "https://c.example.kr/12.mp3",
        "https://c.example.kr/12.pdf",
    ]
    itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    told = f"{item}<itunes:subtitle>부두의 밤</itunes:subtitle>"
    assert only(rss(told, attributes=itunes)).text == "부두의 밤"
    told += "<itunes:summary>부두의 밤과 낮을 이야기한다.</itunes:summary>"
    assert only(rss(told, attributes=itunes)).text == "부두의 밤과 낮을 이야기한다."


def test_who_wrote_it_is_a_name_and_no_address():
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    for told, name in (
        ("<author>kim@example.kr (김기자)</author>", "김기자"),
        ("<author>김기자 (kim@example.kr)</author>", "김기자"),
        ("<author>kim@example.kr</author>", ""),
        ("<dc:creator>김기자</dc:creator><dc:creator>이기자</dc:creator>", "김기자, 이기자"),
        ("<dc:creator><![CDATA[Ann Lee]]></dc:creator>", "Ann Lee"),
    ):
        assert only(rss(f"<title>x</title>{told}", attributes=dc)).author == name
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Desk</name></author><entry><title>x</title>{}</entry></feed>'
    assert only(atom.format("")).author == "Desk"
    assert (
        only(atom.format("<author><name>Ann</name></author><author><name>Bo</name></author>")).author
        == "Ann, Bo"
    )
    feed = {"items": [{"id": "1", "title": "x"}], "author": {"name": "Desk"}}
    assert only(json.dumps(feed)).author == "Desk"
    feed["items"] = [{"id": "1", "title": "x", "authors": [{"name": "Ann"}, {"name": "Bo"}, {"url": "/"}]}]
    assert only(json.dumps(feed)).author == "Ann, Bo"


def test_an_entry_of_another_outlet_says_so():
    source = '<source url="https://o.example.kr/rss">저녁신문</source>'
    assert only(rss(f"<title>x</title>{source}")).outlet == "저녁신문"
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>모음</title><entry><title>x</title><source><title>저녁신문</title></source>
    </entry></feed>"""
    assert only(atom).outlet == "저녁신문"


def test_the_first_category_that_says_something_is_told():
    assert (
        only(rss("<title>x</title><category/><category>경제</category><category>b</category>")).category
        == "경제"
    )
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><category term="eco" label="경제"/></entry></feed>'
    assert only(atom).category == "경제"
    assert only(json.dumps({"items": [{"id": "1", "title": "x", "tags": [None, "경제"]}]})).category == "경제"


def test_a_guid_that_is_no_address_is_no_link():
    for guid in (
        "<guid>id-1</guid>",
        "<guid isPermaLink='true'>id-1</guid>",
        "<guid isPermaLink='false'>https://x.kr/</guid>",
    ):
        assert only(rss(f"<title>x</title>{guid}"), url="https://a.example.kr/rss").url == ""
    assert only(rss(f"<title>x</title><guid>{LINK}</guid>")).url == LINK


def test_an_entry_without_a_title_is_read_and_one_that_is_only_a_link_is_silent():
    entry = only(rss(f"<link>{LINK}</link><description>글 하나</description>"))
    assert (entry.title, entry.text, entry.silent) == ("", "글 하나", False)
    entry = only(rss(f"<link>{LINK}</link>"))
    assert (entry.url, entry.silent) == (LINK, True)


def ids(items: list[str]) -> list[str]:
    feed = f"<rss version='2.0'><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    return [document(entry, source_key="s", locator="f").id for entry in read(feed.encode(), name="f")]


NAMELESS = (
    "<title>오늘의 소식</title><pubDate>Fri, 31 Jan 2025 09:00:00 +0900</pubDate><description>a</description>",
    "<title>오늘의 소식</title><pubDate>Sat, 01 Feb 2025 09:00:00 +0900</pubDate><description>b</description>",
    "<description>제목 없는 글</description>",
    "<description>제목 없는 다른 글</description>",
    "<title>소식</title><guid>x</guid><link>https://a.example.kr/1</link>",
    "<title>다른 소식</title><guid>x</guid><link>https://a.example.kr/2</link>",
    "<title>셋째 소식</title><link>https://a.example.kr/</link>",
    "<title>넷째 소식</title><link>https://a.example.kr/</link>",
)


def test_entries_are_told_apart_and_known_again_without_names_of_their_own():
    """Neither link nor guid, or one that all share: the id is the same when new entries come before it."""
    known = ids(list(NAMELESS))
    assert len(set(known)) == len(NAMELESS)
    assert ids(["<title>새 글</title>", *NAMELESS])[1:] == known
    assert ids(list(reversed(NAMELESS))) == known[::-1]


def test_an_edited_text_is_the_same_entry():
    for item in (NAMELESS[0], f"<title>x</title><link>{LINK}</link><description>a</description>"):
        assert ids([item]) == ids([item.replace("<description>a", "<description>edited")])


def test_two_versions_of_an_entry_are_one_document():
    item = f"<title>x</title><guid>g</guid><link>{LINK}</link><description>{{}}</description>"
    assert len(set(ids([item.format("old"), item.format("new")]))) == 1


PAGE = """<!doctype html><html><head><base href="https://a.example.kr/blog/"><title>x</title>
<link rel="alternate" type="application/rss+xml" href="feed.xml"><link rel="ALTERNATE" type="application/feed+json; charset=utf-8"
href="https://b.example.kr/feed.json"><link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" href="/a.css"></head><body>x"""


def test_a_page_given_as_a_feed_names_the_feeds_that_it_announces():
    told = "give the feed that the page announces: https://a.example.kr/blog/feed.xml, https://b.example.kr/feed.json$"
    for page in (PAGE, f"<?xml version='1.0'?>\n<!-- c -->{PAGE}", f"읽을 것\n{PAGE}"):
        with pytest.raises(InputError, match=told):
            read(page.encode(), name="f", kind="feed", url="https://a.example.kr/")
    with pytest.raises(InputError, match='set kind = "page"'):
        read(b"<!doctype html><html><body>x", name="f", kind="feed")


SEEDS = [
    *(feed.encode() for feed in FEEDS.values()),
    FEEDS["RSS 2.0"].encode("cp949"),
    FEEDS["Atom 1.0"].encode("utf-16"),
    ATOM.encode(),
    *(rss(item).encode() for item in NAMELESS),
    PAGE.encode(),
]
PIECES = (
    *(
        b"<",
        b">",
        b"&",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"&#0;",
        b"&#xD800;",
    ),
    *(
        b"<item>",
        b"</item>",
        b"<entry>",
        b"</channel>",
        b"<title>",
        b"<link/>",
        b"<content type='a/b'>",
        b"<source>",
        b"<author>",
    ),
    *(
        b"<svg>",
        b"<pubDate>99999</pubDate>",
        b" xml:base='http://['",
        b" xmlns='x'",
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"null",
    ),
    *(
        b"[[[[",
        b"{}",
        b"1e999",
        b'"items":',
        b"\\ud800",
        b"<enclosure url='a'/>",
        b"<id/>",
        b"<guid>",
        b"<?xml?>",
        b"\r",
    ),
)


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A feed in which bytes are flipped, cut, doubled, moved, or taken from another."""
    seed = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(seed)))
        end = draw(st.integers(start, min(len(seed), start + 200)))
        match draw(st.sampled_from(["flip", "cut", "double", "splice", "piece", "end"])):
            case "flip" if start < len(seed):
                seed[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del seed[start:end]
            case "double":
                seed[start:start] = seed[start:end] * draw(st.integers(1, 20))
            case "splice":
                other = draw(st.sampled_from(SEEDS))
                at = draw(st.integers(0, len(other)))
                seed[start:end] = other[at : at + 200]
            case "piece":
                seed[start:start] = draw(st.sampled_from(PIECES)) * draw(st.integers(1, 5))
            case _:
                del seed[max(1, start) :]
    return bytes(seed)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken(), st.sampled_from(["", "https://a.example.kr/rss", "http://["]))
def test_a_broken_feed_gives_entries_or_says_that_it_is_none(content: bytes, url: str):
    told, found = "", ()
    try:
        found = read(content, name="f", kind="feed", url=url)
    except InputError as error:
        told = str(error)
    assert "\n" not in told
    for place, entry in enumerate(found):
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))
        assert entry.published is None or entry.published.tzinfo is not None
        assert entry.guid or entry.url, "whatever is missing, an entry has a name"
        assert document(replace(entry), source_key="s", locator=str(place)).id


@pytest.mark.parametrize(
    "part",
    [
        *(
            "<",
            pytest.param("<a ", marks=pytest.mark.slow),
            "<!--",
            "<![CDATA[",
            "<![CDATA[x]]>",
            "&",
            "&a",
            "&#",
            "<?",
            "<!",
            "</",
            pytest.param("<b>", marks=pytest.mark.slow),
            "&lt;b&gt;",
            pytest.param("<a b='", marks=pytest.mark.slow),
        ),
        *(
            pytest.param("<item>", marks=pytest.mark.slow),
            "<category>a</category>",
            pytest.param("<author>", marks=pytest.mark.slow),
            "<content>",
            pytest.param("<title>", marks=pytest.mark.slow),
            pytest.param("<link>", marks=pytest.mark.slow),
            "a@b-.",
            "1:",
            pytest.param("<br>", marks=pytest.mark.slow),
        ),
    ],
)
def test_no_repetition_makes_a_feed_slow(part: str):
    """Read in moments however often it stands there: nothing takes the square of its length."""
    with patience():
        for place in ("<description>", "<author>", "<pubDate>", "<title>", ""):
            content = (
                f"<rss version='2.0'><channel><item><title>x</title>{place}{part * (100_000 // len(part))}"
            )
            read(content.encode(), name="f", kind="feed")


def test_no_name_of_an_author_is_searched_for_addresses_without_end():
    with patience():
        only(rss(f"<title>x</title><author>{'a.' * 200_000}</author>"))
