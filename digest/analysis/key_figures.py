"""The figures of a cluster that weigh, each with what it counts; those that several sources tell come first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.told_figures import one_figure, told
from digest.language.measures import same
from digest.model import KeyFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.told_figures import Place, Told

LEAD = 6
"""Sentences of a story whose figures are its news; further down stand those of its background."""

_UNSURE = re.compile(
    r"전망|예상|예측|추정|추산|가능성|만약|경우|수도 있|의혹|혐의|주장|진술|알려[졌진]|전해[졌진]|목표|요구|제안|검토|주최|해마다|지적|비판|반박|의심|방안|추진|계획|예정|방침|내다[본봤보]|판단하고 있|보고 있|것으로 (?:본다|봤다|보고|보인다|판단)|(?:다|라)고 (?:한다|본다|봤다)|대로라면|[되하]면\s|취지|대상으로|설문|다는 것|려고|려 하|"
    r"\b(?:forecast|expect|predict|project|estimat|claim|accus|believ|demand|ask|seek|propos|offer|link|rumou?r|promis|suspect|want|hop)(?:s|d|e|es|ed|ing)?\b|"
    r"\b(?:would|could|may|might|if|should|target|goal|aim|sought|enough|whether|unless|alleg\w+|den(?:y|ies|ied|ying)|reject\w*|organi[sz]ers?)\b",
    re.IGNORECASE,
)
"""Forecasts, wishes, what is only said of somebody, and counts that the other side makes otherwise."""
_HEDGED = re.compile(r"여|가량")


def key_figures(members: Sequence[Prepared]) -> tuple[KeyFigure, ...]:
    """The figures of the members, each once, the weightiest first."""
    every = told(members)
    made: list[tuple[tuple[int, int, int], KeyFigure]] = []
    seen: list[Told] = []
    for order, one in enumerate(every):
        if not one.weighs or any(_told_by(one, other) for other in seen):
            continue
        found = None if _UNSURE.search(one.sentence.text) or _aside(one) else one.counted()
        if found is None or _as_if_exact(one, found[0]):
            continue
        figure, counted = found
        agreed = _agreed(one, every, one.words(*counted))
        if one.place >= LEAD and not agreed:
            continue
        seen.append(one)
        key = KeyFigure(
            figure=one.figured(figure),
            counted=one.text[slice(*counted)],
            agreed=tuple(other.shown for other in agreed),
        )
        made.append(((-len(agreed), one.place, order), key))
    return tuple(key for _, key in sorted(made, key=lambda pair: pair[0]))


def _aside(one: Told) -> bool:
    """Whether a figure stands in brackets."""
    before = one.text[one.sentence.start : one.measure.start]
    return before.count("(") > before.count(")")


def _told_by(one: Told, other: Told) -> bool:
    """Whether one number would stand there twice."""
    return one.measure.unit == other.measure.unit and same(one.measure, other.measure)


def _as_if_exact(one: Told, figure: Place) -> bool:
    """Whether a bound would be shown as if it were exact; and a figure in words weighs little."""
    shown = one.text[slice(*figure)]
    bare = figure == (one.measure.start, one.measure.end) and not _HEDGED.search(shown)
    return (one.measure.bound and bare) or not re.search(r"\d", shown)


def _agreed(one: Told, every: Sequence[Told], thing: frozenset[str]) -> list[Told]:
    """The first figure of each other story that is the same to the digit, beside a word for the same thing."""
    found: dict[str, Told] = {}
    for other in every:
        story = other.story.story
        if story.id != one.story.story.id and one_figure(one, other) and thing & other.near():
            found.setdefault(story.id, other)
    return list(found.values())
