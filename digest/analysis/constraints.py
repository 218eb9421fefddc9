"""What the editor decided of stories: together whatever the words say, or apart.

Both hold for whole clusters, and so follow from one another: A with B and B with C is A with C; A with B and B apart from C
is A apart from C.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from digest.errors import UsageError

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Pairs of stories (ids) that must stand in one cluster, and that must not. Stories that are not there count too."""

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()

    @property
    def stories(self) -> frozenset[str]:
        """All that they speak of."""
        return frozenset(story for pair in (*self.together, *self.apart) for story in pair)


NONE = Constraints()


class ContradictionError(UsageError):
    """Two stories are to be told apart, and together by a chain of decisions.

    Args:
        apart: the two.
        together: the chain, pair by pair.
    """

    def __init__(self, apart: Pair, together: tuple[Pair, ...]) -> None:
        left, right = apart
        told = ", ".join(f'"{one}" with "{other}"' for one, other in together) or "a story is itself"
        super().__init__(
            f'"{left}" and "{right}"',
            f"are to be told apart, and also together ({told})",
            "undo one of the two decisions",
        )
        self.apart = apart
        self.together = together


class Bonds:
    """Stories that are held together, and apart, by what was decided and by what has been joined since.

    Raises:
        ContradictionError: two decisions contradict each other; names both.
    """

    def __init__(self, constraints: Constraints = NONE) -> None:
        self._over: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}
        for left, right in constraints.together:
            self.join(left, right)
        for left, right in constraints.apart:
            if self.bond(left) == self.bond(right):
                raise ContradictionError((left, right), tuple(_way(constraints, left, right)))
            self._apart.setdefault(self.bond(left), set()).add(self.bond(right))
            self._apart.setdefault(self.bond(right), set()).add(self.bond(left))

    def bond(self, story: str) -> str:
        """The story that stands for all that are held together with this one."""
        while (over := self._over.get(story, story)) != story:
            self._over[story] = self._over.get(over, over)
            story = over
        return story

    def join(self, left: str, right: str) -> bool:
        """Hold two stories together from now on, unless they are held apart; says whether they are together."""
        left, right = self.bond(left), self.bond(right)
        if left == right:
            return True
        if right in self._apart.get(left, ()):
            return False
        self._over[right] = left
        for other in self._apart.pop(right, ()):
            self._apart[other].discard(right)
            self._apart[other].add(left)
            self._apart.setdefault(left, set()).add(other)
        return True

    def rows(self, stories: list[str]) -> tuple[list[list[int]], list[tuple[int, int]]]:
        """The places of `stories` that are held together, and the pairs that are held apart (of the first of each)."""
        places: dict[str, list[int]] = {}
        for place, story in enumerate(stories):
            places.setdefault(self.bond(story), []).append(place)
        groups = [found for found in places.values() if len(found) > 1]
        pairs = {
            (places[bond][0], places[other][0])
            for bond, others in self._apart.items()
            for other in others
            if bond in places and other in places
        }
        return groups, sorted(pair for pair in pairs if pair[0] < pair[1])


def _way(constraints: Constraints, start: str, end: str) -> list[Pair]:
    """The shortest chain of decisions that puts two stories together."""
    beside: dict[str, list[str]] = {}
    for left, right in constraints.together:
        beside.setdefault(left, []).append(right)
        beside.setdefault(right, []).append(left)
    came = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        at = waiting.popleft()
        for other in sorted(beside.get(at, ())):
            if other not in came:
                came[other] = at
                waiting.append(other)
    found: list[Pair] = []
    while end != start and end in came:
        found.append((came[end], end))
        end = came[end]
    return found[::-1]
