"""The issues' storylines: for each affair that several items tell, its page with a dated line of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.model import Language
from digest.rendering import charts, dates
from digest.rendering.chartview import PointView
from digest.rendering.view import ItemView, SentenceView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.archive.bound import Bound
    from digest.model import Issue, Item

NEWEST = 12
"""Storylines that the index names."""
SEVERAL = 2
_HANGUL = re.compile(r"[가-힣]")
_FILE_NAME = r"\w[\w.-]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """An item of a storyline: `label` names its issue, `path` is the issue's page in the site; `told` what it is told by."""

    issue: str
    number: int
    day: date
    when: str
    label: str
    path: str
    item: ItemView
    told: SentenceView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A storyline, its parts in the order of their issues; `url` is empty where the publication has no archive address."""

    id: str
    name: str
    language: Language
    first: str
    last: str
    path: str
    url: str
    parts: tuple[PartView, ...]
    coverage: tuple[PointView, ...] = ()


def lines(
    bound: Sequence[Bound], standing: Mapping[tuple[str, str], str], suffix: str = ""
) -> tuple[LineView, ...]:
    """The storylines of these issues that several of their items tell, the one that was told of last first.

    An item stands where the editor left it. Of one of which the store knows nothing, what the newest part of a storyline
    goes on belongs to it, whatever older pages say.

    Args:
        bound: the issues that are listed, newest first.
        standing: (issue, item) → its storyline.
        suffix: what the names of the pages end with, where another edition has pages of the same storylines.
    """
    known = {
        (one.issue.id, item.id): (one, item, view)
        for one in bound
        for item, view in zip(
            one.issue.items, sorted(one.view.items, key=lambda view: view.number), strict=True
        )
        if not view.withdrawn
    }
    line_of = dict(standing)
    for name, (_, item, _) in known.items():
        line = line_of.setdefault(name, item.storyline.id if item.storyline else item.id)
        for told in item.storyline.earlier if item.storyline else ():
            line_of.setdefault((told.issue, told.item), line)
    found: dict[str, list[tuple[Bound, Item, ItemView]]] = {}
    begun = {
        line_of[name]
        for name, (_, item, _) in known.items()
        if line_of[name] != item.id or (item.storyline and item.storyline.earlier)
    }
    for name in reversed(known):
        if line_of[name] in begun:
            found.setdefault(line_of[name], []).append(known[name])
    several = {
        line: told for line, told in found.items() if len(told) >= SEVERAL and re.fullmatch(_FILE_NAME, line)
    }
    made = [_line(f"{line}{suffix}", told) for line, told in several.items()]
    return tuple(sorted(made, key=lambda line: (line.parts[-1].day, line.id), reverse=True))


def _line(line: str, told: Sequence[tuple[Bound, Item, ItemView]]) -> LineView:
    known = {
        (one.issue, one.item): one.day
        for _, item, _ in told
        if item.storyline
        for one in item.storyline.earlier
    }
    parts = tuple(_part(one, item, view, known) for one, item, view in told)
    newest, _, last = told[-1]
    path = f"storylines/{line}/index.html"
    name = next((view.affair for _, _, view in reversed(told) if view.affair), "")
    if newest.issue.editions and _language(name) != newest.issue.language:
        name = ""  # the headline says it in the reader's language
    return LineView(
        id=line,
        name=name or last.headline,
        language=_language(name) if name else last.language,
        first=parts[0].when,
        last=parts[-1].when,
        path=path,
        url=f"{newest.view.archive_url}storylines/{line}/" if newest.view.archive_url else "",
        parts=parts,
        coverage=charts.points([(part.label, len(part.item.outlets)) for part in parts]),
    )


def _language(name: str) -> Language:
    """That of a storyline's name, which is made of terms of one of the two languages: in Hangul, or Latin letters."""
    return "ko" if _HANGUL.search(name) else "en"


def _part(one: Bound, item: Item, view: ItemView, known: Mapping[tuple[str, str], date]) -> PartView:
    day = known.get((one.issue.id, item.id)) or _day(one.issue, item)
    return PartView(
        issue=one.issue.id,
        number=view.number,
        day=day,
        when=dates.day(day, one.words),
        label=one.view.number or one.view.period,
        path=one.path,
        item=view,
        told=_told(item, view),
    )


def _told(item: Item, view: ItemView) -> SentenceView | None:
    """The first sentence that holds something new, else the first."""
    facts = [fact.text for fact in item.storyline.new if fact.kind != "outlet"] if item.storyline else []
    telling = (one for one in view.sentences if any(fact in " ".join(one.quoted.split()) for fact in facts))
    return next(telling, next(iter(view.sentences), None))


def _day(issue: Issue, item: Item) -> date:
    """The day of an item's latest story."""
    moments = [reference.published for reference in item.references if reference.published]
    if not moments:
        return issue.period.end - timedelta(days=1)
    return dates.local_day(max(moments), issue.timezone)
