"""What templates read of charts; a chart that would say nothing is not there."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A keyword: `percent` of the longest bar; `change` against the issue before, None where unknown."""

    text: str
    stories: int
    percent: int
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MixView:
    """A part of the source mix; the parts' percentages sum to 100. `rest` outlets stand in the last part."""

    outlet: str
    stories: int
    percent: int
    rest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """How many outlets told of an affair in one issue, which `label` names; `now` is this one."""

    label: str
    outlets: int
    percent: int
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """How widely an affair was told of, issue by issue; `item` is its number here, `anchor` its place."""

    item: int
    anchor: str
    name: str
    language: Language
    points: tuple[PointView, ...]
