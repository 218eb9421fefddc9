"""Who receives an issue, who must not, and what became of each mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.texts import Language

DeliveryState = Literal["pending", "claimed", "body", "sent", "retry", "failed", "uncertain"]


Consented = Literal["given", "confirmed", "withdrawn"]
Left = Literal["unsubscribed", "bounced", "complained", "removed"]


def masked(address: str) -> str:
    """An address as logs may show it: `h***@example.org`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person who asked for the publication; `lists` are the keys of those that they are on."""

    id: str
    address: str
    name: str = ""
    language: Language = "ko"
    consented: datetime | None = None
    consent_source: str = ""
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One entry of the record of a subscriber's consent: given, confirmed or withdrawn, when and where."""

    kind: Consented
    at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that is never written to, and why; the address is empty where it was forgotten."""

    address: str
    reason: Left
    at: datetime
    detail: str = ""


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
