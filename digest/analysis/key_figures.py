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
    from digest.language.measures import Measure

LEAD = 6
"""Sentences of a story whose figures are its news; further down stand those of its background."""
SMALL = 10
"""Counts below are seldom worth a place of their own."""

_UNSURE = re.compile(
    r"전망|예상|예측|추정|추산|가능성|만약|경우|수도 있|"
    r"\b(?:forecast|expect|predict|project|estimat|would|could|may|might|if|should|target|goal|aim)(?:s|ed|ing)?\b"
)
_HEDGED = re.compile(r"여|가량")


def key_figures(members: Sequence[Prepared]) -> tuple[KeyFigure, ...]:
    """The figures of the members, each once, the weightiest first."""
    every = told(members)
    made: list[tuple[tuple[int, int, int], KeyFigure]] = []
    seen: list[Told] = []
    for order, one in enumerate(every):
        if not _weighs(one.measure) or any(_told_by(one, other) for other in seen):
            continue
        found = None if _UNSURE.search(one.sentence.text) else one.counted()
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


def _told_by(one: Told, other: Told) -> bool:
    """Whether one number would stand there twice."""
    return one.measure.unit == other.measure.unit and same(one.measure, other.measure)


def _weighs(measure: Measure) -> bool:
    return measure.value >= SMALL or measure.unit == "%" or len(measure.unit) == 3  # noqa: PLR2004 - a currency


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
