"""No source fills an issue alone: how many items it may have that nobody else tells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.model import NotTold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.analysis.prepared import Prepared


def over(ranked: Iterable[tuple[Prepared, ...]], caps: Mapping[str, int]) -> dict[int, NotTold]:
    """The places (from 0) of items that a cap leaves out, each with the reason.

    An item counts against the cap of a source where all its independent texts come from it.

    Args:
        ranked: the independent texts of each item, the highest first.
        caps: by source key.
    """
    found: dict[int, NotTold] = {}
    counted: Counter[str] = Counter()
    for place, texts in enumerate(ranked):
        (source, *others) = dict.fromkeys(one.story.source for one in texts)
        if others or source not in caps:
            continue
        if counted[source] < caps[source]:
            counted[source] += 1
        else:
            found[place] = NotTold(kind="cap", values={"source": source, "n": caps[source]})
    return found
