"""Where citations lead: to the place of the cited words in their source, else to the source's own entry on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.archive import fragments

if TYPE_CHECKING:
    from digest.rendering.cited import SourceView
    from digest.rendering.view import SentenceView


def of_sentence(sentence: SentenceView, page: str = "") -> str:
    """Where the citation of a sentence leads; `page` is the address of the issue's page, empty on that page itself."""
    return _place(sentence.source, sentence.quoted, page) if sentence.source else ""


def of_source(source: SourceView, page: str = "") -> str:
    """Where the citation of words in a box leads."""
    return _place(source, source.quoted, page)


def _place(source: SourceView, quoted: str, page: str) -> str:
    if source.url and quoted:
        return fragments.to_sentence(source.url, quoted)
    return f"{page}#{source.anchor}"
