"""What an item is worth to the publication, and where it stands: its rank, its section, and whether a cap leaves it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis import ranking
from digest.editing import caps, independence, looking_back
from digest.editing.sections import Placer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.affairs import Affair
    from digest.editing.material import IssueSettings, Material
    from digest.model import Item, NotTold, Placement, Reason


class Judge:
    """Judges the items of one issue."""

    def __init__(self, material: Material, settings: IssueSettings) -> None:
        self._settings = settings
        self._names = material.names
        self._placer = Placer(settings.sections, material.stories, material.placed, material.names)
        self._standing = ranking.Standing(
            first=material.period.start,
            last=material.period.end - timedelta(days=1),
            zone=ZoneInfo(settings.timezone),
            undated=frozenset(one.id for one in material.documents if one.dated_by == "fetched"),
            told=frozenset(material.memory.told),
        )

    def rank(self, affair: Affair, independent: Sequence[Prepared]) -> tuple[float, tuple[Reason, ...]]:
        """The score of an affair's item and its parts."""
        issues = len({one.issue for one in affair.earlier})
        standing = replace(
            self._standing,
            issues=issues,
            facts=len(affair.new),
            named=tuple(fact.text for fact in affair.new),
        )
        score, reasons = ranking.rank(independent, self._settings.ranking, standing, self._names)
        if self._settings.anatomy not in looking_back.ANATOMIES:
            return score, reasons
        days = [
            one.story.published.astimezone(standing.zone).date() for one in independent if one.story.published
        ]
        return looking_back.weight(affair, reasons, days, standing.first, standing.last)

    def place(
        self, members: Sequence[Prepared], independent: Sequence[Prepared]
    ) -> tuple[str, Placement | None]:
        """The section of an item and why it stands there; no reason where there are no sections."""
        section, placement = self._placer.place(members, independent)
        return section, placement if self._settings.sections else None

    def capped(self, ranked: Sequence[tuple[Item, tuple[Prepared, ...]]]) -> dict[int, NotTold]:
        """The places of the items that a source's cap leaves out, each with the reason; `ranked` with their stories."""
        own = (independence.independent(members, item.clusters) for item, members in ranked)
        return caps.over(own, self._settings.caps)
