"""What a figure of a card says in numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.language.measures import measures

if TYPE_CHECKING:
    from digest.archive.card import CardFigure
    from digest.model import Language


def measured(figure: CardFigure) -> CardFigure:
    """The figure with its unit and its value; as it is where they are not known, or are several."""
    language: Language = "ko" if figure.language == "ko" else "en"
    sentence = f"{figure.before} {figure.text} {figure.behind}".strip()
    found = [*measures(figure.text, language)] or [
        one
        for one in measures(sentence, language)
        if sentence[one.start : one.end].strip() in figure.text
        or figure.text in sentence[one.start : one.end]
    ]
    return replace(figure, unit=found[0].unit, value=found[0].value) if len(found) == 1 else figure
