"""How the lines of a text were set: each as a row, and the column that they fill."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.stories.clean import width, without_page
from digest.stories.markers import Marker, font_letters, marker
from digest.stories.vocabulary import are_column_names, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence


_WIDEST = 132
"""Columns: text with longer lines was not wrapped."""
ENDED = re.compile(r"[.!?…:;。]['\"”’)\]]*$")
"""A line that a sentence ends."""
LEADERS = re.compile(r"(?:\.\s?){4,}\d{1,3}$")
LAST = 80
"""Characters at a line's end that are looked at for leaders and addresses."""
_ALONE = re.compile(r"[\d\W_]*")
_REPEATED = 3
_MARKED = 0.03
"""Share of gaps that are wider than the usual one: they part paragraphs."""
ALMOST = 0.8
FINISHED = re.compile(r"[.!?…:;。]['\"”’)\]]*$|(?:다|요|음|함|임|됨|것|까)['\"”’)\]]*$")
_GREEDY, WIDE = 0.96, 0.6
_FEW, _OFTEN, _MOSTLY, _HALF = 8, 0.28, 0.75, 0.5
_FRAMED = re.compile(r"(?P<rule>[*:=~_+#]{2,})\s?[^*:=~_+#].*[^*:=~_+#]\s?(?P=rule)")
"""A headline between signs: whole in its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line with letters, signs or figures in it.

    Attributes:
        text: the line without the space around it.
        spaced: whether a space stood at its end.
        gap: how many empty lines stand above it.
        width: its columns.
        mark: what marks it as an item or a headline, if anything does.
        alone: whether it belongs to no paragraph whatever stands around it.
        margin: whether it is a page's foot or head.
    """

    text: str
    spaced: bool
    gap: int
    width: int
    mark: Marker | None
    alone: bool
    margin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
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


def rows_of(lines: Sequence[str]) -> list[Row]:
    """The rows of tidy lines (`clean.tidy_lines`)."""
    letters = font_letters([line for line in lines if line])
    often = Counter(line.strip() for line in lines if line)
    heads = Counter(without_page(text) for text in often if without_page(text) != text)
    beside = _beside_numbers([line.strip() for line in lines if line])
    seen: set[tuple[str, int]] = set()
    rows: list[Row] = []
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
            Row(
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


def layout_of(rows: list[Row]) -> Layout:
    """How the text of these rows was wrapped, if it was."""
    none = Layout(wrapped=False)
    few = 6
    if len(rows) < few:
        return none
    widths = sorted(row.width for row in rows if not LEADERS.search(row.text[-LAST:])) or [0]
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
        and not (double and not marked and ENDED.search(a.text))
    ]
    if full > _WIDEST or len(inner) < 3:  # noqa: PLR2004 - fewer say nothing
        return none
    spaced = sum(a.spaced for a, _ in inner) / len(inner)
    told = 0.1 <= spaced <= 0.98  # noqa: PLR2004 - shares
    exact = sum(full - 1 <= a.width <= full + 1 for a, _ in inner) / len(inner)
    cut = exact >= 0.8  # noqa: PLR2004 - a share
    long = sum(a.width >= 0.75 * full for a, _ in inner) / len(inner)
    forced = sum(is_forced(a, b, full, cut=cut) for a, b in inner) / len(inner)
    flowing = not told and max(long, forced) < 0.8 and _flows(inner, full)  # noqa: PLR2004 - a share
    enough = long >= 0.5 if told else max(long, forced) >= 0.8 or flowing  # noqa: PLR2004 - shares
    ended = sum(ENDED.search(a.text) is not None for a, _ in inner) / len(inner)
    # Each line a paragraph, of sentences that happen to be as long; empty lines between all say so too.
    whole = not told and ended > (_HALF if double else _MOSTLY)
    wrapped = enough and not whole and (told or not double or len(inner) >= 0.3 * len(rows))
    inside = [(a, b) for a, b in inner if a.gap <= allowed]  # a block's first line may be a headline
    return Layout(
        wrapped=wrapped,
        gap=allowed,
        marked=marked,
        told=told,
        cut=cut,
        full=full,
        flowing=flowing,
        greedy=_is_greedy(inside, full, cut=cut),
    )


def _is_greedy(inside: Sequence[tuple[Row, Row]], full: int, *, cut: bool) -> bool:
    """Whether nearly all wide lines that end no sentence had no room for the next word."""
    open_ = [(a, b) for a, b in inside if a.width >= WIDE * full and not ENDED.search(a.text)]
    tight = sum(is_forced(a, b, full, cut=cut) for a, b in open_)
    return len(open_) >= _FEW and tight >= _GREEDY * len(open_)


def _flows(inner: Sequence[tuple[Row, Row]], full: int) -> bool:
    """Whether full lines, among headlines, names and figures, run on: where each line is a paragraph, they end it."""
    long = [before for before, _ in inner if ALMOST * full <= before.width <= full + 1]
    open_ = sum(FINISHED.search(row.text) is None for row in long)
    return len(long) >= _FEW and len(long) >= _OFTEN * len(inner) and open_ >= _MOSTLY * len(long)


def is_forced(before: Row, row: Row, full: int, *, cut: bool) -> bool:
    """Whether what comes next had no room on the line before."""
    space = 0 if cut else 1
    first = row.text[0] if cut else row.text.split(" ", 1)[0]
    return before.width + space + width(first) > full
