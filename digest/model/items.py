"""What an issue tells: items with their headlines, sentences and references."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.groups import Cluster, GoesOn, Storyline
from digest.model.said import Disagreement, KeyFigure, Quotation
from digest.model.texts import DatedBy, Language, Precision, Rights, Sentence

Box = Literal["terms", "figures", "ahead", "quotations", "key-figures"]
"""What an issue may show beside its items' sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One feature that spoke for (or, below zero, against) a choice, and how much it weighed."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A sentence chosen for an item. `shown` is a rewritten text, None where it stands verbatim; `rule` rewrote it."""

    sentence: Sentence
    shown: str | None = None
    rule: str | None = None
    provenance: Literal["verbatim", "register", "editor"] = "verbatim"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An item's headline and the story it was taken from (empty where the editor wrote it)."""

    text: str
    story: str
    language: Language
    provenance: Literal["verbatim", "editor"] = "verbatim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A story as an issue cites it. Its number within the item is its place there, from 1.

    `fingerprint` is that of the story's whole text, which stands in the store, never in the issue.
    """

    story: str
    document: str
    title: str
    outlet: str
    url: str
    published: datetime | None
    precision: Precision
    language: Language
    fingerprint: str
    rights: Rights = "quote"
    dated_by: DatedBy = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of an issue: what happened, in cited sentences, with all its sources.

    `outlets` are the distinct outlets of independent texts ("출처 N곳"), `copies` how many of its stories repeat one of those.
    `score` is what ranked it; `goes_on` says of its clusters why they go on a storyline, or nearly do.
    The last three are its boxes, filled where the genre shows them.
    """

    id: str
    headline: Headline
    picks: tuple[Pick, ...]
    references: tuple[Reference, ...]
    clusters: tuple[Cluster, ...]
    outlets: tuple[str, ...]
    section: str
    size: Literal["lead", "full", "line"] = "full"
    storyline: Storyline | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    copies: int = 0
    goes_on: tuple[GoesOn, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that was read and is not told, with the reason."""

    story: str
    title: str
    reason: str
