"""Each genre counts its issues for itself: where there are several, the archive says of which a number is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import html

from digest.archive.site import build
from digest.model import Issue, Period, Storyline, Telling
from digest.rendering import strings
from digest.rendering.arrange import arrange
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

WEEKLY = replace(sample(), number=1)
BRIEF = replace(
    WEEKLY,
    id="sample-brief-2025-11-01",
    genre="brief",
    anatomy="brief",
    period=Period(start=date(2025, 11, 1), end=date(2025, 12, 1)),
)
FLASH = replace(BRIEF, id="sample-flash-2025-11-01", genre="flash")
TITLED = replace(FLASH, title="속보")


def listed(site: Path) -> list[str]:
    """What the index calls the issues, the newest first."""
    index = html.document_fromstring((site / "index.html").read_text("utf-8"))
    section = index.get_element_by_id("all").getparent()
    return [b.text_content() for b in section.findall(".//li/a/b")]


def heading(site: Path, issue: Issue) -> str:
    page = html.document_fromstring((site / "issues" / issue.id / "index.html").read_text("utf-8"))
    return " ".join(page.findtext(".//title", "").split()) + " | " + page.find(".//h1").text_content()


def labels(site: Path) -> str:
    return "".join(path.read_text("utf-8") for path in (site / "search").glob("20*.json"))


def test_of_one_genre_the_number_is_enough(tmp_path: Path):
    build([WEEKLY], folder=tmp_path, target=tmp_path / "site")
    assert listed(tmp_path / "site") == ["제1호"]
    assert "소식지" not in heading(tmp_path / "site", WEEKLY) + labels(tmp_path / "site")


@pytest.mark.parametrize(
    ("other", "called", "whole"),
    [
        (BRIEF, "브리프 제1호", "맥락 브리프 제1호"),
        (FLASH, "flash 제1호", "맥락 flash 제1호"),
        (TITLED, "속보 제1호", "속보 제1호"),
    ],
)
def test_issues_of_two_genres_are_told_apart_in_lists_feed_search_and_pages(
    other: Issue, called: str, whole: str, tmp_path: Path
):
    site = tmp_path / "site"
    build([WEEKLY, other], folder=tmp_path, target=site)
    assert listed(site) == ["소식지 제1호", called]
    feed = feedparser.parse(str(site / "feed.xml"))
    assert [one.title.split(" · ")[0] for one in feed.entries] == ["맥락 소식지 제1호", whole]
    assert f'"{called}"' in labels(site)
    assert '"소식지 제1호"' in labels(site)
    told = heading(site, other)
    assert told.startswith(f"{whole} · 2025")
    assert told.endswith(f"| {whole}")


def test_a_genre_of_the_publications_own_is_called_as_its_words_say(tmp_path: Path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "strings.ko.toml").write_text('genre_flash = "번개"\n', encoding="utf-8")
    build([WEEKLY, FLASH], folder=tmp_path, target=tmp_path / "site")
    assert listed(tmp_path / "site") == ["소식지 제1호", "번개 제1호"]


def test_a_draft_of_another_genre_changes_nothing_of_what_is_public(tmp_path: Path):
    build([WEEKLY, BRIEF], folder=tmp_path, target=tmp_path / "site", unlisted={BRIEF.id})
    assert listed(tmp_path / "site") == ["제1호"]


def test_a_second_genre_changes_what_stands_there_as_if_all_were_built_anew(tmp_path: Path):
    grown, new = tmp_path / "grown", tmp_path / "new"
    build([WEEKLY], folder=tmp_path, target=grown, cache=tmp_path / "cache")
    build([WEEKLY, BRIEF], folder=tmp_path, target=grown, cache=tmp_path / "cache")
    build([WEEKLY, BRIEF], folder=tmp_path, target=new)
    texts = (".html", ".xml", ".json", ".ics", ".txt")
    files = {path.relative_to(new): path for path in new.rglob("*") if path.suffix in texts}
    assert len(files) > 10
    for name, path in files.items():
        assert (grown / name).read_bytes() == path.read_bytes(), name


@pytest.mark.parametrize(
    ("before", "since", "label"),
    [
        ("sample-weekly-2025-11-10", "지난 호 이후", "제1호"),
        ("sample-brief-2025-10-01", "브리프 제1호 이후", "브리프 제1호"),
        ("sample-own-kind-2025-10-01-3bb134aa-ko", "own-kind 제1호 이후", "own-kind 제1호"),
        ("elsewhere", "지난 호 이후", "제1호"),
    ],
)
def test_an_item_says_of_which_genre_the_issue_was_that_told_of_it(before: str, since: str, label: str):
    told = Telling(issue=before, number=1, item="i0", place=1, headline="먼저", day=date(2025, 10, 30))
    line = Storyline(id="i0", name="이야기", clusters=(), earlier=(told,))
    issue = replace(WEEKLY, number=2, items=(replace(WEEKLY.items[0], storyline=line),))
    (item,) = arrange(issue, strings.load(None, "ko")).items
    assert item.since == since
    assert item.steps[0].label == label
