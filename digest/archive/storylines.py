"""The issues' storylines: for each affair that several items tell, its page with a dated line of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digest.archive.card import Card, CardItem, CardSentence, unsaid
from digest.archive.figures import SeriesView
from digest.model import Language
from digest.rendering import charts, dates
from digest.rendering.chartview import PointView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.archive.wings import Wing

NEWEST = 12
"""Storylines that the index names."""
SEVERAL = 2
COVERED = 12
"""The last issues whose outlets are drawn."""
_HANGUL = re.compile(r"[가-힣]")
_FILE_NAME = r"\w[\w.-]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """An item of a storyline: `label` names its issue, `path` is the issue's page in the site."""

    issue: str
    number: int
    day: date
    when: str
    label: str
    path: str
    item: CardItem

    @property
    def told(self) -> CardSentence | None:
        """What it is told by."""
        return self.item.told


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A storyline, its parts by their days; `url` is empty where the publication has no archive address.

    The order of issues is not that of days where genres stand beside each other: a review begins half a year before a weekly.

    `affair` is its id in all editions, `id` that of its page in this one. `figures` are found for its page alone.
    """

    id: str
    affair: str
    name: str
    language: Language
    first: str
    last: str
    path: str
    url: str
    parts: tuple[PartView, ...]
    coverage: tuple[PointView, ...] = ()
    figures: tuple[SeriesView, ...] = ()


def lines(wing: Wing, standing: Mapping[tuple[str, str], str]) -> tuple[LineView, ...]:
    """The storylines of a wing that several of its listed items tell, the one that was told of last first.

    An item stands where the editor left it. Of one of which the store knows nothing, what the newest part of a storyline
    goes on belongs to it, whatever older pages say. Items of other editions stand as in the primary one.

    Args:
        wing: of one language.
        standing: (issue, item) → its storyline.
    """
    known, line_of = _stood(wing, standing)
    found: dict[str, list[tuple[Card, CardItem]]] = {}
    begun = {line_of[name] for name, (_, item) in known.items() if line_of[name] != item.id or item.before}
    for name in reversed(known):
        if line_of[name] in begun:
            found.setdefault(line_of[name], []).append(known[name])
    made = [
        _line(line, told, wing)
        for line, told in found.items()
        if len(told) >= SEVERAL and re.fullmatch(_FILE_NAME, line)
    ]
    return tuple(sorted(made, key=lambda line: (line.parts[-1].day, line.id), reverse=True))


def newest(wing: Wing, standing: Mapping[tuple[str, str], str]) -> dict[str, tuple[Card, CardItem]]:
    """The newest listed item of each storyline, also of those that have too few for a page."""
    known, line_of = _stood(wing, standing)
    return {line_of[name]: told for name, told in reversed(known.items())}


_Known = dict[tuple[str, str], tuple["Card", "CardItem"]]


def _stood(wing: Wing, standing: Mapping[tuple[str, str], str]) -> tuple[_Known, dict[tuple[str, str], str]]:
    """The listed items, the newest first, and the storyline of each, by issue and item."""
    known = {
        (one.issue, item.id): (one, item)
        for one in wing.listed
        for item in sorted(one.items, key=lambda item: item.number)
    }
    line_of = dict(standing)
    for one, item in known.values():
        if kept := standing.get((one.primary, item.id)):
            line_of[one.issue, item.id] = kept
    said: set[str] = set()
    for name, (_, item) in known.items():
        line = line_of.setdefault(name, item.storyline or item.id)
        for told in unsaid(item, said):  # what a newer item says already is settled
            line_of.setdefault((told.issue, told.item), line)
    return known, line_of


def by_item(told: Iterable[LineView]) -> dict[tuple[str, int], LineView]:
    """(issue, item's number) → the storyline of which it is a part."""
    return {(part.issue, part.number): line for line in told for part in line.parts}


def _line(affair: str, told: Sequence[tuple[Card, CardItem]], wing: Wing) -> LineView:
    known: dict[tuple[str, str], date] = {}
    said: set[str] = set()
    for _, item in reversed(told):  # the newest knows best
        for earlier in unsaid(item, said):
            known.setdefault((earlier.issue, earlier.item), earlier.day)
    parts = tuple(sorted((_part(one, item, known, wing) for one, item in told), key=lambda part: part.day))
    newest, last = told[-1]
    line = f"{affair}{wing.suffix}"
    name = next((item.affair for _, item in reversed(told) if item.affair), "")
    if newest.editions and _language(name) != newest.language:
        name = ""  # a headline says it, the newest in the reader's language
        last = next((item for _, item in reversed(told) if item.language == newest.language), last)
    return LineView(
        id=line,
        affair=affair,
        name=name or last.headline,
        language=_language(name) if name else last.language,
        first=parts[0].when,
        last=parts[-1].when,
        path=f"storylines/{line}/index.html",
        url=f"{newest.archive_url}storylines/{line}/" if newest.archive_url else "",
        parts=parts,
        coverage=charts.points([(part.label, len(part.item.outlets)) for part in parts[-COVERED:]]),
    )


def _language(name: str) -> Language:
    """That of a storyline's name, which is made of terms of one of the two languages: in Hangul, or Latin letters."""
    return "ko" if _HANGUL.search(name) else "en"


def _part(one: Card, item: CardItem, known: Mapping[tuple[str, str], date], wing: Wing) -> PartView:
    day = known.get((one.issue, item.id)) or item.day
    return PartView(
        issue=one.issue,
        number=item.number,
        day=day,
        when=dates.day(day, wing.words),
        label=one.label,
        path=one.path,
        item=item,
    )
