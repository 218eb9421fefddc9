"""The numbers of sources and sentences in an edit file: given once, never to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def numbered(keys: Iterable[str], before: Mapping[int, str], used: Mapping[int, str]) -> dict[int, str]:
    """A number for each key, in their order; behind them the numbers that the editor uses and whose key is not there.

    Args:
        keys: of what is listed.
        before: the numbers that the file gave so far.
        used: those that the editor's lines name, with the key that they meant; an empty one means none, and its number
            is given to nobody.
    """
    known = {key: number for number, key in reversed(tuple(before.items()))}
    free = max((0, *before, *used)) + 1
    made: dict[int, str] = {}
    for key in keys:
        number = known.get(key)
        if number is None or used.get(number, key) != key:
            number, free = free, free + 1
        made[number] = key
    return made | {number: key for number, key in used.items() if key and number not in made}
