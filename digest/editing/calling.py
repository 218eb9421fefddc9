"""What a storyline is called, and where it was told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.wording import Wording
    from digest.editing.past import Told
    from digest.model import Telling

NAMED = 2
"""Terms that name a storyline."""


BETWEEN = " · "
"""Between the terms of a name."""


def named(
    names: Sequence[str], wording: Wording, earlier: Sequence[Telling], called: str = ""
) -> tuple[str, ...]:
    """Of the terms that may name a storyline the first that these stories write, or that the headline of an earlier item did.

    What it was `called` it is called as long as it is still about that: readers know it by its name.
    """
    kept = tuple(called.split(BETWEEN))
    if len(kept) == NAMED and set(kept) <= set(names):
        return kept
    found: list[str] = []
    for name in names:
        told = rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])"
        before = not name.islower() and any(re.search(told, one.headline) for one in earlier)
        shown = name if before else next(iter(wording.readable((name,))), "")
        if shown and not any(shown in one or one in shown for one in found):
            found.append(shown)
    return tuple(found[:NAMED])


def tellings(earlier: Sequence[Told]) -> tuple[Telling, ...]:
    """The items, each once, with the day of their latest cluster and the outlets of all."""
    items: dict[tuple[str, str], Telling] = {}
    outlets: dict[tuple[str, str], set[str]] = {}
    for told in earlier:
        one, key = told.telling, (told.telling.issue, told.telling.item)
        outlets.setdefault(key, set()).update(told.cluster.outlets)
        day = max(items[key].day, one.day) if key in items else one.day
        items[key] = replace(one, day=day, outlets=len(outlets[key]))
    return tuple(items.values())
