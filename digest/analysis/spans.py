"""Spans of places as one list of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from digest.analysis.vectors import Places


def spans(starts: Places, ends: Places) -> tuple[Places, Places]:
    """All places from starts[i] to before ends[i], span after span; beside each the number of its span."""
    sizes = ends - starts
    number = np.repeat(np.arange(len(sizes)), sizes)
    return number, np.arange(len(number)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
