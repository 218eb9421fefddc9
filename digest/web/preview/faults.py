"""A fault as the page shows it: what is wrong, in which file and line, and the lines around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import DigestError
from digest.rendering import looks

if TYPE_CHECKING:
    from collections.abc import Sequence

AROUND = 2
_LINE = re.compile(r"\bline (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A line of a file; `wrong` marks the one that the fault names."""

    number: int
    text: str
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What keeps a page from being shown anew. `messages` are one line each."""

    subject: str
    messages: tuple[str, ...]
    hint: str
    excerpt: tuple[Excerpt, ...] = ()


def fault_of(error: Exception, folder: Path | None) -> Fault:
    """An error as a fault; `folder` is the publication's."""
    if not isinstance(error, DigestError):
        told = str(error) or type(error).__name__
        return Fault(subject=type(error).__name__, messages=(told,), hint="")
    messages: tuple[str, ...] = getattr(error, "mistakes", (error.message,))
    return Fault(
        subject=_short(error.subject, folder),
        messages=messages,
        hint=error.hint,
        excerpt=_excerpt(error.subject, messages, folder),
    )


def _short(subject: str, folder: Path | None) -> str:
    return subject.replace(f"{folder}/", "").replace(f"{folder}\\", "") if folder else subject


def _excerpt(subject: str, messages: Sequence[str], folder: Path | None) -> tuple[Excerpt, ...]:
    found = _LINE.search(subject) or _LINE.search(messages[0] if messages else "")
    path = _file(subject.partition(", line ")[0], folder)
    if found is None or path is None:
        return ()
    wrong = int(found[1])
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return ()
    first = max(wrong - AROUND, 1)
    return tuple(
        Excerpt(number=number, text=text[:300], wrong=number == wrong)
        for number, text in enumerate(lines[first - 1 : wrong + AROUND], first)
    )


def _file(name: str, folder: Path | None) -> Path | None:
    """The file that a fault names: by its path, or among the looks."""
    within = [root / name.removeprefix("templates/") for root in looks.roots(folder)]
    return next((path for path in (Path(name), *within) if path.is_file()), None)
