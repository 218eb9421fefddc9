"""What an editor says of an issue after it has gone out: what was wrong in it, and what is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

NoteKind = Literal["correction", "withdrawal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A dated note of an issue, or of one of its items; what was sent stays as it was.

    Args:
        issue: the edition that it is of.
        number: its place among the issue's notes, from 1; given once.
        kind: `correction` says what was wrong and what is right, `withdrawal` takes the issue or the item out of the site.
        text: what the reader is told: of a withdrawal, the reason.
        at: when it was noted.
        item: the id of the item; empty where the whole issue is meant.
        undone: when it was taken back.
    """

    issue: str
    number: int
    kind: NoteKind
    text: str
    at: datetime
    item: str = ""
    undone: datetime | None = None

    @property
    def changed(self) -> datetime:
        """When it last changed what the reader is told."""
        return max(self.at, self.undone) if self.undone else self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """All notes of an issue, in the order of their numbers, those that were taken back among them."""

    every: tuple[Note, ...] = ()

    def corrections(self, item: str | None = None) -> tuple[Note, ...]:
        """The corrections that stand, the newest first; of one item where that is named."""
        found = [one for one in self.every if one.kind == "correction" and one.undone is None]
        if item is not None:
            found = [one for one in found if one.item == item]
        return tuple(sorted(found, key=lambda one: (one.at, one.number), reverse=True))

    def withdrawn(self, item: str = "") -> Note | None:
        """The withdrawal of the issue, or of an item, that stands."""
        found = [
            one for one in self.every if one.kind == "withdrawal" and one.item == item and one.undone is None
        ]
        return found[-1] if found else None

    @property
    def withdrawals(self) -> tuple[Note, ...]:
        """The withdrawals that stand, of the issue and of its items."""
        return tuple(one for one in self.every if one.kind == "withdrawal" and one.undone is None)

    @property
    def withdrawn_items(self) -> frozenset[str]:
        """The ids of items that are withdrawn alone."""
        return frozenset(one.item for one in self.withdrawals if one.item)

    @property
    def changed(self) -> datetime | None:
        """When they last changed what the reader is told."""
        return max((one.changed for one in self.every), default=None)


NoteBook = Mapping[str, Notes]
"""Issue (id of an edition) → its notes."""
NONE = Notes()
