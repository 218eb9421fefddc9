"""What the editor wrote of an issue, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from digest.model import Link, Slots

Size = Literal["lead", "full", "line"]
RemarkKind = Literal["refused", "gone", "idle"]
"""An edit that may not be done; one whose item, source or sentence is no longer there; one that shows nothing as things stand."""

FIRST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A source or a sentence by its number in the file, and the key that the file gave that number; empty where it gave none."""

    number: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The numbers that the file gave the sources and the sentences of an item: number → key; and key → what it told of it."""

    sources: Mapping[int, str] = field(default_factory=dict)
    sentences: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


NO_NUMBERS = Numbering()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEdit:
    """What the editor wrote of an item, known by its id; whatever is None, empty or False is left to the program.

    Args:
        id: the item's.
        pin: its place in its section, where it stands in any case; 1 is first.
        drop: left out.
        hold: left out, and told in the next issue.
        position: its place in its section, where it is told anyway.
        section: the key of a section.
        size: how large it is told.
        headline: the editor's own, or the title of a source.
        sentences: those to show, in this order: a source's by number, or the editor's own.
        note: of the editor, below the item.
        links: of the editor.
        merge_with: items (ids) that are told with it as one.
        split: sources that leave it and make an item of their own.
        line: in the file, from 1.
    """

    id: str
    pin: int | None = None
    drop: bool = False
    hold: bool = False
    position: int | None = None
    section: str = ""
    size: Size | None = None
    headline: str | Numbered = ""
    sentences: tuple[str | Numbered, ...] = ()
    note: str = ""
    links: tuple[Link, ...] = ()
    merge_with: tuple[str, ...] = ()
    split: tuple[Numbered, ...] = ()
    line: int = field(default=0, compare=False, repr=False)

    @property
    def used(self) -> Numbering:
        """The numbers that it names."""
        named = (self.headline, *self.split)
        return Numbering(
            sources={one.number: one.key for one in named if isinstance(one, Numbered)},
            sentences={one.number: one.key for one in self.sentences if isinstance(one, Numbered)},
        )

    @property
    def place(self) -> int | None:
        """Its place in its section, if it has one by the editor's word."""
        return self.position if self.position is not None else self.pin


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """An item that the editor wrote; the program gives it no sources."""

    headline: str
    sentences: tuple[str, ...] = ()
    section: str = ""
    size: Size | None = None
    position: int | None = None
    note: str = ""
    links: tuple[Link, ...] = ()
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """All that the editor wrote of an issue: `items` by id, each with at least one edit; `own` as they stand in the file."""

    slots: Slots = field(default_factory=Slots)
    items: tuple[ItemEdit, ...] = ()
    own: tuple[OwnItem, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says, as lines of an issue's provenance; none where nothing was written."""
        slots = (self.slots,) if self.slots != Slots() else ()
        return tuple(f"hand {one!r}" for one in (*slots, *self.items, *self.own))

    def of(self, item: str) -> ItemEdit:
        """What was written of an item (id); an edit of nothing where nothing was."""
        return next((one for one in self.items if one.id == item), ItemEdit(id=item))


NO_HAND = Hand()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """An edit that was not done as it is written: of which item (empty: of the issue), which key, and why; `hint` says what to do."""

    kind: RemarkKind
    item: str
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        told = f"{self.key}: {self.message}"
        return f"{told}: {self.hint}" if self.hint else told
