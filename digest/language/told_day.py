"""The day on which a Korean sentence says that it was told: if that cannot be the day of its text, its other days are not known."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_LATE = 8
"""Days within which a text tells what was said."""
_TOLD = re.compile(
    r"(?<![\d월]\s)(?<![\d월])(\d{1,2})일(?:\([^)]*\))? (?:밝혔|전했|말했|발표했|예고했|알렸|공지했)"
)
_TOLD_FAR = re.compile(
    r"(?<![\d월달]\s)(?<![\d월달])(?<!오는\s)(?<!지난\s)(\d{1,2})일(?:\([^)]*\))?\s(?!부터|까지)[^.]*(?:밝혔|전했|말했|발표했|예고했|알렸|공지했)[가-힣]*\.?$"
)
"""The same with words between: `13일 … 만날 것이라고 밝혔다`."""


def is_told_then(text: str, written: date) -> bool:
    """Whether the day on which a sentence says that it was told can be that of its text: `오는 20일 …라고 19일 밝혔다`."""
    if "일" not in text:  # as in no English sentence
        return True
    told = _TOLD.search(text) or _TOLD_FAR.search(text)
    days = {(written - timedelta(days=back)).day for back in range(-1, _LATE)}
    return told is None or int(told[1]) in days
