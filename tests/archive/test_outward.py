"""What the archive offers to programs: feeds, a site map, a calendar, and what links to its pages show."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from digest.archive import feed, pictures
from digest.archive.calendar import calendar
from digest.archive.site import build
from digest.model import Note, Notes, Period
from digest.rendering.ics import Event
from tests.rendering.sample_issue import ARCHIVE_URL, sample

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def earlier(number: int, weeks: int):
    newest = sample()
    start = newest.period.start - timedelta(weeks=weeks)
    return replace(
        newest,
        id=f"sample-weekly-{start.isoformat()}",
        number=number,
        period=Period(start=start, end=start + timedelta(days=7)),
        provenance=replace(newest.provenance, moment=newest.provenance.moment - timedelta(weeks=weeks)),
    )


@pytest.fixture(scope="module")
def issues():
    return sample(), earlier(47, 1), earlier(46, 2)


@pytest.fixture(scope="module")
def site(issues, tmp_path_factory):
    folder = tmp_path_factory.mktemp("outward")
    build(issues, folder=folder, target=folder / "site")
    return folder / "site"


def atom(path: Path):
    """A feed, when the grammar of RFC 4287 and its rules beside the grammar hold, and feedparser reads it."""
    root = etree.fromstring(path.read_bytes())
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    assert root.find(f"{ATOM}author") is not None
    assert not feedparser.parse(path.read_bytes()).bozo
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[\w.-]+,\d{4}-\d\d-\d\d:\S+", one) for one in ids)
    return root


def test_every_feed_keeps_to_the_grammar_of_atom_and_its_links_are_absolute(site):
    feeds = sorted(site.rglob("feed.xml"))
    assert len(feeds) == 3  # that of the issues, and of two storylines
    for path in feeds:
        root = atom(path)
        assert root.get(LANG) == "ko"
        for link in root.iter(f"{ATOM}link"):
            assert link.get("href").startswith(ARCHIVE_URL)
        own = root.find(f"{ATOM}link[@rel='self']").get("href")
        assert own == ARCHIVE_URL + path.relative_to(site).as_posix()
        for entry in root.iter(f"{ATOM}entry"):
            assert entry.get(LANG) in {"ko", "en"}
            assert entry.find(f"{ATOM}published").text <= entry.find(f"{ATOM}updated").text
            assert html.fromstring(entry.find(f"{ATOM}content").text).text_content().strip()


def test_the_grammar_refuses_what_is_no_feed(site):
    told = (site / "feed.xml").read_text("utf-8")
    for wrong in (
        re.sub(r"<title>.*?</title>", "", told, count=1),
        told.replace("Z</updated>", "</updated><updated>soon</updated>", 1),
        told.replace('type="html"', 'type="markup"', 1),
        told.replace("<summary>", "<abstract/><summary>", 1),
    ):
        assert not GRAMMAR.validate(etree.fromstring(wrong.encode()))


def test_a_correction_changes_when_an_entry_was_updated_and_nothing_of_its_id(site, issues, tmp_path):
    noted = datetime(2026, 1, 5, 3, tzinfo=UTC)
    corrected = Note(
        issue=issues[1].id, number=1, kind="correction", text="3만 명이 아니라 2만 명입니다.", at=noted
    )
    gone = Note(issue=issues[2].id, number=1, kind="withdrawal", text="출처가 기사를 거두었습니다.", at=noted)
    notes = {one.issue: Notes(every=(one,)) for one in (corrected, gone)}
    build(issues, folder=tmp_path, target=tmp_path / "site", notes=notes)
    before, after = (
        {one.find(f"{ATOM}id").text: one for one in atom(place / "feed.xml").iter(f"{ATOM}entry")}
        for place in (site, tmp_path / "site")
    )
    assert list(before) == list(after) == [feed.entry_id(one) for one in issues]
    for issue in issues:
        was, now = (told[feed.entry_id(issue)] for told in (before, after))
        assert was.find(f"{ATOM}published").text == now.find(f"{ATOM}published").text
        assert (was.find(f"{ATOM}updated").text == now.find(f"{ATOM}updated").text) == (issue is issues[0])
    assert atom(tmp_path / "site" / "feed.xml").find(f"{ATOM}updated").text == "2026-01-05T03:00:00Z"
    told = [after[feed.entry_id(one)].find(f"{ATOM}content").text for one in issues]
    assert corrected.text in told[1]
    assert gone.text in told[2]
    assert issues[2].items[0].headline.text not in told[2]
    listed = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert issues[2].id not in listed
    assert issues[2].items[0].headline.text not in (
        tmp_path / "site/issues" / issues[2].id / "index.html"
    ).read_text("utf-8")


def test_an_old_issue_that_is_corrected_comes_into_the_feed_again(tmp_path, monkeypatch):
    monkeypatch.setattr(feed, "ENTRIES", 2)
    every = [earlier(100 - weeks, weeks) for weeks in range(4)]
    note = Note(issue=every[-1].id, number=1, kind="correction", text="고침", at=every[0].provenance.moment)
    build(every, folder=tmp_path, target=tmp_path / "site", notes={every[-1].id: Notes(every=(note,))})
    ids = [one.text for one in atom(tmp_path / "site" / "feed.xml").findall(f"{ATOM}entry/{ATOM}id")]
    assert ids == [feed.entry_id(one) for one in (*every[: feed.ENTRIES], every[-1])]


def test_the_site_map_names_every_listed_page_with_its_last_change(site, issues):
    root = etree.fromstring((site / "sitemap.xml").read_bytes())
    told = {one.findtext(f"{MAP}loc"): one.findtext(f"{MAP}lastmod") for one in root}
    pages = {
        ARCHIVE_URL + path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("index.html")
    }
    assert set(told) <= pages
    assert {one for one in pages if re.search(r"archive/$|issues|storylines|topics|sources", one)} <= set(
        told
    )
    assert told[f"{ARCHIVE_URL}issues/{issues[1].id}/"] == feed.instant(issues[1].provenance.moment)
    assert told[ARCHIVE_URL] == feed.instant(issues[0].provenance.moment)
    assert f"Sitemap: {ARCHIVE_URL}sitemap.xml\n" in (site / "robots.txt").read_text("utf-8")


def test_editions_name_each_other_in_the_site_map_and_have_a_feed_and_dates_each(tmp_path):
    one = replace(sample(), id=f"{sample().id}-ko", editions=("ko", "en"))
    other = replace(one, id=f"{sample().id}-en", language="en", title="Context")
    build((one, other), folder=tmp_path, target=tmp_path / "site")
    site = tmp_path / "site"
    assert atom(site / "en" / "feed.xml").get(LANG) == "en"
    assert atom(site / "en" / "feed.xml").findtext(f"{ATOM}id") != atom(site / "feed.xml").findtext(
        f"{ATOM}id"
    )
    root = etree.fromstring((site / "sitemap.xml").read_bytes())
    for place in root:
        links = {link.get("hreflang"): link.get("href") for link in place if link.tag.endswith("link")}
        if "storylines" not in place.findtext(f"{MAP}loc"):
            assert links["ko"] == links["x-default"]
            assert place.findtext(f"{MAP}loc") in (links["ko"], links["en"])
    head = html.document_fromstring((site / "issues" / other.id / "index.html").read_bytes())
    (locale,) = head.xpath("//meta[@property='og:locale']/@content")
    assert locale == "en_US"
    uids = [
        set(re.findall(r"UID:\S+", (site / place / "events.ics").read_text("utf-8"))) for place in ("", "en")
    ]
    assert uids[0].isdisjoint(uids[1])


def test_a_storyline_of_the_other_edition_is_named_by_its_newest_headline_in_that_language(tmp_path):
    """The older part was told in English, the newer in Korean alone."""
    quiet = replace(sample().publisher, archive_url="")  # so no picture is drawn
    new = replace(sample(), editions=("ko", "en"), publisher=quiet)
    old = replace(new, period=Period(start=date(2025, 11, 10), end=date(2025, 11, 17)))
    both = [("sample-weekly-2025-11-17", new), ("sample-weekly-2025-11-10", old)]
    issues = [
        replace(one, id=f"{name}-{tongue}", language=tongue) for name, one in both for tongue in ("ko", "en")
    ]
    korean, english = sample().items[0], sample().items[1]
    standing = {
        ("sample-weekly-2025-11-17-ko", korean.id): "affair",
        ("sample-weekly-2025-11-10-ko", english.id): "affair",
    }
    build(issues, folder=tmp_path, target=tmp_path / "site", standing=standing)
    (heading,) = html.document_fromstring(
        (tmp_path / "site/storylines/affair-en/index.html").read_bytes()
    ).xpath("//h1")
    assert (heading.text, heading.get("lang")) == (english.headline.text, None)


def test_a_link_to_a_page_shows_its_title_and_picture(site, issues):
    shown = 0
    for path in site.rglob("index.html"):
        where = path.relative_to(site).as_posix().removesuffix("index.html")
        page = html.document_fromstring(path.read_bytes())
        told = {one.get("property") or one.get("name"): one.get("content") for one in page.iter("meta")}
        if not re.match(r"$|issues/|storylines/", where):
            continue
        shown += 1
        assert told["og:url"] == ARCHIVE_URL + where
        assert told["og:image"] == f"{ARCHIVE_URL}{where}card.png"
        assert told["og:locale"] == "ko_KR"
        assert told["og:title"]
        assert told["description"] == told["og:description"]
        assert told["twitter:card"] == "summary_large_image"
        picture = (path.parent / "card.png").read_bytes()
        assert picture[16:24] == pictures.WIDTH.to_bytes(4, "big") + pictures.HEIGHT.to_bytes(4, "big")
        assert len(picture) < 40_000
    assert shown == 1 + len(issues) + 2


def test_without_an_address_there_is_nothing_that_needs_one(issues, tmp_path):
    local = [replace(one, publisher=replace(one.publisher, archive_url="")) for one in issues]
    build(local, folder=tmp_path, target=tmp_path / "site")
    site = tmp_path / "site"
    assert not list(site.rglob("*.png"))
    assert not (site / "sitemap.xml").exists()
    assert "Sitemap" not in (site / "robots.txt").read_text("utf-8")
    page = (site / "index.html").read_text("utf-8")
    assert "og:" not in page
    assert '<meta name="description"' in page
    for path in site.rglob("feed.xml"):
        root = atom(path)
        for link in root.iter(f"{ATOM}link"):
            place = link.get("href").partition("#")[0]
            assert (path.parent / place).is_file(), link.get("href")


def event(name: str, day: date, affair: str) -> Event:
    return Event(key=(name,), affair=(affair, str(day)), first=day, last=day, summary=name, language="ko")


def test_a_date_that_several_issues_tell_stands_once_as_the_newest_tells_it():
    day, then = date(2025, 12, 3), date(2025, 12, 1)
    newer = (
        datetime(2025, 11, 24, tzinfo=UTC),
        (event("공청회, 시청에서", day, "r1"), event("표결", day, "r1")),
    )
    older = (datetime(2025, 11, 17, tzinfo=UTC), (event("공청회", day, "r1"), event("개막", then, "r2")))

    def told(*issues):
        text = calendar(issues, name="맥락", publication="sample", language="ko")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        return re.findall(r"UID:(\S+)\r\n.*?SUMMARY;LANGUAGE=ko:(.*?)\r\n", text, re.DOTALL)

    both = told(newer, older)
    assert [name for _, name in both] == ["개막", "공청회\\, 시청에서", "표결"]
    assert len({uid for uid, _ in both}) == 3
    assert {name: uid for uid, name in told(older)}["공청회"] == both[1][0]
    assert calendar([], name="맥락", publication="sample", language="ko") == ""


def test_the_index_leads_to_the_calendar(site):
    page = html.document_fromstring((site / "index.html").read_bytes())
    assert page.xpath("//a[@href='events.ics']")
    assert (site / "events.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
