"""How a table of subscribers is to be taken in, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.model import Language, Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Where and when people agreed to be written to: the law asks for both."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a table is to be taken.

    `lists` are the keys of those that everybody is put on; `names` leads from what a cell may call a list, in lower case, to
    its key; `left` takes every line for one who has left; `given` says what columns mean (meaning → name).
    """

    language: Language = "ko"
    lists: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    left: Left | None = None
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something about a line of an import: its number in the file, its address, what is to be known of it."""

    line: int
    address: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Intake:
    """What an import did.

    `added` are new, `known` were there before (`joined` of them were put on another list), `left` have left and are not written
    to (`taken_off`: of them, those who were subscribed here), `undated` are the new ones whose line dates no consent,
    `listless` those that are on no list.
    `refused` lines were not taken; `doubtful` were, and look like slips. `service` is whose export it is.
    """

    added: int = 0
    known: int = 0
    joined: int = 0
    left: int = 0
    undated: int = 0
    listless: int = 0
    refused: list[Told] = field(default_factory=list)
    taken_off: list[Told] = field(default_factory=list)
    doubtful: list[Told] = field(default_factory=list)
    service: str = ""
