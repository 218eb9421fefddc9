"""Numbers as a line of blocks: how something moved, in as many characters as there are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = "▁▂▃▅▇"


def sparkline(numbers: Sequence[int]) -> str:
    """A block a number, the biggest the highest; 0 and what is below it the lowest. All alike stand in the middle."""
    most = max(numbers, default=0)
    if most <= 0:
        return LEVELS[0] * len(numbers)
    if len(set(numbers)) == 1:
        return LEVELS[len(LEVELS) // 2] * len(numbers)
    top = len(LEVELS) - 1
    return "".join(LEVELS[round(top * max(number, 0) / most)] for number in numbers)
