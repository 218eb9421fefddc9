"""What templates read of an item's boxes; a `foreign` one is not in the issue's language and must be marked."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Language
from digest.rendering.cited import SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    """The words of a speaker and the sources that have them; `office` is empty where the name says it, or nobody does."""

    text: str
    speaker: str
    office: str
    sources: tuple[SourceView, ...]
    language: Language
    foreign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A key figure between the words before and behind it; what it counts stands behind where it lies elsewhere."""

    figure: str
    before: str
    behind: str
    sources: tuple[SourceView, ...]
    language: Language
    foreign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedView:
    """A number, the outlets that give it, and the sentence of the first."""

    figure: str
    outlets: tuple[str, ...]
    sentence: str
    sources: tuple[SourceView, ...]
    language: Language
    foreign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementView:
    """The numbers that sources give for one thing."""

    counted: str
    figures: tuple[AgreedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A quantity as it was told first and last: both figures with the day and the source of each; `counted` is what they count."""

    counted: str
    was: str
    was_when: str
    was_source: SourceView | None
    now: str
    now_when: str
    now_source: SourceView | None
    language: Language
    foreign: bool
