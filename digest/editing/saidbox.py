"""The boxes of an item: what its sources say, as far as the genre shows it and the rights allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.disagreement import differ, disagreements
from digest.analysis.key_figures import key_figures
from digest.analysis.quoted import quotations
from digest.editing.quoting import Quota
from digest.model import Box, Disagreement, KeyFigure, Language, Quotation, Rights, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Item, Pick

DISAGREEMENTS, QUOTATIONS, KEY_FIGURES = 3, 3, 4
"""The most that an item shows of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSettings:
    """Which boxes are shown, in what language where there are sources in it; whose days count; rights by source key.

    `quotations` is the most of these that an item shows, `shown_already` what it shows beside its sentences.
    """

    shown: tuple[Box, ...]
    language: Language
    timezone: str
    rights: Mapping[str, Rights]
    quotations: int = QUOTATIONS
    shown_already: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the boxes of an item hold."""

    disagreements: tuple[Disagreement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()


def sentences(item: Item) -> Iterator[Sentence]:
    """Every sentence of which the boxes of an item show something."""
    for differing in item.disagreements:
        yield from (figure.sentence for figure in differing.figures)
    for quotation in item.quotations:
        yield from quotation.sources
    for key in item.key_figures:
        yield from (figure.sentence for figure in (key.figure, *key.agreed))
    for change in item.changes:
        yield from (figure.sentence for figure in (change.was, change.now))


def said(
    own: Sequence[Prepared],
    picks: Sequence[Pick],
    settings: SaidSettings,
    headed: Sequence[Sentence] = (),
) -> Said:
    """The boxes of an item that shows `picks` below `headed`; `own` are its stories that repeat no other's text."""
    spoken = [one for one in own if one.story.language == settings.language] or list(own)
    quota = Quota(
        own, settings.rights, (*headed, *(pick.sentence for pick in picks), *settings.shown_already)
    )
    zone = ZoneInfo(settings.timezone)
    asked = {"figures", "key-figures"} & set(settings.shown)
    differing = disagreements(spoken, zone) if asked else ()
    quoted = quotations(spoken) if "quotations" in settings.shown else ()
    figures = key_figures(spoken) if "key-figures" in settings.shown else ()
    told = set(settings.shown_already)
    sure = [one for one in figures if not _contested(one, differing) and one.figure.sentence not in told]
    shown = differing if "figures" in settings.shown else ()
    return Said(
        disagreements=tuple(_disagreements(shown, quota)),
        quotations=tuple(_quotations(quoted, picks, quota, settings.quotations)),
        key_figures=tuple(_figures(sure, quota)),
    )


def _contested(key: KeyFigure, differing: Sequence[Disagreement]) -> bool:
    """Whether a source contradicts a figure."""
    return any(
        figure.sentence == key.figure.sentence and figure.text in key.figure.text
        for one in differing
        for figure in one.figures
    )


def _disagreements(found: Sequence[Disagreement], quota: Quota) -> Iterator[Disagreement]:
    """Those of which two sides may be quoted."""
    for one in found[:DISAGREEMENTS]:
        allowed = tuple(figure for figure in one.figures if quota.take(figure.sentence))
        if differ(allowed) and one.counted in allowed[0].sentence.text:
            yield replace(one, figures=allowed)


def _quotations(
    found: Sequence[Quotation], picks: Sequence[Pick], quota: Quota, most: int
) -> Iterator[Quotation]:
    """One of each speaker, none that the item's sentences tell already."""
    told = " ".join(pick.sentence.text for pick in picks)
    speakers: list[set[str]] = []
    for one in found:
        if len(speakers) == most:
            return
        name = set(one.speaker.name.split())
        if one.text in told or any(name <= other or other <= name for other in speakers):
            continue
        first, *others = one.sources  # the first names the speaker
        if quota.take(first):
            speakers.append(name)
            yield replace(one, sources=(first, *(other for other in others if quota.take(other))))


def _figures(found: Sequence[KeyFigure], quota: Quota) -> Iterator[KeyFigure]:
    count = 0
    for one in found:
        if count == KEY_FIGURES:
            return
        if quota.take(one.figure.sentence):
            agreed = tuple(other for other in one.agreed if quota.take(other.sentence))
            count += 1
            yield replace(one, agreed=agreed)
