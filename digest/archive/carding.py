"""An issue's card, made from its view."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from digest.archive import feed, mentions, places
from digest.archive.card import (
    Card,
    CardBody,
    CardFact,
    CardFigure,
    CardItem,
    CardName,
    CardNew,
    CardSentence,
    CardTold,
    packed,
    packed_earlier,
)
from digest.rendering import dates, ics, ongoing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from digest.archive.bound import Bound
    from digest.model import Issue, Item, Reference
    from digest.rendering.saidview import ChangeView
    from digest.rendering.templates import Templates
    from digest.rendering.view import ItemView, SentenceView, SourceView


def card(one: Bound, templates: Templates) -> Card:
    """The card of an issue.

    Raises:
        ResultError: the template of its entry in the feed is wrong.
    """
    issue, view = one.issue, one.view
    linked = {step.issue for item in view.items for step in item.steps if step.issue}
    linked |= {term.issue for term in view.terms if term.issue}
    return Card(
        issue=issue.id,
        primary=issue.primary,
        language=issue.language,
        editions=issue.editions,
        selection=issue.selection,
        publication=issue.publication,
        path=one.path,
        url=one.url,
        archive_url=view.archive_url,
        title=view.title,
        number=view.number,
        period=view.period,
        start=issue.period.start,
        end=issue.period.end,
        published=issue.provenance.moment,
        updated=one.updated,
        timezone=issue.timezone,
        genre=issue.genre,
        sender=view.sender,
        contact=view.contact,
        authority=feed.authority(issue),
        entry=templates.render(
            "archive/entry.html.j2",
            s=one.words,
            one=one,
            issue=view,
            url=one.url,
            place=places.of_sentence,
            place_in=places.of_source,
        ),
        entry_id=feed.entry_id(issue),
        has_calendar=bool(one.calendar),
        withdrawn=one.noted.withdrawn is not None,
        items=items(one),
        linked=tuple(sorted(linked)),
        events=() if one.noted.withdrawn else ics.events(issue),
    )


def items(one: Bound) -> tuple[CardItem, ...]:
    """The items of an issue that are not withdrawn, in the order of its page."""
    terms = [term.term for term in one.view.terms]
    of = dict(enumerate(one.issue.items, 1))
    return tuple(
        _item(one.issue, of[told.number], told, terms) for told in one.view.items if not told.withdrawn
    )


def _item(issue: Issue, item: Item, view: ItemView, terms: list[str]) -> CardItem:
    told = _told(item, view)
    line = item.storyline
    sentences = (*(_sentence(one, view) for one in view.told), *_said(view))
    return CardItem(
        id=item.id,
        number=view.number,
        anchor=view.anchor,
        headline=view.headline,
        by_editor=view.by_editor,
        language=view.language,
        day=_day(issue, item),
        line=view.line,
        affair=view.affair,
        storyline=line.id if line else "",
        outlets=view.outlets,
        cited=tuple(dict.fromkeys(source.outlet for source in view.sources if source.outlet)),
        sources=len(view.sources),
        names=tuple(_names(item, view, terms)),
        text=mentions.text_of(view.headline, *(one.text for one in sentences)),
        before=packed_earlier(
            CardTold(one.issue, one.item, one.day) for one in (line.earlier if line else ())
        ),
        body=packed(
            CardBody(
                told=_sentence(told, view) if told else None,
                new=tuple(_new(item, view)),
                figures=tuple(_figures(issue, item, view)),
                sentences=sentences,
            )
        ),
    )


def _sentence(one: SentenceView, view: ItemView) -> CardSentence:
    return CardSentence(
        anchor=one.anchor or view.anchor,
        text=one.text,
        language=one.language,
        original=one.original,
        by_editor=one.by_editor,
    )


def _said(view: ItemView) -> Iterator[CardSentence]:
    for one in view.disagreements:
        for figure in one.figures:
            yield CardSentence(anchor=view.anchor, text=figure.sentence, language=figure.language)
    for quoted in view.quotations:
        yield CardSentence(anchor=view.anchor, text=quoted.text, language=quoted.language)


def _told(item: Item, view: ItemView) -> SentenceView | None:
    """The first sentence that holds something new, else the first."""
    facts = [fact.text for fact in item.storyline.new if fact.kind != "outlet"] if item.storyline else []
    telling = (one for one in view.sentences if any(fact in " ".join(one.quoted.split()) for fact in facts))
    return next(telling, next(iter(view.sentences), None))


def _new(item: Item, view: ItemView) -> Iterator[CardNew]:
    facts = item.storyline.new if item.storyline else ()
    kinds = [kind for kind in ongoing.LABELS if any(fact.kind == kind for fact in facts)]
    for kind, new in zip(kinds, view.new, strict=True):
        yield CardNew(
            kind=kind,
            label=new.label,
            facts=tuple(
                CardFact(text=fact.text, language=fact.source.language if fact.source else "und")
                for fact in new.facts
            ),
        )


def _names(item: Item, view: ItemView, terms: list[str]) -> Iterator[CardName]:
    told = "\n".join((view.headline, *(one.text for one in view.told), *view.said))
    found: dict[str, CardName] = {}
    for quoted in view.quotations:
        found.setdefault(quoted.speaker, CardName(text=quoted.speaker, kind="person"))
    for term in terms:
        if term in told:
            found.setdefault(term, CardName(text=term, kind="term"))
    new = [fact.text for fact in item.storyline.new if fact.kind == "name"] if item.storyline else []
    for name in new:
        found.setdefault(name, CardName(text=name, kind="name"))
    yield from (one for text, one in found.items() if text.strip())


def _figures(issue: Issue, item: Item, view: ItemView) -> Iterator[CardFigure]:
    """The key figures, and both figures of each quantity that changed."""
    from digest.archive.measured import measured  # many rules, which a build that makes no card does without

    days = {reference.story: _published(issue, reference) for reference in item.references}
    for shown, figure in zip(view.key_figures, item.key_figures, strict=True):
        source = next(iter(shown.sources), None)
        yield measured(
            CardFigure(
                text=shown.figure,
                counted=figure.counted,
                language=shown.language,
                anchor=source.anchor if source else view.anchor,
                outlet=_outlet(source),
                day=days.get(figure.figure.sentence.story) or _day(issue, item),
                before=shown.before,
                behind=shown.behind,
            )
        )
    for change, quantity in zip(view.changes, item.changes, strict=True):
        yield measured(_changed(view, change, change.was, change.was_source, quantity.was_day))
        yield measured(_changed(view, change, change.now, change.now_source, quantity.now_day))


def _changed(view: ItemView, one: ChangeView, text: str, source: SourceView | None, day: date) -> CardFigure:
    return CardFigure(
        text=text,
        counted=one.counted,
        language=one.language,
        anchor=source.anchor if source else view.anchor,
        outlet=_outlet(source),
        day=day,
    )


def _outlet(source: SourceView | None) -> str:
    return (source.outlet or source.title) if source else ""


def _published(issue: Issue, reference: Reference) -> date | None:
    return dates.local_day(reference.published, issue.timezone) if reference.published else None


def _day(issue: Issue, item: Item) -> date:
    """The day of an item's latest story."""
    moments = [reference.published for reference in item.references if reference.published]
    if not moments:
        return issue.period.end - timedelta(days=1)
    return dates.local_day(max(moments), issue.timezone)
