"""What a view says of an item whose affair goes on: how it went, and what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.tags import untagged
from digest.rendering import dates, kinds
from digest.rendering.view import FactView, NewView, StepView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.model import Item
    from digest.rendering.making import Maker
    from digest.rendering.view import SourceView

LABELS = {"figure": "new_figures", "date": "new_dates", "name": "new_names", "outlet": "new_outlets"}
"""What heads the new facts of a kind, in the order of the page."""


def steps(maker: Maker, item: Item, sources: Mapping[str, SourceView]) -> tuple[StepView, ...]:
    """What earlier issues told and, where there are several, the clusters of this item with their sources, in the order of time."""
    return (
        (*_earlier(maker, item), *_own(maker, item, sources))
        if len(item.clusters) > 1
        else tuple(_earlier(maker, item))
    )


def since(maker: Maker, item: Item) -> str:
    """What heads the new facts: since the last issue, or since the one that told of it last."""
    if not item.storyline or not item.storyline.earlier:
        return ""
    last = item.storyline.earlier[-1]
    if last.number == maker.issue.number - 1 and kinds.same(maker.issue, last.issue):
        return maker.strings("since_last")
    number = kinds.numbered(maker.issue, last.issue, last.number, maker.strings)
    return maker.strings("since_issue", number=number)


def new(maker: Maker, item: Item, sources: Mapping[str, SourceView]) -> tuple[NewView, ...]:
    """The new facts by their kind."""
    facts = item.storyline.new if item.storyline else ()
    return tuple(
        NewView(
            label=maker.strings(label),
            facts=tuple(
                FactView(text=maker.title(fact.text), source=sources.get(fact.story))
                for fact in facts
                if fact.kind == kind
            ),
        )
        for kind, label in LABELS.items()
        if any(fact.kind == kind for fact in facts)
    )


def _earlier(maker: Maker, item: Item) -> Iterator[StepView]:
    for told in item.storyline.earlier if item.storyline else ():
        yield StepView(
            when=dates.day(told.day, maker.strings, precision=told.precision),
            title=maker.title(told.headline),
            label=kinds.numbered(maker.issue, told.issue, told.number, maker.strings),
            issue=told.issue,
            anchor=f"item-{told.place}",
            language=told.language,
        )


def _own(maker: Maker, item: Item, sources: Mapping[str, SourceView]) -> Iterator[StepView]:
    known = {reference.story: reference for reference in item.references}
    copies = {copy.story for cluster in item.clusters for copy in cluster.copies}
    told = [[known[story] for story in cluster.stories if story in known] for cluster in item.clusters]
    steps = [one for one in told if one]
    for one in steps:
        first = one[0]
        cited = (sources[each.story] for each in one if each.story in sources and each.story not in copies)
        yield StepView(
            when=maker.when(first),
            title=maker.title(untagged(first.title)) or maker.name(first.outlet) or maker.strings("untitled"),
            now=one is steps[-1],
            language=first.language,
            sources=tuple(sorted(cited, key=lambda source: source.number)),
        )
