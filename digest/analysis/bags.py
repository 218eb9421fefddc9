"""Remembered clusters as bags of terms that can be compared, whatever language and script they write names in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.analysis.remembered import Remembered
from digest.analysis.wholes import SHORTEST
from digest.language.called import NO_NAMES
from digest.language.english import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.language.called import Called

Channel = Literal["korean", "english", "pivots"]
"""`pivots` is what Korean terms are called in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A remembered cluster, its terms by channel; `plain` are the pivots that it has not by sound alone.

    `written` is how its texts write a term that stands in another form; `shown` is that for people, of stems and pivots too.
    `headed` are those of its terms that stand in its headlines.
    """

    cluster: Remembered
    terms: Mapping[Channel, Mapping[str, float]]
    names: frozenset[str]
    plain: frozenset[str]
    figures: frozenset[str]
    written: Mapping[str, str]
    shown: Mapping[str, str]
    headed: frozenset[str] = frozenset()

    def all(self) -> Iterator[str]:
        """Its terms and figures, some more than once."""
        for terms in self.terms.values():
            yield from terms
        yield from self.figures


class Bags:
    """Makes bags of clusters; those of all issues together, for names are found again by their sound."""

    def __init__(self, clusters: Iterable[Remembered], names: Called = NO_NAMES) -> None:
        from digest.analysis.sounding import LatinNames  # these bring numpy
        from digest.analysis.translating import Translator, foreign

        latin: dict[str, str] = {}
        korean: dict[str, None] = {}
        for cluster in clusters:
            for name, one in cluster.latin:
                latin.setdefault(name, one)
            korean.update(dict.fromkeys(term for term, _ in cluster.korean))
        self._translate = Translator(LatinNames(latin), names)
        self._translate.expect(foreign((term,) for term in korean))

    def called(self, term: str) -> frozenset[str]:
        """The English stems that a Korean term is called by."""
        return frozenset(pivot for stems, _ in self._translate.called(term) for pivot, _ in stems)

    def __call__(self, cluster: Remembered) -> Bag:
        """A cluster with its terms by channel."""
        korean: dict[str, float] = {}
        written: dict[str, str] = {}
        spelled, names, words = dict(cluster.written), dict[str, str](), dict[str, str]()
        pivots: dict[str, float] = {}
        named, plain = set(cluster.names), set[str]()
        heads = {*cluster.headline_names, *cluster.headline_terms}
        headed = heads.intersection(term for term, _ in cluster.english)
        for term, weight in cluster.korean:
            one = self.form(term)
            korean[one] = korean.get(one, 0.0) + weight
            # names that analysis breaks are no terms of headlines: 새결은행
            heading = term in heads or (len(term) >= SHORTEST and term in cluster.headline)
            if heading:
                headed.add(one)
            if one != term:
                written.setdefault(one, term)
            if term in cluster.names:
                named.add(one)
            shown = names if term in cluster.names else words
            # analysis may part a name, too: 은파 of 은파호
            whole = next((name for name in cluster.names if name.startswith(term)), term)
            shown.setdefault(one, spelled.get(whole, whole))
            for stems, by_sound in self._translate.called(term):
                for pivot, share in stems:
                    shown.setdefault(pivot, spelled.get(whole, whole))
                    pivots[pivot] = max(pivots.get(pivot, 0.0), weight * share)
                    if heading:
                        headed.add(pivot)
                    if by_sound or term in cluster.names:
                        named.add(pivot)
                    if not by_sound:
                        plain.add(pivot)
        return Bag(
            cluster=cluster,
            terms={"korean": korean, "english": dict(cluster.english), "pivots": pivots},
            names=frozenset(named),
            plain=frozenset(plain),
            figures=frozenset(figure for figure in cluster.figures if figure[0] in "npc"),
            written=written,
            shown={**words, **names, **spelled},
            headed=frozenset(headed),
        )

    def form(self, term: str) -> str:
        """The one form of a name that Korean texts write in both scripts: 딥시크, DeepSeek."""
        if term.isascii():
            return stem(term)
        told = self._translate.called(term)
        if len(told) == 1 and told[0][1] and len(told[0][0]) == 1:
            return told[0][0][0][0]
        return term
