"""How rare terms are with remembered affairs counted in: what is asked for most often when clusters are compared with them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from digest.analysis.remembered import AT_LARGE, rarity
from digest.language.readable import is_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
        self.logs = _Logs(among) if among >= AT_LARGE else None
        self._alone: dict[Channel, dict[str, float]] = {}

    def alone(self, channel: Channel, logs: Mapping[int, float]) -> dict[str, float]:
        """The cluster's terms by their rarity beside an affair that tells none of them."""
        if channel not in self._alone:
            self._alone[channel] = {
                term: weight * logs[len(self.held.get(term, ())) + 1]
                for term, weight in self.bag.terms[channel].items()
            }
        return self._alone[channel]

    def at_large(self, term: str, count: int) -> float:
        """The rarity of a term that so many affairs tell, whether it is a name or not."""
        return self.logs[count] if self.logs is not None else rarity(term, count, self.among)

    def least(self, term: str) -> float:
        """The rarity of one of the cluster's terms beside an affair that does not tell it: beside another it is no less."""
        count = len(self.held.get(term, ())) + 1
        if self.logs is not None:
            return self.logs[count]
        return rarity(term, count, self.among, least=_least(term, self.bag.names))


class Beside:
    """The same beside one affair, which counts with the cluster as one."""

    def __init__(self, rarities: Rarities, affair: Affair) -> None:
        self._all, self._affair = rarities, affair

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of both."""
        return self._all.bag.names | self._affair.names

    def rare(self, term: str) -> float:
        """How rare a term is."""
        others = self._all.held.get(term, ())
        count = len(others) - (self._affair.id in others) + 1
        if self._all.logs is not None:
            return self._all.logs[count]
        return rarity(term, count, self._all.among, least=_least(term, self.names))

    def both(self, terms: Iterable[str]) -> dict[str, float]:
        """The rarity of terms that the affair and the cluster tell."""
        held, logs = self._all.held, self._all.logs
        if logs is not None:
            return {term: logs[len(held[term])] for term in terms}
        return {term: self.rare(term) for term in terms}

    def least(self, term: str) -> float:
        """The rarity of one of the affair's terms, whatever else the cluster names: it is no less."""
        if self._all.logs is not None:
            return self._all.logs[len(self._all.held[term])]
        return rarity(
            term, len(self._all.held[term]), self._all.among, least=_least(term, self._affair.names)
        )

    def together(self, terms: Iterable[str], weights: Mapping[str, float]) -> float:
        """What some terms of the affair weigh by their rarity, all in all, whatever else the cluster names: it is no less."""
        held, logs = self._all.held, self._all.logs
        if logs is not None:
            return sum([weights[term] * logs[len(held[term])] for term in terms])
        return sum([weights[term] * self.least(term) for term in terms])

    def of_affair(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Weights of terms that the affair tells, by their rarity."""
        held, logs = self._all.held, self._all.logs
        if logs is not None:
            return {term: weight * logs[len(held[term])] for term, weight in terms.items()}
        return {term: weight * self.rare(term) for term, weight in terms.items()}

    def of_cluster(self, channel: Channel) -> dict[str, float]:
        """Those of the cluster's terms: most of them the affair does not tell, and they are as they are alone."""
        terms = self._all.bag.terms[channel]
        logs = self._all.logs
        if logs is None:
            return {term: weight * self.rare(term) for term, weight in terms.items()}
        found = self._all.alone(channel, logs).copy()
        for term in self._affair.told.intersection(terms):
            found[term] = terms[term] * logs[len(self._all.held[term])]
        return found


class _Logs(dict[int, float]):
    """The rarity of a term by how many affairs tell it, each reckoned when it is asked for."""

    def __init__(self, among: int) -> None:
        super().__init__()
        self._among = among

    def __missing__(self, count: int) -> float:
        found = self[count] = rarity("", count, self._among)
        return found


def _least(term: str, names: AbstractSet[str]) -> float:
    return 0.0 if term in names or is_figure(term) else WORD
