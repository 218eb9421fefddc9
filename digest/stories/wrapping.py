"""Line-wrapped text: which lines were one paragraph, and whether a space stood where it was broken.

Text taken from PDFs keeps a space at the end of a line that was broken between words and none at the end of one that
was broken inside a word; where a text shows both kinds, that is the rule. Elsewhere a line goes on in the next one if
what comes next had no room on it, and `seams` tells what stood between them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.stories.bylines import is_byline
from digest.stories.citations import names_source
from digest.stories.clean import width, without_page
from digest.stories.identity import normalise
from digest.stories.markers import Marker, font_letters, marker
from digest.stories.seams import Glue, Seam, glues
from digest.stories.vocabulary import are_column_names, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence


_WIDEST = 132
"""Columns: text with longer lines was not wrapped."""
_ENDED = re.compile(r"[.!?…:;。]['\"”’)\]]*$")
_WHOLE = re.compile(r"(?:·|․|…|\.){2,}[\s·․….]*\d{1,3}$|https?://\S+\.[a-z]{2,8}/?$")
"""A line of a table of contents, or one that closes with a whole address."""
_LEADERS = re.compile(r"(?:\.\s?){4,}\d{1,3}$")
_LAST = 80
_ALONE = re.compile(r"[\d\W_]*")
_URL_END = re.compile(r"https?://\S*[/\-_.=&?]$")
_URL_REST = re.compile(r"[\w.~/?#=&%\-]*[/._\-=][\w.~/?#=&%\-]*")
_HANGUL = re.compile("[가-힣]")
_REPEATED = 3
_MARKED = 0.03
"""Share of gaps that are wider than the usual one: they part paragraphs."""
_ALMOST = 0.8
_FINISHED = re.compile(r"[.!?…:;。]['\"”’)\]]*$|(?:다|요|음|함|임|됨|것|까)['\"”’)\]]*$")
_ROOM, _LISTED = 0.9, 0.6
"""Share of a column that a line broken between words fills at least: letters are not all of one width."""
_ITEM = 4
"""Lines that an item of a list may have."""
_GREEDY, _WIDE = 0.96, 0.6
_FEW, _OFTEN, _MOSTLY, _HALF = 8, 0.28, 0.75, 0.5
_ENTRY = re.compile(r"\S\s\d{1,3}$")
_DATED = re.compile(r"(?:19|20)\d\d\.\s?\d{1,2}\.(?:\s?\d{1,2}\.?)?$|(?:19|20)\d\d\.?$")
_PAGE = re.compile(r"[\s·․….]*\d{1,3}$")
_FRAMED = re.compile(r"(?P<rule>[*:=~_+#]{2,})\s?[^*:=~_+#].*[^*:=~_+#]\s?(?P=rule)")
"""A headline between signs: whole in its line."""
_CAPITALS = re.compile(r"[A-Z]{3}")
_LEANS = re.compile(
    r"\b(?:the|an?|of|to|for|in|on|at|and|or|by|with|from|as|is|are|was|were|be|its|our|his|their|that|than|into|where|which|who)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[a-z][a-z'’-]*(?=[\s,.;:?!]|$)|[을를은는의와과에](?=\s)")
"""A line that cannot end so, and one that cannot begin so: with a small letter, or with a particle alone."""
_BETWEEN = 4
"""Lines that a page's foot and the next one's head may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    text: str
    spaced: bool
    gap: int
    width: int
    mark: Marker | None
    alone: bool
    margin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How a text was wrapped.

    Attributes:
        wrapped: whether it was.
        gap: how many empty lines stand between two lines of a paragraph.
        marked: whether paragraphs are told by further empty lines.
        told: whether the spaces at the ends of lines tell which words were broken.
        cut: whether lines end wherever they are full, also inside words.
        full: columns of a full line.
        flowing: whether only its full lines tell that it was wrapped, as among many headlines and names.
        greedy: whether lines take every word that has room, so that one with room for the next is a paragraph's last.
    """

    wrapped: bool
    gap: int = 0
    marked: bool = False
    told: bool = False
    cut: bool = False
    full: int = 0
    flowing: bool = False
    greedy: bool = False


def paragraphs(lines: Sequence[str]) -> list[tuple[str, int]]:
    """The paragraphs of tidy lines (`clean.tidy_lines`), each with how many empty lines stand above it.

    Never joins across a marker, a line that is repeated word for word, a table's head, or a line without letters.
    """
    rows = _rows(lines)
    layout = _layout(rows)
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


def _over_pages(rows: list[_Row], layout: _Layout) -> list[_Row]:
    """The rows; a page's foot and the next one's head, where they stand inside a paragraph, after its next row.

    So the two halves are neighbours, and what stood between them follows.
    """
    out: list[_Row] = []
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
            and out[-1].width >= _ALMOST * layout.full
            and _FINISHED.search(out[-1].text) is None
            and not _LEADERS.search(out[-1].text[-_LAST:])
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


def _joins(rows: Sequence[_Row], layout: _Layout) -> dict[int, Glue]:
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


def _entries(rows: Sequence[_Row]) -> frozenset[str]:
    """The headlines in a list of contents, by their letters and digits: one broken over two lines is known by it."""
    return frozenset(
        normalise(_PAGE.sub("", row.text))
        for row in rows
        if _ENTRY.search(row.text) or _WHOLE.search(row.text[-_LAST:])
    )


def _rows(lines: Sequence[str]) -> list[_Row]:
    letters = font_letters([line for line in lines if line])
    often = Counter(line.strip() for line in lines if line)
    heads = Counter(without_page(text) for text in often if without_page(text) != text)
    beside = _beside_numbers([line.strip() for line in lines if line])
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
            often[text] >= _REPEATED
            or text in beside
            or _ALONE.fullmatch(text) is not None
            or _FRAMED.fullmatch(text) is not None
            or are_column_names(text.split())
        )
        named = text.isupper() and part_of(text) is not None
        running = heads[without_page(text)] > 1 and without_page(text) != text and found is None
        margin = running or (alone and (found is None or not any(map(str.isalpha, text))))
        rows.append(
            _Row(
                text=text,
                spaced=line.endswith(" "),
                gap=gap,
                width=width(text),
                mark=found,
                alone=alone or running or named,
                margin=margin,
            )
        )
        gap = 0
    return rows


def _beside_numbers(lines: Sequence[str]) -> frozenset[str]:
    """The lines that stand beside a page's number more than once: running heads and feet."""
    beside = Counter(
        other
        for one, two in pairwise(line for line in lines if line)
        for number, other in ((one, two), (two, one))
        if number.isdecimal() and not other.isdecimal()
    )
    return frozenset(text for text, count in beside.items() if count > 1)


def _layout(rows: list[_Row]) -> _Layout:
    none = _Layout(wrapped=False)
    few = 6
    if len(rows) < few:
        return none
    widths = sorted(row.width for row in rows if not _LEADERS.search(row.text[-_LAST:])) or [0]
    full = widths[int(len(widths) * 0.95)]
    gaps = [row.gap for row in rows[1:]]
    double = sum(gap >= 1 for gap in gaps) >= 0.8 * len(gaps)
    allowed = 1 if double else 0
    marked = sum(gap > allowed for gap in gaps) >= max(2, _MARKED * len(gaps))
    inner = [
        (a, b)
        for a, b in pairwise(rows)
        if b.gap <= allowed
        and not b.mark
        and not b.alone
        and not a.alone
        and not (double and not marked and _ENDED.search(a.text))
    ]
    if full > _WIDEST or len(inner) < 3:  # noqa: PLR2004 - fewer say nothing
        return none
    spaced = sum(a.spaced for a, _ in inner) / len(inner)
    told = 0.1 <= spaced <= 0.98  # noqa: PLR2004 - shares
    exact = sum(full - 1 <= a.width <= full + 1 for a, _ in inner) / len(inner)
    cut = exact >= 0.8  # noqa: PLR2004 - a share
    long = sum(a.width >= 0.75 * full for a, _ in inner) / len(inner)
    forced = sum(_is_forced(a, b, full, cut=cut) for a, b in inner) / len(inner)
    flowing = not told and max(long, forced) < 0.8 and _flows(inner, full)  # noqa: PLR2004 - a share
    enough = long >= 0.5 if told else max(long, forced) >= 0.8 or flowing  # noqa: PLR2004 - shares
    ended = sum(_ENDED.search(a.text) is not None for a, _ in inner) / len(inner)
    # Each line a paragraph, of sentences that happen to be as long; empty lines between all say so too.
    whole = not told and ended > (_HALF if double else _MOSTLY)
    wrapped = enough and not whole and (told or not double or len(inner) >= 0.3 * len(rows))
    inside = [(a, b) for a, b in inner if a.gap <= allowed]  # a block's first line may be a headline
    return _Layout(
        wrapped=wrapped,
        gap=allowed,
        marked=marked,
        told=told,
        cut=cut,
        full=full,
        flowing=flowing,
        greedy=_is_greedy(inside, full, cut=cut),
    )


def _is_greedy(inside: Sequence[tuple[_Row, _Row]], full: int, *, cut: bool) -> bool:
    """Whether nearly all wide lines that end no sentence had no room for the next word."""
    open_ = [(a, b) for a, b in inside if a.width >= _WIDE * full and not _ENDED.search(a.text)]
    tight = sum(_is_forced(a, b, full, cut=cut) for a, b in open_)
    return len(open_) >= _FEW and tight >= _GREEDY * len(open_)


def _flows(inner: Sequence[tuple[_Row, _Row]], full: int) -> bool:
    """Whether full lines, among headlines, names and figures, run on: where each line is a paragraph, they end it."""
    long = [before for before, _ in inner if _ALMOST * full <= before.width <= full + 1]
    open_ = sum(_FINISHED.search(row.text) is None for row in long)
    return len(long) >= _FEW and len(long) >= _OFTEN * len(inner) and open_ >= _MOSTLY * len(long)


def _is_forced(before: _Row, row: _Row, full: int, *, cut: bool) -> bool:
    """Whether what comes next had no room on the line before."""
    space = 0 if cut else 1
    first = row.text[0] if cut else row.text.split(" ", 1)[0]
    return before.width + space + width(first) > full


def _apart(before: _Row, row: _Row, layout: _Layout) -> bool:
    """Whether two rows are apart whatever their lengths."""
    if (
        row.gap > layout.gap
        or before.alone
        or row.alone
        or (layout.told and _WHOLE.search(before.text[-_LAST:]))
        or _LEADERS.search(before.text[-_LAST:])
        or _LEADERS.search(row.text[-_LAST:])
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


def _in_capitals(before: _Row, row: _Row, layout: _Layout) -> bool:
    """Whether one of two rows is a headline by its capitals: below an ended sentence, or above other letters in flowing text."""
    below = row.text.isupper() and _CAPITALS.search(row.text) and _ENDED.search(before.text)
    flowing = layout.flowing and _CAPITALS.search(before.text)
    return before.text.isupper() != row.text.isupper() and bool(below or flowing)


def _untold(rows: Sequence[_Row], index: int, layout: _Layout) -> bool:
    """Whether a row goes on from the one before, which was full."""
    before, row = rows[index - 1], rows[index]
    if _URL_END.search(before.text) and _URL_REST.fullmatch(row.text):
        return True
    short = row.width <= _WIDE * layout.full and _ENDED.search(before.text) is None
    if short and (_LEANS.search(before.text) or _GOES_ON.match(row.text)):
        return True  # a headline over two lines of larger letters, which hold fewer of them
    if layout.gap and not layout.marked:
        return before.width >= _ALMOST * layout.full and _ENDED.search(before.text) is None
    if _is_forced(before, row, layout.full, cut=layout.cut):
        return True
    if layout.greedy:
        return False
    least = _ALMOST if layout.flowing else _WIDE
    return before.width >= least * layout.full and not _ENDED.search(before.text)


def _within_item(rows: Sequence[_Row], index: int) -> bool:
    """Whether an item of a list, begun by a marker, is still open before a row that has none."""
    for row in reversed(rows[max(0, index - _ITEM) : index]):
        if row.alone or _FINISHED.search(row.text):
            return False
        if row.mark is not None:
            return True
    return False


def _told(rows: Sequence[_Row], index: int, layout: _Layout) -> Glue | None:
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
    if before.width < 0.85 * full or _ENDED.search(before.text):
        return None
    if before.text[-1] == "-":
        return ""
    if layout.cut and before.width >= layout.full - 1:
        return ""
    seam = before.text[-1] + row.text[0]
    inside = _HANGUL.search(seam) and (row.text[0].isalnum() or row.text[0] in "(‘“'\"")
    return "" if inside and before.text[-1].isalnum() else None
