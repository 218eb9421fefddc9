"""The longest count of headlines is found in one pass, and is what looking from each start would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from digest.stories.counting import in_order
from digest.stories.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence


def _line(index: int, number: int, level: int) -> Line:
    return Line(
        index=index, start=0, end=1, text="x", shown="x", kind="paragraph", level=level, number=number
    )


def _from_each_start(heads: Sequence[Line]) -> list[Line]:
    best: list[Line] = []
    for start, first in enumerate(heads):
        if first.number > 1 and best:
            continue
        chain = [first]
        for line in heads[start + 1 :]:
            if line.number == chain[-1].number + 1 and line.level == first.level:
                chain.append(line)
        if len(chain) > len(best):
            best = chain
    return best


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 1)), max_size=14))
def test_one_pass_finds_what_looking_from_each_start_finds(numbers: list[tuple[int, int]]):
    heads = [_line(index, number, level) for index, (number, level) in enumerate(numbers)]
    assert in_order(heads) == _from_each_start(heads)
