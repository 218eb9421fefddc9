"""Runs of figures that no line should end inside: `12월 1일–3일`, `9:00-11:00`, `02-123-4567`.

Browsers may break a line behind a dash, and before a `~` or `～` that follows Hangul.
"""

from __future__ import annotations

import re

LONGEST = 30
"""Characters of a run that is held together: a narrow screen has room for no more."""
_DASH = "–—~∼～〜-"
_FIGURE = r"\d(?:[\d.,:]{0,12}\d)?[가-힣A-Za-z%°]{0,4}"
_RUN = re.compile(rf"(?<![\w{_DASH}]){_FIGURE}(?:[{_DASH}]{_FIGURE}){{1,3}}(?![{_DASH}]\d)")


def parted(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, in order; of each whether it is such a run."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _RUN.finditer(text):
        if len(found[0]) <= LONGEST:
            pieces += [(text[at : found.start()], False), (found[0], True)]
            at = found.end()
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])
