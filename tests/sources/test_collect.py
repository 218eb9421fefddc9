"""Sources → documents, with real files and a real server."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from digest.config import Config
from digest.errors import InputError
from digest.model import Document
from digest.sources import folder
from digest.sources.collect import Collected, Validators, collect
from digest.sources.fetch import Fetcher
from digest.sources.inputs import documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sources.conftest import Site

NOW = datetime(2025, 2, 3, 7, tzinfo=ZoneInfo("Asia/Seoul"))
RSS = "<rss version='2.0'><channel><title>T</title>{}</channel></rss>"
ITEM = "<item><title>{0}</title><guid>{0}</guid><link>{1}</link><description>short</description></item>"


def _collect(home: Path, known: Validators | None = None, **source: Any) -> Collected:
    config = Config.model_validate(
        {
            "publication": {"id": "p", "name": "P"},
            "sources": [{"key": "s", **source}],
            "fetch": {"allow_hosts": ["localhost"], "timeout": 2},
            "folder": home,
        }
    )
    with Fetcher(config.fetch) as fetcher:
        return collect(
            config.sources[0], config=config, fetcher=fetcher, known=known or Validators(), now=NOW
        )


def test_a_folder_gives_every_readable_file_in_order_and_tells_the_rest(tmp_path: Path):
    (tmp_path / "in/sub").mkdir(parents=True)
    (tmp_path / "in/b.md").write_text("# 나\n\n본문이다.", encoding="utf-8")
    (tmp_path / "in/sub/a.html").write_text("<h1>다</h1><p>본문이다.</p>", encoding="utf-8")
    (tmp_path / unicodedata.normalize("NFD", "in/가.txt")).write_text("첫 줄\n\n본문이다.", encoding="utf-8")
    (tmp_path / "in/broken.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (tmp_path / "in/x.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "in/.hidden.txt").write_text("no")
    (tmp_path / "in/picture.png").write_bytes(b"\x89PNG")
    found = _collect(tmp_path, kind="folder", path="in", name="자료")
    assert [document.format for document, _ in found.documents] == ["markdown", "html", "plain"]
    assert sorted(str(failure) for failure in found.failures) == [
        'folder "자료", broken.txt: not a text: give HTML, Markdown, plain text, PDF, mail or a feed',
        'folder "자료", x.pdf: the PDF is broken: open it in a PDF viewer; fetch it again if that fails too',
    ]
    first, original = found.documents[0]
    assert original == (tmp_path / "in/b.md").read_bytes()
    assert (first.outlet, first.published, first.dated_by) == ("자료", NOW, "fetched")


def test_the_configuration_tells_what_a_file_does_not(tmp_path: Path):
    (tmp_path / "000_a.txt").write_text("words without a date", encoding="utf-8")
    files = [{"match": "000_*", "outlet": "O", "published": "2025-02", "language": "ko", "category": "IT"}]
    ((document, _),) = _collect(tmp_path, kind="folder", path=".", files=files).documents
    assert (document.outlet, document.language, document.category) == ("O", "ko", "IT")
    assert (document.published, document.precision) == (
        datetime(2025, 2, 1, tzinfo=ZoneInfo("Asia/Seoul")),
        "month",
    )
    assert document.dated_by == "configuration"


def test_identity_is_not_content(tmp_path: Path):
    (tmp_path / "a.txt").write_text("one thing")
    ((before, _),) = _collect(tmp_path, kind="folder", path=".").documents
    (tmp_path / "a.txt").write_text("another thing")
    ((after, _),) = _collect(tmp_path, kind="folder", path=".").documents
    assert before.id == after.id
    assert before.version != after.version


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ({"kind": "folder", "path": "none"}, "is no folder"),
        ({"kind": "folder", "path": "empty"}, "holds no documents"),
        ({"kind": "mailbox", "path": "none"}, "is no folder"),
        ({"kind": "feed", "path": "none.xml"}, "no such file"),
        ({"kind": "feed", "path": "page.xml"}, r"not XML \(HTML page\)"),
    ],
)
def test_a_source_that_is_not_there_is_told_in_one_line(tmp_path: Path, source: dict[str, str], told: str):
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.xml").write_text("<html><body>x</body></html>")
    with pytest.raises(InputError, match=told) as caught:
        _collect(tmp_path, **source)
    assert caught.value.hint


def test_a_feed_is_asked_again_only_for_what_changed(site: Site, tmp_path: Path):
    site.put("/rss", RSS.format(ITEM.format("one", "https://a.kr/1")), kind="application/rss+xml", ETag='"1"')
    first = _collect(tmp_path, kind="feed", url=site.url("/rss"))
    assert [document.title for document, _ in first.documents] == ["one"]
    assert first.validators == Validators(etag='"1"')
    site.pages["/rss"] = lambda headers: (304 if headers.get("if-none-match") == '"1"' else 500, {}, b"")
    again = _collect(tmp_path, known=first.validators, kind="feed", url=site.url("/rss"))
    assert again == Collected(validators=first.validators)


def test_a_server_without_validators_is_asked_and_read_only_where_its_bytes_changed(
    site: Site, tmp_path: Path
):
    asked = []

    def answer(text: str) -> Callable[[Any], tuple[int, dict[str, str], bytes]]:
        def page(headers: Any) -> tuple[int, dict[str, str], bytes]:
            asked.append(headers.get("if-none-match"))
            return 200, {"content-type": "text/xml"}, RSS.format(ITEM.format(text, "https://a.kr/1")).encode()

        return page

    def again(known: Validators) -> Collected:
        return _collect(tmp_path, known=known, kind="feed", url=site.url("/rss"))

    site.pages["/rss"] = answer("one")
    first = again(Validators())
    assert [document.title for document, _ in first.documents] == ["one"]
    assert again(first.validators) == Collected(validators=first.validators)
    site.pages["/rss"] = answer("two")
    assert [document.title for document, _ in again(first.validators).documents] == ["two"]
    assert asked == [None, None, None]


@pytest.mark.parametrize("kind", ["feed", "page"])
def test_a_file_is_read_only_where_its_bytes_changed(tmp_path: Path, kind: str):
    texts = {
        "feed": RSS.format(ITEM.format("TITLE", "https://a.kr/1")),
        "page": "<article><h1>TITLE</h1><p>A ferry.</p></article>",
    }
    file = tmp_path / "a.xml"
    file.write_text(texts[kind].replace("TITLE", "one"))
    first = _collect(tmp_path, kind=kind, path="a.xml")
    assert [document.title for document, _ in first.documents] == ["one"]
    assert _collect(tmp_path, known=first.validators, kind=kind, path="a.xml").documents == ()
    file.write_text(texts[kind].replace("TITLE", "two"))
    again = _collect(tmp_path, known=first.validators, kind=kind, path="a.xml")
    assert [document.title for document, _ in again.documents] == ["two"]


def test_pages_behind_a_feed_are_read_each_time(site: Site, tmp_path: Path):
    """What they say may have changed where the feed has not."""
    site.put("/rss", RSS.format(ITEM.format("one", site.url("/1"))), kind="text/xml")
    site.put("/1", f"<article><h1>one</h1><p>{'The whole story is told here. ' * 20}</p></article>")
    feed = {"kind": "feed", "url": site.url("/rss"), "full_text": True}
    first = _collect(tmp_path, **feed)
    site.put("/1", f"<article><h1>one</h1><p>{'It is told otherwise here now. ' * 20}</p></article>")
    ((again, _),) = _collect(tmp_path, known=first.validators, **feed).documents
    assert "otherwise" in again.text


def test_full_text_fetches_the_page_and_keeps_the_teaser_where_that_fails(site: Site, tmp_path: Path):
    site.put("/1", f"<article><h1>one</h1><p>{'The whole story is told here at length. ' * 20}</p></article>")
    site.put(
        "/rss",
        RSS.format(ITEM.format("one", site.url("/1")) + ITEM.format("two", site.url("/2"))),
        kind="text/xml",
    )
    found = _collect(tmp_path, kind="feed", url=site.url("/rss"), full_text=True)
    one, two = (document for document, _ in found.documents)
    assert "whole story" in one.text
    assert two.text == "short"
    assert [failure.message for failure in found.failures] == ["not found (404)"]


def test_a_short_page_is_the_full_text_where_it_has_all_that_the_entry_says(site: Site, tmp_path: Path):
    """Briefs are short; a page about cookies is short as well, and does not say what the entry says."""
    site.put(
        "/1", "<article><h1>one</h1><p>The ferry is short of crews.</p><p>It stops in May.</p></article>"
    )
    site.put("/2", "<article><h1>Cookies</h1><p>We value your privacy. Accept all to read on.</p></article>")
    site.put(
        "/rss",
        RSS.format(
            ITEM.format("one", site.url("/1")).replace("short", "The ferry is short…")
            + ITEM.format("two", site.url("/2"))
        ),
        kind="text/xml",
    )
    found = _collect(tmp_path, kind="feed", url=site.url("/rss"), full_text=True)
    one, two = (document for document, _ in found.documents)
    assert "It stops in May." in one.text
    assert two.text == "short"


def test_an_entry_that_is_only_a_link_is_its_page_or_nothing(site: Site, tmp_path: Path):
    text = "The whole story is told here at length. " * 20
    site.put(
        "/1",
        f"<title>one</title><meta name=date content=2025-01-13><article><h1>one</h1><p>{text}</p></article>",
    )
    site.put("/rss", RSS.format(f"<item><link>{site.url('/1')}</link></item>"), kind="text/xml")
    found = _collect(tmp_path, kind="feed", url=site.url("/rss"), full_text=True)
    ((document, _),) = found.documents
    assert (document.title, document.url, document.dated_by) == ("one", site.url("/1"), "document")
    assert "whole story" in document.text
    assert _collect(tmp_path, kind="feed", url=site.url("/rss")).documents == ()


def test_a_page_given_as_a_feed_tells_where_the_feed_is(site: Site, tmp_path: Path):
    site.put("/", '<!doctype html><html><head><link rel=alternate type="application/rss+xml" href="/rss">')
    with pytest.raises(InputError, match=f"the page announces: {site.url('/rss')}$"):
        _collect(tmp_path, kind="feed", url=site.url("/"))


def test_pages_that_match_are_read_and_one_that_fails_is_told(site: Site, tmp_path: Path):
    site.put(
        "/",
        '<a href="/n/1?utm_source=x">1</a><a href="/about">a</a><a href="/n/2">2</a><a href="/n/1">again</a>',
    )
    site.put("/n/1", "<h1>one</h1><p>text of one</p>")
    found = _collect(tmp_path, kind="page", url=site.url("/"), pattern=r"/n/\d")
    assert [document.url for document, _ in found.documents] == [site.url("/n/1")]
    assert len(found.failures) == 1
    with pytest.raises(InputError, match="no link fits"):
        _collect(tmp_path, kind="page", url=site.url("/"), pattern="never")
    ((whole, _),) = _collect(tmp_path, kind="page", url=site.url("/n/1")).documents
    assert whole.text == "one\ntext of one"


def test_mailboxes_of_every_shape_are_read(tmp_path: Path):
    def letter(number: int) -> bytes:
        return f"From: N <a@b.kr>\nTo: c@d.kr\nSubject: s{number}\nMessage-ID: <{number}@b.kr>\n\nbody {number}\n".encode()

    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/1.eml").write_bytes(letter(1))
    for part in ("cur", "new", "tmp"):
        (tmp_path / "maildir" / part).mkdir(parents=True)
    (tmp_path / "maildir/cur/1.host:2,S").write_bytes(letter(1))
    (tmp_path / "maildir/new/2.host").write_bytes(letter(2))
    box = b"".join(b"From a@b.kr Mon Jan  6 07:00:00 2025\n" + letter(n) + b"\n" for n in (1, 2))
    (tmp_path / "box").write_bytes(box)
    titles = {
        path: [document.title for document, _ in _collect(tmp_path, kind="mailbox", path=path).documents]
        for path in ("folder", "maildir", "box")
    }
    assert titles == {"folder": ["s1"], "maildir": ["s1", "s2"], "box": ["s1", "s2"]}


def test_a_maildir_gives_its_folders_too_and_neither_drafts_nor_what_was_thrown_away(tmp_path: Path):
    def letter(name: str) -> bytes:
        return f"From: N <a@b.kr>\nSubject: {name}\n\nbody\n".encode()

    for box in ("box", "box/.News"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / box / part).mkdir(parents=True)
    (tmp_path / "box/cur/1.M1.host,S=9:2,S").write_bytes(letter("seen"))
    (tmp_path / "box/cur/2.M1.host:2,ST").write_bytes(letter("thrown away"))
    (tmp_path / "box/cur/3.M1.host:2,D").write_bytes(letter("draft"))
    (tmp_path / "box/tmp/4.M1.host").write_bytes(letter("half written"))
    (tmp_path / "box/.News/new/5.M1.host").write_bytes(letter("in a folder"))
    first = _collect(tmp_path, kind="mailbox", path="box").documents
    assert sorted(document.title for document, _ in first) == ["in a folder", "seen"]
    (tmp_path / "box/cur/1.M1.host,S=9:2,S").rename(tmp_path / "box/cur/1.M1.host,S=9:2,RS")
    assert [document.id for document, _ in _collect(tmp_path, kind="mailbox", path="box").documents] == [
        document.id for document, _ in first
    ]
    told = list(documents([str(tmp_path / "box")], zone=NOW.tzinfo, stdin=bytes))  # type: ignore[arg-type]
    assert sorted(found.title for _, found in told if isinstance(found, Document)) == ["in a folder", "seen"]


def test_of_a_maildir_with_too_many_letters_the_newest_are_read_and_the_others_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Its names begin with the second at which they came. Before, the oldest were read and the new ones never, without a word."""
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    for box in ("box", "box/.News"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / box / part).mkdir(parents=True)
    places = ("box/cur/999", "box/cur/1000", "box/new/1003", "box/.News/cur/1001", "box/.News/new/1002")
    for place in places:
        name = place.rpartition("/")[2]
        letter = f"From: N <a@b.kr>\nSubject: {name}\nMessage-ID: <{name}@b.kr>\n\nbody {name}\n"
        (tmp_path / f"{place}.M1P2.host:2,S").write_text(letter, encoding="utf-8")
    found = _collect(tmp_path, kind="mailbox", path="box")
    assert {document.title for document, _ in found.documents} == {"1001", "1002", "1003"}
    (told,) = found.failures
    assert "holds 5 documents, of which the newest 3 are read" in str(told)
    asked = list(documents([str(tmp_path / "box")], zone=NOW.tzinfo, stdin=bytes))  # type: ignore[arg-type]
    assert {one.title for _, one in asked if isinstance(one, Document)} == {"1001", "1002", "1003"}
    assert any("the newest 3" in str(one) for _, one in asked)


def test_a_folder_with_too_many_files_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folder, "MOST_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"제목 {number}\n\n본문입니다.\n", encoding="utf-8")
    found = _collect(tmp_path, kind="folder", path=".")
    assert len(found.documents) == 2
    assert "holds 3 documents, of which the first 2 are read" in str(*found.failures)


def test_a_maildir_in_which_nothing_is_new_is_not_read_again(tmp_path: Path):
    for part in ("cur", "new", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    letter = b"From: N <a@b.kr>\nSubject: s\nMessage-ID: <1@b.kr>\n\nbody\n"
    (tmp_path / "box/new/1.M1.host").write_bytes(letter)
    first = _collect(tmp_path, kind="mailbox", path="box")
    assert len(first.documents) == 1
    (tmp_path / "box/new/1.M1.host").rename(tmp_path / "box/cur/1.M1.host:2,S")
    again = _collect(tmp_path, known=first.validators, kind="mailbox", path="box")
    assert (again.documents, again.validators) == ((), first.validators)


def test_a_letter_that_cannot_be_read_is_told_and_the_others_of_its_box_are_read(tmp_path: Path):
    mark = b"From a@b.kr Mon Jan  6 07:00:00 2025\n"
    good = b"From: N <a@b.kr>\nSubject: good\nMessage-ID: <1@b.kr>\n\nbody\n\n"
    packed = b"From: N <a@b.kr>\nSubject: x\nMessage-ID: <2@b.kr>\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIG\n\n"
    (tmp_path / "box").write_bytes(mark + good + mark + packed)
    found = _collect(tmp_path, kind="mailbox", path="box", name="우편")
    assert [document.title for document, _ in found.documents] == ["good"]
    told = [str(failure) for failure in found.failures]
    assert told == [
        'mailbox "우편", box#1: is encrypted (S/MIME): open it in a mail program that has the key, and save its text'
    ]
    given = list(documents([str(tmp_path / "box")], zone=NOW.tzinfo, stdin=bytes))  # type: ignore[arg-type]
    assert [isinstance(answer, InputError) for _, answer in given] == [False, True]


def test_a_feed_that_moved_for_good_says_where_to(site: Site, tmp_path: Path):
    """Only where every step is for good, and not for another spelling of the same address."""
    site.put("/new", RSS.format(ITEM.format("하나", "https://example.org/1")), "application/rss+xml")
    site.put("/feed/", RSS.format(""), "application/rss+xml")
    for path, status, to in (
        ("/old", 301, "/older"),
        ("/older", 308, "/new"),
        ("/today", 302, "/new"),
        ("/first", 301, "/today"),
        ("/feed", 301, "/feed/"),
    ):
        site.pages[path] = (status, {"Location": to}, b"")
    moved = {
        path: _collect(tmp_path, kind="feed", url=site.url(path))
        for path in ("/old", "/today", "/first", "/feed", "/new")
    }
    assert {path: found.moved for path, found in moved.items()} == {
        "/old": site.url("/new"),
        "/today": "",
        "/first": site.url("/today"),
        "/feed": "",
        "/new": "",
    }
    assert all(not found.failures for found in moved.values())


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes_and_told(site: Site, tmp_path: Path):
    """It is asked for again the next time, whatever its server calls this version."""
    whole = RSS.format("".join(ITEM.format(name, f"https://example.org/{name}") for name in "abc"))
    site.put("/f", whole[: whole.index("<guid>c")], "application/rss+xml", ETag='"1"')
    found = _collect(tmp_path, kind="feed", url=site.url("/f"))
    assert [document.title for document, _ in found.documents][:2] == ["a", "b"]
    assert "is cut off in the middle" in str(found.failures[0])
    for text in (whole, whole.encode("utf-16"), whole.upper()):
        site.put("/f", text, "application/rss+xml")
        assert not _collect(tmp_path, kind="feed", url=site.url("/f")).failures
