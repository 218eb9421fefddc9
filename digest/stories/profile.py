"""What an editor taught about a source's layout, and how its patterns are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.stories.lines import Line

SEEN = 200
"""Characters at a line's beginning in which a pattern is searched: no headline is longer, and the time has a bound."""
_STRONG = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutProfile:
    """Corrections that last. The patterns are regular expressions, searched in each line (see `forms`).

    Attributes:
        heading: lines that match are headlines, and only they, but for lists of short news; its first group, if it has one, is the headline.
        split: lines that match stand between stories: what follows one begins a story.
        category: lines that match name the category of the stories below; its first group, if it has one, is the name.
        start: before the first line that matches, there is no story.
        end: from the first line that matches, no story goes on.
        not_heading: lines that match open no story, whatever they look like.
        drop: lines that match belong to no story.
        keep: lines that match belong to the story they stand in, though they look like furniture.
        one_line: each item of a list, or each line that `heading` names, is a whole story.
        whole: each document is one story, whatever it looks like.
    """

    heading: str = ""
    split: str = ""
    category: str = ""
    start: str = ""
    end: str = ""
    not_heading: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    one_line: bool = False
    whole: bool = False

    def patterns(self) -> Iterator[tuple[str, str]]:
        """Each setting that is a pattern, with the pattern."""
        for name in ("heading", "split", "category", "start", "end"):
            if getattr(self, name):
                yield name, getattr(self, name)
        for name in ("not_heading", "drop", "keep"):
            for pattern in getattr(self, name):
                yield name, pattern


def as_seen(line: Line) -> str:
    """A line as `--explain` shows it: a heading with its `##` (bold or large text with `**`), an item with its mark."""
    if line.kind == "heading" and line.level:
        return f"{'#' * line.level if line.level <= _STRONG else '**'} {line.shown}"
    if line.label and not line.shown.startswith(line.label):
        return f"{line.label} {line.shown}"
    return f"- {line.shown}" if line.kind == "item" and line.shown == line.text else line.shown


def found_in(pattern: str, line: Line) -> tuple[re.Match[str], int] | None:
    """Where a pattern stands in a line, and how many characters of what was searched are not the line's own.

    It is searched in the line's beginning, first as it stands in the text, then as `as_seen` shows it.
    """
    seen = as_seen(line)
    for form in dict.fromkeys((line.shown, seen)):
        match = re.search(pattern, form[:SEEN])
        if match:
            return match, len(form) - len(line.shown)
    return None


def fits(pattern: str, line: Line) -> bool:
    """Whether a pattern stands in a line."""
    return found_in(pattern, line) is not None
