"""The archive: whole, the same when built again, every link leading somewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from lxml import etree, html

from digest import codec
from digest.archive import fragments
from digest.archive.search.index import MODULES
from digest.archive.site import ArchiveReport, build
from digest.editing.published import published
from digest.errors import ResultError
from digest.model import Fact, Issue, Period
from tests.rendering.sample_issue import ARCHIVE_URL, sample

if TYPE_CHECKING:
    from pathlib import Path


def earlier(issue: Issue, number: int, start: date) -> Issue:
    return replace(
        issue,
        id=f"sample-weekly-{start.isoformat()}",
        number=number,
        period=Period(start=start, end=start + timedelta(days=7)),
    )


@pytest.fixture(scope="session")
def issues() -> tuple[Issue, ...]:
    newest = sample()
    return (earlier(newest, 2, date(2024, 12, 30)), newest, earlier(newest, 47, date(2025, 11, 10)))


@pytest.fixture(scope="session")
def built(issues: tuple[Issue, ...], tmp_path_factory: pytest.TempPathFactory) -> ArchiveReport:
    folder = tmp_path_factory.mktemp("publication")
    return build(issues, folder=folder, target=folder / "var" / "archive")


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


def state(site: Path) -> dict[str, tuple[bytes, int]]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_there_is_a_page_for_each_issue_and_what_a_site_needs(
    built: ArchiveReport, issues: tuple[Issue, ...]
):
    assert built.issues == 3
    expected = {"index.html", "404.html", "style.css", "robots.txt", "feed.xml"}
    expected |= {
        f"issues/{issue.id}/{name}"
        for issue in issues
        for name in ("index.html", "issue.json", "calendar.ics")
    }
    expected |= {
        f"storylines/{line}/{name}" for line in ("old1", "ra0") for name in ("index.html", "feed.xml")
    }
    expected |= {path.replace("index.html", "card.png") for path in expected if path.endswith("index.html")}
    expected |= {"sitemap.xml", "events.ics"}
    expected |= {f"search/{name}" for name in (*MODULES, "index.html", "index.json")}
    expected |= {f"search/{year}{part}.json" for year in (2024, 2025) for part in ("", "-0")}
    named = {name for name in built.written if name.startswith(("topics/", "sources/"))}
    assert "sources/index.html" in named
    assert set(built.written) == expected | named == set(state(built.target))


def test_building_again_changes_no_byte_and_writes_no_file(built: ArchiveReport, issues: tuple[Issue, ...]):
    before = state(built.target)
    again = build(tuple(reversed(issues)), folder=built.target.parent, target=built.target)
    assert again.written == ()
    assert again.unchanged == len(before)
    assert state(built.target) == before


def test_an_issue_that_changed_is_written_alone(issues: tuple[Issue, ...], tmp_path: Path):
    build(issues, folder=tmp_path, target=tmp_path / "site")
    oldest = replace(issues[0], stories_read=99)
    again = build((oldest, *issues[1:]), folder=tmp_path, target=tmp_path / "site")
    assert set(again.written) == {f"issues/{oldest.id}/index.html", f"issues/{oldest.id}/issue.json"}


def test_a_page_stays_when_its_issue_is_not_built_and_foreign_files_stay_always(
    issues: tuple[Issue, ...], tmp_path: Path
):
    site = tmp_path / "site"
    build(issues, folder=tmp_path, target=site)
    (site / "CNAME").write_text("letter.example.org")
    build(issues[1:], folder=tmp_path, target=site)
    assert (site / "issues" / issues[0].id / "index.html").is_file()
    assert (site / "CNAME").read_text() == "letter.example.org"
    assert not list(site.rglob("*.tmp"))


def test_what_a_killed_build_left_is_not_published(issues: tuple[Issue, ...], tmp_path: Path):
    """Nor does it stay beside what is kept to save time, which a killed copy of the process may have been writing."""
    site, cache = tmp_path / "archive", tmp_path / "cache"
    build(issues[1:2], folder=tmp_path, target=site, cache=cache)
    with subprocess.Popen(["true"]) as ended:
        pass
    left = [folder / f".index.json.{ended.pid}-1.tmp" for folder in (site / "search", cache / "search")]
    for path in left:
        path.write_bytes(b"{")
    build(issues[1:2], folder=tmp_path, target=site, cache=cache)
    assert not any(path.exists() for path in left)


def test_every_internal_link_resolves(built: ArchiveReport):
    """Each relative link leads to a file of the site, each fragment to an element of it."""
    checked = 0
    for path in pages(built.target):
        for element in page(path).iter():
            for name in ("href", "src"):
                link = element.get(name)
                if not link or urlsplit(link).scheme or link.startswith("//"):
                    continue
                parts = urlsplit(link)
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                assert target.is_file(), f"{path.name}: {link}"
                assert target.is_relative_to(built.target.resolve())
                if parts.fragment:
                    assert page(target).get_element_by_id(parts.fragment) is not None, f"{path.name}: {link}"
                checked += 1
    assert checked > 100


def test_no_page_asks_anything_of_another_host(built: ArchiveReport):
    for path in pages(built.target):
        for element in page(path).iter("script", "img", "iframe", "link", "object", "embed"):
            source = element.get("src") or element.get("href") or ""
            assert element.tag == "link" or source.endswith("search/search.js")
            assert urlsplit(source).scheme in ("", "data") or element.get("rel") == "canonical"
    assert "url(" not in (built.target / "style.css").read_text("utf-8")


def test_what_a_source_says_never_becomes_markup(built: ArchiveReport):
    for path in [*pages(built.target), built.target / "feed.xml"]:
        text = re.sub(
            r'<script type="module" src="[./]*search/search\.js"></script>', "", path.read_text("utf-8")
        )
        assert "<script" not in text
        assert "javascript:" not in text


def test_each_cited_sentence_leads_to_its_place_in_the_source(
    built: ArchiveReport, issues: tuple[Issue, ...]
):
    """The link names the sentence as the source has it, also where its ending was rewritten for the reader."""
    shown = page(built.target / "issues" / issues[1].id / "index.html")
    first = shown.get_element_by_id("item-1-sentence-1")
    link = first.find(".//a").get("href")
    assert link.startswith("https://news.example.com/dc1?a=1&b=2#:~:text=")
    told = unquote(link.partition("#:~:text=")[2])
    assert told == "새 데이터센터를 지으려는 사업자가,산업계 관계자가 18일 밝혔다."
    (original,) = first.getparent().find_class("original")
    assert "18일 밝혔다." in original.find(".//li/q").text_content()
    assert original.find(".//li/a").get("href") == link
    assert first.find_class("changed"), "the sentence itself is marked"


def test_a_source_without_an_address_is_cited_in_its_place_on_the_page(
    built: ArchiveReport, issues: tuple[Issue, ...]
):
    shown = page(built.target / "issues" / issues[1].id / "index.html")
    assert shown.get_element_by_id("item-2-sentence-2").find(".//a").get("href") == "#item-2-source-2"


def test_a_page_says_why_stories_stand_together_and_what_was_left_out(
    built: ArchiveReport, issues: tuple[Issue, ...]
):
    shown = page(built.target / "issues" / issues[1].id / "index.html")
    evidence = shown.get_element_by_id("item-1").xpath(".//details[not(@class)]")[0].text_content()
    assert "82%" in evidence
    assert "데이터센터, 전력망, 심사" in evidence
    assert "싣지 않은 기사 3건" in shown.text_content()
    assert "다른 소식보다 순위가 낮음: 2건" in shown.text_content()


def test_the_data_of_an_issue_is_the_issue(built: ArchiveReport, issues: tuple[Issue, ...]):
    data = (built.target / "issues" / issues[0].id / "issue.json").read_bytes()
    assert json.loads(data)["id"] == issues[0].id
    assert codec.load(Issue, data, subject="issue.json") == published(issues[0])


def test_the_index_tells_the_newest_and_all_by_year(built: ArchiveReport):
    shown = page(built.target / "index.html")
    years = [heading.text for heading in shown.iter("h3")]
    assert years == ["2025년", "2024년"]
    listed = [a.get("href") for a in shown.xpath("//ul[@class='issues']//a")]
    assert [re.search(r"\d{4}-\d\d-\d\d", link).group() for link in listed] == [
        "2025-11-17",
        "2025-11-10",
        "2024-12-30",
    ]


def test_the_lists_of_the_index_stack_on_a_narrow_screen(built: ArchiveReport):
    style = (built.target / "style.css").read_text("utf-8")
    wide, narrow = style.index(".issues li{display:flex"), style.index(".issues li{display:block")
    assert wide < style.index("@media (max-width:520px)") < narrow


def test_a_storyline_has_a_page_with_its_items_in_the_order_of_their_issues(
    built: ArchiveReport, issues: tuple[Issue, ...]
):
    """Each part says its day, its issue and what was new, and leads to the item; markup of a source is text."""
    path = built.target / "storylines" / "old1" / "index.html"
    shown = page(path)
    assert shown.findtext(".//h1") == "데이터센터 <b>전력</b>"
    parts = shown.xpath("//ol[@class='storyline']/li")
    assert [part.xpath("string(p[@class='when'][1]/a)") for part in parts] == ["제2호", "제47호", "제48호"]
    assert [part.xpath("h2/a")[0].get("href").split("/")[3] for part in parts] == [
        issue.id for issue in sorted(issues, key=lambda issue: issue.period.start)
    ]
    assert "18곳 <i>" in parts[-1].text_content()
    assert not shown.xpath("//li//i | //h1/b")


def test_the_page_of_a_storyline_that_is_no_more_leads_to_what_is_left_and_foreign_pages_stay(
    issues: tuple[Issue, ...], tmp_path: Path
):
    """It stays whole as long as the page of an issue that was not built leads to it."""
    site = tmp_path / "site"
    build(issues, folder=tmp_path, target=site)
    page_of = site / "storylines" / "old1" / "index.html"
    (site / "storylines" / "mine").mkdir()
    (site / "storylines" / "mine" / "index.html").write_text("<p>mine</p>")
    assert build(issues[1:2], folder=tmp_path, target=site).removed == ()
    assert page_of.is_file()
    for one in (issues[0], issues[2]):
        (site / "issues" / one.id / "index.html").unlink()
    report = build(issues[1:2], folder=tmp_path, target=site)
    assert "storylines/old1/index.html" in report.removed
    (left,) = [item for item in issues[1].items if item.storyline and item.storyline.id == "old1"]
    shown = page(page_of)
    assert shown.findtext(".//h1") == left.headline.text
    assert shown.xpath("//h1/@lang") == (
        [] if left.headline.language == issues[1].language else [left.headline.language]
    )
    number = 1 + issues[1].items.index(left)
    way = f"../../issues/{issues[1].id}/index.html#item-{number}"
    assert shown.xpath("//main//a/@href") == [way]
    assert shown.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={way}"]
    assert [path.name for path in page_of.parent.iterdir()] == ["index.html"]
    assert build(issues[1:2], folder=tmp_path, target=site).removed == ()
    assert build(issues, folder=tmp_path, target=site).written
    assert page(page_of).xpath("//ol[@class='storyline']")
    assert (site / "storylines" / "mine" / "index.html").is_file()


def test_an_item_that_the_editor_took_off_stands_on_the_page_no_longer(
    issues: tuple[Issue, ...], tmp_path: Path
):
    """Its own page leads to the storyline no longer; where the editor put another there, it does."""
    newest = issues[1]
    item, other = newest.items[0], newest.items[-1]
    standing = {(newest.id, item.id): item.id, (newest.id, other.id): "old1"}
    build(issues, folder=tmp_path, target=tmp_path / "site", standing=standing)
    shown = page(tmp_path / "site" / "storylines" / "old1" / "index.html")
    links = [a.get("href") for a in shown.xpath("//ol[@class='storyline']//h2/a")]
    assert f"../../issues/{newest.id}/index.html#item-1" not in links
    assert f"../../issues/{newest.id}/index.html#item-{len(newest.items)}" in links
    article = page(tmp_path / "site" / "issues" / newest.id / "index.html").get_element_by_id("item-1")
    assert not article.xpath(".//a[contains(@href, 'storylines/')]")


def test_a_part_is_told_by_a_sentence_that_holds_something_new(issues: tuple[Issue, ...], tmp_path: Path):
    """The first one, in whatever order the item tells them; facts say their language."""
    newest = issues[1]
    item = newest.items[0]
    last = item.picks[-1].sentence
    fact = Fact(kind="figure", text=last.text[-9:], story=last.story)
    line = replace(item.storyline, new=(fact,))
    changed = replace(newest, items=(replace(item, storyline=line), *newest.items[1:]))
    build((changed, issues[2]), folder=tmp_path, target=tmp_path / "site")
    shown = page(tmp_path / "site" / "storylines" / "old1" / "index.html")
    told = shown.xpath("string(//ol[@class='storyline']/li[last()]/p[2])")
    assert fact.text in told


def test_a_page_leads_to_its_storylines_and_to_earlier_items_that_have_a_page(built: ArchiveReport):
    shown = page(built.target / "issues" / "sample-weekly-2025-11-17" / "index.html")
    article = shown.get_element_by_id("item-1")
    links = [a.get("href") for a in article.xpath(".//div[@class='flow']//a")]
    assert "../sample-weekly-2025-11-10/index.html#item-2" not in links  # told on the 11th, in another issue
    assert "../../storylines/old1/index.html" in links
    told = article.xpath("string(.//div[@class='flow'])")
    for text in (
        "지난 호 이후",
        "18곳 <i>",
        "12월 3일",
        "전력망심사위원회",
        '정부, "데이터센터 <입지> 심사" 검토',
        "제46호",
    ):
        assert text in told


def test_the_feed_is_atom_with_full_content(built: ArchiveReport, issues: tuple[Issue, ...]):
    data = (built.target / "feed.xml").read_bytes()
    read = feedparser.parse(data)
    assert not read.bozo
    assert read.version == "atom10"
    assert next(entry.link for entry in read.entries) == f"{ARCHIVE_URL}issues/{issues[1].id}/"
    assert len({entry.id for entry in read.entries}) == 3
    for one in issues[1].items:
        assert one.headline.text.split()[0] in read.entries[0].content[0].value
    root = etree.fromstring(data)
    atom = "{http://www.w3.org/2005/Atom}"
    for element in (root, *root.iter(f"{atom}entry")):  # what RFC 4287 asks of a feed and of an entry
        assert {f"{atom}id", f"{atom}title", f"{atom}updated", f"{atom}link"} <= {
            child.tag for child in element
        }
    assert root.find(f"{atom}author/{atom}name").text
    for moment in root.iter(f"{atom}updated", f"{atom}published"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment.text)
    for link in html.fromstring(root.find(f"{atom}entry/{atom}content").text).iter("a"):
        assert urlsplit(link.get("href")).scheme == "https"


def test_without_an_archive_address_the_site_still_holds_together(issues: tuple[Issue, ...], tmp_path: Path):
    local = [replace(issue, publisher=replace(issue.publisher, archive_url="")) for issue in issues]
    build(local, folder=tmp_path, target=tmp_path / "site")
    assert "canonical" not in (tmp_path / "site" / "issues" / issues[0].id / "index.html").read_text("utf-8")
    assert not feedparser.parse((tmp_path / "site" / "feed.xml").read_bytes()).bozo


def test_an_archive_of_nothing_is_an_index_that_says_so(tmp_path: Path):
    report = build((), folder=tmp_path, target=tmp_path / "site")
    assert "feed.xml" not in report.written
    assert "아직 발행된 호가 없습니다" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_target_that_cannot_be_written_is_one_line_with_a_hint(issues: tuple[Issue, ...], tmp_path: Path):
    taken = tmp_path / "archive"
    taken.write_text("a file")
    with pytest.raises(ResultError) as told:
        build(issues, folder=tmp_path, target=taken)
    assert told.value.hint
    with pytest.raises(ResultError) as told:
        build(issues, folder=tmp_path, target=taken / "below")
    assert told.value.hint
    assert taken.read_text() == "a file"


def test_another_site_is_not_written_over(issues: tuple[Issue, ...], tmp_path: Path):
    site = tmp_path / "site"
    site.mkdir()
    index = site / "index.html"
    index.write_text("<h1>mine</h1>")
    with pytest.raises(ResultError) as told:
        build(issues, folder=tmp_path, target=site)
    assert (told.value.subject, index.read_text()) == (str(index), "<h1>mine</h1>")
    index.unlink()
    build((), folder=tmp_path, target=site)
    assert build(issues, folder=tmp_path, target=site).written


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_one_line_with_a_hint(issues: tuple[Issue, ...], tmp_path: Path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(ResultError) as told:
        build(issues, folder=tmp_path, target=locked / "site")
    assert told.value.hint
    assert not list(locked.iterdir())


def test_an_id_that_would_leave_the_site_is_refused_and_the_rest_is_built(
    issues: tuple[Issue, ...], tmp_path: Path
):
    evil = replace(issues[0], id="../../elsewhere")
    report = build((evil, issues[1]), folder=tmp_path, target=tmp_path / "site")
    assert [str(error).startswith("issue") for error in report.refused] == [True]
    assert report.issues == 1
    assert not (tmp_path / "elsewhere").exists()


def test_a_link_to_a_sentence_codes_what_the_directive_gives_a_meaning():
    assert fragments.to_sentence("https://a.example/", "짧다, A-B & C") == (
        "https://a.example/#:~:text=%EC%A7%A7%EB%8B%A4%2C%20A%2DB%20%26%20C"
    )
    assert fragments.to_sentence("https://a.example/#part", "x") == "https://a.example/#part:~:text=x"
    assert fragments.to_sentence("https://a.example/", " ") == "https://a.example/"
    assert fragments.to_sentence("", "x") == ""


def test_the_parts_of_a_storyline_stand_by_their_days_whatever_the_periods_of_their_issues(
    issues: tuple[Issue, ...], tmp_path: Path
):
    """A review of the half year begins before the weekly, and tells what came after it."""
    newest = issues[1]
    later = tuple(
        replace(
            item,
            references=tuple(
                replace(one, published=one.published and one.published + timedelta(days=9))
                for one in item.references
            ),
        )
        for item in newest.items
    )
    review = replace(
        newest,
        id="sample-review-2025-07-01",
        genre="review",
        period=Period(start=date(2025, 7, 1), end=date(2026, 1, 1)),
        items=later,
    )
    site = tmp_path / "site"
    build((newest, review), folder=tmp_path, target=site)
    shown = page(site / "storylines" / "old1" / "index.html")
    count = shown.xpath("string(//p[@class='count'])").replace("\xa0", " ")
    first, last = re.findall(r"\d{4}\. \d+\. \d+", count)
    begun, ended = (date(*map(int, one.split(". "))) for one in (first, last))
    assert begun < ended


def test_a_storyline_of_one_day_tells_it_once(issues: tuple[Issue, ...], tmp_path: Path):
    again = replace(issues[1], id="sample-report-2025-11-01", genre="report")
    site = tmp_path / "site"
    build((issues[1], again), folder=tmp_path, target=site)
    count = (
        page(site / "storylines" / "old1" / "index.html")
        .xpath("string(//p[@class='count'])")
        .replace("\xa0", " ")
    )
    assert count.startswith("2편, ")
    assert len(re.findall(r"\d{4}\. \d+\. \d+", count)) == 1
