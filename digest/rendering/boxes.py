"""What a view says in boxes: terms explained, and dates ahead, each with its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.rendering import dates, kinds
from digest.rendering.view import EventView, TermView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Ahead, Term
    from digest.rendering.making import Maker
    from digest.rendering.view import ItemView, SourceView


def terms(maker: Maker, items: Iterable[ItemView]) -> tuple[TermView, ...]:
    """The terms explained, in their order."""
    sources = _sources(items)
    return tuple(_term(maker, term, sources) for term in maker.issue.terms)


def _term(maker: Maker, term: Term, sources: dict[str, SourceView]) -> TermView:
    source = None
    if term.source:
        source = sources.get(term.source.story) or maker.source(0, 0, term.source)
        if term.how != "editor":
            source = replace(source, quoted=term.means)
    earlier = term.earlier
    return TermView(
        term=maker.title(term.term),
        means=maker.text(term.means),
        language=term.language,
        foreign=maker.foreign(term.language),
        by_editor=term.how == "editor",
        source=source,
        label=kinds.numbered(maker.issue, earlier.issue, earlier.number, maker.strings) if earlier else "",
        issue=earlier.issue if earlier else "",
    )


def events(
    maker: Maker, announced: Iterable[tuple[str, EventView]], items: Iterable[ItemView]
) -> tuple[EventView, ...]:
    """What is announced (with its day, ISO 8601), and what the stories say will happen, by date."""
    sources = _sources(items)
    numbers = {item.id: number for number, item in enumerate(maker.issue.items, 1)}
    told = [
        (str(one.first), _ahead(maker, one, sources, numbers[one.item]))
        for one in maker.issue.ahead
        if one.item in numbers
    ]
    return tuple(view for _, view in sorted([*announced, *told], key=lambda pair: pair[0]))


def _ahead(maker: Maker, one: Ahead, sources: dict[str, SourceView], number: int) -> EventView:
    source = sources.get(one.pick.sentence.story)
    language = source.language if source else maker.issue.language
    shown = one.pick.shown if one.pick.shown is not None else one.pick.sentence.text
    when = (
        dates.days(one.first, one.last, maker.strings)
        if one.precision == "day"
        else dates.day(one.first, maker.strings, precision="month")
    )
    return EventView(
        when=when,
        name=maker.text(shown),
        place="",
        url="",
        language=language,
        foreign=maker.foreign(language),
        source=replace(source, quoted=one.pick.sentence.text) if source else None,
        number=number,
        original=maker.text(one.pick.sentence.text) if one.pick.shown is not None else "",
    )


def _sources(items: Iterable[ItemView]) -> dict[str, SourceView]:
    return {source.story: source for item in items for source in item.sources}
