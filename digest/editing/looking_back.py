"""Genres that look back: what they take of the archive, how they rank it, and what an issue about one storyline leaves out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.model import LeftOut, NotTold, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from digest.editing.affairs import Affair
    from digest.editing.material import Material
    from digest.model import Anatomy, Memory

ANATOMIES: frozenset[Anatomy] = frozenset({"review", "retrospective"})
"""The genres that look back."""

TOLD, SPAN, LATELY = 0.5, 0.25, 0.2
"""What it weighs that issues told of an affair, over how many days, and how late in the period it was told of."""
ALONE = -10.0
"""What one story of one source weighs: no affair, whatever it tells; it comes behind all others."""
WEEK = 7
_KEPT = ("outlets", "reports", "interests", "less")
"""What ranks an item of any genre, and an affair as well."""


def forgetting(memory: Memory) -> Memory:
    """The memory of an issue that looks back: that something was told before is no reason to leave it out."""
    return replace(memory, told={}, items={})


def weight(
    affair: Affair, reasons: Sequence[Reason], days: Sequence[date], first: date, last: date
) -> tuple[float, tuple[Reason, ...]]:
    """How much an affair matters to whoever looks back on [first, last]: its score and the parts that it is the sum of.

    Args:
        affair: with the issues that told of it.
        reasons: what ranks its item in any genre.
        days: of its stories that repeat no other's text, as far as they are known; as many as stories at least one.
        first: of the period.
        last: of the period.
    """
    kept = [one for one in reasons if one.feature in _KEPT]
    found = [*kept, *_parts(affair, days, first, last)]
    rounded = tuple(replace(one, weight=round(one.weight, 3)) for one in found)
    return round(math.fsum(one.weight for one in rounded), 3), rounded


def _parts(affair: Affair, days: Sequence[date], first: date, last: date) -> Iterator[Reason]:
    issues = len({one.issue for one in affair.earlier})
    if issues:
        told = f"{issues} {'issue' if issues == 1 else 'issues'} told of it"
        yield Reason(feature="issues", weight=TOLD * math.log1p(issues), detail=told)
    if days:
        span = (max(days) - min(days)).days
        if span:
            told = f"it was told over {span + 1} days"
            yield Reason(feature="span", weight=SPAN * math.log1p(span / WEEK), detail=told)
        share = (max(days) - first).days / ((last - first).days or 1)
        told = f"the newest text is of {max(days)}"
        yield Reason(feature="lately", weight=LATELY * min(1.0, max(0.0, share)), detail=told)
    if len(affair.clusters) == 1 and len(affair.clusters[0].stories) == 1:
        yield Reason(feature="alone", weight=ALONE, detail="one story of one source tells it")


def of_line(material: Material) -> Material:
    """What an issue about one storyline is made of: its affair alone; all other stories are left out."""
    line = material.line
    if not line:
        return material
    affairs = tuple(one for one in material.affairs if one.storyline == line)
    told = {story for one in affairs for cluster in one.clusters for story in cluster.stories}
    left = tuple(
        LeftOut(
            story=one.story.id,
            title=one.story.title,
            reason=NotTold(kind="line", values={"storyline": line}),
        )
        for one in material.stories
        if one.story.id not in told
    )
    return replace(
        material,
        affairs=affairs,
        stories=tuple(one for one in material.stories if one.story.id in told),
        sifted=(*material.sifted, *left),
        events=(),
    )
