"""What a line is to stories, as a share of certainty: its beginning, its inside, or outside of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST = 0.02
"""No line is surer than this to be, or not to be, a headline: one line decides no document."""
_LIKELY = 0.3


@dataclass(frozen=True)  # no slots: what is found is kept in its __dict__
class Tags:
    """The tags of a document's lines (Ramshaw and Marcus 1995: begin, inside, outside), each from 0 to 1.

    Attributes:
        begin: how likely each line opens a story.
        outside: how likely each line belongs to no story.
    """

    begin: tuple[float, ...]
    outside: tuple[float, ...]

    @cached_property
    def _odds(self) -> tuple[float, ...]:
        kept = (min(1 - _LEAST, max(_LEAST, share)) for share in self.begin)
        return tuple(log(share / (1 - share)) for share in kept)

    @cached_property
    def _ranked(self) -> tuple[int, ...]:
        """The lines, those that look most like headlines first."""
        return tuple(sorted(range(len(self.begin)), key=lambda line: -self.begin[line]))

    @cached_property
    def _likely(self) -> float:
        return sum(share for share in self.begin if share > _LIKELY)

    def odds(self, heads: Iterable[int]) -> float:
        """How much likelier (logarithm) these lines, and no others, open stories than none does."""
        return sum(self._odds[head] for head in heads)

    def left(self, heads: Iterable[int]) -> float:
        """How many headlines are expected among the other lines, of those that look likely."""
        return max(0.0, self._likely - sum(s for head in heads if (s := self.begin[head]) > _LIKELY))

    def likeliest_left(self, heads: Iterable[int]) -> float:
        """How likely the likeliest of the other lines is to open a story; 0 where there is none."""
        chosen = frozenset(heads)
        return next((self.begin[line] for line in self._ranked if line not in chosen), 0.0)

    def least_odds(self, heads: Iterable[int]) -> float:
        """The same logarithm for the line among these that looks least like a headline; 0 where there is none."""
        return min((self._odds[head] for head in heads), default=0.0)
