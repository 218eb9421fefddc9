"""How rare terms are with remembered affairs counted in: what is asked for most often when clusters are compared with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.remembered import AT_LARGE, rarity
from digest.language.readable import is_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from digest.analysis.affairs import Affair

WORD = 0.02
"""Share of news that uses a word that is no name, at least: no list knows all ordinary words."""


class Rarities:
    """As `rarity`, for one cluster that is compared with affairs.

    Args:
        held: of each term the ids of the affairs that tell it.
        among: how many affairs there are, with the cluster as one.
    """

    def __init__(self, held: Mapping[str, AbstractSet[str]], among: int) -> None:
        self._held, self._among = held, among
        # of a term that so many affairs tell, where they are enough to leave news at large out
        self._logs = [rarity("", count, among) for count in range(among + 2)] if among >= AT_LARGE else []
        self._alone: dict[int, tuple[Mapping[str, float], dict[str, float]]] = {}

    def beside(self, affair: Affair, names: AbstractSet[str]) -> Callable[[str], float]:
        """The rarity of a term, an affair and a cluster with these names counted as one."""
        held, among, logs, own, nobody = self._held, self._among, self._logs, affair.id, frozenset[str]()

        def rare(term: str) -> float:
            others = held.get(term, nobody)
            count = len(others) - (own in others) + 1
            if logs:
                return logs[count]
            return rarity(term, count, among, least=0.0 if term in names or is_figure(term) else WORD)

        return rare

    def of_affair(self, terms: Mapping[str, float], rare: Callable[[str], float]) -> dict[str, float]:
        """Weights of terms that an affair tells, by their rarity (as `beside` gives it)."""
        if self._logs:
            held, logs = self._held, self._logs
            return {term: weight * logs[len(held[term])] for term, weight in terms.items()}
        return {term: weight * rare(term) for term, weight in terms.items()}

    def of_cluster(
        self, terms: Mapping[str, float], affair: Affair, rare: Callable[[str], float]
    ) -> dict[str, float]:
        """Those of terms of the cluster that is compared: most of them an affair does not tell, and they stay."""
        if not self._logs:
            return {term: weight * rare(term) for term, weight in terms.items()}
        held, logs = self._held, self._logs
        if id(terms) not in self._alone:  # kept beside it, so that no other gets its number
            alone = {term: weight * logs[len(held.get(term, ())) + 1] for term, weight in terms.items()}
            self._alone[id(terms)] = terms, alone
        found = self._alone[id(terms)][1].copy()
        for term in affair.told.intersection(terms):
            found[term] = terms[term] * logs[len(held[term])]
        return found
