"""How much a cluster matters: how many independent outlets told it, and what this publication's readers care for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.model import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingSettings:
    """`weights` by source key (1 = normal); `more` and `less` are words that raise or lower."""

    weights: Mapping[str, float] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()


def rank(
    members: Sequence[Prepared], independent: Sequence[Prepared], settings: RankingSettings
) -> tuple[float, tuple[Reason, ...]]:
    """A score (0 and up; three equal outlets weigh about 1.4) and the reasons that make it up."""
    by_outlet: dict[str, float] = {}
    for member in independent:
        outlet = member.story.outlet or member.story.source
        weight = settings.weights.get(member.story.source, 1.0)
        by_outlet[outlet] = max(by_outlet.get(outlet, 0.0), weight)
    reasons = [Reason(feature="outlets", weight=math.log1p(sum(by_outlet.values())))]
    follow_up = math.log1p(len(independent)) - math.log1p(len(by_outlet))
    if follow_up > 0:
        reasons.append(Reason(feature="reports", weight=0.25 * follow_up))
    text = " ".join(member.story.title for member in members).casefold()
    for feature, words, sign in (("interests", settings.more, 1), ("less", settings.less, -1)):
        named = sum(word.casefold() in text for word in words)
        if named:
            reasons.append(Reason(feature=feature, weight=sign * 0.5 * math.log1p(named)))
    rounded = tuple(Reason(feature=reason.feature, weight=round(reason.weight, 3)) for reason in reasons)
    return round(max(0.0, sum(reason.weight for reason in rounded)), 3), rounded
