"""The charts of an issue: keywords and how they moved, the source mix, how widely affairs were told of.

Each says something or is left out: `keywords_tell`, `mix_tells` and `coverage_tells` say which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.rendering import kinds
from digest.rendering.chartview import BarView, CoverageView, MixView, PointView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Item, Keyword, OutletCount
    from digest.rendering.making import Maker
    from digest.rendering.view import ItemView

MIX_PARTS = 4
SEVERAL = 2
STEPS = 6
"""The last issues of an affair that are shown."""
AFFAIRS = 3
LEAST_BAR = 2
"""Percent: below it a bar cannot be seen."""


def keywords_tell(keywords: Sequence[Keyword]) -> bool:
    """Whether there are several, and a difference between them or against the issue before."""
    counts = {keyword.stories for keyword in keywords}
    moved = any(keyword.before not in (None, keyword.stories) for keyword in keywords)
    return len(keywords) >= SEVERAL and max(counts) >= SEVERAL and (len(counts) > 1 or moved)


def mix_tells(counts: Sequence[int]) -> bool:
    """Whether several outlets told of the issue's news, and not all in equal parts."""
    return len(counts) >= SEVERAL and min(counts) >= 0 and len(set(counts)) > 1


def coverage_tells(outlets: Sequence[int]) -> bool:
    """Whether the numbers of several issues are known (none is 0), and they are not all the same."""
    return len(outlets) >= SEVERAL and 0 not in outlets and len(set(outlets)) > 1


def bars(maker: Maker) -> tuple[BarView, ...]:
    """The keywords, each as a part of the first."""
    keywords = maker.issue.keywords
    if not keywords_tell(keywords):
        return ()
    most = max(keyword.stories for keyword in keywords)
    return tuple(
        BarView(
            text=maker.name(keyword.text),
            stories=keyword.stories,
            percent=_percent(keyword.stories, most),
            change=None if keyword.before is None else keyword.stories - keyword.before,
        )
        for keyword in keywords
    )


def mix(maker: Maker) -> tuple[MixView, ...]:
    """The outlets with the most stories, and the others together."""
    ranked = sorted(maker.issue.outlets, key=lambda count: (-count.stories, count.outlet))
    if not mix_tells([count.stories for count in ranked]):
        return ()
    named = ranked if len(ranked) <= MIX_PARTS else ranked[: MIX_PARTS - 1]
    rest = ranked[len(named) :]
    shares = _shares([*_stories(named), *([sum(_stories(rest))] if rest else [])])
    parts = [
        MixView(outlet=maker.name(count.outlet), stories=count.stories, percent=share)
        for count, share in zip(named, shares, strict=False)
    ]
    if rest:
        parts.append(MixView(outlet="", stories=sum(_stories(rest)), percent=shares[-1], rest=len(rest)))
    return tuple(parts)


def coverage(maker: Maker, items: Iterable[ItemView]) -> tuple[CoverageView, ...]:
    """The affairs that go on, in the order of the page, by how many outlets told of them in each issue."""
    views = {view.number: view for view in items}
    numbered = ((views[number], item) for number, item in enumerate(maker.issue.items, 1) if number in views)
    found = [_coverage(maker, view, item) for view, item in sorted(numbered, key=lambda pair: pair[0].number)]
    return tuple(one for one in found if one)[:AFFAIRS]


def points(told: Sequence[tuple[str, int]]) -> tuple[PointView, ...]:
    """The issues (labels) and their numbers of outlets as bars, the last one being now; empty where they say nothing."""
    counts = [count for _, count in told]
    if not coverage_tells(counts):
        return ()
    return tuple(
        PointView(label=label, outlets=count, percent=_percent(count, max(counts)), now=place == len(told))
        for place, (label, count) in enumerate(told, 1)
    )


def _coverage(maker: Maker, view: ItemView, item: Item) -> CoverageView | None:
    earlier = item.storyline.earlier if item.storyline else ()
    told = [
        (kinds.numbered(maker.issue, one.issue, one.number, maker.strings), one.outlets) for one in earlier
    ]
    shown = points([*told, (maker.strings("coverage_now"), len(item.outlets))][-STEPS:])
    if not shown:
        return None
    return CoverageView(
        item=view.number,
        anchor=view.anchor,
        name=view.affair or view.headline,
        language="und" if view.affair else view.language,
        points=shown,
    )


def _stories(counts: Iterable[OutletCount]) -> list[int]:
    return [count.stories for count in counts]


def _percent(part: int, whole: int) -> int:
    return max(LEAST_BAR, min(100, round(100 * part / whole)))


def _shares(counts: Sequence[int]) -> list[int]:
    """Percentages of at least 1 that sum to 100; what rounding leaves goes to the biggest."""
    shares = [max(1, round(100 * count / sum(counts))) for count in counts]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares
