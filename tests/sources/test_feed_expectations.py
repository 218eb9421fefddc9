"""Every entry's title, link, date, content and outlet as two other feed parsers' tests expect them."""

from __future__ import annotations

import io
import json
import re
import tarfile
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from digest.errors import InputError
from digest.sources.formats.read import read
from tests.sources.feed_expectations import Expected, read_expectation, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.sources.formats.content import Content

pytestmark = pytest.mark.shared

UTC = ZoneInfo("UTC")
HEADER = re.compile(rb"^\s*(?:Header:)?\s*content-location:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
SERVER = "http://127.0.0.1:8097/"  # where feedparser's tests serve the files that expect their own address

COMMENT = "the words stand in an HTML comment, which no browser shows"
DRAWING = "formulas and drawings are no sentences: MathML and SVG are left out of the text"
DECLARED = "a browser takes what looks like a declaration or CDATA for a comment"
OTHERWISE = {
    **dict.fromkeys(
        (
            f"tests/wellformed/sanitize/{name}_crazy.xml"
            for name in (
                *("entry_content", "entry_summary", "entry_title"),
                *("item_content_encoded", "item_description", "item_fullitem"),
            )
        ),
        COMMENT,
    ),
    **dict.fromkeys(
        (
            f"tests/wellformed/namespace/{name}.xml"
            for name in ("atommathml", "atomsvgdesc", "atomsvgtitle", "rss2.0mathml", "rss2.0svgtitle")
        ),
        DRAWING,
    ),
    "tests/wellformed/atom10/entry_content_and_summary.xml": "the teaser, where the content is fuller",
    "tests/wellformed/rss/item_description_not_a_doctype.xml": DECLARED,
    "tests/wellformed/sanitize/item_content_encoded_script_nested_cdata.xml": DECLARED,
    "testdata/parser/rss/rss_channel_item_uri_at_protocol.xml": "an attribute `uri` goes before the link's text",
    "testdata/translator/rss/rss_channel_item_uri_at_protocol.xml": "an attribute `uri` goes before the link's text",
    "testdata/parser/atom/issue_275_extensions_and_source.xml": "a film and JSON are no text of an entry",
}
"""Files that we read otherwise, with the reason."""


def files(shared: Path, archive: str) -> dict[str, bytes]:
    with tarfile.open(shared / "data" / "feeds" / f"{archive}.tar.xz") as packed:
        return {
            member.name: io.BytesIO(file.read()).getvalue()
            for member in packed
            if member.isfile() and (file := packed.extractfile(member))
        }


def entries(content: bytes, *, url: str = "") -> tuple[Content, ...]:
    return read(content, name="feed", url=url, zone=UTC, kind="feed")


def fullest(expected: list[Expected]) -> list[Expected]:
    """Without an entry's teasers, where its full text is expected too: ours is the full text."""
    longest: dict[int, int] = {}
    for one in expected:
        if one.field == "content":
            longest[one.entry] = max(longest.get(one.entry, 0), len(words(one.value)))
    return [one for one in expected if one.field != "content" or len(words(one.value)) == longest[one.entry]]


def differing(expected: list[Expected], found: tuple[Content, ...]) -> list[Expected]:
    return [one for one in expected if one.entry >= len(found) or not one.met_by(found[one.entry])]


def compare(asked: Iterator[tuple[str, bytes, str, list[Expected]]]) -> tuple[int, dict[str, list[Expected]]]:
    """How many expectations were compared, and those that are not met, by file."""
    checked, wrong = 0, {}
    for name, content, url, expected in asked:
        checked += len(expected)
        if expected and (different := differing(expected, entries(content, url=url))):
            wrong[name] = different
    return checked, wrong


def feedparsers(shared: Path) -> Iterator[tuple[str, bytes, str, list[Expected]]]:
    contents = files(shared, "feedparser_tests")
    lines = (shared / "data" / "feeds" / "feedparser-expectations.jsonl").read_text(encoding="utf-8")
    for line in lines.splitlines():
        record = json.loads(line)
        name, content = record["file"], contents[record["file"]]
        told = HEADER.search(content)
        url = told[1].decode() if told else f"{SERVER}{name}" if SERVER in record["expect"] else ""
        yield name, content, url, fullest(list(read_expectation(record["expect"])))


def test_entries_are_what_feedparser_expects(shared: Path):
    checked, wrong = compare(feedparsers(shared))
    met = checked - sum(map(len, wrong.values()))
    print(f"feedparser: {met} of {checked} the same")
    assert checked > 800, "as many expectations name a title, link, date, content or outlet of an entry"
    assert {name: found for name, found in wrong.items() if name not in OTHERWISE} == {}
    stale = {name for name in OTHERWISE if name.startswith("tests/") and name not in wrong}
    assert stale == set(), "what is the same by now needs no reason"


def gofeeds(shared: Path) -> Iterator[tuple[str, bytes, str, list[Expected]]]:
    contents = files(shared, "gofeed_testdata")
    for name, content in contents.items():
        stem, _, suffix = name.rpartition(".")
        wanted = contents.get(f"{stem}.json" if suffix == "xml" else f"{stem}_expected.json")
        if wanted:
            told = json.loads(wanted)
            items = told.get("items") or told.get("entries") or []
            yield (
                name,
                content,
                "",
                [one for place, item in enumerate(items) for one in of_gofeed(place, item)],
            )


def of_gofeed(place: int, item: dict[str, Any]) -> Iterator[Expected]:
    """What an entry of gofeed's says, in its own three shapes: RSS item, Atom entry, and its universal item."""
    if item.get("title"):
        yield Expected(place, "title", item["title"])
    links = [
        item.get("link"),
        *(link.get("href") for link in item.get("links") or [] if isinstance(link, dict)),
    ]
    if any(links) and len([link for link in links if link]) == 1:
        yield Expected(place, "link", next(link for link in links if link))
    dates = [item.get(f"{name}Parsed") for name in ("published", "pubDate", "updated")]
    if any(dates):
        yield Expected(place, "date", next(date for date in dates if date))
    content = item.get("content")
    bodies = [
        content.get("value") if isinstance(content, dict) else content,
        *(item.get(name) for name in ("summary", "description", "content_html", "content_text")),
    ]
    if any(bodies):
        yield Expected(
            place, "content", max((body for body in bodies if body), key=lambda body: len(words(body)))
        )


def test_entries_are_what_gofeed_expects(shared: Path):
    checked, wrong = compare(gofeeds(shared))
    met = checked - sum(map(len, wrong.values()))
    print(f"gofeed: {met} of {checked} the same")
    assert checked > 140
    assert {name: found for name, found in wrong.items() if name not in OTHERWISE} == {}


@pytest.mark.parametrize("archive", ["feedparser_tests", "feedvalidator_testcases", "gofeed_testdata"])
def test_only_what_is_no_feed_is_refused(shared: Path, archive: str):
    """Nothing that another parser finds an entry in is refused."""
    refused = [content for content in files(shared, archive).values() if not is_feed(content)]
    assert [
        content for content in refused if re.search(rb"<(?:item|entry)[\s>]", content, re.IGNORECASE)
    ] == []


def is_feed(content: bytes) -> bool:
    try:
        entries(content)
    except InputError:
        return False
    return True
