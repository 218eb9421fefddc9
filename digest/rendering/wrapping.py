"""Lines of a given width on a screen where Hangul and other wide characters take two columns."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WIDTH = 72


def display_width(text: str) -> int:
    """Columns of a fixed-width screen: 2 for wide characters, 0 for combining ones, else 1."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


def wrapped(text: str, width: int = WIDTH, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most `width` columns, broken at spaces; `first` and `rest` begin the lines.

    A word wider than a line is broken only if it is no address (`https://…`), so that every link can be copied.
    """
    rest = " " * display_width(first) if rest is None else rest
    lines: list[str] = []
    line, taken, empty = first, display_width(first), True
    indent = display_width(rest)
    for word in _words(text, width - max(taken, indent)):
        needed = display_width(word)
        if empty or taken + 1 + needed <= width:
            line, taken, empty = line + ("" if empty else " ") + word, taken + needed + (not empty), False
        else:
            lines.append(line)
            line, taken = rest + word, indent + needed
    lines.append(line)
    return "\n".join(line.rstrip().replace("\N{NO-BREAK SPACE}", " ") for line in lines)


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _words(text: str, width: int) -> list[str]:
    words: list[str] = []
    for word in re.split(r"[ \t\r\n]+", text.strip()):
        if display_width(word) <= width or "://" in word or "%%" in word:
            words.append(word)
            continue
        begun, taken = 0, 0
        for place, character in enumerate(word):
            columns = _columns(character)
            if place > begun and taken + columns > width:
                words.append(word[begun:place])
                begun, taken = place, 0
            taken += columns
        words.append(word[begun:])
    return words
