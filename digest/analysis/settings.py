"""How sentences are weighed: the one configuration for both languages, one document or thirty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "common terms": 0.55,
    "centrality": 0.50,
    "length": 0.50,
    "overlong": -0.10,
    "title": 0.30,
    "title pairs": 0.10,
    "late": 0.25,
    "early": 0.20,
    "others' leads": 0.15,
}
PENALTIES: Mapping[str, float] = {
    "opener": 1.0,
    "reply": 1.0,
    "question": 1.0,
    "half": 1.0,
    "fragment": 1.0,
    "marker": 0.5,
    "glued": 1.0,
    "short": 1.0,
    "surname": 0.5,
}
USUAL_COUNT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """How sentences are weighed.

    `weights` of the features, `penalties` of the objections (both in standard deviations of one feature); `novelty` of
    ln(share of new content); `redundancy` of the largest cosine to a chosen sentence; `overlap` is the share of a
    sentence's terms in one chosen sentence above which it is the same in other words; `fade` how much of a term's worth
    is left each time it was told; `company` is what a story not yet cited has ahead.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    penalties: Mapping[str, float] = field(default_factory=lambda: PENALTIES)
    novelty: float = 1.0
    redundancy: float = 2.0
    overlap: float = 0.6
    fade: float = 0.15
    company: float = 0.0
