"""What grouping with a memory answers, and when it groups all anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

SMALL = 1000
"""Stories up to which all are grouped anew each time: that takes no longer, and is what a whole grouping says."""
GROWTH = 0.25
"""Stories that came or changed since the last whole grouping, as a share of those it had, from which there is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When all is grouped anew, and what is forgotten.

    Args:
        whole: now, whatever came.
        forget_before: clusters of which every story is dated before this moment are dropped first.
        small: see SMALL.
        growth: see GROWTH.
    """

    whole: bool = False
    forget_before: datetime | None = None
    small: int = SMALL
    growth: float = GROWTH


USUAL = Policy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A known story that was not read now and stands in another cluster than before (`was`)."""

    id: str
    cluster: str
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where stories stand.

    Args:
        clusters: of each story that was read, the first story of its cluster.
        copies: of each of these that repeats another's text, that story.
        moved: in the order in which they came.
        new: how many were not known, or had another text.
        known: how many the memory has now.
        whole: whether all were grouped anew.
    """

    clusters: Mapping[str, str]
    copies: Mapping[str, str]
    moved: tuple[Moved, ...]
    new: int
    known: int
    whole: bool
