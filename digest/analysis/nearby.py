"""Which known stories a new one is compared with: those that share most of its rarest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.days import MONTH_DAYS
from digest.analysis.marks import sought

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.recall import Marks, Recall

MOST = {":": 8, ">": 6, "=": 4}
"""Known stories that a new one is compared with: by its own words, by pivots, and of the same text."""
LEAST = {":": 0.1, ">": 0.08, "=": 0.0}
"""What the words that both have must weigh, as a part of the cosine."""


def nearby(
    new: Sequence[tuple[Marks, float | None]], recall: Recall, window_days: int
) -> list[tuple[int, ...]]:
    """For each new story (its marks and day) the known ones that it may be near to, the nearest first."""
    asked: dict[str, list[tuple[int, float]]] = {}
    for row, (one, _) in enumerate(new):
        for word, weight in sought(one):
            asked.setdefault(word, []).append((row, weight))
    reach = window_days + MONTH_DAYS
    scores: list[dict[str, dict[int, float]]] = [{kind: {} for kind in MOST} for _ in new]
    for word, number, theirs, day in recall.holding(sorted(asked)):
        for row, mine in asked[word]:
            own = new[row][1]
            if own is None or day is None or abs(own - day) <= reach:
                found = scores[row][_kind(word)]
                found[number] = found.get(number, 0.0) + mine * theirs
    return [tuple(dict.fromkeys(n for kind in MOST for n in _best(one[kind], kind))) for one in scores]


def _kind(word: str) -> str:
    return "=" if word[0] == "=" else word[2]


def _best(scores: Mapping[int, float], kind: str) -> list[int]:
    found = [number for number in scores if scores[number] >= LEAST[kind]]
    return sorted(found, key=lambda number: (-scores[number], number))[: MOST[kind]]
