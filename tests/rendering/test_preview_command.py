"""`digest preview`: from issue.json alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from digest import codec
from digest.cli.main import app
from digest.errors import ResultError
from digest.rendering import marks

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Issue

CONFIG = '[publication]\nid = "sample"\nname = "맥락"\n'


@pytest.fixture
def written(issue: Issue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an issue, with no configuration and no screen anywhere near."""
    for name in ("DIGEST_CONFIG", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "var" / "issues" / issue.id
    folder.mkdir(parents=True)
    (folder / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["", "issue.json"])
def test_an_issue_is_shown_from_its_folder_or_file_without_a_configuration(written: Path, name: str):
    done = CliRunner().invoke(app, ["preview", str(written / name)])
    assert done.exit_code == 0, done.exception
    assert "데이터센터 전력, 입지 논의가 먼저 시작됐다" in done.stdout
    assert not (written / "preview.html").exists()


def test_the_newest_issue_is_shown_where_none_is_named(written: Path, tmp_path: Path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    for arguments in ([], [written.name]):
        done = CliRunner().invoke(app, ["preview", *arguments])
        assert done.exit_code == 0, done.exception
        assert "제48호" in done.stdout


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere there is always a screen")
def test_open_writes_the_mail_beside_the_issue_and_names_it(written: Path):
    done = CliRunner().invoke(app, ["preview", str(written), "--open"])
    assert done.exit_code == 0, done.exception
    assert done.stdout.strip() == str(written / "preview.html")
    page = (written / "preview.html").read_text("utf-8")
    assert "입지 논의가" in page
    assert not any(mark in page for mark in marks.MARKS)


def test_html_is_written_where_it_is_wanted(written: Path, tmp_path: Path):
    done = CliRunner().invoke(app, ["preview", str(written), "--html", str(tmp_path / "out" / "mail.html")])
    assert done.exit_code == 0, done.exception
    assert (tmp_path / "out" / "mail.html").is_file()
    assert not (written / "preview.html").exists()


def test_the_publications_own_words_are_used(written: Path, tmp_path: Path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "strings.ko.toml").write_text(
        'number = "{number}번째 편지"\n', encoding="utf-8"
    )
    assert "48번째 편지" in CliRunner().invoke(app, ["preview", str(written)]).stdout


def test_an_issue_that_is_not_there_or_not_an_issue_is_a_foreseen_fault(written: Path, tmp_path: Path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    assert isinstance(CliRunner().invoke(app, ["preview", "nothing"]).exception, ResultError)
    (written / "issue.json").write_text("{}", encoding="utf-8")
    assert isinstance(CliRunner().invoke(app, ["preview", str(written)]).exception, ResultError)
