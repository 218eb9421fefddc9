"""The archive as a commit on a git branch, which hosts of pages serve: by the git program, with its own credentials.

Neither the user's checkout nor their index is touched: the tree is made in an index of its own, upon what the remote has, and
pushed without force. A commit of somebody else that changes the archive stops it; files for the host alone are kept.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from digest.archive.git import Git
from digest.errors import ResultError, UsageError

NOT_JEKYLL = ".nojekyll"
"""Tells GitHub to serve the files as they are."""
KEPT = re.compile(
    r"(?:CNAME|\.nojekyll|\.domains|_headers|_redirects|\.gitignore|\.gitattributes|README(?:\.\w+)?|LICENSE(?:\.\w+)?"
    r"|\.well-known/.+|\.github/.+|\.gitlab-ci\.yml|\.forgejo/.+|google\w+\.html)"
)
"""Files of a branch that are for its host and stay, although the archive does not have them."""
TRAILER = "Published-by: Ganchu"
"""The last line of the commits that are made here."""
_AUTHOR = ("user.name", "user.email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push did: where to, its commit (abbreviated; empty where nothing had changed), how many files it changed."""

    place: str
    commit: str = ""
    files: int = 0


def push(target: Path, place: str, *, repository: Path, author: tuple[str, str]) -> Pushed:
    """Publish a folder on a branch: one commit where something changed, else none.

    Args:
        target: the archive's folder.
        place: `REMOTE/BRANCH`, such as `origin/gh-pages`.
        repository: a folder in the git repository that knows the remote.
        author: name and address of who commits, where git knows nobody.

    Raises:
        UsageError: `place` is no remote and branch.
        ResultError: git is missing, there is no repository or no such remote, the remote cannot be reached or refuses, or
            the branch holds what somebody else did.
    """
    git = Git(repository, prompts=sys.stdin.isatty())
    remote, branch = _parted(git, place)
    tip = _fetched(git, remote, branch, place)
    if tip:
        _leave_others(git, tip, place)
    with TemporaryDirectory(prefix="ganchu-push-") as folder:
        tree = _tree(git.with_index(Path(folder) / "index"), target, tip)
    before = git.told("rev-parse", f"{tip}^{{tree}}") if tip else ""
    if tree == before:
        return Pushed(place=place)
    known = all(git.asked("config", key).told for key in _AUTHOR)
    name, address = ("", "") if known else author
    parents = ("-p", tip) if tip else ()
    commit = git.told(
        "commit-tree", tree, *parents, "-m", "Publish the archive", "-m", TRAILER, author=(name, address)
    )
    changed = git.told(
        "diff-tree", "-r", "--no-commit-id", "--name-only", *((before, tree) if tip else (commit, "--root"))
    )
    _send(git, remote, branch, commit, place)
    return Pushed(place=place, commit=commit[:12], files=len(changed.splitlines()))


def _parted(git: Git, place: str) -> tuple[str, str]:
    """Remote and branch; the remote is one that the repository knows."""
    remote, _, branch = place.partition("/")
    if (
        not remote
        or not branch
        or place.startswith("-")
        or git.asked("check-ref-format", f"refs/heads/{branch}").status
    ):
        raise UsageError(f'push "{place}"', "is no remote and branch", 'write them as in "origin/gh-pages"')
    remotes = git.told("remote").split()
    if remote not in remotes:
        told = f"has no remote {remote}" + (f" (it has {', '.join(remotes)})" if remotes else "")
        raise ResultError(str(git.folder), told, f"`git remote add {remote} ADDRESS`, or name another")
    here = git.asked("symbolic-ref", "--short", "HEAD").told
    if here == branch:
        raise ResultError(
            f'push "{place}"', "is the branch that you work on", "give the archive a branch of its own"
        )
    return remote, branch


def _fetched(git: Git, remote: str, branch: str, place: str) -> str:
    """The commit at the tip of the remote's branch, with what it holds; empty where there is no such branch."""
    found = git.asked("ls-remote", remote, f"refs/heads/{branch}")
    if found.status:
        raise _unreached(remote, place, found.fault)
    if not found.told:
        return ""
    own = f"refs/ganchu/{place}"
    fetched = git.asked(
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, f"+refs/heads/{branch}:{own}"
    )
    if fetched.status:
        raise _unreached(remote, place, fetched.fault)
    return git.told("rev-parse", own)


def _unreached(remote: str, place: str, fault: str) -> ResultError:
    return ResultError(
        f'push "{place}"',
        f"cannot read the remote ({fault})",
        f"`git ls-remote {remote}` must work without a question",
    )


def _leave_others(git: Git, tip: str, place: str) -> None:
    """Refuse to go on where somebody else changed what the archive made.

    Raises:
        ResultError: a commit after the last of ours changed it, or there is none of ours.
    """
    last = git.told("log", "-1", "--format=%H", f"--grep=^{TRAILER}$", tip)
    if last == tip:
        return
    changed = (
        ("diff", "--name-only", "-z", last, tip) if last else ("ls-tree", "-r", "--name-only", "-z", tip)
    )
    foreign = [name for name in git.told(*changed).split("\0") if name and not KEPT.fullmatch(name)]
    if foreign:
        who = git.told("log", "-1", "--format=%h by %an", tip, "--", foreign[0]) or tip[:12]
        told = f"holds what this program did not put there ({foreign[0]}, {who}): nothing was pushed"
        hint = "give the archive a branch of its own, or take that commit back"
        raise ResultError(f'push "{place}"', told, hint)


def _tree(git: Git, target: Path, tip: str) -> str:
    """The tree of the archive, with what the branch holds for its host."""
    git.told("add", "--all", "--force", "--", ".", ":(exclude,glob)**/.*.tmp", work=target)
    have = set(git.told("ls-files", "-z").split("\0"))
    rows = git.told("ls-tree", "-r", "-z", tip).split("\0") if tip else []
    kept = [row for row in rows if KEPT.fullmatch(name := row.partition("\t")[2]) and name not in have]
    if NOT_JEKYLL not in {*have, *(row.partition("\t")[2] for row in kept)}:
        kept.append(f"100644 blob {git.told('hash-object', '-w', '--stdin')}\t{NOT_JEKYLL}")
    git.told("update-index", "-z", "--index-info", given="".join(f"{row}\0" for row in kept))
    return git.told("write-tree")


def _send(git: Git, remote: str, branch: str, commit: str, place: str) -> None:
    sent = git.asked("push", "--porcelain", remote, f"{commit}:refs/heads/{branch}")
    if not sent.status:
        return
    row = next((row for row in sent.told.splitlines() if row.startswith("!")), "")
    if "[rejected]" in row:
        raise ResultError(
            f'push "{place}"',
            "somebody else pushed there in the meantime: nothing was changed",
            "run it again",
        )
    if row:
        why = row.rpartition("\t")[2].removeprefix("[remote rejected]").strip(" ()") or "no reason given"
        said = " ".join(line[len("remote:") :].strip() for line in sent.said if line.startswith("remote:"))
        told = f"the remote refused it ({why}{f': {said.strip()}' if said.strip() else ''})"
        raise ResultError(f'push "{place}"', told, "look at its rules for this branch, or push to another")
    hint = "check that you may push there, and the network"
    raise ResultError(f'push "{place}"', f"cannot be pushed ({sent.fault})", hint)
