"""The git program, as far as publishing needs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

from digest.errors import ResultError

_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
_PLAIN = (
    "-c",
    "core.autocrlf=false",
    "-c",
    "core.safecrlf=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "gc.auto=0",
)
_OTHERS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a hook that starts us would have us take for our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a call of git ended: `told` is what it printed, `said` the lines of its complaint without credentials."""

    status: int
    told: str
    said: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """The line that says what is wrong."""
        marked = [line for line in self.said if line.startswith(("fatal:", "error:", "ssh:"))]
        return (marked or list(self.said) or [f"status {self.status}"])[0].removeprefix("fatal: ")


@dataclass(frozen=True, slots=True)
class Git:
    """Git in the repository that holds a folder; `prompts`: whether it may ask at the terminal.

    Raises:
        ResultError: git is not installed, or the folder is in no repository.
    """

    folder: Path
    prompts: bool = True
    index: Path | None = None
    _program: str = field(init=False)
    _inner: Path = field(init=False)

    def __post_init__(self) -> None:
        program = shutil.which("git")
        if program is None:
            raise ResultError("git", "is not installed", "install it, or copy the archive's folder yourself")
        object.__setattr__(self, "_program", program)
        object.__setattr__(self, "_inner", self.folder)
        found = self.asked("rev-parse", "--absolute-git-dir")
        if found.status:
            hint = (
                "`git init` there and `git remote add origin ADDRESS`, or copy the archive's folder yourself"
            )
            raise ResultError(
                str(self.folder), f"is in no git repository that can be used ({found.fault})", hint
            )
        object.__setattr__(self, "_inner", Path(found.told))

    def with_index(self, index: Path) -> Git:
        """The same with an index of its own, so that the user's stays as it is."""
        return replace(self, index=index)

    def told(
        self, *arguments: str, given: str = "", work: Path | None = None, author: tuple[str, str] = ("", "")
    ) -> str:
        """What git prints, without the space around it.

        Raises:
            ResultError: it fails.
        """
        answer = self.asked(*arguments, given=given, work=work, author=author)
        if answer.status:
            raise ResultError(f"git {arguments[0]}", f"failed ({answer.fault})", f"look at {self.folder}")
        return answer.told

    def asked(
        self, *arguments: str, given: str = "", work: Path | None = None, author: tuple[str, str] = ("", "")
    ) -> Answer:
        """How a call ends; `work` is the folder whose files it reads, else there is none."""
        inside = ["--git-dir", str(self._inner)] if self._inner != self.folder else []
        if work is not None:
            inside += ["--work-tree", str(work)]
        done = subprocess.run(
            [self._program, *_PLAIN, *inside, *arguments],
            cwd=work or self.folder,
            env=self._environment(author),
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        lines = _CREDENTIALS.sub("", done.stderr.decode(errors="replace")).splitlines()
        return Answer(
            status=done.returncode,
            told=done.stdout.decode(errors="surrogateescape").strip(),
            said=tuple(line.strip() for line in lines if line.strip()),
        )

    def _environment(self, author: tuple[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _OTHERS}
        kept |= {"LC_ALL": "C"} if self.prompts else {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
        if self.index is not None:
            kept["GIT_INDEX_FILE"] = str(self.index)
        if all(author):
            for who in ("AUTHOR", "COMMITTER"):
                kept |= {f"GIT_{who}_NAME": author[0], f"GIT_{who}_EMAIL": author[1]}
        return kept
