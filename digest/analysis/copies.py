"""Which new stories repeat a known one, or each other; the known ones stay what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.duplicates import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.analysis.prepared import Prepared

Copied = tuple[int, float]
"""The story that one repeats, and how much of it stands there."""


def fold_into(
    new: Mapping[int, Prepared], known: Mapping[int, Prepared], window_days: int
) -> dict[int, Copied]:
    """What each copy among the new stories repeats: a known story where there is one, however full it is.

    Args:
        new: by number.
        known: those that may be repeated; each stands for itself.
        window_days: as for grouping.
    """
    numbers = sorted({**known, **new})
    folded = fold([new[n] if n in new else known[n] for n in numbers], window_days=window_days)
    found: dict[int, Copied] = {}
    for place, copies in folded.copies.items():
        alike = {numbers[one.place]: one.resemblance for one in copies}
        leader = numbers[place]
        first = min((number for number in (leader, *alike) if number in known), default=leader)
        alike.setdefault(leader, alike.get(first, 1.0))
        found |= {n: (first, share) for n, share in alike.items() if n != first and n not in known}
    return found
