"""Sentences and words of texts in any language, through one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language import english, korean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.words import Analysed
    from digest.model import Language


class Analyser:
    """Analyses texts in batches: one call to each language's analyser, whatever the order of the texts.

    Args:
        user_words: names that must stay whole, on top of the analyser's dictionary (a publication's own).
    """

    def __init__(self, user_words: tuple[str, ...] = ()) -> None:
        self.user_words = user_words

    @property
    def version(self) -> str:
        """Everything that determines the answer for a text, for an issue's provenance."""
        own = f"; words {', '.join(self.user_words)}" if self.user_words else ""
        return f"{korean.version_of_analyser()}; {english.version_of_analyser()}{own}"

    def analyse(self, texts: Sequence[str], languages: Sequence[Language]) -> list[Analysed]:
        """The sentences of each text, in order.

        A line feed always ends a sentence; no white space stands at a sentence's ends; offsets count code points
        of the text given. A text that is neither Korean nor English is cut at its punctuation, its words unchanged.
        """
        if len(texts) != len(languages):
            raise ValueError("as many languages as texts are needed")
        done: list[Analysed] = [()] * len(texts)
        for language in ("ko", "en", "und"):
            places = [place for place, found in enumerate(languages) if found == language]
            batch = [texts[place] for place in places]
            found = (
                korean.analyse(batch, self.user_words)
                if language == "ko"
                else english.analyse(batch, stems=language == "en")
            )
            for place, analysed in zip(places, found, strict=True):
                done[place] = analysed
        return done
