"""What the templates of a report read beside the items: counts, the pick of the month."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A line of the overview: what is counted, and its number or numbers in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """The item that is put before all others, and why: sentences that tell nothing but counts."""

    title: str
    headline: str
    anchor: str
    language: Language
    foreign: bool
    reasons: tuple[str, ...]
