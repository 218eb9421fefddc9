"""What an editor should look at in an issue, and how big its parts are."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.editing.lint import lint
from digest.rendering.mail import REFUSE_BYTES, WARN_BYTES, size_findings

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import Issue, Rendition

BIGGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: how grave, where (an item's number, 0 for the whole issue), about which text, what, and what to do."""

    level: Literal["error", "warning"]
    item: int
    text: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An item and the bytes of HTML that it takes."""

    number: int
    headline: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How big a mail is, in bytes of HTML, against the limits; its biggest items."""

    bytes: int
    warn: int
    refuse: int
    biggest: tuple[Part, ...]


def findings(config: Config | None, issue: Issue, rendition: Rendition) -> tuple[Finding, ...]:
    """All that is to be said of an issue before it is sent, errors first."""
    genre = config.genres.get(issue.genre) if config else None
    places = {item.id: number for number, item in enumerate(issue.items, 1)}
    found = [
        Finding(
            level=one.level,
            item=places.get(one.item, 0),
            text=one.text,
            message=one.message,
            hint=one.hint,
        )
        for one in lint(issue, register=genre.register if genre else "as-is")
    ]
    for told in size_findings(rendition.html, issue):
        verdict, _, message = told.partition(": ")
        level: Literal["error", "warning"] = "error" if verdict == "refuse" else "warning"
        found.append(Finding(level=level, item=0, text="", message=message, hint=""))
    return tuple(sorted(found, key=lambda one: one.level))


def size(issue: Issue, page: str) -> Size:
    """The size of a mail's HTML, and the items that take most of it."""
    places = []
    for number, item in enumerate(issue.items, 1):
        place = page.rfind(html.escape(item.headline.text))
        if place >= 0:
            places.append((place, number, item.headline.text))
    places.sort()
    ends = [place for place, _, _ in places[1:]] + [places[-1][0] if places else 0]
    parts = [
        Part(number=number, headline=headline, bytes=len(page[place:end].encode()))
        for (place, number, headline), end in zip(places, ends, strict=True)
    ]
    parts.sort(key=lambda part: (-part.bytes, part.number))
    return Size(
        bytes=len(page.encode()),
        warn=WARN_BYTES,
        refuse=REFUSE_BYTES,
        biggest=tuple(part for part in parts[:BIGGEST] if part.bytes),
    )
