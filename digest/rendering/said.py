"""What a view says of an item's boxes: quotations by speaker, key figures, figures that disagree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.rendering import dates
from digest.rendering.saidview import AgreedView, ChangeView, DisagreementView, FigureView, QuotationView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Change, Disagreement, Figured, Item, KeyFigure, Language, Quotation, Sentence
    from digest.rendering.making import Maker
    from digest.rendering.view import SourceView


def quotations(maker: Maker, item: Item, sources: Mapping[str, SourceView]) -> tuple[QuotationView, ...]:
    """The quotations, each with its speaker and all sources that have it."""
    return tuple(_quotation(maker, one, sources, item.headline.language) for one in item.quotations)


def key_figures(maker: Maker, item: Item, sources: Mapping[str, SourceView]) -> tuple[FigureView, ...]:
    """The key figures."""
    return tuple(_key_figure(maker, one, sources, item.headline.language) for one in item.key_figures)


def disagreements(
    maker: Maker, item: Item, sources: Mapping[str, SourceView]
) -> tuple[DisagreementView, ...]:
    """The figures that disagree, those that tell the same number side by side."""
    return tuple(_disagreement(maker, one, sources, item.headline.language) for one in item.disagreements)


def changes(maker: Maker, item: Item, sources: Mapping[str, SourceView]) -> tuple[ChangeView, ...]:
    """The quantities that changed."""
    return tuple(_change(maker, one, sources, item.headline.language) for one in item.changes)


def _change(maker: Maker, one: Change, sources: Mapping[str, SourceView], around: Language) -> ChangeView:
    language = _language(one.was.sentence, sources)
    return ChangeView(
        counted=maker.text(one.counted),
        was=maker.text(one.was.text),
        was_when=dates.day(one.was_day, maker.strings, precision=one.was_precision),
        was_source=_source(one.was, sources),
        now=maker.text(one.now.text),
        now_when=dates.day(one.now_day, maker.strings, precision=one.now_precision),
        now_source=_source(one.now, sources),
        language=language,
        foreign=maker.foreign(language) and not maker.foreign(around),
    )


def _quotation(
    maker: Maker, one: Quotation, sources: Mapping[str, SourceView], around: Language
) -> QuotationView:
    language = _language(one.sources[0], sources)
    return QuotationView(
        text=maker.text(one.text),
        speaker=maker.name(one.speaker.name),
        office=maker.name(one.speaker.office),
        sources=_cited(one.sources, sources),
        language=language,
        foreign=maker.foreign(language) and not maker.foreign(around),
    )


def _key_figure(
    maker: Maker, one: KeyFigure, sources: Mapping[str, SourceView], around: Language
) -> FigureView:
    language = _language(one.figure.sentence, sources)
    figure, counted = maker.text(one.figure.text), maker.text(one.counted)
    before, behind = _around(counted, figure, maker.text(one.figure.sentence.text))
    told = (one.figure.sentence, *(other.sentence for other in one.agreed))
    return FigureView(
        figure=figure,
        before=before.strip(),
        behind=behind.strip(),
        sources=_cited(told, sources),
        language=language,
        foreign=maker.foreign(language) and not maker.foreign(around),
    )


def _around(counted: str, figure: str, sentence: str) -> tuple[str, str]:
    """The words before and behind a figure, in the order of their sentence."""
    if figure and figure in counted:
        before, _, behind = counted.partition(figure)
        return before, behind
    first = sentence.find(counted) < sentence.find(figure)
    return (counted, "") if first else ("", counted)


def _disagreement(
    maker: Maker, one: Disagreement, sources: Mapping[str, SourceView], around: Language
) -> DisagreementView:
    numbers: dict[str, list[Figured]] = {}
    for figure in one.figures:
        numbers.setdefault("".join(figure.text.split()), []).append(figure)
    counted = maker.text(one.counted)
    first = maker.text(one.figures[0].text)
    return DisagreementView(
        counted=" ".join(counted.replace(first, "…").split()) if first and first in counted else counted,
        figures=tuple(_agreed(maker, told, sources, around) for told in numbers.values()),
    )


def _agreed(
    maker: Maker, told: list[Figured], sources: Mapping[str, SourceView], around: Language
) -> AgreedView:
    sentence = told[0].sentence
    language = _language(sentence, sources)
    cited = _cited(tuple(figure.sentence for figure in told), sources)
    return AgreedView(
        figure=maker.text(told[0].text),
        outlets=tuple(dict.fromkeys(source.outlet or source.title for source in cited)),
        sentence=maker.text(sentence.text),
        sources=cited,
        language=language,
        foreign=maker.foreign(language) and not maker.foreign(around),
    )


def _cited(sentences: tuple[Sentence, ...], sources: Mapping[str, SourceView]) -> tuple[SourceView, ...]:
    """The sources of some sentences, by their numbers, each with its sentence."""
    told = {one.story: one for one in reversed(sentences)}
    return tuple(
        replace(source, quoted=told[story].text) for story, source in sources.items() if story in told
    )


def _source(figured: Figured, sources: Mapping[str, SourceView]) -> SourceView | None:
    return next(iter(_cited((figured.sentence,), sources)), None)


def _language(sentence: Sentence, sources: Mapping[str, SourceView]) -> Language:
    source = sources.get(sentence.story)
    return source.language if source else "und"
