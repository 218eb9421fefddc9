"""What an issue's boxes tell of words and days: terms explained, and dates ahead, each as its source writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from digest.model.items import Pick, Reference
from digest.model.texts import Language, Span

Day = date  # the codec reads the fields' types when the program runs
How = Literal["note", "definition", "initials", "gloss", "name", "editor"]
"""What explains a term: a note to it, a sentence that says what it means, a long form whose initials it is, what stands in
brackets beside it, its name in the other script; or the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The sent issue whose sources explained a term."""

    issue: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that the issue uses, and what it means: both stand so in the text of `source`, at their places.

    Args:
        term: as the source writes it.
        means: the source's own words, or the editor's.
        item: the item of this issue that uses it first.
        language: of `means`.
        source: the story that explains it; None where the editor does.
        place, meaning: where the two stand in that story's text.
        earlier: the issue that cited this story; None where it is this one.
    """

    term: str
    means: str
    how: How
    item: str
    language: Language
    source: Reference | None = None
    place: Span | None = None
    meaning: Span | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What the sources of an issue explained: kept for later ones.

    `source` is the key of the source that explains it; `context` are words that stood around it, by which a later text can
    be known to mean the same; `shown`, whether the issue showed it.
    """

    issue: str
    number: int
    term: Term
    source: str
    context: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Something that will happen on days to come, [first, last], in the words of a source.

    `told` is the date as the sentence writes it; of a month, `first` and `last` are its first and last day.
    """

    id: str
    first: Day
    last: Day
    precision: Literal["day", "month"]
    told: str
    item: str
    pick: Pick
