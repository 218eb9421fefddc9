"""What an editor should look at in an issue, and how big its parts are."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.errors import ResultError
from digest.pipeline import linting
from digest.rendering.mail import REFUSE_BYTES, WARN_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.config import Config
    from digest.editing.remark import Remark
    from digest.model import Issue, Rendition

BIGGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: how grave, where, about which text, what, and what to do.

    Args:
        item: the item's number; 0 where it is of the whole issue.
        place: a template's file and line; empty where it is of none.
    """

    level: Literal["error", "warning"]
    item: int
    place: str
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


def findings(
    config: Config | None, issue: Issue, rendition: Rendition, beside: Sequence[Remark] = ()
) -> tuple[Finding, ...]:
    """What `digest lint` says of an issue, errors first; its biggest items are told by `size`.

    `beside` is what was found between its editions.

    Raises:
        ResultError: a template was broken since the mail was rendered.
    """
    remarks = (*linting.findings(config, issue, rendition=rendition), *beside)
    for one in remarks:
        if one.kind == "template":
            raise ResultError(one.place, one.message, one.hint)
    found = [
        Finding(
            level=one.level,
            item=one.number,
            place=one.place,
            text=one.text,
            message=one.message,
            hint=one.hint,
        )
        for one in remarks
    ]
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
