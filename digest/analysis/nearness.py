"""Clusters that almost joined: how much was wanting, and the strongest link between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import sparse

from digest.analysis.units import contracted, unit_of, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.clusters import GroupingSettings
    from digest.analysis.links import Links
    from digest.analysis.vectors import Matrix, Places

Pair = tuple[int, int]
Because = Literal["affinity", "words", "editor"]

MARGIN = 0.12
"""A mean affinity that is short of the cut by less than this is a near miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Two clusters (their places) that stayed apart; `rows` is the strongest pair between them, the first's row first."""

    clusters: Pair
    rows: Pair
    because: Because
    measured: float
    needed: float


def missed(
    links: Links,
    clusters: Sequence[Sequence[int]],
    settings: GroupingSettings,
    *,
    together: Sequence[Sequence[int]],
    apart: Sequence[Pair],
) -> list[Missed]:
    """The near misses of a grouping, what the editor keeps apart first, then what wants words alone, then the nearest.

    Args:
        links: the batch compared.
        clusters: its rows.
        settings: by which it was grouped.
        together: rows that the editor put together.
        apart: pairs of rows that the editor keeps apart.
    """
    label = unit_of(len(links.stories), clusters)
    means = _means(links.affinities, label, clusters, together)
    barred = {_ordered(int(label[left]), int(label[right])): (left, right) for left, right in reversed(apart)}
    flagged = {pair for pair, mean in means.items() if mean >= settings.cut - MARGIN} | set(barred)
    best = _best(links.affinities, label, flagged)
    found = []
    for pair in sorted(flagged):
        rows = best.get(pair) or _turned(barred[pair], label, pair)
        measured, needed = means.get(pair, 0.0), settings.cut
        because: Because = "editor" if pair in barred else "affinity"
        if because == "affinity" and measured >= needed:
            because, needed = "words", settings.least
            measured = _between(links, clusters[pair[0]], clusters[pair[1]], together)
        found.append(Missed(clusters=pair, rows=rows, because=because, measured=measured, needed=needed))
    order = ("editor", "words", "affinity")
    return sorted(found, key=lambda one: (order.index(one.because), one.needed - one.measured, one.clusters))


def _means(
    affinities: Matrix, label: Places, clusters: Sequence[Sequence[int]], together: Sequence[Sequence[int]]
) -> dict[Pair, float]:
    """The mean affinity of each pair of clusters that have any, as the linkage has it."""
    found = units(len(label), together)
    number = label[[rows[0] for rows in found]]
    belongs = sparse.csr_matrix(
        (np.ones(len(found)), (np.arange(len(found)), number)), shape=(len(found), len(clusters))
    )
    each = sparse.diags(1 / np.bincount(number, minlength=len(clusters)))
    means = (each @ (belongs.T @ contracted(affinities, found) @ belongs) @ each).tocoo()
    told = zip(means.row.tolist(), means.col.tolist(), means.data.tolist(), strict=True)
    return {(left, right): mean for left, right, mean in told if left < right}


def _best(affinities: Matrix, label: Places, pairs: set[Pair]) -> dict[Pair, Pair]:
    """For each pair of clusters the rows of the highest affinity; of equals the first."""
    entries = affinities.tocoo()
    codes = {left * len(label) + right for left, right in pairs}
    code = label[entries.row] * len(label) + label[entries.col]
    kept = np.flatnonzero(np.isin(code, sorted(codes)))
    order = kept[np.lexsort((entries.col[kept], entries.row[kept], -entries.data[kept]))]
    found: dict[Pair, Pair] = {}
    for place in order.tolist():
        left, right = int(entries.row[place]), int(entries.col[place])
        found.setdefault((int(label[left]), int(label[right])), (left, right))
    return found


def _between(
    links: Links, left: Sequence[int], right: Sequence[int], together: Sequence[Sequence[int]]
) -> float:
    """The mean cosine between the stories of two clusters, as the linkage has it."""
    place = {row: number for number, row in enumerate([*left, *right])}
    found = units(len(place), [[place[row] for row in rows] for rows in together if rows[0] in place])
    ours = [number for number, rows in enumerate(found) if rows[0] < len(left)]
    theirs = [number for number, rows in enumerate(found) if rows[0] >= len(left)]
    cosines = contracted(links.cosines([*left, *right]), found).tocsr()[ours][:, theirs]
    return float(cosines.sum()) / (len(ours) * len(theirs))


def _ordered(left: int, right: int) -> Pair:
    return (left, right) if left < right else (right, left)


def _turned(rows: Pair, label: Places, pair: Pair) -> Pair:
    return rows if label[rows[0]] == pair[0] else rows[::-1]
