"""Line-wrapped text: which lines were one paragraph, and whether a space stood where it was broken.

Text taken from PDFs keeps a space at the end of a line that was broken between words and none at the end of one that
was broken inside a word; where a text shows both kinds, that is the rule. Elsewhere full lines go on in the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from digest.stories.clean import width
from digest.stories.markers import Marker, font_letters, marker
from digest.stories.vocabulary import are_column_names

if TYPE_CHECKING:
    from collections.abc import Sequence


_WIDEST = 132
"""Columns: text with longer lines was not wrapped."""
_ENDED = re.compile(r"[.!?…:;。]['\"”’)\]]*$")
_WHOLE = re.compile(r"(?:·|․|…|\.){2,}[\s·․….]*\d{1,3}$|https?://\S+\.[a-z]{2,8}/?$")
"""A line of a table of contents, or one that closes with a whole address."""
_LAST = 80
_ALONE = re.compile(r"[\d\W_]*")
_URL_END = re.compile(r"https?://\S*[/\-_.=&?]$")
_URL_REST = re.compile(r"[\w.~/?#=&%\-]*[/._\-=][\w.~/?#=&%\-]*")
_PARTICLE = re.compile(
    r"(?:[은는이가을를의에로와과도만]|에서|으로|부터|까지|니다|했다|이다|한다|된다|다|요)(?:[\s.,!?]|$)"
)
_HANGUL = re.compile("[가-힣]")
_REPEATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    text: str
    spaced: bool
    gap: int
    width: int
    mark: Marker | None
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    wrapped: bool
    gap: int
    told: bool
    cut: bool
    full: int


def rejoin(lines: Sequence[str]) -> list[str]:
    """The paragraphs of tidy lines (`clean.tidy_lines`), without empty ones.

    Never joins across a marker, a line that is repeated word for word, a table's head, or a line without letters.
    """
    rows = _rows(lines)
    layout = _layout(rows)
    if not layout.wrapped:
        return [row.text for row in rows]
    out: list[str] = []
    for index, row in enumerate(rows):
        glue = _glue(rows, index, layout) if index else None
        if glue is None:
            out.append(row.text)
        else:
            stem = out[-1][:-1] if glue == "-" else out[-1]
            out[-1] = f"{stem}{'' if glue == '-' else glue}{row.text}"
    return out


def _rows(lines: Sequence[str]) -> list[_Row]:
    letters = font_letters([line for line in lines if line])
    often = Counter(line.strip() for line in lines if line)
    seen: set[tuple[str, int]] = set()
    rows: list[_Row] = []
    gap = 0
    for line in lines:
        text = line.strip()
        if not text:
            gap += 1
            continue
        found = marker(text, letters=letters)
        if found and found.number > 1 and (found.family, found.number - 1) not in seen:
            found = None  # "13. 그리고" at a line's begin is no item unless a 12th came before
        elif found:
            seen.add((found.family, found.number))
        alone = (
            often[text] >= _REPEATED or _ALONE.fullmatch(text) is not None or are_column_names(text.split())
        )
        rows.append(
            _Row(text=text, spaced=line.endswith(" "), gap=gap, width=width(text), mark=found, alone=alone)
        )
        gap = 0
    return rows


def _layout(rows: list[_Row]) -> _Layout:
    none = _Layout(wrapped=False, gap=0, told=False, cut=False, full=0)
    few = 6
    if len(rows) < few:
        return none
    full = sorted(row.width for row in rows)[int(len(rows) * 0.95)]
    gaps = [row.gap for row in rows[1:]]
    double = sum(gap >= 1 for gap in gaps) >= 0.8 * len(gaps)
    allowed = 1 if double else 0
    inner = [
        a
        for a, b in pairwise(rows)
        if b.gap <= allowed
        and not b.mark
        and not b.alone
        and not a.alone
        and not (double and _ENDED.search(a.text))
    ]
    if full > _WIDEST or len(inner) < 3:  # noqa: PLR2004 - fewer say nothing
        return none
    spaced = sum(row.spaced for row in inner) / len(inner)
    told = 0.1 <= spaced <= 0.98  # noqa: PLR2004 - shares
    long = sum(row.width >= 0.75 * full for row in inner) / len(inner)
    wrapped = long >= (0.5 if told else 0.8) and (told or not double or len(inner) >= 0.3 * len(rows))
    exact = sum(full - 1 <= row.width <= full + 1 for row in inner) / len(inner)
    return _Layout(wrapped=wrapped, gap=allowed, told=told, cut=exact >= 0.8, full=full)  # noqa: PLR2004


def _glue(rows: list[_Row], index: int, layout: _Layout) -> Literal["", " ", "-"] | None:
    """What stood between a row and the one before: nothing, a space, a hyphen to drop; None: they were apart."""
    before, row = rows[index - 1], rows[index]
    if (
        row.gap > layout.gap
        or before.alone
        or row.alone
        or (layout.told and _WHOLE.search(before.text[-_LAST:]))
    ):
        return None
    if row.mark and (row.mark.family not in "[【" or before.width < 0.7 * layout.full):
        return None
    if _URL_END.search(before.text) and _URL_REST.fullmatch(row.text):
        return ""
    return _told(rows, index) if layout.told else _untold(before, row, layout)


def _untold(before: _Row, row: _Row, layout: _Layout) -> Literal["", " ", "-"] | None:
    """Without that rule: a full line goes on in the next one."""
    if before.width < (0.8 if layout.gap else 0.6) * layout.full or (
        layout.gap and _ENDED.search(before.text)
    ):
        return None
    if re.search(r"[a-z]-$", before.text) and row.text[0].islower():
        return "-"
    if layout.cut and _HANGUL.match(before.text[-1]) and _PARTICLE.match(row.text):
        return ""
    return " "


def _told(rows: list[_Row], index: int) -> Literal["", " "] | None:
    """The rule of the trailing space; `full` is measured among neighbours: a page may have narrow columns."""
    before, row = rows[index - 1], rows[index]
    full = max(near.width for near in rows[max(0, index - 4) : index + 4])
    if before.spaced:
        column = max(near.width for near in rows[max(0, index - 3) : index + 3])
        word = width(row.text.split(" ", 1)[0])
        fits = before.width + 1 + word <= 0.9 * column  # then nothing forced the line to end here
        return None if fits else " "
    if before.width < 0.85 * full or _ENDED.search(before.text):
        return None
    if before.text[-1] == "-":
        return ""
    seam = before.text[-1] + row.text[0]
    inside = _HANGUL.search(seam) and (row.text[0].isalnum() or row.text[0] in "(‘“'\"")
    return "" if inside and before.text[-1].isalnum() else None
