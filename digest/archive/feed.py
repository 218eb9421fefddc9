"""The Atom feed of the issues (RFC 4287): full content, ids that stay when the site moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from html import escape
from typing import TYPE_CHECKING

from digest.archive.plan import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from digest.archive.card import Card, CardItem
    from digest.archive.plan import Site
    from digest.archive.storylines import LineView
    from digest.archive.wings import Wing
    from digest.model import Issue

NAME = "feed.xml"
ENTRIES = 20
FIRST_DAY = "2025-01-01"  # the day that RFC 4151 wants in the publication's own id; it must never change


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An issue as the feed tells it; `content` is HTML."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    language: str
    summary: str
    content: str


def pages(site: Site) -> Iterator[Page]:
    """A feed for each wing that has an issue, and one for each of its storylines.

    An issue that is withdrawn keeps its entry, which says so.

    Raises:
        ResultError: the template is wrong.
    """
    for wing in site.wings:
        if wing.fed:
            yield Page(
                path=f"{wing.folder}{NAME}",
                make=lambda wing=wing: _feed(site, wing),  # type: ignore[misc]
                inputs=(repr(wing.heading), *(site.marks[one.issue] for one in told(wing.fed))),
            )
            for line in site.storylines[wing.folder]:
                yield _of_line(site, wing, line)


def told(issues: Sequence[Card]) -> tuple[Card, ...]:
    """The issues that a feed tells of: the newest, and older ones that were corrected since the first of these was made."""
    newest = issues[:ENTRIES]
    since = min((one.published for one in newest), default=None)
    late = [one for one in issues[ENTRIES:] if since and one.updated > one.published and one.updated > since]
    return (*newest, *late)


def _feed(site: Site, wing: Wing) -> str:
    entries = [
        Entry(
            id=one.entry_id,
            title=one.called,
            link=one.url,
            published=instant(one.published),
            updated=instant(one.updated),
            language=one.language,
            summary=" · ".join(item.headline for item in one.items[:3])
            or wing.words("withdrawn_issue" if one.withdrawn else "no_issues"),
            content=one.entry,
        )
        for one in told(wing.fed)
    ]
    first = wing.fed[0]
    return _rendered(
        site,
        wing,
        entries,
        name=feed_id(first, wing.folder),
        title=wing.title,
        page=wing.home,
        base=wing.home,
    )


def _of_line(site: Site, wing: Wing, line: LineView) -> Page:
    """The feed of a storyline: an entry a part, the newest first, in the words of its issue."""
    first = wing.fed[0]
    return Page(
        path=f"{line.path.removesuffix('index.html')}{NAME}",
        make=lambda: _line_feed(site, wing, line),
        inputs=(
            repr((wing.heading, wing.base, line.id, line.name, line.url)),
            repr((first.sender, first.title, first.authority, first.publication)),
            *(f"{site.marks[part.issue]} {part.number} {part.when}" for part in line.parts[-ENTRIES:]),
        ),
    )


def _line_feed(site: Site, wing: Wing, line: LineView) -> str:
    base, first = wing.base, wing.fed[0]
    up = base or "../../"
    entries = [
        Entry(
            id=f"{card.entry_id}/{part.item.id}",
            title=part.item.headline,
            link=f"{up}{part.path.removesuffix('index.html') if base else part.path}#{part.item.anchor}",
            published=instant(card.published),
            updated=instant(card.updated),
            language=wing.language if part.item.language == "und" else part.item.language,
            summary=f"{part.label} · {part.when}",
            content=_content(part.item, wing),
        )
        for part in reversed(line.parts[-ENTRIES:])
        for card in [site.pages[part.issue]]
    ]
    name = f"{feed_id(first, wing.folder)}/{line.id}"
    title = f"{line.name} · {wing.title}"
    return _rendered(site, wing, entries, name=name, title=title, page=line.url, base=line.url)


def _content(item: CardItem, wing: Wing) -> str:
    """The sentences of an item in HTML; those whose endings were changed are marked."""
    mark = wing.words("rewritten_mark")
    told = [escape(one.text) + (mark if one.original else "") for one in item.sentences]
    noted = [wing.words("rewritten_note_web")] if any(one.original for one in item.sentences) else []
    return "".join(f"<p>{text}</p>" for text in [*told, *noted] or [escape(item.headline)])


def _rendered(
    site: Site, wing: Wing, entries: Sequence[Entry], *, name: str, title: str, page: str, base: str
) -> str:
    first = wing.fed[0]
    return site.templates.render(
        "archive/feed.xml.j2",
        id=name,
        title=title,
        language=wing.language,
        page=page or "index.html",
        own=f"{base}{NAME}",
        updated=max(one.updated for one in entries),
        author=first.sender or first.title,
        entries=entries,
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
