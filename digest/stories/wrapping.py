"""Line-wrapped text: which lines were one paragraph, and whether a space stood where it was broken.

Text taken from PDFs keeps a space at the end of a line that was broken between words and none at the end of one that
was broken inside a word; where a text shows both kinds, that is the rule. Elsewhere a line goes on in the next one if
what comes next had no room on it, and `seams` tells what stood between them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.stories.bylines import is_byline
from digest.stories.citations import names_source
from digest.stories.clean import width
from digest.stories.columns import (
    ALMOST,
    ENDED,
    FINISHED,
    LAST,
    LEADERS,
    WIDE,
    Layout,
    Row,
    is_forced,
    layout_of,
    rows_of,
)
from digest.stories.identity import normalise
from digest.stories.seams import Glue, Seam, glues

if TYPE_CHECKING:
    from collections.abc import Sequence


_WHOLE = re.compile(r"(?:·|․|…|\.){2,}[\s·․….]*\d{1,3}$|https?://\S+\.[a-z]{2,8}/?$")
"""A line of a table of contents, or one that closes with a whole address."""
_URL_END = re.compile(r"https?://\S*[/\-_.=&?]$")
_URL_REST = re.compile(r"[\w.~/?#=&%\-]*[/._\-=][\w.~/?#=&%\-]*")
_HANGUL = re.compile("[가-힣]")
_ROOM, _LISTED = 0.9, 0.6
"""Share of a column that a line broken between words fills at least: letters are not all of one width."""
_ITEM = 4
"""Lines that an item of a list may have."""
_ENTRY = re.compile(r"\S\s\d{1,3}$")
_DATED = re.compile(r"(?:19|20)\d\d\.\s?\d{1,2}\.(?:\s?\d{1,2}\.?)?$|(?:19|20)\d\d\.?$")
_PAGE = re.compile(r"[\s·․….]*\d{1,3}$")
_CAPITALS = re.compile(r"[A-Z]{3}")
_LEANS = re.compile(
    r"\b(?:the|an?|of|to|for|in|on|at|and|or|by|with|from|as|is|are|was|were|be|its|our|his|their|that|than|into|where|which|who)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[a-z][a-z'’-]*(?=[\s,.;:?!]|$)|[을를은는의와과에](?=\s)")
"""A line that cannot end so, and one that cannot begin so: with a small letter, or with a particle alone."""
_BETWEEN = 4
"""Lines that a page's foot and the next one's head may have."""


def paragraphs(lines: Sequence[str]) -> list[tuple[str, int]]:
    """The paragraphs of tidy lines (`clean.tidy_lines`), each with how many empty lines stand above it.

    Never joins across a marker, a line that is repeated word for word, a table's head, or a line without letters.
    """
    rows = rows_of(lines)
    layout = layout_of(rows)
    if not layout.wrapped:
        return [(row.text, row.gap) for row in rows]
    rows = _over_pages(rows, layout)
    out: list[tuple[str, int]] = []
    joins = _joins(rows, layout)
    for index, row in enumerate(rows):
        glue = joins.get(index)
        if glue is None:
            out.append((row.text, row.gap))
        else:
            last, gap = out[-1]
            stem = last[:-1] if glue == "-" else last
            out[-1] = f"{stem}{'' if glue == '-' else glue}{row.text}", gap
    return out


def _over_pages(rows: list[Row], layout: Layout) -> list[Row]:
    """The rows; a page's foot and the next one's head, where they stand inside a paragraph, after its next row.

    So the two halves are neighbours, and what stood between them follows.
    """
    out: list[Row] = []
    index = 0
    while index < len(rows):
        end = index
        while end < len(rows) and rows[end].margin:
            end += 1
        between = rows[index:end]
        goes_on = (
            0 < len(between) <= _BETWEEN
            and out
            and end < len(rows)
            and not out[-1].alone
            and not rows[end].alone
            and rows[end].mark is None
            and out[-1].width >= ALMOST * layout.full
            and FINISHED.search(out[-1].text) is None
            and not LEADERS.search(out[-1].text[-LAST:])
        )
        if goes_on:
            out.append(replace(rows[end], gap=0))
            last = end + 1
            while (
                last < len(rows)
                and not _apart(rows[last - 1], rows[last], layout)
                and _untold(rows, last, layout)
            ):
                out.append(rows[last])
                last += 1
            out += between
            index = last
        elif between:
            out += between
            index = end
        else:
            out.append(rows[index])
            index += 1
    return out


def _joins(rows: Sequence[Row], layout: Layout) -> dict[int, Glue]:
    """The rows that go on from the one before, each with what stood between them."""
    near = [index for index in range(1, len(rows)) if not _apart(rows[index - 1], rows[index], layout)]
    entries = _entries(rows)
    parted: dict[int, Glue] = {
        index: " " for index in near if normalise(rows[index - 1].text + rows[index].text) in entries
    }
    heads = {index for index, row in enumerate(rows) if normalise(row.text) in entries}
    edges = {edge for index in parted for edge in (index - 1, index + 1)} | {
        edge for index in heads for edge in (index, index + 1)
    }
    near = [index for index in near if index not in edges]
    if layout.told:
        return {index: glue for index in near if (glue := _told(rows, index, layout)) is not None} | parted
    asked = [index for index in near if _untold(rows, index, layout)]
    seams = [
        Seam(
            before=rows[index - 1].text,
            after=rows[index].text,
            room=(layout.full - rows[index - 1].width - width(rows[index].text[0])) / 2,
        )
        for index in asked
    ]
    return dict(zip(asked, glues(seams, text=[row.text for row in rows]), strict=True)) | parted


def _entries(rows: Sequence[Row]) -> frozenset[str]:
    """The headlines in a list of contents, by their letters and digits: one broken over two lines is known by it."""
    return frozenset(
        normalise(_PAGE.sub("", row.text))
        for row in rows
        if _ENTRY.search(row.text) or _WHOLE.search(row.text[-LAST:])
    )


def _apart(before: Row, row: Row, layout: Layout) -> bool:
    """Whether two rows are apart whatever their lengths."""
    if (
        row.gap > layout.gap
        or before.alone
        or row.alone
        or (layout.told and _WHOLE.search(before.text[-LAST:]))
        or LEADERS.search(before.text[-LAST:])
        or LEADERS.search(row.text[-LAST:])
    ):
        return True
    if is_byline(row.text) or is_byline(before.text):
        return True
    if names_source(row.text) or (names_source(before.text) and _DATED.search(before.text)):
        return True
    if _ENTRY.search(before.text) and _ENTRY.search(row.text):
        return True  # two lines of a list of contents
    if _in_capitals(before, row, layout):
        return True
    return row.mark is not None and (row.mark.family not in "[【" or before.width < 0.7 * layout.full)


def _in_capitals(before: Row, row: Row, layout: Layout) -> bool:
    """Whether one of two rows is a headline by its capitals: below an ended sentence, or above other letters in flowing text."""
    below = row.text.isupper() and _CAPITALS.search(row.text) and ENDED.search(before.text)
    flowing = layout.flowing and _CAPITALS.search(before.text)
    return before.text.isupper() != row.text.isupper() and bool(below or flowing)


def _untold(rows: Sequence[Row], index: int, layout: Layout) -> bool:
    """Whether a row goes on from the one before, which was full."""
    before, row = rows[index - 1], rows[index]
    if _URL_END.search(before.text) and _URL_REST.fullmatch(row.text):
        return True
    short = row.width <= WIDE * layout.full and ENDED.search(before.text) is None
    if short and (_LEANS.search(before.text) or _GOES_ON.match(row.text)):
        return True  # a headline over two lines of larger letters, which hold fewer of them
    if layout.gap and not layout.marked:
        return before.width >= ALMOST * layout.full and ENDED.search(before.text) is None
    if is_forced(before, row, layout.full, cut=layout.cut):
        return True
    if layout.greedy:
        return False
    least = ALMOST if layout.flowing else WIDE
    return before.width >= least * layout.full and not ENDED.search(before.text)


def _within_item(rows: Sequence[Row], index: int) -> bool:
    """Whether an item of a list, begun by a marker, is still open before a row that has none."""
    for row in reversed(rows[max(0, index - _ITEM) : index]):
        if row.alone or FINISHED.search(row.text):
            return False
        if row.mark is not None:
            return True
    return False


def _told(rows: Sequence[Row], index: int, layout: Layout) -> Glue | None:
    """The rule of the trailing space; `full` is measured among neighbours: a page may have narrow columns."""
    before, row = rows[index - 1], rows[index]
    if _URL_END.search(before.text) and _URL_REST.fullmatch(row.text):
        return ""
    full = max(near.width for near in rows[max(0, index - 4) : index + 4])
    if before.spaced:
        column = max(near.width for near in rows[max(0, index - 3) : index + 3])
        word = width(row.text.split(" ", 1)[0])
        room = _LISTED if _within_item(rows, index) else _ROOM
        fits = before.width + 1 + word <= room * column  # then nothing forced the line to end here
        return None if fits else " "
    if before.width < 0.85 * full or ENDED.search(before.text):
        return None
    if before.text[-1] == "-":
        return ""
    if layout.cut and before.width >= layout.full - 1:
        return ""
    seam = before.text[-1] + row.text[0]
    inside = _HANGUL.search(seam) and (row.text[0].isalnum() or row.text[0] in "(‘“'\"")
    return "" if inside and before.text[-1].isalnum() else None
