"""What some pairs of rows have in common, summed: for the pairs that are asked for and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from digest.analysis.vectors import Matrix, Numbers

ROWS, PAIRS = 32, 20_000
"""Rows that lie open at once, and pairs that are looked up at once: what fits the processor's memory."""


def shared(left: Matrix, right: Matrix, pairs: Matrix, weights: Numbers) -> Numbers:
    """For each stored pair (a row of `left`, a row of `right`) the weights of the columns that both have, summed.

    As `(pattern of left × weights) @ pattern of right`, which would be dense.
    """
    found = np.zeros(pairs.nnz)
    width = left.shape[1]
    lying = np.zeros(ROWS * width)
    for first in range(0, pairs.shape[0], ROWS):
        last = min(first + ROWS, pairs.shape[0])
        columns = left.indices[left.indptr[first] : left.indptr[last]]
        places = np.repeat(np.arange(last - first) * width, np.diff(left.indptr[first : last + 1])) + columns
        lying[places] = weights[columns]
        owners = np.repeat(np.arange(last - first) * width, np.diff(pairs.indptr[first : last + 1]))
        begun = pairs.indptr[first]
        for start in range(begun, pairs.indptr[last], PAIRS):
            end = min(start + PAIRS, pairs.indptr[last])
            theirs = right[pairs.indices[start:end]]
            lengths = np.diff(theirs.indptr)
            at = np.repeat(owners[start - begun : end - begun], lengths) + theirs.indices
            owner = np.repeat(np.arange(end - start), lengths)
            found[start:end] = np.bincount(owner, weights=lying[at], minlength=end - start)
        lying[places] = 0.0
    return found
