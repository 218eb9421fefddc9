"""How far two stories are apart in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Story

DAY = 86400.0
MONTH_DAYS = 31
"""Days by which a story that is dated by its month may be off."""


def days_apart(left: Story, right: Story) -> float | None:
    """Days between two stories, at the least; None where one is undated."""
    if left.published is None or right.published is None:
        return None
    vague = MONTH_DAYS if "month" in (left.precision, right.precision) else 0
    return max(0.0, abs((left.published - right.published).total_seconds()) / DAY - vague)
