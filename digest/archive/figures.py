"""The figures of a storyline over time: the same counted thing, as the issues told it one after another.

Figures are put in a row where the words for what they count are the same, letter by letter but for case and spaces, and so is
their unit: what differs may be another thing, and two things in a row would be a figure that no source told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digest.archive.slugs import key
from digest.model import Language
from digest.rendering import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.archive.card import Card, CardFigure, CardItem
    from digest.rendering.strings import Strings

SEVERAL = 2
ROWS = 12
"""The last values that are shown."""
SERIES = 6
LEAST_BAR = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """A figure as a source writes it, with its day, and where it stands: `percent` is its part of the greatest."""

    day: date
    when: str
    text: str
    percent: int
    label: str
    path: str
    anchor: str
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """What is counted, and its values by days; `moved` says that they are not all the same."""

    counted: str
    language: Language
    values: tuple[ValueView, ...]
    moved: bool


def series(told: Iterable[tuple[Card, CardItem]], words: Strings) -> tuple[SeriesView, ...]:
    """The quantities of which the items of a storyline give values of several days, those with the most values first.

    Args:
        told: the items, each with its issue, in the order of the issues.
        words: those of the reader's language.
    """
    found: dict[tuple[str, str], list[tuple[Card, CardFigure, float]]] = {}
    for card, item in told:
        for figure in item.figures:
            counted = key(figure.counted.replace(figure.text, " "))
            if counted and figure.value is not None:
                found.setdefault((counted, figure.unit), []).append((card, figure, figure.value))
    made = [_series(values, words) for values in found.values()]
    several = [one for one in made if len(one.values) >= SEVERAL]
    return tuple(sorted(several, key=lambda one: -len(one.values)))[:SERIES]


def _series(found: list[tuple[Card, CardFigure, float]], words: Strings) -> SeriesView:
    """One value a day: that of the issue which told it last."""
    by_day = {figure.day: (card, figure, value) for card, figure, value in found}
    last = [by_day[day] for day in sorted(by_day)][-ROWS:]
    most = max((value for _, _, value in last), default=0)
    newest = last[-1][1]
    return SeriesView(
        counted=" ".join(newest.counted.replace(newest.text, "…").split()),
        language=newest.language,
        moved=len({value for _, _, value in last}) > 1,
        values=tuple(
            ValueView(
                day=figure.day,
                when=dates.day(figure.day, words),
                text=figure.text,
                percent=max(LEAST_BAR, round(100 * value / most)) if most > 0 else LEAST_BAR,
                label=card.label,
                path=card.path,
                anchor=figure.anchor,
                outlet=figure.outlet,
            )
            for card, figure, value in last
        ),
    )
