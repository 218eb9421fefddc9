"""Clusters that almost joined: how much was wanting, and the strongest link between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.links import Links
    from digest.analysis.vectors import Matrix

Labels = np.ndarray[Any, np.dtype[np.int64]]

MARGIN = 0.12
"""A mean affinity that is short of the cut by less than this is a near miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Two clusters (their places) that stayed apart; `rows` is the strongest pair between them, the first's row first."""

    clusters: tuple[int, int]
    rows: tuple[int, int]
    because: Literal["affinity", "words", "editor"]
    measured: float
    needed: float


def missed(
    links: Links,
    clusters: Sequence[Sequence[int]],
    cut: float,
    least: float,
    apart: Sequence[tuple[int, int]],
) -> list[Missed]:
    """The near misses of a grouping, those that came nearest first; what the editor keeps apart before all.

    Args:
        links: the batch compared.
        clusters: its rows.
        cut: the mean affinity that merges two clusters.
        least: the mean cosine that it takes besides.
        apart: pairs of rows that the editor keeps apart.
    """
    label = np.zeros(len(links.stories), dtype=np.int64)
    for number, members in enumerate(clusters):
        label[list(members)] = number
    means = _means(links.affinities, label, clusters)
    barred = {_ordered(label[left], label[right]): (left, right) for left, right in reversed(apart)}
    flagged = {
        (left, right)
        for left, right, mean in zip(means.row.tolist(), means.col.tolist(), means.data.tolist(), strict=True)
        if left < right and mean >= cut - MARGIN
    }
    best = _best(links.affinities, label, flagged | set(barred))
    mean_of = {
        (left, right): mean
        for left, right, mean in zip(means.row.tolist(), means.col.tolist(), means.data.tolist(), strict=True)
    }
    found = []
    for pair in sorted(flagged | set(barred)):
        mean = mean_of.get(pair, 0.0)
        rows = best.get(pair) or _turned(barred[pair], label, pair)
        because: Literal["affinity", "words", "editor"] = "affinity"
        measured, needed = mean, cut
        if pair in barred:
            because = "editor"
        elif mean >= cut:
            because, needed = "words", least
            measured = _between(links, clusters[pair[0]], clusters[pair[1]])
        found.append(Missed(clusters=pair, rows=rows, because=because, measured=measured, needed=needed))
    return sorted(found, key=lambda one: (one.because != "editor", one.needed - one.measured, one.clusters))


def _means(affinities: Matrix, label: Labels, clusters: Sequence[Sequence[int]]) -> Matrix:
    size = len(label)
    belongs = sparse.csr_matrix((np.ones(size), (np.arange(size), label)), shape=(size, len(clusters)))
    each = sparse.diags([1 / len(members) for members in clusters])
    return (each @ (belongs.T @ affinities @ belongs) @ each).tocoo()


def _best(
    affinities: Matrix, label: Labels, pairs: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each pair of clusters the rows of the highest affinity; of equals the first."""
    entries = affinities.tocoo()
    codes = {left * len(label) + right for left, right in pairs}
    code = label[entries.row] * len(label) + label[entries.col]
    kept = np.flatnonzero(np.isin(code, sorted(codes)))
    order = kept[np.lexsort((entries.col[kept], entries.row[kept], -entries.data[kept]))]
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for place in order.tolist():
        left, right = int(entries.row[place]), int(entries.col[place])
        found.setdefault((int(label[left]), int(label[right])), (left, right))
    return found


def _between(links: Links, left: Sequence[int], right: Sequence[int]) -> float:
    """The mean cosine between the stories of two clusters."""
    cosines = links.cosines([*left, *right])[: len(left), len(left) :]
    return float(cosines.sum()) / (len(left) * len(right))


def _ordered(left: int, right: int) -> tuple[int, int]:
    return (int(left), int(right)) if left < right else (int(right), int(left))


def _turned(rows: tuple[int, int], label: Labels, pair: tuple[int, int]) -> tuple[int, int]:
    return rows if label[rows[0]] == pair[0] else rows[::-1]
