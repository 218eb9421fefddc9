"""The boxes of an issue as `digest explain` tells them: each thing said, and where it stands in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.model import Figured, Issue, Item, Sentence, Term


def box_lines(issue: Issue, item: Item) -> Iterator[str]:
    """A line for each quotation, figure, term and date of an item."""
    order = {reference.story: place for place, reference in enumerate(item.references, 1)}
    for quotation in item.quotations:
        speaker = ", ".join(filter(None, (quotation.speaker.name, quotation.speaker.office)))
        yield f"quotation of {speaker}: “{quotation.text}” {_places(quotation.sources, order)}"
    for key in item.key_figures:
        told = " ".join(filter(None, (key.counted, key.figure.text)))
        yield f"key figure: {told} {_places([one.sentence for one in (key.figure, *key.agreed)], order)}"
    for one in item.disagreements:
        yield f"figures that disagree, of {one.counted}: {', '.join(_figure(figure, order) for figure in one.figures)}"
    for term in issue.terms:
        if term.item == item.id:
            yield f"term, by {term.how}: {term.term}: {term.means}{_source(term)}"
    for ahead in issue.ahead:
        if ahead.item == item.id:
            days = f"{ahead.first}" if ahead.first == ahead.last else f"{ahead.first} to {ahead.last}"
            yield f'date ahead: {days}, told as "{ahead.told}": {ahead.pick.sentence.text} {_places([ahead.pick.sentence], order)}'


def _figure(figure: Figured, order: Mapping[str, int]) -> str:
    return f"{figure.text} {_places([figure.sentence], order)}"


def _places(sentences: list[Sentence] | tuple[Sentence, ...], order: Mapping[str, int]) -> str:
    """The source's number and where in its text the sentence stands."""
    return " ".join(f"[{order.get(one.story, '?')}] {one.start}–{one.end}" for one in sentences)


def _source(term: Term) -> str:
    return f" ({term.source.outlet})" if term.source else ""
