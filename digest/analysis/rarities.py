"""How rare terms are with remembered affairs counted in: what is asked for most often when clusters are compared with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.remembered import AT_LARGE, rarity
from digest.language.readable import is_figure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from digest.analysis.affairs import Affair
    from digest.analysis.bags import Bag, Channel

WORD = 0.02
"""Share of news that uses a word that is no name, at least: no list knows all ordinary words."""


class Rarities:
    """As `rarity`, for one cluster that is compared with affairs.

    Args:
        bag: the cluster.
        held: of each term the ids of the affairs that tell it.
        among: how many affairs there are, with the cluster as one.
    """

    def __init__(self, bag: Bag, held: Mapping[str, AbstractSet[str]], among: int) -> None:
        self.bag, self.held, self.among = bag, held, among
        # of a term that so many affairs tell, where they are enough to leave news at large out
        self.logs = [rarity("", count, among) for count in range(among + 2)] if among >= AT_LARGE else []
        self._alone: dict[Channel, dict[str, float]] = {}

    def alone(self, channel: Channel) -> dict[str, float]:
        """The cluster's terms by their rarity beside an affair that tells none of them."""
        if channel not in self._alone:
            self._alone[channel] = {
                term: weight * self.logs[len(self.held.get(term, ())) + 1]
                for term, weight in self.bag.terms[channel].items()
            }
        return self._alone[channel]


class Beside:
    """The same beside one affair, which counts with the cluster as one.

    Attributes:
        names: those of both.
    """

    def __init__(self, rarities: Rarities, affair: Affair) -> None:
        self._all, self._affair = rarities, affair
        self.names = rarities.bag.names | affair.names

    def rare(self, term: str) -> float:
        """How rare a term is."""
        others = self._all.held.get(term, ())
        count = len(others) - (self._affair.id in others) + 1
        if self._all.logs:
            return self._all.logs[count]
        least = 0.0 if term in self.names or is_figure(term) else WORD
        return rarity(term, count, self._all.among, least=least)

    def of_affair(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Weights of terms that the affair tells, by their rarity."""
        held, logs = self._all.held, self._all.logs
        if logs:
            return {term: weight * logs[len(held[term])] for term, weight in terms.items()}
        return {term: weight * self.rare(term) for term, weight in terms.items()}

    def of_cluster(self, channel: Channel) -> dict[str, float]:
        """Those of the cluster's terms: most of them the affair does not tell, and they are as they are alone."""
        terms = self._all.bag.terms[channel]
        if not self._all.logs:
            return {term: weight * self.rare(term) for term, weight in terms.items()}
        found = self._all.alone(channel).copy()
        for term in self._affair.told.intersection(terms):
            found[term] = terms[term] * self._all.logs[len(self._all.held[term])]
        return found
