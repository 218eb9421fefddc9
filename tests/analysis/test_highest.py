"""The highest similarities of a story, gathered part by part, are those of all parts together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from digest.analysis.affinity import highest
from digest.analysis.highest import Highest

PARTS = st.lists(
    st.lists(st.lists(st.sampled_from((0.0, 0.1, 0.25, 0.5, 0.7)), min_size=6, max_size=6), min_size=1, max_size=4),
    max_size=5,
)  # fmt: skip


@given(PARTS, st.integers(1, 4))
def test_parts_tell_what_the_whole_tells(parts: list[list[list[float]]], most: int):
    """Of stories in any order, some of them with fewer values than are kept, or none."""
    order = np.array([4, 0, 5, 1, 3, 2])
    found = Highest(6, most)
    whole = np.zeros((6, 0))
    for rows in parts:
        part = np.array(rows)
        found.add(sparse.csr_matrix(part), order)
        placed = np.zeros((6, len(part)))
        placed[order] = part.T
        whole = np.hstack([whole, placed])
    assert found.of(np.arange(6)).tolist() == highest(sparse.csr_matrix(whole), most).tolist()
