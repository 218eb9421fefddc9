"""The Atom feed of the issues (RFC 4287): full content, ids that stay when the site moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from digest.archive.card import Card
    from digest.archive.plan import Site
    from digest.archive.wings import Wing
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


def files(site: Site) -> Iterator[tuple[str, str]]:
    """A feed for each wing that has an issue; one that is withdrawn keeps its entry, which says so.

    Raises:
        ResultError: the template is wrong.
    """
    for wing in site.wings:
        if wing.fed:
            yield f"{wing.folder}feed.xml", _feed(site, wing)


def _feed(site: Site, wing: Wing) -> str:
    newest = wing.fed[:ENTRIES]
    first = newest[0]
    return site.templates.render(
        "archive/feed.xml.j2",
        site=wing.heading,
        id=feed_id(first, wing.folder),
        updated=max(instant(one.updated) for one in newest),
        author=first.sender or first.title,
        entries=[
            Entry(
                id=one.entry_id,
                title=f"{one.title} {one.number}".strip() + f" · {one.period}",
                link=one.url,
                updated=instant(one.updated),
                language=one.language,
                summary=" · ".join(item.headline for item in one.items[:3])
                or wing.words("withdrawn_issue" if one.withdrawn else "no_issues"),
                content=one.entry,
            )
            for one in newest
        ],
    )


def feed_id(card: Card, folder: str = "") -> str:
    """The publication's id: a tag URI (RFC 4151) of the sender's domain; that of another edition ends with its folder."""
    return f"tag:{card.authority},{FIRST_DAY}:{card.publication}{f'/{folder[:-1]}' if folder else ''}"


def entry_id(issue: Issue) -> str:
    """An issue's id in feeds, the same wherever the archive stands."""
    return f"tag:{authority(issue)},{issue.period.start.isoformat()}:{issue.id}"


def instant(moment: datetime) -> str:
    """A moment as RFC 3339 writes it, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def authority(issue: Issue) -> str:
    """The domain that ids in feeds rest on: that of the sender's address."""
    domain = issue.publisher.address.rpartition("@")[2].strip().lower()
    return domain if domain.isascii() and domain else "ganchu.invalid"
