"""The passages of an item, as templates read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.rendering import dates
from digest.rendering.view import PassageView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Item, Language, Passage
    from digest.rendering.cited import SourceView
    from digest.rendering.making import Maker
    from digest.rendering.view import SentenceView


def passages(
    maker: Maker, number: int, item: Item, sources: Mapping[str, SourceView]
) -> tuple[PassageView, ...]:
    """The passages in their order; their sentences are numbered on behind those of the item."""
    around, known = item.headline.language, dict(sources)
    found, place = [], len(item.picks)
    for one in item.passages:
        told = []
        for pick in one.picks:
            place += 1
            told.append(maker.sentence(number, place, pick, known, around))
        found.append(_passage(maker, one, tuple(told), sources, around))
    return tuple(found)


def _passage(
    maker: Maker,
    one: Passage,
    told: tuple[SentenceView, ...],
    sources: Mapping[str, SourceView],
    around: Language,
) -> PassageView:
    head = one.heading
    language = head.language if head else around
    return PassageView(
        kind=one.kind,
        heading=maker.title(head.text) if head else "",
        when=dates.day(one.day, maker.strings, precision=one.precision) if one.day else "",
        source=sources.get(head.story) if head else None,
        language=language,
        foreign=maker.foreign(language) and not maker.foreign(around),
        by_editor=head is not None and head.provenance == "editor",
        sentences=told,
    )
