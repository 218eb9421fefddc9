"""What the sources of an item say, shown beside its sentences: quotations, key figures, figures that disagree.

Every text here stands letter by letter in the sentence beside it, and every sentence in the story that it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digest.model.texts import Precision, Sentence, Span

Day = date  # the codec reads the fields' types when the program runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who spoke: the full name as a source writes it, at `span` of the story's text, in Korean with the office.

    `office` stands there apart from the name (`Jane Doe, a chemist at …`), at `office_span`; empty where it does not.
    """

    name: str
    story: str
    span: Span
    office: str = ""
    office_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words of somebody, without their marks, and each source's sentence that has them."""

    text: str
    speaker: Speaker
    sources: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A figure with its unit, as a sentence writes it: "560만 달러", "about 3,000"."""

    text: str
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A figure that weighs; `counted` is what it counts, in words of the same sentence.

    `agreed` are the other sources that tell the same figure.
    """

    figure: Figured
    counted: str
    agreed: tuple[Figured, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Different numbers for one thing: `counted` names it as the first source does; one figure for each source."""

    counted: str
    figures: tuple[Figured, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One quantity as it was told first and last, by days: `counted` is what it counts, as the first of the two says it."""

    counted: str
    was: Figured
    now: Figured
    was_day: Day
    now_day: Day
    was_precision: Precision = "day"
    now_precision: Precision = "day"
