"""What an issue is made of, and what the publication decides about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.analysis import ranking
from digest.analysis.prepared import Prepared
from digest.editing.affairs import Affair
from digest.editing.bank import NO_BANK, Bank
from digest.editing.hand.values import NO_HAND, Hand
from digest.editing.sections import SectionSettings
from digest.language.called import NO_NAMES, Called
from digest.model import (
    Anatomy,
    Box,
    CalendarEvent,
    Document,
    Language,
    LeftOut,
    Memory,
    Period,
    Publisher,
    Register,
    Rights,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSettings:
    """What the publication decides about an issue; `rights`, `caps` and `ranking.weights` are by source key.

    `points` is how many an item tells beside its sentences, `details` how many a point has at most (where its genre has them).
    `language` and the titles are those of one edition; `editions` are the languages of all, the primary first, where there are several.
    """

    publication: str
    title: str
    genre: str
    language: Language
    timezone: str
    publisher: Publisher
    items: int = 12
    leads: int = 1
    lines: int = 8
    sentences: int = 3
    max_characters: int = 600
    sections: tuple[SectionSettings, ...] = ()
    ranking: ranking.RankingSettings = field(default_factory=ranking.RankingSettings)
    rights: Mapping[str, Rights] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)
    boxes: tuple[Box, ...] = ()
    register: Register = "as-is"
    anatomy: Anatomy = "weekly"
    points: int = 4
    details: int = 2
    editions: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What an issue is made of. `affairs` are clusters that tell one affair, each affair to become one item.

    `sifted` are stories that were read and are not wanted; `placed` is story → the section that the editor chose; `line`
    is the storyline that the issue was asked to tell alone. `hand` is what the editor wrote of this issue, and `named` is then
    story → the item that it belongs to, `merged` item → the item that it is told with.
    """

    period: Period
    documents: tuple[Document, ...]
    stories: tuple[Prepared, ...]
    affairs: tuple[Affair, ...]
    memory: Memory
    events: tuple[CalendarEvent, ...] = ()
    item_ids: Mapping[str, str] = field(default_factory=dict)  # story → item, when this issue was last built
    sifted: tuple[LeftOut, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    names: Called = NO_NAMES
    bank: Bank = NO_BANK
    line: str = ""
    hand: Hand = NO_HAND
    named: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
