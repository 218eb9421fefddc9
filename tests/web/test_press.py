"""The press: once a change, and never less than the last good page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest import codec, config, pipeline
from digest.errors import ResultError
from digest.model import Headline
from digest.storage.store import Store
from digest.web.preview.findings import findings
from digest.web.preview.press import Press
from digest.web.preview.state import state
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The issues rendered, one entry each time; they are rendered for real."""
    told: list[str] = []
    real = pipeline.render

    def counted(config, issue):
        told.append(issue.id)
        return real(config, issue)

    monkeypatch.setattr(pipeline, "render", counted)
    return told


def test_a_mail_is_rendered_once_a_change_not_once_a_request(publication: Path, rendered: list[str]):
    press, issue = Press(publication / "config.toml"), sample().id
    for _ in range(3):
        press.showing(issue)
    assert rendered == [issue]
    press.changed([publication / "templates" / "tokens.toml"], [issue])
    for _ in range(3):
        press.showing(issue)
    assert rendered == [issue] * 2


def test_an_issue_json_that_says_the_same_is_not_rendered_again(publication: Path, rendered: list[str]):
    """A building of our own writes it, and what it wrote is shown already."""
    press, issue = Press(publication / "config.toml"), sample().id
    press.showing(issue)
    path = publication / "var" / "issues" / issue / "issue.json"
    press.changed([path], [issue])
    press.showing(issue)
    assert rendered == [issue]
    path.write_text(path.read_text("utf-8").replace("입지 논의가", "터 논의가"), encoding="utf-8")
    press.changed([path], [issue])
    assert rendered == [issue] * 2


def test_what_nobody_looks_at_waits_until_it_is_asked_for(publication: Path, rendered: list[str]):
    press, issue = Press(publication / "config.toml"), sample().id
    press.showing(issue)
    press.changed([publication / "config.toml"], [])
    assert rendered == [issue]
    press.showing(issue)
    assert rendered == [issue] * 2


def test_a_broken_issue_json_is_told_over_its_last_good_page(publication: Path):
    press, issue = Press(publication / "config.toml"), sample().id
    good = press.showing(issue)
    assert good is not None
    path = publication / "var" / "issues" / issue / "issue.json"
    path.write_text("{", encoding="utf-8")
    press.changed([path], [issue])
    broken = press.showing(issue)
    assert broken is not None
    assert broken.fault is not None
    assert broken.proof == good.proof
    path.write_text(codec.dump(sample()), encoding="utf-8")
    press.changed([path], [issue])
    mended = press.showing(issue)
    assert mended is not None
    assert mended.fault is None


def test_a_file_alone_is_shown_without_a_configuration(publication: Path):
    issue = sample().id
    press = Press(None, publication / "var" / "issues" / issue / "issue.json")
    shown = press.showing(issue)
    assert shown is not None
    assert shown.proof is not None
    assert [entry.id for entry in press.shelf.entries()] == [issue]


def test_a_file_among_the_issues_is_on_the_shelf_once(publication: Path):
    issue = sample().id
    press = Press(publication / "config.toml", publication / "var" / "issues" / issue / "issue.json")
    assert [entry.id for entry in press.shelf.entries()] == [issue]


def test_a_table_that_breaks_after_the_rendering_is_a_fault_and_no_finding(publication: Path):
    """So the last good mail keeps what was said of it."""
    settings = config.load(publication / "config.toml")
    rendition = pipeline.render(settings, sample())
    assert findings(settings, sample(), rendition)
    (publication / "templates").mkdir(exist_ok=True)
    (publication / "templates" / "strings.ko.toml").write_text("contents = oops\n", encoding="utf-8")
    with pytest.raises(ResultError, match="line 1"):
        findings(settings, sample(), rendition)


def test_what_the_editions_tell_otherwise_stands_beside_the_mail_of_each(publication: Path):
    """A translation with another figure is told where either edition is looked at, and goes once it is mended."""
    Store.open(publication / "var" / "digest.sqlite3").close()
    korean = replace(sample(), id="sample-weekly-2025-11-17-ko", editions=("ko", "en"))
    first = korean.items[0]
    head = Headline(text="Talks on 31 sites", story="", language="en", provenance="editor")
    silent = replace(first, headline=head, picks=(), size="line", references=first.references[:1])
    silent = replace(silent, references=tuple(replace(one, language="ko") for one in silent.references))
    english = replace(korean, id="sample-weekly-2025-11-17-en", language="en", items=(silent,))
    folder = publication / "var" / "issues"
    for one in (korean, english):
        (folder / one.id).mkdir()
        (folder / one.id / "issue.json").write_text(codec.dump(one), encoding="utf-8")
    press = Press(publication / "config.toml")

    def figures(issue: str) -> list[tuple[int, str]]:
        shown = press.showing(issue)
        assert shown is not None
        assert shown.proof is not None
        return [(one.item, one.text) for one in shown.proof.findings if "the other does not" in one.message]

    assert figures(korean.id) == figures(english.id) == [(1, "Talks on 31 sites")]
    mended = replace(english, items=(replace(silent, headline=replace(head, text="Talks on sites")),))
    path = folder / english.id / "issue.json"
    path.write_text(codec.dump(mended), encoding="utf-8")
    press.changed([path], [korean.id])
    assert figures(korean.id) == []


def test_the_page_of_a_korean_publication_tells_what_is_wrong_in_korean(publication: Path):
    press, issue = Press(publication / "config.toml"), sample().id
    shown = press.showing(issue)
    assert shown is not None
    told = json.loads(state("s", (), issue, shown, language="ko"))["proof"]["findings"]
    assert told
    assert all(re.search("[가-힣]", text) for one in told for text in (one["message"], one["hint"]) if text)
    english = json.loads(state("s", (), issue, shown, language="en"))["proof"]["findings"]
    assert not any(re.search("[가-힣]", one["hint"]) for one in english)
