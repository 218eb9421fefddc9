"""What an affair is known by, and how much of it a cluster tells.

An affair is what its clusters have in common: the core, the terms that weigh most on average. Clusters of another affair
of its kind share the words of the trade; clusters of another affair of its company share the company. So a cluster must
tell much of the core, or of one of its clusters (an affair moves), in rare terms, and be itself mostly about what the affair
told and whom it named, however well known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.analysis.bags import Bag, Channel
from digest.analysis.rarities import Beside
from digest.analysis.remembered import AT_LARGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.rarities import Rarities

Measures = tuple[float, float, float, float, float, float]
CHANNELS: tuple[tuple[Channel, Channel], ...] = (
    ("korean", "korean"),
    ("english", "english"),
    ("pivots", "english"),
    ("english", "pivots"),
)
"""What of a cluster is compared with what of an affair."""
CORE, ABOUT = 12, 24
"""The terms that are the core of an affair or of one of its clusters, and those that a cluster is about."""
OPENING, FOCUS = 4, 8
"""The names that a cluster is about, and those that an affair is."""
TELLING = 0.5
"""How telling a term must be to be a name to go by."""
HEAVIEST = 1.5
"""A term proves no more for being told more often than by this weight."""


@dataclass(slots=True, kw_only=True)
class Affair:
    """Clusters of one affair, in the order in which they were told."""

    id: str
    members: list[Bag] = field(default_factory=list)
    sums: dict[Channel, dict[str, float]] = field(default_factory=dict)
    counts: dict[Channel, int] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    _means: dict[Channel, dict[str, float]] = field(default_factory=dict)

    def add(self, bag: Bag) -> None:
        """One more of its clusters."""
        self._means = {}
        self.members.append(bag)
        self.names |= bag.names
        self.plain |= bag.plain
        self.figures |= bag.figures
        self.told.update(bag.all())
        for channel, terms in bag.terms.items():
            sums = self.sums.setdefault(channel, {})
            for term, weight in terms.items():
                sums[term] = sums.get(term, 0.0) + weight
            self.counts[channel] = self.counts.get(channel, 0) + bool(terms)

    def mean(self, channel: Channel) -> dict[str, float]:
        """The mean weight of its terms over the clusters that have any of the channel."""
        if channel not in self._means:
            count = max(1, self.counts.get(channel, 0))
            self._means[channel] = {
                term: weight / count for term, weight in self.sums.get(channel, {}).items()
            }
        return self._means[channel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much of an affair a cluster tells.

    Args:
        core: the share of the affair's core that it tells (0 to 1).
        near: the same of the core of that one of its clusters of which it tells most.
        cover: the share of what the cluster is about that the affair knows (0 to 1).
        focus: the share of the names that the cluster is about that the affair is about too (0 to 1), well-known ones included.
        proof: the shared terms, by how telling they are.
        figures: the same of exact figures.
        shared: what it shares, the most telling first, each with how much it proves.
        strangers: telling names that it is about and the affair does not know.
        missing: the core's names that it does not tell.
    """

    core: float = 0.0
    near: float = 0.0
    cover: float = 0.0
    focus: float = 0.0
    proof: float = 0.0
    figures: float = 0.0
    shared: tuple[tuple[str, float], ...] = ()
    strangers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def values(self) -> Measures:
        """The six measures, sums dampened."""
        return (
            self.core,
            self.near,
            self.cover,
            self.focus,
            math.log1p(self.proof),
            math.log1p(self.figures),
        )


def telling(rare: float) -> float:
    """How telling a term is by its rarity: 1 where nothing else tells it, 0 where much does."""
    return max(0.0, 2 * rare / math.log(AT_LARGE) - 1)


def compare(rarities: Rarities, affair: Affair) -> Likeness:
    """How much of an affair a cluster tells, by the best of the ways to compare their languages.

    Args:
        rarities: of all terms, for the cluster.
        affair: what it may go on.
    """
    bag, beside = rarities.bag, Beside(rarities, affair)
    found = [
        _by_terms(bag, affair, (mine, theirs), beside)
        for mine, theirs in CHANNELS
        if bag.terms[mine] and affair.sums.get(theirs) and more_than_sound(bag, affair, mine, theirs)
    ]
    if not found:
        return Likeness()
    figures = sorted(bag.figures & affair.figures)
    proofs = [(figure, telling(beside.rare(figure))) for figure in figures]
    best = max(found, key=lambda one: one.proof)
    return Likeness(
        core=max(one.core for one in found),
        near=max(one.near for one in found),
        cover=max(one.cover for one in found),
        focus=max(one.focus for one in found),
        proof=best.proof,
        figures=math.fsum(proof for _, proof in proofs),
        shared=(*best.shared, *((figure, proof) for figure, proof in proofs if proof > 0)),
        strangers=best.strangers,
        missing=best.missing,
    )


def more_than_sound(bag: Bag, affair: Affair, mine: Channel, theirs: Channel) -> bool:
    """Whether a Korean and an English text share more than names that sound alike, which may be two names."""
    if mine == "pivots":
        return not bag.plain.isdisjoint(affair.sums[theirs])
    return theirs != "pivots" or not affair.plain.isdisjoint(bag.terms[mine])


def _by_terms(bag: Bag, affair: Affair, channel: tuple[Channel, Channel], beside: Beside) -> Likeness:
    mine, theirs = bag.terms[channel[0]], affair.mean(channel[1])
    weights, core = beside.of_cluster(channel[0]), beside.of_affair(theirs)
    proofs = {
        term: telling(beside.rare(term)) * math.sqrt(min(HEAVIEST, weight) * min(HEAVIEST, theirs[term]))
        for term, weight in mine.items()
        if term in theirs
    }
    told = share(core, heaviest(core)[:CORE], mine)
    near = told  # of its only cluster it is the same
    if len(affair.members) > 1:
        members = (beside.of_affair(one.terms[channel[1]]) for one in affair.members)
        near = max(share(one, heaviest(one)[:CORE], mine) for one in members)
    return Likeness(
        core=told,
        near=near,
        cover=share(weights, heaviest(weights)[:ABOUT], theirs),
        focus=_focus(mine, theirs, beside.names),
        proof=math.fsum(proofs.values()),
        shared=tuple((term, proofs[term]) for term in heaviest(proofs) if proofs[term] > 0),
        strangers=tuple(term for term in _named(weights, beside) if term not in theirs),
        missing=tuple(term for term in _named(core, beside) if term not in mine),
    )


def _named(weights: Mapping[str, float], beside: Beside) -> list[str]:
    """The telling names that weigh most."""
    found = {
        term: weights[term]
        for term in beside.names
        if term in weights and telling(beside.rare(term)) > TELLING
    }
    return heaviest(found)[:OPENING]


def _focus(mine: Mapping[str, float], theirs: Mapping[str, float], names: frozenset[str]) -> float:
    """The share of the names that weigh most here that are among those that weigh most there, by how often they are told."""
    opening = heaviest({term: mine[term] for term in names if term in mine})[:OPENING]
    central = heaviest({term: theirs[term] for term in names if term in theirs})[:FOCUS]
    return share(mine, opening, dict.fromkeys(central, 1.0))


def heaviest(weights: Mapping[str, float]) -> list[str]:
    """The terms by their weight, of equals in the order of the alphabet."""
    return [term for _, term in sorted([(-weight, term) for term, weight in weights.items()])]


def share(weights: Mapping[str, float], of: Sequence[str], held: Mapping[str, float]) -> float:
    """The share of the weight of some terms that stands in what is held; 0 where they weigh nothing."""
    whole = math.fsum(weights[term] for term in of)
    return math.fsum(weights[term] for term in of if term in held) / whole if whole else 0.0
