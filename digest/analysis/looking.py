"""What the candidates of a pool show, each looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.candidates import Looked, anchors, look
from digest.analysis.unsaid import names_nobody

if TYPE_CHECKING:
    from digest.analysis.pool import Pool


class Looking:
    """What the candidates of a pool show."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._looked: dict[int, Looked] = {}
        self._named: dict[int, frozenset[str]] = {}

    def at(self, i: int) -> Looked:
        """What speaks against a candidate, by its own text."""
        if i not in self._looked:
            self._looked[i] = look(self._pool.candidate(i))
        return self._looked[i]

    def anchors(self, i: int) -> frozenset[str]:
        """The names and numbers of a candidate."""
        if i not in self._named:
            looked = self._looked.get(i)
            self._named[i] = looked.anchors if looked else anchors(self._pool.candidate(i))
        return self._named[i]

    def is_caption(self, i: int) -> bool:
        """Whether a candidate tells what a photograph shows: told only where an item has nothing else."""
        return "caption" in self.at(i).objections

    def going_on(self, i: int) -> list[int]:
        """The sentence behind a candidate, where it leaves to that one of whom it speaks."""
        pool, after = self._pool, i + 1
        if after == len(pool) or pool.document[after] != pool.document[i]:
            return []
        korean = pool.candidate(i).language == "ko"
        return [after] if korean and names_nobody(pool.texts[after]) else []
