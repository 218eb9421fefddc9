"""What readers call the kinds of issues of a publication, where there are several: each counts its issues for itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Issue
    from digest.rendering.strings import Strings

_DAY = re.compile(r"-\d{4}-\d\d-\d\d(?:-|$)")


def word(genre: str, strings: Strings) -> str:
    """What issues of a genre are called; one of the publication's own is called as its key, until `genre_KEY` is among its words."""
    key = f"genre_{genre}"
    return strings(key) if strings.has(key) else genre


def numbered(issue: Issue, of: str, number: int, strings: Strings) -> str:
    """The number of an earlier issue (`of`, its id), as an issue names it: one of another genre with what that is called."""
    told = strings("number", number=number)
    kind = genre(issue, of)
    return f"{word(kind, strings)} {told}" if kind not in ("", issue.genre) else told


def same(issue: Issue, of: str) -> bool:
    """Whether an earlier issue is of the genre of this one, as far as its id tells."""
    return genre(issue, of) in ("", issue.genre)


def genre(issue: Issue, of: str) -> str:
    """The genre that an id of the same publication names; empty where it is not one of its."""
    rest = of.removeprefix(f"{issue.publication}-")
    day = _DAY.search(rest)
    return rest[: day.start()] if day and rest != of else ""
