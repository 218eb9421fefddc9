"""What is told of a figure, in whatever words: who died, was hurt or laid off, what was fined, bought or recalled.

Two sentences that say one thing in other words have no clause in common; but `9명이 목숨을 잃었다` and `9명이 숨졌다`, "killed nine
workers" and "nine workers died" tell one act. The acts are closed lists, and stand right beside their figure: of all else nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.language import english_acts, korean_acts

if TYPE_CHECKING:
    from digest.language.measures import Measure
    from digest.model import Language

EVENTS = frozenset(
    (
        "killed",
        "hurt",
        "missing",
        "rescued",
        "evacuated",
        "arrested",
        "gathered",
        "destroyed",
        "leaked",
        "infected",
    )
)
"""Acts of which a cluster tells one: where they happened is a detail. What a company does it may do in each country."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is told of a figure: the act's name, the place of the words that say so, and the thing, as it is written.

    `thing` is empty where persons are counted without a word for who they are, and where the act says enough.
    """

    name: str
    start: int
    end: int
    thing: str


def act(text: str, start: int, end: int, figure: Measure, language: Language) -> Act | None:
    """What the sentence text[start:end] tells of a figure; None where no list knows it, or it did not happen."""
    found = (
        korean_acts.found(text, start, end, figure)
        if language == "ko"
        else english_acts.found(text, start, end, figure)
    )
    return Act(*found) if found else None
