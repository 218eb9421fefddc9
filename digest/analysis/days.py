"""How far two stories are apart in time, and what that leaves of their similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from digest.analysis.vectors import Numbers
    from digest.model import Story

DAY = 86400.0
MONTH_DAYS = 31
"""Days by which a story that is dated by its month may be off."""
FRESH_DAYS, FADING = 3, 0.03
"""After this many days between two stories their similarity fades, by this share a day."""

Days = TypeVar("Days", float, "Numbers")


def days_apart(left: Story, right: Story) -> float | None:
    """Days between two stories, at the least; None where one is undated."""
    if left.published is None or right.published is None:
        return None
    vague = MONTH_DAYS if "month" in (left.precision, right.precision) else 0
    return max(0.0, abs((left.published - right.published).total_seconds()) / DAY - vague)


def unfaded(days: Days) -> Days:
    """The share of a similarity that so many days leave."""
    left: Days = (1 - FADING) ** np.maximum(0, days - FRESH_DAYS)
    return left
