"""A draft: an issue, and what only its editor sees of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digest.editing.hand.values import Remark
from digest.model import Issue, Item, NotTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An item that is not on the page, its stories, why, and what it would tell."""

    id: str
    stories: tuple[str, ...]
    reason: NotTold
    told: Callable[[], Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An issue, the items that stand aside (the highest first), and what of the editor's hand could not be done."""

    issue: Issue
    aside: tuple[Aside, ...] = ()
    remarks: tuple[Remark, ...] = ()
