"""What a publication looks for in stories: words, patterns, and how they are joined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A word, or several that stand one after another, in any form of theirs."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What must not be found."""

    of: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """All of these, two or more."""

    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """One of these, two or more."""

    of: tuple[Expression, ...]


Expression = Phrase | Pattern | Not | Every | Either
"""What is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An expression, and how the publication wrote it."""

    written: str
    of: Expression
