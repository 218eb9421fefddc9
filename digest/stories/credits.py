"""Attribution: what the lines around a story's text say of its author and its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.model import Precision
from digest.stories.bylines import author_of, is_byline, is_names
from digest.stories.dates import FoundDate, locate_date
from digest.stories.margins import is_stamp
from digest.stories.stamps import is_aged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Document
    from digest.stories.lines import Line
    from digest.stories.roles import Role

_ABOVE, _BELOW = 3, 2
_OLDEST = 400
"""Days before its document within which a story's own stamp is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What the lines around a story's text say of it.

    Attributes:
        lines: the indices of those lines: they are no text.
        author: who wrote it, empty where nobody is named.
        published: the day or moment stamped on it, None where there is none.
        precision: of that moment.
    """

    lines: frozenset[int] = frozenset()
    author: str = ""
    published: datetime | None = None
    precision: Precision = "time"


UNSIGNED = Credit()


def credit(body: Sequence[Line], roles: Sequence[Role], document: Document) -> Credit:
    """What the lines at a section's beginning and end say of its author and day.

    Args:
        body: the lines after the headline.
        roles: of all lines of the document.
        document: when it came out tells the zone, what is too old to be believed, and the year of a day without one.
    """
    text = [line for line in body if roles[line.index] in {"text", "furniture"}]
    found: set[int] = set()
    author, when = "", None
    edges = (text[:_ABOVE], text[: -_BELOW - 1 : -1])
    for edge in edges:
        for line in edge:
            signed = line.kind in {"paragraph", "row"} and (
                is_byline(line.shown) or (roles[line.index] == "furniture" and is_names(line.shown))
            )
            if not signed and not (line.kind == "paragraph" and is_stamp(line.shown)):
                break
            found.add(line.index)
            author = author or author_of(line.shown)
            when = when or _stamped(line.shown, document)
    return Credit(
        lines=frozenset(found) if len(found) < len(text) else frozenset(),
        author=author,
        published=when.moment if when else None,
        precision=when.precision if when else "time",
    )


def _stamped(text: str, document: Document) -> FoundDate | None:
    issued = document.published
    if issued is None or issued.tzinfo is None:
        return None
    if is_aged(text) and not _tells_age(document):
        return None
    found = locate_date(text, anchor=issued, zone=issued.tzinfo)
    if found is None or found.precision == "month":
        return None
    age = (issued - found.moment).days
    return found if -1 <= age <= _OLDEST else None


def _tells_age(document: Document) -> bool:
    """Whether an age in the text (`3시간 전`) is that at the document's date: a page's is that at its fetch."""
    return document.dated_by == "fetched" or (document.format != "html" and document.dated_by != "relative")
