"""What an editor objects to in a sentence because of the others of its item, or for the want of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.aliases import clash
from digest.analysis.surnames import introduces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.analysis.aliases import Alias
    from digest.analysis.candidates import Candidate, Looked

_QUOTATIONS = 2
"""Sentences with quotations after which another makes a chain of them."""


class ToldSoFar:
    """The sentences that an item tells so far; `opinion` says whether a story is one beside reports."""

    def __init__(self, opinion: Callable[[str], bool]) -> None:
        self._opinion = opinion
        self._texts: list[str] = []
        self._aliases: list[tuple[str, frozenset[Alias]]] = []
        self._quoted = 0
        self._dated: set[str] = set()

    def take(self, one: Candidate, seen: Looked) -> None:
        """This one is told, too."""
        self._texts.append(one.sentence.text)
        self._aliases.append((one.story, seen.aliases))
        self._quoted += seen.quotes
        if seen.dated:
            self._dated.add(one.story)

    def objections(self, one: Candidate, seen: Looked) -> Iterator[str]:
        """What speaks against telling a candidate next."""
        if self._opinion(one.story):
            yield "opinion"
        if self._quoted >= _QUOTATIONS and seen.quotes:
            yield "chain"
        if seen.undated and one.story not in self._dated:
            yield "day"
        if not self._introduced(one, seen):
            yield "surname"
        if seen.aliases and clash(seen.aliases, (own for story, own in self._aliases if story != one.story)):
            yield "alias"

    def _introduced(self, one: Candidate, seen: Looked) -> bool:
        """Whether those of whom it gives a part of the name were told with the whole (`유 의원은`, `Roe said`)."""
        if one.short is not None and not any(one.short in text for text in self._texts):
            return False
        return all(any(introduces(text, surname) for text in self._texts) for surname in seen.strangers)
