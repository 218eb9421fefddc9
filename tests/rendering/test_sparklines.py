"""Numbers as a line of blocks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.sparklines import LEVELS, sparkline


@given(st.lists(st.integers(-5, 10_000), max_size=12))
def test_a_block_a_number_and_never_lower_for_more(numbers: list[int]):
    """In the order of the numbers; the biggest of different ones reaches the top."""
    line = sparkline(numbers)
    assert len(line) == len(numbers)
    ranked = [LEVELS.index(block) for _, block in sorted(zip(numbers, line, strict=True))]
    assert all(low <= high for low, high in pairwise(ranked))
    if len(set(numbers)) > 1 and max(numbers) > 0:
        assert line[numbers.index(max(numbers))] == LEVELS[-1]


def test_what_does_not_move_is_a_level_line():
    assert sparkline([3, 3, 3]) == "▃▃▃"
    assert sparkline([]) == ""
