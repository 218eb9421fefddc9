"""Where citations on the pages lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.archive import fragments

if TYPE_CHECKING:
    from digest.rendering.view import SentenceView


def place(sentence: SentenceView, page: str = "") -> str:
    """Where a sentence's citation leads: to its place in the source, else to the source's entry on the page."""
    if sentence.source is None:
        return ""
    if sentence.source.url:
        return fragments.to_sentence(sentence.source.url, sentence.quoted)
    return f"{page}#{sentence.source.anchor}"
