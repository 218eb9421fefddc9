"""What a choice of sentences is given, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digest.analysis.candidates import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is room for: sentences, characters (joined by one space), sentences of a story by its id."""

    sentences: int | None = None
    characters: int | None = None
    of_story: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the headline says already: its terms, and the numbers in it, which the sentences should make good."""

    text: str = ""
    terms: tuple[str, ...] = ()
    promised: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A candidate, what spoke for it when it was taken, by name, in order, and whether it points back."""

    candidate: Candidate
    points_back: bool
    reasons: tuple[tuple[str, float], ...]
