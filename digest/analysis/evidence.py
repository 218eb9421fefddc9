"""Why two stories stand together: what carries most of their similarity, as the stories write it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.analysis.as_written import kinds_of, shown_by
from digest.analysis.standing import standing
from digest.language.numbers import figures
from digest.language.readable import readable
from digest.model import Evidence, SharedTerm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Matrix, Numbers, Places, Space
    from digest.model import Language, Story, TermKind

SHOWN = 6
"""Terms that are named for a link."""
DAYS = 3
"""Days that are named for a link, beside those that are terms."""
PAIR, MANY, ROUNDED = 2, 300, 9
"""Stories of a cluster above and up to which it is asked which are most alike; digits of the answer, for sums differ in the last ones."""
AT_ONCE = 2000
"""Pairs whose terms are multiplied together."""
Pair = tuple[int, int]
"""Two rows of a batch."""


def link(links: Links, row: int, other: int, *, explained: bool = False) -> Evidence:
    """The evidence for two rows of a batch, as `linked` tells it."""
    return linked(links, [(row, other)], explained=explained)[row, other]


def linked(links: Links, pairs: Sequence[Pair], *, explained: bool = False) -> dict[Pair, Evidence]:
    """The evidence for pairs of rows of a batch; with `explained` the share of each term, and the dates that both tell.

    By affinity they may have been joined, but it is told how alike their words are: an affinity is soon 1.
    """
    found = {}
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        products = _products(links, some)
        found.update({pair: _evidence(links, pair, products.get(pair), explained=explained) for pair in some})
    return found


def _evidence(links: Links, pair: Pair, products: _Products | None, *, explained: bool) -> Evidence:
    left, right = (links.stories[row].story for row in pair)
    if products is None:
        return Evidence(
            left=left.id,
            right=right.id,
            similarity=0.0,
            terms=tuple(_dates(left, right, ())) if explained else (),
        )
    writer, shares = links.stories[products.writer], products.shares()
    shown = shown_by(writer, shares)
    told: tuple[SharedTerm, ...] = ()
    if explained:
        terms = _terms(writer, shares, shown, standing(shares, [links.stories[row] for row in pair]))
        told = (*terms, *_dates(left, right, shown))
    return Evidence(
        left=left.id,
        right=right.id,
        similarity=round(min(1.0, products.whole), 3),
        shared=tuple(shown),
        terms=told,
    )


def companions(links: Links, first: int, among: Sequence[int]) -> dict[int, int]:
    """Row → the row that it stands with, for all rows but the first, so that each hangs together with the first.

    The links are the strongest by which all hang together: told each its strongest link alone, two stories would name each
    other, and nothing would say why they stand with a third. An affinity is soon 1: of equals those whose words are most alike.
    """
    wanting = {other for other in among if other != first}
    alike = _Alike(links, among)
    # the nearest on top, of equals the first; what is like none of the others stands with the first
    nearest = [(0.0, 0.0, other, 0, first) for other in sorted(wanting)]
    found: dict[int, int] = {}
    row = first
    while wanting:
        near = {other: value for other, value in _affinities(links, row).items() if other in wanting}
        cosines = alike.of(row) if len(among) > PAIR and 1.0 in near.values() else {}
        for other, value in near.items():
            if value > 0:
                heappush(nearest, (-value, -cosines.get(other, 0.0), other, len(found), row))
        while row not in wanting:
            _, _, row, _, beside = heappop(nearest)
        found[row] = beside
        wanting.remove(row)
    return found


class _Alike:
    """How alike the words of some rows are, reckoned when it is asked first; of very many it is not."""

    def __init__(self, links: Links, among: Sequence[int]) -> None:
        self._links = links
        self._rows = sorted(among) if len(among) <= MANY else []

    @cached_property
    def _cosines(self) -> Matrix:
        return self._links.cosines(self._rows)

    def of(self, row: int) -> dict[int, float]:
        """The others by their row."""
        if not self._rows:
            return {}
        found = _row(self._cosines, bisect_left(self._rows, row))
        return {self._rows[other]: round(value, ROUNDED) for other, value in found.items()}


def _affinities(links: Links, row: int) -> dict[int, float]:
    return _row(links.affinities, row)


def _row(matrix: Matrix, row: int) -> dict[int, float]:
    start, end = matrix.indptr[row], matrix.indptr[row + 1]
    return dict(zip(matrix.indices[start:end].tolist(), matrix.data[start:end].tolist(), strict=True))


class _Products(NamedTuple):
    """What two rows have in common: columns of a space, those first that make most of their similarity, and how much each makes.

    `whole` is all of that, `writer` the row whose story writes the terms.
    """

    where: Space
    columns: list[int]
    values: list[float]
    whole: float
    writer: int

    def shares(self) -> dict[str, float]:
        """The terms that are named, each with its share of the whole, the heaviest first; an amount of money and its bare number are one."""
        terms, whole = self.where.terms, self.whole or 1.0
        found = {terms[at]: value / whole for at, value in zip(self.columns, self.values, strict=True)}
        for term in [one for one in found if one.startswith("c:")]:
            found[term] += found.pop(f"n:{term.rpartition(':')[2]}", 0.0)
        return dict(sorted(found.items(), key=lambda one: -one[1])[:SHOWN])


def _products(links: Links, pairs: Sequence[Pair]) -> dict[Pair, _Products]:
    """Of each pair, where its languages are compared; the English story of two languages writes the pivots as words."""
    asked: dict[str, list[tuple[Pair, int, int]]] = {}
    for pair in pairs:
        row, other = pair
        language, another = (links.stories[one].story.language for one in pair)
        if language == another:
            asked.setdefault(language, []).append((pair, row, other))
        else:
            asked.setdefault("", []).append((pair, other, row) if language == "ko" else (pair, row, other))
    spaces: dict[str, Space] = {**links.within, **({"": links.across.space} if links.across else {})}
    found: dict[Pair, _Products] = {}
    for group, told in asked.items():
        where = spaces.get(group)
        if where is None:
            continue
        lefts, rights = (
            where.vectors[np.searchsorted(where.rows, [one[place] for one in told])] for place in (1, 2)
        )
        both = lefts.multiply(rights).tocsr()
        columns, values = _heaviest_first(both)
        sums = np.asarray(both.sum(axis=1)).ravel().tolist()
        ends = pairwise(both.indptr.tolist())
        for (pair, writer, _), (first, last), whole in zip(told, ends, sums, strict=True):
            part = slice(first, min(last, first + 2 * SHOWN))
            found[pair] = _Products(where, columns[part].tolist(), values[part].tolist(), whole, writer)
    return found


def _heaviest_first(matrix: Matrix) -> tuple[Places, Numbers]:
    """The columns and values of a matrix, those of each row by value; of equals the first."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    return matrix.indices[order], matrix.data[order]


def _terms(
    writer: Prepared, shares: Mapping[str, float], shown: Sequence[str], whole: Mapping[str, str]
) -> Iterator[SharedTerm]:
    """The terms that are named, each with its share and what it is; those that stand in one word as that, with what they make together."""
    kinds = kinds_of(writer, shares)
    found: dict[str, tuple[float, TermKind]] = {}
    for text, (term, share) in zip(shown, shares.items(), strict=True):
        told = whole.get(term, text)
        before, kind = found.get(told, (0.0, kinds[term]))
        found[told] = (before + share, "name" if "name" in (kind, kinds[term]) else kind)
    for text, (share, kind) in sorted(found.items(), key=lambda one: -one[1][0]):
        yield SharedTerm(text=text, share=round(share, 3), kind=kind)


@lru_cache(maxsize=20_000)
def figures_of(title: str, text: str, language: Language) -> tuple[str, ...]:
    """The distinct figures of a story, in order."""
    return tuple(dict.fromkeys(figures(f"{title}\n{text}", language)))


def _dates(left: Story, right: Story, shown: Collection[str]) -> Iterator[SharedTerm]:
    """The days of a year that both tell, in the order of the first, which weigh nothing by themselves; none that is shown already."""
    told = figures_of(right.title, right.text, right.language)
    days = (figure for figure in figures_of(left.title, left.text, left.language) if figure[0] == "d")
    named = (readable(day, left.language) for day in days if day in told)
    both = [day for day in named if day not in shown]
    yield from (SharedTerm(text=day, share=0.0, kind="date") for day in both[:DAYS])
