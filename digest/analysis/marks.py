"""The words by which a story is found again among very many: its heaviest that not too many stories have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest import codec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.batch import Batch
    from digest.analysis.prepared import Prepared
    from digest.analysis.recall import Marks
    from digest.analysis.tally import Tallies
    from digest.analysis.vectors import Space

EACH = 24
"""Words of a story's own language by which it is found, and as many pivots."""
COMMON = 200
"""A word that more stories have finds nothing: it would find too much."""


def marks(batch: Batch, stories: Sequence[Prepared], tallies: Tallies) -> list[Marks]:
    """The marks of each story of a batch: `ko:` or `en:` with a term, `ko>` or `en>` with a pivot, and its text as a whole."""
    found: list[list[tuple[str, float]]] = [[(_whole(story), 1.0)] for story in stories]
    for language, where in batch.within.items():
        for number, row in enumerate(where.rows.tolist()):
            found[row] += _heaviest(where, number, f"{language}:", tallies[language].total)
    if batch.across is not None:
        pivots, total = batch.across.space, tallies["pivots"].total
        for row, story in enumerate(stories):
            found[row] += _heaviest(pivots, row, f"{story.story.language}>", total)
    return [tuple(one) for one in found]


def sought(one: Marks) -> list[tuple[str, float]]:
    """What a story looks for in others: its own marks, but of the pivots those of the other language."""
    turned = {"ko>": "en>", "en>": "ko>"}
    return [(turned[word[:3]] + word[3:] if word[:3] in turned else word, weight) for word, weight in one]


def _whole(story: Prepared) -> str:
    one = story.story
    return f"=={codec.fingerprint(one.language, one.title, one.text)}"


def _heaviest(where: Space, row: int, prefix: str, total: int) -> list[tuple[str, float]]:
    """The words of a row that weigh most."""
    start, end = where.vectors.indptr[row], where.vectors.indptr[row + 1]
    columns, weights = where.vectors.indices[start:end], where.vectors.data[start:end]
    # what idf says of how many have the term
    rare = np.exp(where.idf[columns] - 1) * (1 + COMMON) >= 1 + total
    columns, weights = columns[rare], weights[rare]
    order = np.lexsort((columns, -weights))[:EACH]
    return [(prefix + where.terms[columns[place]], float(weights[place])) for place in order.tolist()]
