"""What an editor taught about a source's layout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutProfile:
    """Corrections that last. The patterns are regular expressions, searched in each line as it is shown.

    Attributes:
        heading: lines that match are headlines, and only they; its first group, if it has one, is the headline.
        end: from the first line that matches, no story goes on.
        drop: lines that match belong to no story.
        whole: each document is one story, whatever it looks like.
    """

    heading: str = ""
    end: str = ""
    drop: tuple[str, ...] = ()
    whole: bool = False
