"""What the archive finds beforehand, or keeps, saves time and changes no byte."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest import codec, config, pipeline
from digest.archive import carding, site
from digest.archive.search import remembered, terms
from tests.archive import grown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from digest.model import Issue

NAMES = (("딥시크", "DeepSeek"), ("한국은행", "Bank of Korea"))


@pytest.fixture(scope="module")
def issues() -> list[Issue]:
    return list(grown.issues(3, items=5, url=""))


def built(folder: Path, issues: Sequence[Issue], *, kept: bool = True) -> dict[str, bytes]:
    """The files of the site of these issues; they have no address, so no pictures are drawn."""
    target, cache = folder / "var" / "archive", folder / "var" / "cache" / "archive"
    site.build(issues, folder=folder, target=target, known_names=NAMES, cache=cache if kept else None)
    files = (path for path in target.rglob("*") if path.is_file())
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


def prepare(folder: Path, issue: Issue) -> Path:
    """Do what `digest build` does at its end; gives the file that it leaves."""
    (folder / "var" / "archive").mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('[publication]\nid = "grown"\nname = "맥락"\n', encoding="utf-8")
    pipeline.beforehand(config.load(folder / "config.toml"), [issue])
    return folder / "var" / "cache" / "archive" / "search" / remembered.BEFOREHAND / f"{issue.id}.json"


def unanalysed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was analysed")

    monkeypatch.setattr(terms, "analyse", refuse)


def test_an_issue_that_was_prepared_is_added_without_the_analyser_and_as_in_a_full_build(
    issues: list[Issue], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    more, whole = tmp_path / "more", tmp_path / "whole"
    built(more, issues[:2])
    left = prepare(more, issues[2])
    assert left.is_file()
    with monkeypatch.context() as patched:
        unanalysed(patched)
        grew = built(more, issues)
    assert not left.exists()
    assert grew == built(whole, issues, kept=False)


def test_the_card_of_an_issue_that_was_prepared_is_not_made_again(
    issues: list[Issue], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    built(tmp_path, issues[:2])
    prepare(tmp_path, issues[2])

    def refuse(*_: object) -> None:
        raise AssertionError("a card was made")

    monkeypatch.setattr(carding, "card", refuse)
    assert any(name.startswith(f"issues/{issues[2].id}/") for name in built(tmp_path, issues))


@pytest.mark.parametrize("harm", ["cut", "bit", "empty"])
def test_kept_cards_and_names_that_are_damaged_are_made_again(issues: list[Issue], tmp_path: Path, harm: str):
    before = built(tmp_path, issues)
    cache = tmp_path / "var" / "cache" / "archive"
    kept = [*(cache / "cards").iterdir(), *(cache / "names").iterdir()]
    assert len(kept) == len(issues) + 1
    for path in kept:
        data = path.read_bytes()
        harmed = {"cut": data[: len(data) // 2], "bit": data[:-1] + bytes([data[-1] ^ 1]), "empty": b""}
        path.write_bytes(harmed[harm])
    (tmp_path / "var" / "archive").rename(tmp_path / "before")
    assert built(tmp_path, issues) == before


def test_a_name_that_is_learned_later_is_found_in_old_issues(issues: list[Issue], tmp_path: Path):
    more = (*NAMES, ("환율", "exchange rate"))
    built(tmp_path / "grown", issues[:2])
    site.build(
        issues,
        folder=tmp_path / "grown",
        target=tmp_path / "grown" / "var" / "archive",
        known_names=more,
        cache=tmp_path / "grown" / "var" / "cache" / "archive",
    )
    site.build(issues, folder=tmp_path, target=tmp_path / "whole", known_names=more)
    made = [
        {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("topics/**/*.html")}
        for target in (tmp_path / "grown" / "var" / "archive", tmp_path / "whole")
    ]
    assert "topics/환율/index.html" in made[0]
    assert made[0] == made[1]


def test_a_draft_that_is_not_listed_yet_keeps_what_was_found(issues: list[Issue], tmp_path: Path):
    left = prepare(tmp_path, issues[2])
    cache = tmp_path / "var" / "cache" / "archive"
    site.build(
        issues, folder=tmp_path, target=tmp_path / "var" / "archive", cache=cache, unlisted={issues[2].id}
    )
    assert left.is_file()
    before = left.stat().st_mtime_ns
    assert prepare(tmp_path, issues[2]).stat().st_mtime_ns == before


@pytest.mark.parametrize("harm", ["version", "cut", "other"])
def test_what_was_found_by_other_rules_or_is_damaged_is_as_none(
    issues: list[Issue], tmp_path: Path, harm: str
):
    left = prepare(tmp_path / "one", issues[0])
    kept = json.loads(left.read_bytes())
    if harm == "version":
        kept["version"] = "0"
        kept["of"] = {key: [{"그릇된": 1}, [], {}] for key in kept["of"]}
    text = "[1]" if harm == "other" else json.dumps(kept)
    left.write_text(text[:-9] if harm == "cut" else text, encoding="utf-8")
    assert built(tmp_path / "one", issues[:1]) == built(tmp_path / "two", issues[:1], kept=False)


def test_a_publication_without_an_archive_is_not_prepared(issues: list[Issue], tmp_path: Path):
    (tmp_path / "config.toml").write_text('[publication]\nid = "grown"\nname = "맥락"\n', encoding="utf-8")
    pipeline.beforehand(config.load(tmp_path / "config.toml"), issues)
    assert not (tmp_path / "var").exists()


def test_kept_code_of_templates_that_is_damaged_is_made_again(issues: list[Issue], tmp_path: Path):
    before = built(tmp_path, issues[:1])
    code = sorted((tmp_path / "var" / "cache" / "archive" / "templates").glob("*.code"))
    assert code
    for each, path in enumerate(code):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if each % 2 else data[:-1] + bytes([data[-1] ^ 1]))
    program = (
        "import sys; from pathlib import Path; from digest import codec; from digest.model import Issue;"
        "from digest.archive import site; folder = Path(sys.argv[1]);"
        "issue = codec.load(Issue, sys.stdin.buffer.read(), subject='issue');"
        "done = site.build([issue], folder=folder, target=folder / 'again', cache=folder / 'var/cache/archive');"
        "print(len(done.written))"
    )
    changed = replace(issues[0], stories_read=99)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        input=codec.dump(changed).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    again = (tmp_path / "again" / "index.html").read_bytes()
    assert again == before["index.html"]
