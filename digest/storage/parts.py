"""Long lists in parts that fit into a question: SQLite takes no more than 32,766 values in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
AT_ONCE = 500
"""Values in one question; some ask for each of them by two names or three."""


def parts(values: Sequence[T], most: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The values in their order, at most so many at once."""
    yield from (values[start : start + most] for start in range(0, len(values), most))
