"""The issues' storylines: for each affair that several items tell, its page with a dated line of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.rendering import dates
from digest.rendering.view import ItemView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.archive.site import Bound
    from digest.model import Issue, Item

NEWEST = 12
"""Storylines that the index names."""
SEVERAL = 2
_FILE_NAME = r"\w[\w.-]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """An item of a storyline: `label` names its issue, `path` is the issue's page in the site."""

    day: date
    when: str
    label: str
    path: str
    item: ItemView


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A storyline, its parts in the order of their issues; `url` is empty where the publication has no archive address."""

    id: str
    name: str
    first: str
    last: str
    path: str
    url: str
    parts: tuple[PartView, ...]


def lines(bound: Sequence[Bound]) -> tuple[LineView, ...]:
    """The storylines of these issues that several of their items tell, the one that was told of last first.

    What the newest part of a storyline goes on belongs to it, whatever older pages say: the editor may have put it there.

    Args:
        bound: the issues that are listed, newest first.
    """
    known = {
        (one.issue.id, item.id): (one, item, view)
        for one in bound
        for item, view in zip(
            one.issue.items, sorted(one.view.items, key=lambda view: view.number), strict=True
        )
    }
    line_of: dict[tuple[str, str], str] = {}
    for name, (_, item, _) in known.items():
        line = line_of.setdefault(name, item.storyline.id if item.storyline else item.id)
        for told in item.storyline.earlier if item.storyline else ():
            line_of.setdefault((told.issue, told.item), line)
    found: dict[str, list[tuple[Bound, Item, ItemView]]] = {}
    begun = {
        line_of[name] for name, (_, item, _) in known.items() if item.storyline and item.storyline.earlier
    }
    for name in reversed(known):
        if line_of[name] in begun:
            found.setdefault(line_of[name], []).append(known[name])
    several = {
        line: told for line, told in found.items() if len(told) >= SEVERAL and re.fullmatch(_FILE_NAME, line)
    }
    made = [_line(line, told) for line, told in several.items()]
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
    return LineView(
        id=line,
        name=next((view.affair for _, _, view in reversed(told) if view.affair), last.headline),
        first=parts[0].when,
        last=parts[-1].when,
        path=path,
        url=f"{newest.view.archive_url}storylines/{line}/" if newest.view.archive_url else "",
        parts=parts,
    )


def _part(one: Bound, item: Item, view: ItemView, known: Mapping[tuple[str, str], date]) -> PartView:
    day = known.get((one.issue.id, item.id)) or _day(one.issue, item)
    return PartView(
        day=day,
        when=dates.day(day, one.words),
        label=one.view.number or one.view.period,
        path=one.path,
        item=view,
    )


def _day(issue: Issue, item: Item) -> date:
    """The day of an item's latest story."""
    moments = [reference.published for reference in item.references if reference.published]
    if not moments:
        return issue.period.end - timedelta(days=1)
    return dates.local_day(max(moments), issue.timezone)
