"""Initials that hang over several lines (drop caps): each is given back to the word that it begins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.pdfruns import Run

_INITIAL = re.compile(r"[\"'“‘「『]?[^\W\d_]")
_LARGE = 1.6
"""Times the size of the lines beside it."""
_NEAR, _BELOW, _EVEN = 1.5, 1.6, 0.6
"""Ems from it to these lines, from its baseline to theirs, and by which they begin at different places."""
_WORD = re.compile(r"[^\W\d_]+")
_WORDS, _LONG = frozenset("AI"), 3
_MOST = 40
"""Letters of large type on a page: more are no initials."""


def with_initials(runs: Sequence[Run]) -> tuple[Run, ...]:
    """A page's runs: an initial stands at the head of the first line beside it, whose lines all begin where it does."""
    initials = [run for run in runs if _INITIAL.fullmatch(run.text)]
    if not 0 < len(initials) <= _MOST:
        return tuple(runs)
    words = Counter(word.lower() for run in runs for word in _WORD.findall(run.text))
    new: dict[int, Run | None] = {}
    for initial in initials:
        lines = _beside(initial, runs)
        if not lines:
            continue
        first = lines[0]
        gap = " " if initial.spaced or _is_word(initial, first, words) else ""
        new[id(initial)] = None
        for line in lines:
            text = f"{initial.text}{gap}{line.text}" if line is first else line.text
            new[id(line)] = replace(line, text=text, left=initial.left)
    return tuple(told for run in runs if (told := new.get(id(run), run)) is not None)


def _is_word(initial: Run, first: Run, words: Counter[str]) -> bool:
    """Whether an initial is a word of its own: `A`, before one that the page uses elsewhere too."""
    rest = _WORD.match(first.text)
    return (
        initial.text in _WORDS and rest is not None and len(rest.group()) >= _LONG and words[rest.group()] > 1
    )


def _beside(initial: Run, runs: Sequence[Run]) -> list[Run]:
    """The lines right of an initial, from the top down: two or more in one size; else none."""
    found = [
        run
        for run in runs
        if run is not initial
        and run.size * _LARGE <= initial.size
        and initial.base - initial.size < run.base <= initial.base + _BELOW * run.size
        and -0.5 * run.size <= run.left - initial.right <= _NEAR * run.size
    ]
    found.sort(key=lambda run: (run.base, run.left))
    first = [run for at, run in enumerate(found) if not at or run.base - found[at - 1].base > 0.5 * run.size]
    alike = all(
        abs(run.size - first[0].size) <= 0.05 * run.size and abs(run.left - first[0].left) <= _EVEN * run.size
        for run in first
    )
    return first if len(first) > 1 and alike else []
