"""Which clusters go on an affair that was told before, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from digest.analysis.affairs import TELLING, Affair, Likeness, Measures, compare, telling
from digest.analysis.bags import Bag, Bags
from digest.analysis.bounds import SLACK, Bounds, Weighty
from digest.analysis.known_by import in_both
from digest.analysis.naming import names_of
from digest.analysis.rarities import Rarities
from digest.analysis.recurring import counts_anew, fills_its_form, told_apart
from digest.language.called import NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from digest.analysis.remembered import Remembered
    from digest.language.called import Called

SHOWN = 12
"""Terms of which those are named for a link that say something beside the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorylineSettings:
    """When a cluster goes on an affair; the weights are fitted by benchmarks/storylines.py.

    Args:
        least: the chance from which it does.
        named: the same of one that has a name of the affair's headlines in its own, which hardly another affair tells.
        weights: of the six measures of `affairs.Likeness`.
        start: the log odds of a cluster that tells nothing of the affair.
        days: an affair of which nothing was told for longer is over.
    """

    least: float = 0.9
    named: float = 0.8
    weights: Measures = (5.17, 5.29, 4.32, 1.69, 2.48, 3.09)
    start: float = -9.32
    days: int = 365


DEFAULT = StorylineSettings()
FREE: Mapping[str, str] = {}
UNITED: Mapping[str, frozenset[str]] = {}
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A cluster and the affair that it goes on, or was nearest to.

    Args:
        cluster: its id.
        storyline: the affair's id; empty where it goes on none.
        names: the terms that name the affair, with the cluster's own, the best first.
        earlier: the affair's earlier clusters, in the order of their telling; those it was nearest to where it goes on none.
        chance: that it goes on that affair (0 to 1).
        shared: what both tell, the most telling first: names, rare terms, figures; as the cluster's own terms.
        strangers: what speaks against: names that the cluster is about and the affair never told.
        missing: what speaks against: names that the affair is about and the cluster does not tell, as the affair wrote them.
        needed: the chance from which it goes on that affair.
    """

    cluster: str
    storyline: str = ""
    names: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    chance: float = 0.0
    shared: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    needed: float = 0.0


def chance(likeness: Likeness, settings: StorylineSettings = DEFAULT) -> float:
    """That a cluster goes on an affair that it is so like."""
    odds = settings.start + math.fsum(
        weight * value for weight, value in zip(settings.weights, likeness.values(), strict=True)
    )
    return 1 / (1 + math.exp(-odds))


def _at_most(most: Measures, settings: StorylineSettings) -> float:
    """The same where no measure is greater than these."""
    odds = settings.start + sum(
        max(0.0, weight) * value for weight, value in zip(settings.weights, most, strict=True)
    )
    return 1 / (1 + math.exp(-odds - SLACK))


def follow(
    new: Sequence[Remembered],
    memory: Sequence[Remembered],
    settings: StorylineSettings = DEFAULT,
    *,
    names: Called = NO_NAMES,
    decided: Mapping[str, str] = FREE,
    apart: Mapping[str, frozenset[str]] = UNITED,
) -> tuple[Followed, ...]:
    """For each cluster of an issue the affair that it goes on, by what is remembered and what the issue tells before it.

    The order of the input changes nothing. Two clusters of one issue can be one affair, which has the id of the first.

    Args:
        new: the clusters of the issue.
        memory: those of earlier issues, each with its storyline.
        settings: when a cluster goes on an affair.
        names: names that are known in both scripts.
        decided: for some clusters the affair that they go on whatever they tell, empty where they begin one.
        apart: for some clusters others that must not stand in one affair with them.

    Returns:
        One for each of `new`, in the order of their time.
    """
    bags = Bags((*memory, *new), names)
    lines = Lines(settings)
    for cluster in sorted(memory, key=in_time):
        lines.add(bags(cluster), cluster.storyline)
    found = []
    for cluster in sorted(new, key=in_time):
        bag = bags(cluster)
        if cluster.id in decided:
            followed = lines.decided(bag, decided[cluster.id])
        else:
            followed = lines.nearest(bag, apart.get(cluster.id, NOTHING))
        lines.add(bag, followed.storyline or cluster.id)
        found.append(followed)
    return tuple(found)


def in_time(cluster: Remembered) -> tuple[bool, str, str]:
    """The key of the order in which clusters were told: by their earliest day, undated ones first."""
    return cluster.first is not None, cluster.first.isoformat() if cluster.first else "", cluster.id


class Lines:
    """The affairs so far, found by the terms they tell."""

    def __init__(self, settings: StorylineSettings = DEFAULT) -> None:
        self._settings = settings
        self._affairs: dict[str, Affair] = {}
        self._held: dict[str, set[str]] = {}
        self._weighty = Weighty()

    def add(self, bag: Bag, storyline: str) -> None:
        """One more cluster of an affair, which may be new."""
        self._affairs.setdefault(storyline, Affair(id=storyline)).add(bag)
        for term in bag.all():
            self._held.setdefault(term, set()).add(storyline)

    def likenesses(self, bag: Bag) -> Iterator[tuple[Affair, Likeness]]:
        """How like a cluster is to each affair that shares a telling term with it and is not over, in the order of their beginning."""
        rarities = self._rarities(bag)
        for affair in self._near(rarities):
            if self._open(bag, affair):
                yield affair, compare(rarities, affair)

    def nearest(self, bag: Bag, apart: frozenset[str] = NOTHING) -> Followed:
        """The affair that a cluster most likely goes on; of equals the earliest. None that holds a cluster it is `apart` from.

        They are compared in the order of what each can be at most, until none can be more likely than the best one found.
        """
        rarities = self._rarities(bag)
        bounds = Bounds(rarities, self._weighty)
        found = [
            (_at_most(bounds.most(affair), self._settings), -place, affair)
            for place, affair in enumerate(self._near(rarities))
        ]
        best, likeness, most = None, Likeness(), (0.0, 0)
        for limit, place, affair in sorted(found, key=itemgetter(0, 1), reverse=True):
            if limit < most[0]:
                break
            if self._open(bag, affair) and apart.isdisjoint(one.cluster.id for one in affair.members):
                compared = compare(rarities, affair)
                likely = (chance(compared, self._settings), place)
                if likely > most:
                    best, likeness, most = affair, compared, likely
        if best is None:
            return Followed(cluster=bag.cluster.id)
        return self._followed(bag, best, likeness, goes_on=most[0] >= self._needed(bag, best))

    def _needed(self, bag: Bag, affair: Affair) -> float:
        return self._settings.named if in_both(bag, affair, self._held) else self._settings.least

    def _rarities(self, bag: Bag) -> Rarities:
        return Rarities(bag, self._held, len(self._affairs) + 1)

    def _near(self, rarities: Rarities) -> list[Affair]:
        """The affairs that share a telling term with a cluster, in the order of their beginning."""
        near: set[str] = set()
        for term in rarities.bag.all():
            held = self._held.get(term)
            if held and telling(rarities.at_large(term, len(held))) > TELLING:
                near |= held
        return [affair for storyline, affair in self._affairs.items() if storyline in near]

    def _open(self, bag: Bag, affair: Affair) -> bool:
        return not (
            self._over(affair, bag.cluster.first)
            or told_apart(bag, affair)
            or fills_its_form(bag.cluster, affair)
            or counts_anew(bag, affair)
        )

    def decided(self, bag: Bag, storyline: str) -> Followed:
        """The affair that a cluster goes on by decision, or nearly went on where it is to begin one (empty)."""
        affair = self._affairs.get(storyline)
        if affair is None:
            names = names_of([bag]) if storyline else ()
            return replace(self.nearest(bag), storyline=storyline, names=names)
        likeness = compare(self._rarities(bag), affair)
        return self._followed(bag, affair, likeness, goes_on=True)

    def _followed(self, bag: Bag, best: Affair, likeness: Likeness, *, goes_on: bool) -> Followed:
        most = chance(likeness, self._settings)
        return Followed(
            cluster=bag.cluster.id,
            storyline=best.id if goes_on else "",
            names=names_of([*best.members, bag]) if goes_on else (),
            earlier=tuple(one.cluster.id for one in best.members),
            chance=round(most, 3),
            needed=self._needed(bag, best),
            shared=tuple(dict.fromkeys(_own(term, bag) for term, _ in likeness.shared))[:SHOWN],
            strangers=tuple(_own(term, bag) for term in likeness.strangers),
            missing=_as_told(likeness.missing, best),
        )

    def _over(self, affair: Affair, now: date | None) -> bool:
        days = [one.cluster.last for one in affair.members if one.cluster.last]
        return bool(now and days and (now - max(days)).days > self._settings.days)


def _own(term: str, bag: Bag) -> str:
    """A term as the cluster's analysis has it: of a pivot the Korean term that it stands for."""
    own = any(term == one for one, _ in (*bag.cluster.korean, *bag.cluster.english))
    return term if own else bag.shown.get(term, term)


def _as_told(terms: Sequence[str], affair: Affair) -> tuple[str, ...]:
    """Names as the latest cluster of an affair writes them, each once; a stem where only former versions remember it."""
    told = {
        next((one.shown[term] for one in reversed(affair.members) if term in one.shown), term): None
        for term in terms
    }
    return tuple(
        one for one in told if not any(one != other and f" {one} " in f" {other} " for other in told)
    )
