"""Corrections, withdrawals and the public form of an issue, from the command to the pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import html
from typer.testing import CliRunner

from digest import codec
from digest.cli.main import app
from digest.editing.published import published
from digest.errors import ResultError, UsageError
from digest.model import Issue, LeftOut, NotTold, Period, Storyline, Telling
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOW = "2025-11-26T09:00+09:00"
LATER = "2025-11-27T09:00+09:00"
OLD = "sample-weekly-2025-11-10"
TOLD = "수온을 1.2도로 적었으나 1.3도가 맞습니다."


@pytest.fixture
def publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication with two issues."""
    monkeypatch.delenv("DIGEST_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('[publication]\nid = "sample"\nname = "맥락"\n', encoding="utf-8")
    older = Period(start=date(2025, 11, 10), end=date(2025, 11, 17))
    for issue in (sample(), replace(sample(), id=OLD, number=47, period=older)):
        folder = tmp_path / "var" / "issues" / issue.id
        folder.mkdir(parents=True)
        (folder / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def done(*words: str) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.exception or result.output
    return result


def page(publication: Path, issue: str) -> html.HtmlElement:
    path = publication / "var" / "archive" / "issues" / issue / "index.html"
    return html.document_fromstring(path.read_text("utf-8"))


def entry(publication: Path, issue: str):
    feed = feedparser.parse((publication / "var" / "archive" / "feed.xml").read_bytes())
    return next(one for one in feed.entries if one.id.endswith(issue))


def everything(publication: Path) -> str:
    site = publication / "var" / "archive"
    return "\n".join(
        path.read_text("utf-8")
        for path in site.rglob("*")
        if path.suffix in (".html", ".json", ".xml", ".ics")
    )


def test_a_correction_stands_on_the_page_at_the_item_and_in_the_feed_and_goes_again(publication: Path):
    issue = sample()
    sent = publication / "var" / "issues" / issue.id / "issue.json"
    before = sent.read_bytes()
    done("archive")
    was = entry(publication, issue.id)
    done("correct", issue.id, TOLD, "--item", "2", "--now", NOW)
    assert (sent.parent / "corrections.toml").read_text("utf-8").count(TOLD) == 1
    done("archive")
    shown = page(publication, issue.id)
    assert [one.get("datetime") for one in shown.xpath("//section[@class='noted']//time")] == ["2025-11-26"]
    assert TOLD in shown.xpath("//section[@class='noted']")[0].text_content()
    (link,) = shown.xpath("//section[@class='noted']//a")
    assert (link.get("href"), link.text) == ("#item-2", issue.items[1].headline.text)
    assert [TOLD in one.text_content() for one in shown.xpath("//*[@id='item-2']//p[@class='noted']")] == [
        True
    ]
    now = entry(publication, issue.id)
    assert TOLD in now.content[0].value
    assert now.id == was.id
    assert now.updated == "2025-11-26T00:00:00Z" > was.updated
    assert sent.read_bytes() == before
    done("correct", issue.id, "--undo", "1", "--now", LATER)
    done("archive")
    assert TOLD not in everything(publication)
    assert entry(publication, issue.id).updated == "2025-11-27T00:00:00Z"
    assert "taken back" in done("correct", issue.id, "--list").stdout


def test_notes_outlast_a_store_that_is_lost_and_a_file_that_is_lost(publication: Path):
    done("correct", OLD, TOLD, "--now", NOW)
    for gone in ("digest.sqlite3", f"issues/{OLD}/corrections.toml"):
        for path in (publication / "var").glob(f"{gone}*"):
            path.unlink()
        done("archive")
        assert TOLD in page(publication, OLD).text_content()
    assert TOLD in (publication / "var" / "issues" / OLD / "corrections.toml").read_text("utf-8")


def test_a_text_that_the_editor_mends_in_the_file_is_followed_and_a_mistake_is_told(publication: Path):
    done("correct", OLD, TOLD, "--now", NOW)
    path = publication / "var" / "issues" / OLD / "corrections.toml"
    path.write_text(path.read_text("utf-8").replace("1.3도", "1.4도"), encoding="utf-8")
    done("archive")
    assert "1.4도가 맞습니다" in page(publication, OLD).text_content()
    path.write_text("[[corrections", encoding="utf-8")
    broken = run("archive")
    assert broken.exit_code == 3
    assert str(path) in broken.stderr
    assert "1.4도가 맞습니다" in page(publication, OLD).text_content()


def test_a_withdrawn_item_keeps_its_place_and_no_word_of_it_stays_on_the_site(publication: Path):
    issue = sample()
    item = issue.items[1]
    done("archive")
    assert item.headline.text in everything(publication)
    done("correct", issue.id, TOLD, "--item", "2", "--now", NOW)
    for name in (issue.id, OLD):
        done("withdraw", name, "--item", "2", "--reason", "출처가 거두었습니다.", "--yes", "--now", NOW)
    done("archive")
    shown = page(publication, issue.id)
    assert "출처가 거두었습니다." in shown.get_element_by_id("item-2").text_content()
    assert (
        shown.get_element_by_id("item-3")
        .xpath(".//h3")[0]
        .text_content()
        .startswith(issue.items[2].headline.text)
    )
    left = everything(publication)
    assert item.headline.text not in left
    assert not [pick.sentence.text for pick in item.picks if pick.sentence.text in left]
    public = json.loads((publication / "var" / "archive" / "issues" / OLD / "issue.json").read_bytes())
    assert [one["id"] for one in public["items"]] == [one.id for one in issue.items]
    for name in (issue.id, OLD):
        done("withdraw", name, "--item", "2", "--undo", "--now", LATER)
    done("archive")
    assert item.headline.text in everything(publication)


def test_a_withdrawn_issue_leaves_a_tombstone_at_its_address(publication: Path):
    done("archive")
    done("withdraw", OLD, "--reason", "사실이 아니었습니다.", "--yes", "--now", NOW)
    done("archive")
    site = publication / "var" / "archive"
    stone = page(publication, OLD)
    assert stone.xpath('//meta[@name="robots"]')[0].get("content") == "noindex"
    assert "사실이 아니었습니다." in stone.text_content()
    assert sample().items[0].headline.text not in stone.text_content()
    assert json.loads((site / "issues" / OLD / "issue.json").read_bytes()) == {
        "id": OLD,
        "publication": "sample",
        "withdrawn": "2025-11-26T09:00:00+09:00",
        "reason": "사실이 아니었습니다.",
    }
    calendar = (site / "issues" / OLD / "calendar.ics").read_bytes().decode()
    assert calendar.count("STATUS:CANCELLED") == calendar.count("BEGIN:VEVENT") > 0
    assert all(event.name not in calendar for event in sample().events)
    assert OLD not in (site / "index.html").read_text("utf-8")
    told = entry(publication, OLD)
    assert "사실이 아니었습니다." in told.content[0].value
    assert sample().items[0].headline.text not in told.content[0].value
    assert not [path for path in site.glob("storylines/*/index.html") if OLD in path.read_text("utf-8")]
    done("withdraw", OLD, "--undo", "--now", LATER)
    done("archive")
    assert sample().items[0].headline.text in page(publication, OLD).text_content()
    assert OLD in (site / "index.html").read_text("utf-8")


def test_nothing_is_withdrawn_without_a_reason_and_a_yes(publication: Path):
    assert isinstance(run("withdraw", OLD, "--yes").exception, UsageError)
    assert isinstance(run("withdraw", OLD, "--reason", "까닭").exception, UsageError)
    assert isinstance(run("withdraw", OLD, "--undo").exception, ResultError)
    assert isinstance(run("correct", OLD, " ").exception, UsageError)
    assert isinstance(run("correct", OLD, "--undo", "7").exception, ResultError)
    assert isinstance(run("correct", OLD, "x", "--item", "99").exception, ResultError)
    assert not (publication / "var" / "issues" / OLD / "corrections.toml").exists()


@pytest.mark.parametrize("command", [("correct", OLD, TOLD), ("withdraw", OLD, "--reason", "x", "--yes")])
def test_an_item_that_an_issue_does_not_have_is_told_with_those_it_has(
    publication: Path, command: tuple[str, ...]
):
    assert publication.is_dir()
    result = run(*command, "--item", "99")
    assert isinstance(result.exception, ResultError)
    assert f"1 to {len(sample().items)}" in str(result.exception)
    assert f"digest preview {OLD}" in str(result.exception)


def test_the_public_form_names_nothing_that_is_not_cited():
    why = NotTold(kind="drop", values={"filter": "무료체험"})
    issue = replace(sample(), left_out=(LeftOut(story="x", title="남의 제목", reason=why),))
    public = published(issue)
    assert "남의 제목" not in codec.dump(public)
    assert "무료체험" not in codec.dump(public)
    assert [one.reason for one in public.left_out] == [NotTold(kind="drop")]
    assert published(public) == public
    assert public.items[0].picks == issue.items[0].picks


def test_what_is_withdrawn_is_told_of_by_no_other_issue():
    issue = sample()
    told = Telling(issue=OLD, number=47, item="gone", place=1, headline="철회할 제목", day=date(2025, 11, 12))
    item = replace(issue.items[0], storyline=Storyline(id="gone", name="", clusters=(), earlier=(told,)))
    issue = replace(issue, items=(item, *issue.items[1:]))
    from digest.model import Note, Notes

    moment = issue.provenance.moment
    for gone in ("", "gone"):
        note = Note(issue=OLD, number=1, kind="withdrawal", text="까닭", at=moment, item=gone)
        line = published(issue, {OLD: Notes(every=(note,))}).items[0].storyline
        assert line is not None
        assert line.earlier == ()
    elsewhere = replace(note, item="another")
    assert _first(published(issue, {OLD: Notes(every=(elsewhere,))})) == (told,)
    assert _first(published(issue, {OLD: Notes(every=(replace(note, undone=moment),))})) == (told,)


def _first(issue: Issue) -> tuple[Telling, ...]:
    line = issue.items[0].storyline
    return line.earlier if line else ()
