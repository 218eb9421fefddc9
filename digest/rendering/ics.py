"""The dates ahead of an issue as an iCalendar file (RFC 5545): whole days, the same bytes for the same issue.

Lines end in CRLF and are folded at 75 octets, never within a character. What is known by its month alone has no day and
is left out.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.rendering.arrange import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import CalendarEvent, Issue, Language, Reference

NAME = "calendar.ics"
"""The file beside an issue's page."""
OCTETS = 75
"""Of a line, without its CRLF."""


def calendar(issue: Issue) -> str:
    """The file's text; empty where no event of the issue has a day."""
    events = [*(_announced(issue, one) for one in issue.events if one.start), *_told(issue)]
    if not events:
        return ""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ganchu//digest//" + issue.language.upper(),
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:" + escaped(f"{issue.title} {issue.number}"),
    ]
    lines = [*head, *(line for event in events for line in event), "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def cancelled(issue: Issue, told: str) -> str:
    """The file of an issue that was taken back: the same events by their UIDs, cancelled, with `told` for all their words.

    Calendars that took them in strike them out.
    """
    words = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")
    kept = []
    for line in calendar(issue).replace("\r\n ", "").split("\r\n"):
        name = line.partition(":")[0].partition(";")[0]
        if name == "SUMMARY":
            kept += [f"SUMMARY:{escaped(told)}", "STATUS:CANCELLED", "SEQUENCE:1"]
        elif name not in words:
            kept.append(line)
    return "\r\n".join(folded(line) for line in kept)


def escaped(text: str) -> str:
    """A text as a property's value: on one line, without controls, its backslashes, semicolons and commas escaped."""
    parts = (
        " ".join("".join(char if char.isprintable() else " " for char in line).split())
        for line in text.split("\n")
    )
    plain = "\n".join(parts)
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most OCTETS, each further one behind a space, and none within a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    return "\r\n".join([*pieces, piece])


def _told(issue: Issue) -> Iterator[list[str]]:
    items = {item.id: item for item in issue.items}
    for one in issue.ahead:
        if one.precision != "day" or one.item not in items:
            continue
        item = items[one.item]
        source = next((ref for ref in item.references if ref.story == one.pick.sentence.story), None)
        about = [item.headline.text, _cited(source) if source else ""]
        url = safe_url(source.url) if source and source.rights != "private" else ""
        language = source.language if source else issue.language
        yield _event(
            issue,
            (one.id, str(one.first)),
            days=(one.first, one.last),
            summary=one.pick.sentence.text,
            language=language,
            about="\n".join(filter(None, about)),
            url=url,
        )


def _cited(source: Reference) -> str:
    return f"{source.outlet}: {source.title}" if source.title else source.outlet


def _announced(issue: Issue, one: CalendarEvent) -> list[str]:
    first = one.start or issue.period.end
    return _event(
        issue,
        (one.document, one.name, str(first)),
        days=(first, one.end or first),
        summary=one.name,
        language="und",
        place=one.place,
        url=safe_url(one.url),
    )


def _event(
    issue: Issue,
    key: tuple[str, ...],
    *,
    days: tuple[date, date],
    summary: str,
    language: Language,
    about: str = "",
    place: str = "",
    url: str = "",
) -> list[str]:
    spoken = f";LANGUAGE={language}" if language != "und" else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{fingerprint(issue.id, *key)}@{escaped(issue.publication)}",
        f"DTSTAMP:{issue.provenance.moment.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}",
        f"DTEND;VALUE=DATE:{days[1] + timedelta(days=1):%Y%m%d}",
        f"SUMMARY{spoken}:{escaped(summary)}",
        *([f"DESCRIPTION:{escaped(about)}"] if about else []),
        *([f"LOCATION:{escaped(place)}"] if place else []),
        *([f"URL:{url}"] if url else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
