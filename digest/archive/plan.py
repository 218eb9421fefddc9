"""What a site is made of, for those that make its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from digest.archive.card import Card
from digest.archive.names import Names
from digest.archive.storylines import LineView
from digest.archive.wings import Wing
from digest.rendering.templates import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site, made when it is wanted.

    Args:
        path: its place in the site, with `/`.
        make: gives its content.
        inputs: all that the content depends on beside the templates, words, tokens and the program; where they are the
            same as in the build before, it is not made again. None: it is made in every build.
    """

    path: str
    make: Callable[[], str | bytes]
    inputs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site as all makers of pages know it.

    Args:
        folder: the publication's folder, whose `templates` go before the package's.
        target: the site's folder; None where it is made to be looked at.
        tokens: `tokens.toml`.
        every: all issues that have a page, newest first; `cards` are those that are listed.
        wings: the issues of each language, that of the primary edition first.
        storylines: the storylines of each wing, by its folder, the one that was told of last first.
        known_names: groups of spellings of one name, which the publication has learned.
        cache: where what was worked out is kept between two builds; None: nowhere.
    """

    folder: Path | None
    target: Path | None
    templates: Templates
    tokens: dict[str, Any]
    every: tuple[Card, ...]
    cards: tuple[Card, ...]
    wings: tuple[Wing, ...]
    storylines: Mapping[str, tuple[LineView, ...]]
    known_names: Sequence[Sequence[str]] = ()
    cache: Path | None = None
    pages: Mapping[str, Card] = field(default_factory=dict)
    """The issues that have a page, by their ids."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """A digest of what each of them says and of what makes pages of it, by their ids: what is made of its card alone changes with it alone."""
    names: Mapping[str, Names] = field(default_factory=dict)
    """The names and outlets that have a page in each wing, by its folder."""

    def wing_of(self, card: Card) -> Wing:
        """The wing in which an issue stands: that of its language, or the only one."""
        return next((wing for wing in self.wings if wing.language == card.language), self.wings[0])
