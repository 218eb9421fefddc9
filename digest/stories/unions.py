"""Readings in which headlines of two kinds open stories: what a page sets in two sizes, or marks in two ways."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from digest.stories.judging import IMPOSSIBLE
from digest.stories.looks import LOOK
from digest.stories.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.judging import Verdict

_MOST = 5
"""Readings, the best ones, that are taken together two by two."""
_NEVER = frozenset({"by short lines", "by list marks", LOOK})
"""Kinds that say too little to complete another."""


def unions(verdicts: Sequence[Verdict]) -> Iterator[Proposal]:
    """The unions of the best readings that find different headlines."""
    best = [verdict for verdict in verdicts if verdict.score > IMPOSSIBLE or len(verdict.stories) == 1]
    best = [verdict for verdict in best if not _NEVER.intersection(verdict.proposal.kinds)]
    best = sorted(best, key=lambda verdict: -verdict.score)[:_MOST]
    seen = {frozenset(verdict.proposal.heads) for verdict in verdicts}
    for one, other in combinations(best, 2):
        left, right = set(one.proposal.heads), set(other.proposal.heads)
        both = frozenset(left | right)
        if left & right or both in seen:
            continue
        seen.add(both)
        yield Proposal(
            heads=tuple(sorted(both)),
            closers=(one.proposal.closers | other.proposal.closers) - both,
            method=f"{one.proposal.method}, and {other.proposal.method}",
            kinds=("by two kinds", *one.proposal.kinds[:1], *other.proposal.kinds[:1]),
            family=one.proposal.family or other.proposal.family,
            told=one.proposal.told | other.proposal.told,
            sides=frozenset(left),
        )
