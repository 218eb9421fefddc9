"""A finding in an issue: what is odd, where it stands, how to mend it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.errors import DigestError
    from digest.model import Issue

Level = Literal["warning", "error"]
Kind = Literal[
    "register",
    "forecast",
    "headline",
    "repeated",
    "section",
    "undated",
    "tracking",
    "unlinked",
    "advertising",
    "subject",
    "preheader",
    "brief",
    "leftover",
    "template",
    "unsubscribe",
    "web-view",
    "sender",
    "language",
    "image",
    "link",
    "foreign-host",
    "text-part",
    "size",
    "grammar",
    "token",
    "contrast",
    "string",
    "edition-figure",
    "edition-name",
    "edition-section",
]
"""What each kind means, and which are errors: docs/how-to/lint.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding: an `error` keeps an issue from being sent, a `warning` should be looked at.

    Args:
        kind: which check found it.
        level: how grave it is.
        item: the id of the item; empty where it is about the whole issue.
        text: what it is about, as shown.
        message: what is odd about it.
        hint: what to do.
        number: the item's place in the issue, from 1; 0 where it is about the whole issue.
        headline: the item's headline.
        place: the template's file and line; empty where it is of no template.
    """

    kind: Kind
    level: Level
    item: str
    text: str
    message: str
    hint: str
    number: int = 0
    headline: str = ""
    place: str = ""

    @property
    def where(self) -> str:
        """Where it stands, in words: the item by number and headline, the template by file and line."""
        item = f'item {self.number} "{self.headline}"' if self.number else ""
        return ", ".join(part for part in (item, self.place) if part) or "the issue"

    def __str__(self) -> str:
        quoted = f'"{self.text}": ' if self.text and self.text != self.headline else ""
        return f"{self.where}: {quoted}{self.message}: {self.hint}"


def of_item(
    issue: Issue, item: str, *, kind: Kind, message: str, hint: str, text: str = "", level: Level = "warning"
) -> Remark:
    """A finding about an item of an issue, with its number and headline there."""
    number, headline = next(
        ((place, one.headline.text) for place, one in enumerate(issue.items, 1) if one.id == item), (0, "")
    )
    return Remark(
        kind=kind,
        level=level,
        item=item,
        text=text,
        message=message,
        hint=hint,
        number=number,
        headline=headline,
    )


def of_issue(*, kind: Kind, message: str, hint: str, text: str = "", level: Level = "warning") -> Remark:
    """A finding about the whole issue."""
    return Remark(kind=kind, level=level, item="", text=text, message=message, hint=hint)


def of_template(error: DigestError) -> Remark:
    """The finding that something cannot be rendered: its place is what the error is about."""
    return Remark(
        kind="template",
        level="error",
        item="",
        text="",
        message=error.message,
        hint=error.hint,
        place=error.subject,
    )


def tallied(found: Iterable[Remark]) -> str:
    """How many warnings there are, in all and of each kind: `3 warnings (register 2, undated 1)`; empty where there are none."""
    counts = Counter(remark.kind for remark in found if remark.level == "warning")
    if not counts:
        return ""
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return f"{counts.total()} {'warning' if counts.total() == 1 else 'warnings'} ({told})"
