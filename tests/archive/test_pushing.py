"""Publishing on a git branch: one commit where something changed, nothing of anybody else's lost, clear refusals."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from digest import codec, config, events
from digest.archive import git as git_program
from digest.archive.pushing import TRAILER, push
from digest.cli.main import app
from digest.errors import ResultError, UsageError
from digest.pipeline import publishing
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "origin/gh-pages"
AUTHOR = ("맥락", "letter@example.org")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def _nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Git knows nobody, and has no settings of this machine."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text("[init]\n\tdefaultBranch = main\n", "utf-8")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    path = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(path)], check=True)
    return path


@pytest.fixture
def letter(tmp_path: Path, remote: Path) -> Path:
    """A publication in a repository whose `var` is ignored, with an archive and work that is not committed."""
    folder = tmp_path / "letter"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    git(folder, "remote", "add", "origin", str(remote))
    (folder / ".gitignore").write_text("var/\n", "utf-8")
    (folder / "config.toml").write_text('[publication]\nid = "sample"\nname = "맥락"\n', "utf-8")
    git(folder, "add", "-A")
    put(folder, "index.html", "one")
    put(folder, "issues/첫호/index.html", "issue\r\n")
    return folder


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "var" / "archive" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def pushed(folder: Path):
    return push(folder / "var" / "archive", PLACE, repository=folder, author=AUTHOR)


def listed(remote: Path) -> set[str]:
    return set(
        git(remote, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    )


def elsewhere(tmp_path: Path, remote: Path, name: str, text: str) -> None:
    """Somebody else commits a file to the branch."""
    work = tmp_path / "elsewhere"
    if not work.exists():
        subprocess.run(["git", "clone", "--quiet", "-b", "gh-pages", str(remote), str(work)], check=True)
    git(work, "pull", "--quiet")
    (work / name).write_text(text, "utf-8")
    git(work, "add", "-A")
    git(work, "-c", "user.name=Min", "-c", "user.email=min@example.org", "commit", "--quiet", "-m", "By hand")
    git(work, "push", "--quiet")


def test_the_folder_becomes_a_commit_byte_for_byte_and_the_checkout_stays_as_it_is(
    letter: Path, remote: Path
):
    before = git(letter, "status", "--porcelain=v2", "--branch"), (letter / ".git" / "index").read_bytes()
    done = pushed(letter)
    assert done.files == 3
    assert git(remote, "rev-parse", "gh-pages").startswith(done.commit)
    assert listed(remote) == {".nojekyll", "index.html", "issues/첫호/index.html"}
    blob = subprocess.run(
        ["git", "-C", str(remote), "show", "gh-pages:issues/첫호/index.html"], capture_output=True, check=True
    ).stdout
    assert blob == b"issue\r\n"
    assert git(remote, "log", "--format=%an %ae %(trailers:only)", "gh-pages").split() == [
        *AUTHOR,
        *TRAILER.split(),
    ]
    after = git(letter, "status", "--porcelain=v2", "--branch"), (letter / ".git" / "index").read_bytes()
    assert after == before
    assert not (letter / ".git" / "FETCH_HEAD").exists()


def test_only_what_changed_makes_a_commit_and_what_is_gone_goes(letter: Path, remote: Path):
    pushed(letter)
    assert pushed(letter).commit == ""
    assert git(remote, "rev-list", "--count", "gh-pages") == "1"
    (letter / "var/archive/issues/첫호/index.html").unlink()
    put(letter, "index.html", "two")
    put(letter, ".index.html.1-2.tmp", "half")
    assert pushed(letter).files == 2
    assert git(remote, "rev-list", "--count", "gh-pages") == "2"
    assert listed(remote) == {".nojekyll", "index.html"}


def test_what_is_for_the_host_alone_stays(letter: Path, remote: Path, tmp_path: Path):
    pushed(letter)
    elsewhere(tmp_path, remote, "CNAME", "letter.example.org\n")
    put(letter, "index.html", "two")
    pushed(letter)
    assert listed(remote) >= {"CNAME", ".nojekyll", "index.html"}
    assert git(remote, "show", "gh-pages:CNAME") == "letter.example.org"
    assert git(remote, "rev-list", "--count", "gh-pages") == "3"


def test_what_somebody_else_changed_stops_it(letter: Path, remote: Path, tmp_path: Path):
    pushed(letter)
    elsewhere(tmp_path, remote, "index.html", "by hand")
    tip = git(remote, "rev-parse", "gh-pages")
    put(letter, "index.html", "two")
    with pytest.raises(ResultError, match=r"index\.html, \w+ by Min") as refused:
        pushed(letter)
    assert refused.value.hint
    assert git(remote, "rev-parse", "gh-pages") == tip
    elsewhere(tmp_path, remote, "CNAME", "x.example.org")  # a harmless commit on top hides it not
    with pytest.raises(ResultError, match=r"index\.html"):
        pushed(letter)


def test_a_branch_of_something_else_is_not_taken(letter: Path):
    git(letter, "-c", "user.name=Min", "-c", "user.email=min@example.org", "commit", "--quiet", "-m", "Mine")
    git(letter, "push", "--quiet", "origin", "HEAD:gh-pages")
    with pytest.raises(ResultError, match=r"did not put there \(config\.toml"):
        pushed(letter)
    with pytest.raises(ResultError, match="the branch that you work on"):
        push(
            letter / "var/archive",
            f"origin/{git(letter, 'branch', '--show-current')}",
            repository=letter,
            author=AUTHOR,
        )


def test_a_push_that_comes_between_is_not_overwritten(
    letter: Path, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pushed(letter)
    put(letter, "index.html", "two")
    asked = git_program.Git.asked

    def meanwhile(self, *arguments: str, **others):
        if arguments[0] == "push":
            elsewhere(tmp_path, remote, "index.html", "quicker")
        return asked(self, *arguments, **others)

    monkeypatch.setattr(git_program.Git, "asked", meanwhile)
    with pytest.raises(ResultError, match="in the meantime"):
        pushed(letter)
    assert git(remote, "show", "gh-pages:index.html") == "quicker"


def test_a_refusal_of_the_remote_is_told_in_its_words(letter: Path, remote: Path):
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'pages are closed on Sundays' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    with pytest.raises(
        ResultError, match=r"refused it \(pre-receive hook declined: pages are closed on Sundays\)"
    ):
        pushed(letter)


def test_a_remote_that_is_not_there_is_told_without_its_password(letter: Path, tmp_path: Path):
    git(letter, "remote", "add", "far", "http://me:secret@127.0.0.1:9/letter.git")
    with pytest.raises(ResultError, match="cannot read the remote") as refused:
        push(letter / "var/archive", "far/gh-pages", repository=letter, author=AUTHOR)
    assert "secret" not in str(refused.value)
    with pytest.raises(ResultError, match=r"has no remote upstream \(it has far, origin\)"):
        push(letter / "var/archive", "upstream/gh-pages", repository=letter, author=AUTHOR)
    with pytest.raises(ResultError, match="is in no git repository"):
        push(letter / "var/archive", PLACE, repository=tmp_path, author=AUTHOR)
    for wrong in ("gh-pages", "origin/", "origin/a..b", "--mirror/x"):
        with pytest.raises(UsageError, match="no remote and branch"):
            push(letter / "var/archive", wrong, repository=letter, author=AUTHOR)


def test_without_git_it_is_said(letter: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ResultError, match="is not installed"):
        pushed(letter)


def test_the_command_pushes_where_it_is_told_or_configured(
    letter: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("DIGEST_CONFIG", raising=False)
    monkeypatch.chdir(letter)
    issue = sample()
    folder = letter / "var" / "issues" / issue.id
    folder.mkdir(parents=True)
    (folder / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    runner = CliRunner()
    assert isinstance(runner.invoke(app, ["archive", "--push"]).exception, UsageError)
    assert isinstance(runner.invoke(app, ["archive", PLACE]).exception, UsageError)
    done = runner.invoke(app, ["archive", "--push", PLACE])
    assert done.exit_code == 0, done.exception
    assert f"{PLACE}: " in done.stderr
    assert f"issues/{issue.id}/index.html" in listed(remote)
    with (letter / "config.toml").open("a", encoding="utf-8") as file:
        file.write(f'[output]\npush = "{PLACE}"\n')
    done = runner.invoke(app, ["archive", "--push"])
    assert "nothing had changed" in done.stderr
    told: list[events.Event] = []
    publishing.publish_as_set(config.load(letter / "config.toml"), observer=told.append)
    assert [(one.subject, one.message) for one in told] == [(PLACE, "is published as it is")]
