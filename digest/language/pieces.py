"""A text cut into lines that an analyser can take, with the way back to the places they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 2000
"""Characters of a piece: longer ones cost the analyser more than their share."""

LONGEST_WORD = 200
"""Characters of Latin script without a space that are still taken for a word; the analyser is quadratic in them."""

_LONG_RUN = re.compile(rf"[!-~]{{{LONGEST_WORD + 1},}}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as the analyser shall see it; character i of `shown` stands at `place(i)` of the text."""

    start: int
    end: int
    shown: str
    places: tuple[int, ...] | None = None

    def place(self, index: int) -> int:
        """The offset in the text of character `index` of `shown`, which may be its end."""
        if index >= len(self.shown):
            return self.end
        return self.start + index if self.places is None else self.places[index]


def pieces(text: str) -> list[Piece]:
    """The lines of a text, without blank ones, none longer than `LONGEST` and none with invisible characters."""
    breaks = [(0, 0), *(found.span() for found in _BREAK.finditer(text)), (len(text), len(text))]
    return [
        _piece(text, start, end)
        for (_, line_start), (line_end, _) in pairwise(breaks)
        for start, end in _cut(text, line_start, line_end)
        if text[start:end].strip()
    ]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST:
        limit = start + LONGEST
        # prefer the end of a sentence, then any white space, in the second half of what fits
        half = start + LONGEST // 2
        at = max(text.rfind(mark, half, limit) for mark in (". ", "? ", "! ")) + 1
        if at <= half:
            at = text.rfind(" ", half, limit)
        at = at if at > half else limit
        found.append((start, at))
        start = at
    found.append((start, end))
    return found


def _piece(text: str, start: int, end: int) -> Piece:
    shown = text[start:end]
    if not _INVISIBLE.search(shown) and not _LONG_RUN.search(shown):
        return Piece(start, end, shown)
    dropped = {index for found in _INVISIBLE.finditer(shown) for index in range(*found.span())}
    for found in _LONG_RUN.finditer(shown):
        dropped.update(range(found.start() + LONGEST_WORD, found.end()))
    kept = [index for index in range(len(shown)) if index not in dropped]
    return Piece(start, end, "".join(shown[i] for i in kept), tuple(start + i for i in kept))


def without_space(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space, and the invisible characters, at its ends."""
    while start < end and (text[start].isspace() or _INVISIBLE.match(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or _INVISIBLE.match(text[end - 1])):
        end -= 1
    return start, end
