"""What Korean nouns mean in English by what is written down: the word lists, CLDR, and the names a publication knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.called import NO_NAMES, Called
from digest.language.names import lexicon, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.language.names import Stems

LONGEST = 4
"""Nouns without a space between them that are looked up as one."""


def meant(noun: str, names: Called = NO_NAMES) -> Stems:
    """The English stems of a Korean noun (lower-case, no spaces), each with its weight; empty where nobody says."""
    never = names.refused.get(noun, frozenset())
    found = (
        names.given.get(noun) or lexicon().get(noun) or places().get(noun) or names.learned.get(noun) or ()
    )
    return tuple((stem, weight) for stem, weight in found if stem not in never)


def run_meant(run: Sequence[str], names: Called = NO_NAMES) -> Iterator[tuple[int, int, Stems]]:
    """The parts of a run of nouns of which anything is known, the longest first: the part is `run[start:end]`."""
    at = 0
    while at < len(run):
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            found = meant("".join(run[at : at + length]), names)
            if found:
                yield at, at + length, found
                break
        else:
            length = 1
        at += length
