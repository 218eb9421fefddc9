"""The overview of an issue and its pick: made of counts alone, nothing judged or added."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from digest.rendering import dates
from digest.rendering.reportview import ChoiceView, CountView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Item
    from digest.rendering.making import Maker
    from digest.rendering.view import ItemView

WORDS = 5
"""Words of the period that the overview names."""


def overview(maker: Maker) -> tuple[CountView, ...]:
    """What was read and what is told, in numbers."""
    issue, words = maker.issue, maker.strings
    counts = (
        ("documents", issue.documents_read),
        ("stories", issue.stories_read),
        ("items", len(issue.items)),
        ("outlets", len(issue.outlets)),
    )
    told = [
        CountView(label=words(f"overview_{name}"), value=words(f"overview_{name}_n", n=n))
        for name, n in counts
        if n
    ]
    period = CountView(label=words("overview_period"), value=dates.period(issue.period, words))
    return (period, *told, *_risen(maker))


def _risen(maker: Maker) -> Iterator[CountView]:
    """The words that rose most since the issue before; where none is known, those of the most stories."""
    words = maker.strings
    known = [(one, one.stories - one.before) for one in maker.issue.keywords if one.before is not None]
    risen = sorted((pair for pair in known if pair[1] > 0), key=lambda pair: (-pair[1], pair[0].text))
    if known:
        told = [words("overview_rise", word=maker.name(one.text), n=more) for one, more in risen[:WORDS]]
    else:
        told = [
            words("overview_word", word=maker.name(one.text), n=one.stories)
            for one in maker.issue.keywords[:WORDS]
        ]
    if told:
        yield CountView(label=words("overview_risen" if known else "overview_words"), value=" · ".join(told))


def choice(maker: Maker, items: Sequence[ItemView]) -> ChoiceView | None:
    """The item that the issue puts before all others; None where it puts none, or the item is gone."""
    place = next((place for place, one in enumerate(maker.issue.items) if one.id == maker.issue.choice), None)
    if place is None or not maker.issue.choice:
        return None
    item = maker.issue.items[place]
    view = next(one for one in items if one.number == place + 1)
    return ChoiceView(
        title=maker.strings("choice_month" if _is_month(maker) else "choice"),
        headline=view.headline,
        anchor=view.anchor,
        language=view.language,
        foreign=view.foreign,
        reasons=tuple(_reasons(maker, item, view)),
    )


def _reasons(maker: Maker, item: Item, view: ItemView) -> Iterator[str]:
    words, issue = maker.strings, maker.issue
    count = len(item.outlets)
    most = all(len(other.outlets) < count for other in issue.items if other is not item)
    if count > 1:
        yield words("choice_outlets_most" if most else "choice_outlets", n=count)
    texts = len(item.references) - item.copies
    yield words("choice_texts", n=texts, read=issue.stories_read)
    if item.copies:
        yield words("choice_copies", n=item.copies)
    if view.part:
        yield words("choice_part", n=view.part)
    new = len(item.storyline.new) if item.storyline else 0
    if view.part and new:
        yield words("choice_new", n=new)


def _is_month(maker: Maker) -> bool:
    """Whether the issue's period is one calendar month."""
    period = maker.issue.period
    last = period.end - timedelta(days=1)
    return period.start.day == period.end.day == 1 and (last.year, last.month) == (
        period.start.year,
        period.start.month,
    )
