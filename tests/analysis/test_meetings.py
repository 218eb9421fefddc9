"""Which texts have enough in common with another one is told of all at once as it would be pair by pair."""

from __future__ import annotations

from unittest import mock

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from digest.analysis import meetings

MARKS = st.lists(st.frozensets(st.integers(0, 11), max_size=8), min_size=1, max_size=9)


def sets(*told: str) -> list[frozenset[int]]:
    return [frozenset(map(int, one)) for one in told]


@example(sets("0123", "23", "201", "01", "01"), [3] * 5, 3, 1)  # the one beside the closest
@example(sets("012", "2", "2", "201", "01", "01", "01"), [3] * 7, 4, 1)  # four as close
@given(MARKS, st.lists(st.integers(1, 6), min_size=9, max_size=9), st.integers(0, 4), st.integers(1, 3))
def test_nothing_is_lost_and_nearly_nothing_looked_at_in_vain(
    texts: list[frozenset[int]], asked: list[int], widely: int, closest: int
):
    least = np.array(asked[: len(texts)], dtype=np.float64)
    told = np.array([mark for text in texts for mark in sorted(text)], dtype=np.int64)
    having = np.bincount(told, minlength=12)
    ends = np.cumsum([0, *map(len, texts)])
    with mock.patch.multiple(meetings, WIDELY=widely, CLOSEST=closest):
        found = meetings._finding(told, having, ends, least).tolist()
    common = {mark for mark in range(12) if having[mark] > widely}
    for place, text in enumerate(texts):
        others = [other for at, other in enumerate(texts) if at != place]
        enough = any(len(text & other) >= least[place] for other in others)
        all_common = len(text & common) >= least[place]
        rare = [len((text & other) - common) + len(text & common) >= least[place] for other in others]
        if enough or all_common:
            assert found[place], "it may find a copy"
        elif sum(rare) < closest:
            assert not found[place], "all that come near are looked at"
