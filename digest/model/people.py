"""Who receives an issue, who must not, and what became of each mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.texts import Language

DeliveryState = Literal["pending", "claimed", "body", "sent", "retry", "failed", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person who asked for the publication."""

    id: str
    address: str
    name: str = ""
    language: Language = "ko"
    consented: datetime | None = None
    consent_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that is never written to, and why."""

    address: str
    reason: Literal["unsubscribed", "bounced", "complained", "removed"]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger: what became of (issue, subscriber)."""

    issue: str
    subscriber: str
    address: str
    state: DeliveryState
    attempts: int = 0
    due: datetime | None = None
    answer: str = ""
