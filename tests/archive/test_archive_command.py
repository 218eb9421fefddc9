"""`digest archive`: every issue that can be read becomes a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from digest import codec
from digest.cli.main import app
from digest.errors import ResultError
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication with one issue."""
    monkeypatch.delenv("DIGEST_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('[publication]\nid = "sample"\nname = "맥락"\n', encoding="utf-8")
    issue = sample()
    folder = tmp_path / "var" / "issues" / issue.id
    folder.mkdir(parents=True)
    (folder / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    return tmp_path


def test_the_archive_is_written_and_its_index_named(publication: Path):
    done = CliRunner().invoke(app, ["archive"])
    assert done.exit_code == 0, done.exception
    assert done.stdout.strip() == str(publication / "var" / "archive" / "index.html")
    assert (publication / "var" / "archive" / "issues" / sample().id / "index.html").is_file()


def test_an_issue_that_cannot_be_read_is_told_and_the_rest_is_built(publication: Path):
    broken = publication / "var" / "issues" / "sample-weekly-2025-01-06"
    broken.mkdir()
    (broken / "issue.json").write_text('{"half": ', encoding="utf-8")
    done = CliRunner().invoke(app, ["archive"])
    assert done.exit_code == 3
    assert str(broken / "issue.json") in done.stderr
    assert (publication / "var" / "archive" / "index.html").is_file()


def test_without_an_issue_there_is_no_archive(publication: Path):
    (publication / "var" / "issues" / sample().id / "issue.json").unlink()
    assert isinstance(CliRunner().invoke(app, ["archive"]).exception, ResultError)
    assert not (publication / "var" / "archive").exists()


def test_an_archive_that_cannot_be_written_is_a_foreseen_fault(publication: Path):
    (publication / "var" / "archive").write_text("in the way")
    done = CliRunner().invoke(app, ["archive"])
    assert isinstance(done.exception, ResultError)
    assert done.exception.hint


def test_a_mistake_in_the_glossary_is_told_and_keeps_no_page_back(publication: Path):
    (publication / "glossary.txt").write_text("수온 = SST\n한국은행 =\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["archive"])
    assert done.exit_code == 3
    assert "is followed but for 1 mistake (line 2: a name is missing" in done.stderr
    assert (publication / "var" / "archive" / "issues" / sample().id / "index.html").is_file()
