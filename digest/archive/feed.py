"""The Atom feed of the issues (RFC 4287): full content, ids that stay when the site moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from digest.model import Issue

ENTRIES = 20
FIRST_DAY = "2025-01-01"  # the day that RFC 4151 wants in the publication's own id; it must never change


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An issue as the feed tells it; `content` is HTML."""

    id: str
    title: str
    link: str
    updated: str
    language: str
    summary: str
    content: str


def feed_id(issue: Issue, folder: str = "") -> str:
    """The publication's id: a tag URI (RFC 4151) of the sender's domain; that of another edition ends with its folder."""
    return f"tag:{_authority(issue)},{FIRST_DAY}:{issue.publication}{f'/{folder[:-1]}' if folder else ''}"


def entry_id(issue: Issue) -> str:
    """An issue's id in feeds, the same wherever the archive stands."""
    return f"tag:{_authority(issue)},{issue.period.start.isoformat()}:{issue.id}"


def instant(moment: datetime) -> str:
    """A moment as RFC 3339 writes it, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _authority(issue: Issue) -> str:
    domain = issue.publisher.address.rpartition("@")[2].strip().lower()
    return domain if domain.isascii() and domain else "ganchu.invalid"
