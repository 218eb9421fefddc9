"""The most that a cluster can tell of an affair, found without putting in order what either tells.

What a cluster goes on is the affair that it is likest to. Most affairs that share a rare term with it share two or three terms and nothing
else, so that little can come of comparing them: what is shared, over what some terms of the affair weigh together, is never less than the
share of those that weigh most.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from digest.analysis.affairs import ABOUT, CHANNELS, CORE, HEAVIEST, OPENING, Affair, more_than_sound, telling
from digest.analysis.rarities import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.analysis.affairs import Measures
    from digest.analysis.bags import Bag, Channel
    from digest.analysis.rarities import Rarities

SLACK = 1e-9
"""What sums in another order may differ by, many times over."""


class Bounds:
    """Of one cluster, beside affairs.

    Args:
        rarities: as for `affairs.compare`.
        weighty: of an affair's clusters and of itself some terms of each channel that weigh much; kept here from one cluster to the next.
    """

    def __init__(self, rarities: Rarities, weighty: Weighty) -> None:
        self._rarities, self._weighty = rarities, weighty
        self._about: dict[Channel, float] = {}
        self._opening: dict[Channel, float] = {}

    def most(self, affair: Affair) -> Measures:
        """Measures that are not less than those of `affairs.compare`, each for itself."""
        bag, beside = self._rarities.bag, Beside(self._rarities, affair)
        core = near = cover = focus = proof = 0.0
        for mine, theirs in CHANNELS:
            own, known = bag.terms[mine], affair.sums.get(theirs)
            if not (own and known and more_than_sound(bag, affair, mine, theirs)):
                continue
            shared = own.keys() & known.keys()
            if not shared:
                continue
            mean = affair.mean(theirs)
            rare = beside.both(shared)
            told = covered = named = proved = 0.0
            for term, rareness in rare.items():
                here, there = own[term], mean[term]
                told += there * rareness
                covered += here * rareness
                if term in bag.names or term in affair.names:
                    named += here
                if proof_of := telling(rareness):
                    proved += proof_of * math.sqrt(min(HEAVIEST, here) * min(HEAVIEST, there))
            whole = _share(told, beside.together(self._weighty.of_affair(affair, theirs, beside), mean))
            core = max(core, whole)
            near = max(
                near, whole if len(affair.members) == 1 else self._nearest(rare, affair, theirs, beside)
            )
            cover = max(cover, _share(covered, self._told_by(mine)))
            focus = max(focus, _share(named, self._opens(mine)) if named else 0.0)
            proof = max(proof, proved)
        figures = sum(telling(beside.rare(figure)) for figure in bag.figures & affair.figures)
        return core, near, cover, focus, math.log1p(proof), math.log1p(figures)

    def _nearest(self, rare: Mapping[str, float], affair: Affair, channel: Channel, beside: Beside) -> float:
        """The same share of that cluster of an affair of which it may be greatest; `rare` are the terms that both tell."""
        most = 0.0
        for one in affair.members:
            terms = one.terms[channel]
            told = sum([terms[term] * rareness for term, rareness in rare.items() if term in terms])
            if told:
                weighty = self._weighty.of_cluster(one, channel, beside)
                most = max(most, _share(told, beside.together(weighty, terms)))
        return most

    def _told_by(self, channel: Channel) -> float:
        """What the cluster is about weighs no less than this, beside whatever affair."""
        if channel not in self._about:
            weights = [
                weight * self._rarities.least(term)
                for term, weight in self._rarities.bag.terms[channel].items()
            ]
            self._about[channel] = sum(sorted(weights, reverse=True)[:ABOUT])
        return self._about[channel]

    def _opens(self, channel: Channel) -> float:
        """What the names that the cluster is about weigh, those alone that are its own."""
        if channel not in self._opening:
            terms, names = self._rarities.bag.terms[channel], self._rarities.bag.names
            weights = sorted((weight for term, weight in terms.items() if term in names), reverse=True)
            self._opening[channel] = sum(weights[:OPENING])
        return self._opening[channel]


class Weighty:
    """Terms of affairs, and of their clusters, that weighed most when they were first asked for; any would do, but not as well."""

    def __init__(self) -> None:
        self._of_affair: dict[tuple[str, Channel], tuple[int, list[str]]] = {}
        self._of_cluster: dict[tuple[int, Channel], tuple[Bag, list[str]]] = {}

    def of_affair(self, affair: Affair, channel: Channel, beside: Beside) -> list[str]:
        """Of an affair as it is now."""
        known = self._of_affair.get((affair.id, channel))
        if known is None or known[0] != len(affair.members):
            known = len(affair.members), _heaviest(affair.mean(channel), beside.least)
            self._of_affair[affair.id, channel] = known
        return known[1]

    def of_cluster(self, bag: Bag, channel: Channel, beside: Beside) -> list[str]:
        """Of one of its clusters."""
        known = self._of_cluster.get((id(bag), channel))
        if known is None:  # the bag is kept, and so is its id
            known = bag, _heaviest(bag.terms[channel], beside.least)
            self._of_cluster[id(bag), channel] = known
        return known[1]


def _heaviest(weights: Mapping[str, float], rare: Callable[[str], float]) -> list[str]:
    found = sorted([(-weight * rare(term), term) for term, weight in weights.items()])
    return [term for _, term in found[:CORE]]


def _share(told: float, whole: float) -> float:
    """At most all."""
    return told / whole if told < whole else 1.0
